/** What stands around a block in the tree of its page: the kinds of boxes it lies in, and how much text they hold. */
import { isTag, type Element } from 'domhandler';
import table from './boxes.json' with { type: 'json' };

interface Names {
  readonly words: readonly string[];
  readonly parts: readonly string[];
}

function namePattern({ words, parts }: Names): RegExp {
  const whole = words.length === 0 ? [] : [String.raw`(?:^|[\s_-])(?:${words.join('|')})(?:$|[\s_-])`];
  return new RegExp([...whole, ...parts].join('|'), 'i');
}

/** By what templates call a box (boxes.json). */
const NAMED = {
  comments: namePattern(table.comments),
  others: namePattern(table.others),
  sharing: namePattern(table.sharing),
  promotion: namePattern(table.promotion),
  menus: namePattern(table.menus),
  foot: namePattern(table.foot),
  dialog: namePattern(table.dialog),
  author: namePattern(table.author),
  caption: namePattern(table.caption),
  notes: namePattern(table.notes),
  hidden: namePattern(table.hidden),
  story: namePattern(table.story),
};
/** By the element, or the role that it is given. */
const ELEMENTS = {
  nav: ['nav', 'navigation'],
  footer: ['footer', 'contentinfo'],
  header: ['header', 'banner'],
  aside: ['aside', 'complementary'],
  form: ['form', 'form'],
  button: ['button', 'button'],
  article: ['article', 'article'],
  main: ['main', 'main'],
  figure: ['figure', 'figure'],
  figcaption: ['figcaption', 'figcaption'],
  item: ['li', 'listitem'],
  cell: ['td', 'cell'],
  headCell: ['th', 'columnheader'],
} as const;

type NamedKind = keyof typeof NAMED;
export type BoxKind = NamedKind | keyof typeof ELEMENTS | 'articleBody' | 'unseen';

/** More levels than this are as good as none. */
const FAR = 99;

/** An element with what is below it. */
export interface Surroundings {
  element: Element;
  above: Surroundings | undefined;
  /** Levels up to the nearest box of a kind: 0 for the element itself. */
  levels: Readonly<Record<BoxKind, number>>;
  blocks: number;
  /** Words below that stand in sentences. */
  prose: number;
  characters: number;
  linked: number;
  /** Words in sentences straight below, those further down for less. */
  score: number;
  /** The same for all boxes that a template repeats. */
  pattern: string;
}

const NOWHERE = Object.fromEntries(
  [...Object.keys(NAMED), ...Object.keys(ELEMENTS), 'articleBody', 'unseen'].map((kind) => [kind, FAR]),
) as Record<BoxKind, number>;

/** Looks at every element once. */
export class Neighbourhood {
  readonly #known = new Map<Element, Surroundings>();

  /** Undefined at the top of a piece of a page. */
  of(element: Element | undefined): Surroundings | undefined {
    if (element === undefined) return undefined;
    const path: Element[] = [];
    let known: Surroundings | undefined;
    for (let at: Element['parent'] = element; at !== null && isTag(at); at = at.parent) {
      known = this.#known.get(at);
      if (known !== undefined) break;
      path.push(at);
    }
    for (const next of path.reverse()) {
      known = made(next, known);
      this.#known.set(next, known);
    }
    return known;
  }

  all(): Iterable<Surroundings> {
    return this.#known.values();
  }
}

function made(element: Element, above: Surroundings | undefined): Surroundings {
  const { name, attribs } = element;
  const style = `${attribs.class ?? ''} ${attribs.id ?? ''}`;
  const levels = { ...(above?.levels ?? NOWHERE) };
  for (const kind of Object.keys(levels) as BoxKind[]) levels[kind] = Math.min(FAR, levels[kind] + 1);
  if (name !== 'html' && name !== 'body' && style.length > 1) {
    for (const kind of Object.keys(NAMED) as NamedKind[]) if (NAMED[kind].test(style)) levels[kind] = 0;
  }
  for (const [kind, [tag, role]] of Object.entries(ELEMENTS) as [
    keyof typeof ELEMENTS,
    readonly [string, string],
  ][]) {
    if (name === tag || attribs.role === role) levels[kind] = 0;
  }
  if (/\barticleBody\b/.test(attribs.itemprop ?? '')) levels.articleBody = 0;
  if (isUnseen(element)) levels.unseen = 0;
  const own = `${name}.${attribs.class ?? ''}`;
  const outer = above === undefined ? '' : `${above.element.name}.${above.element.attribs.class ?? ''}`;
  return {
    element,
    above,
    levels,
    blocks: 0,
    prose: 0,
    characters: 0,
    linked: 0,
    score: 0,
    pattern: `${own}<${outer}`,
  };
}

function isUnseen({ attribs }: Element): boolean {
  return (
    'hidden' in attribs || attribs['aria-hidden'] === 'true' || /display:\s?none/.test(attribs.style ?? '')
  );
}
