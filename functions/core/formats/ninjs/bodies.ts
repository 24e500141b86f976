/** Bodies, headlines and descriptions of all ninjs versions, and the choice of the body that is the richest. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import type { ArticleType, Text } from '../../article/ninjs.ts';
import type { RemovedText, Warning } from '../../article/record.ts';
import { inlineText, parseHtml } from '../../text/html.ts';
import { collapse } from '../../text/whitespace.ts';
import { attribute, children, descendants, text as textOf } from '../../text/xml.ts';
import type { Body } from '../../article/wire-item.ts';
import { array, isObject, own, present, string, type Fields } from '../common/json.ts';
import { markupBody } from '../common/markup.ts';

type Kind = 'html' | 'nitf' | 'text' | 'other';

/** A text with the role and the type that the source gives it. */
interface Sourced {
  role: string;
  kind: Kind;
  value: string;
  contentType: string | undefined;
}

export interface ChosenBody {
  body?: Body;
  /** Bodies with another text than the chosen one: kept, never dropped. */
  others: { role: string; contentType?: string; value: string }[];
  removed: RemovedText[];
  warnings: Warning[];
  wordCount?: string;
}

/** text/html first, then XHTML (both are "html" here), NITF, plain text. */
const PREFERENCE: readonly Kind[] = ['html', 'nitf', 'text', 'other'];
/** Two bodies of one story share at least so much of the words of the shorter one. */
const SAME_TEXT = 0.5;

/**
 * The body of an item.
 * @param headline to recognise it where the body repeats it
 */
export function bodyOf(fields: Fields, headline: string | undefined): ChosenBody {
  const bodies = sourcedTexts(fields, 'bodies', 'body');
  const ranked = bodies
    .filter(({ kind }) => kind !== 'other')
    .sort((a, b) => PREFERENCE.indexOf(a.kind) - PREFERENCE.indexOf(b.kind));
  const [richest] = ranked;
  const chosen: ChosenBody = { others: [], removed: [], warnings: [] };
  if (richest === undefined) {
    chosen.others = bodies.map(asOther);
    return chosen;
  }
  // where they are different texts none is a rendering of the other, and the source's order counts
  const plain = bodies.find(({ kind }) => kind === 'text');
  const agree = plain === undefined || plain === richest || sameText(richest.value, plain.value);
  const best = agree ? richest : (bodies.find(({ kind }) => kind !== 'other') ?? richest);
  chosen.others = bodies.filter((body) => body !== best && !sameText(body.value, best.value)).map(asOther);
  if (!agree) {
    chosen.warnings.push({
      code: 'bodies-differ',
      detail: `the bodies "${richest.role}" and "${plain.role}" are different texts: "${best.role}" is read, the other is in extra`,
    });
  }
  return { ...chosen, ...built(best, headline) };
}

/** Headlines: the main one first. */
export function headlinesOf(fields: Fields): Text[] {
  const texts: Text[] = [textsIn(fields, 'headline'), sourcedTexts(fields, 'headlines', 'headline')].flatMap(
    (list) => list.map(({ role, value }, index) => ({ role: headlineRole(role, index), value })),
  );
  return texts.filter(
    (text, index) => texts.findIndex((other) => collapse(other.value) === collapse(text.value)) === index,
  );
}

/**
 * Descriptions, their roles in the words of the record: abstract, summary, caption; others as written.
 * Of the same description as text and as HTML only the text is taken; the normaliser reads both as text anyway.
 */
export function descriptionsOf(fields: Fields, type: ArticleType | undefined): Text[] {
  const picture = type === 'picture' || type === 'graphic' || type === 'video' || type === 'audio';
  const texts = sourcedTexts(fields, 'descriptions', 'description').sort(
    (a, b) => Number(a.kind === 'html') - Number(b.kind === 'html'),
  );
  const seen = new Set<string>();
  return texts.flatMap(({ role, value }) => {
    const key = inlineText(value);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ role: descriptionRole(role, picture), value }];
  });
}

/**
 * `bodies: [{role, contentType, value}]` of 2.x and 3.x, `body_<suffix>` of 1.x and a bare `body`, in this order;
 * an object in place of a list has the roles as its names.
 */
function sourcedTexts(fields: Fields, list: string, prefix: string): Sourced[] {
  const suffixed = fields.startingWith(`${prefix}_`).flatMap((name) => {
    const found = sourced(name.slice(prefix.length + 1).toLowerCase(), fields.get(name));
    if (found === undefined) fields.keepAs(name, fields.get(name));
    return found ?? [];
  });
  // a bare headline comes first, and is read by itself
  const bare = prefix === 'headline' ? [] : textsIn(fields, prefix);
  return [...textsIn(fields, list), ...suffixed, ...bare];
}

/** The texts of one property: a text, a list of them, or an object of them by role. What is none is kept. */
function textsIn(fields: Fields, name: string): Sourced[] {
  const value = fields.get(name);
  const members: (readonly [string, unknown])[] =
    isObject(value) && !Object.hasOwn(value, 'value')
      ? Object.entries(value)
      : array(value).map((member) => ['', member]);
  return members.flatMap(([role, member]) => {
    const found = sourced(role, member);
    const says = isObject(member) ? own(member, 'value') : member;
    if (found === undefined && typeof says !== 'string') fields.keepAs(name, value);
    return found ?? [];
  });
}

function sourced(key: string, member: unknown): Sourced | undefined {
  const value = string(isObject(member) ? own(member, 'value') : member);
  if (value === undefined) return undefined;
  const role = string(own(member, 'role')) ?? key;
  const contentType = string(own(member, 'contentType') ?? own(member, 'contenttype'));
  return { role, contentType, value, kind: kindOf(role, contentType, value) };
}

const BLOCK_TAG = /<(?:p|div|br|h[1-6]|ul|ol|table|blockquote|section|article)(?:\s[^<>]*)?\/?>/i;

/** The content type decides, then the role, then what the value looks like. */
function kindOf(role: string, contentType: string | undefined, value: string): Kind {
  const told = `${contentType ?? ''} ${role}`.toLowerCase();
  if (/sportsml|json|csv|ttnitf/.test(told)) return 'other';
  if (told.includes('nitf') || /^\s*(?:<\?xml[^<>]*>\s*)?<nitf[\s>]/i.test(value)) return 'nitf';
  if (told.includes('html')) return 'html';
  if (/\bxml\b/.test(told)) return 'other';
  return BLOCK_TAG.test(value) && /<\/?\w/.test(value) ? 'html' : 'text';
}

function built(chosen: Sourced, headline: string | undefined): Pick<ChosenBody, 'body' | 'removed'> {
  if (chosen.kind === 'text') return { body: { kind: 'text', text: chosen.value }, removed: [] };
  return withoutHeader(markupBody(chosen.value), headline);
}

/**
 * The body without a header that says again what the item's own fields say: the headline as its only h1, and in
 * TT's body_html5 a line with vignette and source beside it.
 */
function withoutHeader(body: Body, headline: string | undefined): Pick<ChosenBody, 'body' | 'removed'> {
  if (headline === undefined || (body.kind === 'html' && !/<h1[\s>]/i.test(body.html))) {
    return { body, removed: [] };
  }
  const nodes = body.kind === 'html' ? parseHtml(body.html) : body.kind === 'nodes' ? [...body.nodes] : [];
  const first = nodes.flatMap((node) => elementsNamed(node, 'h1'))[0];
  if (first === undefined || textOf(first) !== collapse(headline)) return { body, removed: [] };
  const removed: RemovedText[] = [];
  const parent = first.parent;
  const line =
    parent !== null && isTag(parent)
      ? children(parent).find((element) => attribute(element, 'class') === 'dat')
      : undefined;
  for (const element of [first, line]) {
    if (element === undefined) continue;
    removed.push({ text: textOf(element) ?? '', reason: 'header' });
    for (const siblings of [nodes, element.parent?.children ?? []]) {
      const index = siblings.indexOf(element);
      if (index >= 0) siblings.splice(index, 1);
    }
  }
  return { body: { kind: 'nodes', nodes }, removed: removed.filter(({ text }) => text !== '') };
}

function elementsNamed(node: ChildNode, name: string): Element[] {
  if (!isTag(node)) return [];
  return node.name === name ? [node] : descendants(node, name);
}

/** Do two bodies, in whatever mark-up, hold the same text? Compared by words, so that order and tags do not matter. */
function sameText(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size === 0) return true;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return shared / small.size >= SAME_TEXT;
}

function wordsOf(value: string): Set<string> {
  const text = /[<&]/.test(value) ? value.replace(/<[^<>]*>|&[#\w]{1,10};/g, ' ') : value;
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu));
}

function asOther({ role, contentType, value }: Sourced): ChosenBody['others'][number] {
  return { role, value, ...present({ contentType }) };
}

function headlineRole(role: string, index: number): string {
  const known = role.toLowerCase();
  if (known === '') return index === 0 ? 'main' : 'sub';
  if (/^(?:main|headline|hl:main|text|html)$/.test(known)) return 'main';
  return /^(?:sub|subhead(?:line)?|deck|hld:subheadline)$/.test(known) ? 'sub' : known;
}

function descriptionRole(role: string, picture: boolean): string {
  const known = role.toLowerCase();
  if (/^(?:caption|drol:caption)$/.test(known)) return 'caption';
  if (/^(?:summary|drol:summary)$/.test(known)) return 'summary';
  return /^(?:|text|html5?|xhtml|richtext|plain|main|abstract)$/.test(known)
    ? picture
      ? 'caption'
      : 'abstract'
    : known;
}
