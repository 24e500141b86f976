/**
 * One story twice, each time with other furniture around it, as two papers print it; and the same with one sentence or
 * word of news more. Stories in invented words, furniture in the languages of the wires.
 */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import table from './furniture-lines.json' with { type: 'json' };
import { storyOf } from './stories.ts';

type FurnitureKind =
  | 'byline'
  | 'dateline'
  | 'stamp'
  | 'sharing'
  | 'caption'
  | 'links'
  | 'agency stamp'
  | 'promotion'
  | 'contact'
  | 'sign-off'
  | 'rights';

/** What papers print around a story, a few ways in each language; {what} is filled in here. */
interface PaperLanguage {
  code: string;
  /** Of which words are made; undefined: the invented words of stories.ts. */
  letters?: readonly string[];
  spaced: boolean;
  stop: string;
  first: readonly string[];
  between: string;
  last: readonly string[];
  towns: readonly string[];
  months: readonly string[];
  weekdays: readonly string[];
  /** Sentences that are news, short ones among them. */
  news: readonly string[];
  lines: Readonly<Record<FurnitureKind, readonly string[]>>;
}

const FURNITURE: readonly PaperLanguage[] = table.languages;

export interface FurnishedPair {
  language: string;
  kind: string;
  first: { title: string; body: string };
  second: { title: string; body: string };
  /** The second has news that the first has not. */
  news: boolean;
}

type Draw = () => number;

const pick = <T>(list: readonly T[], draw: Draw): T => {
  const item = list[Math.floor(draw() * list.length)];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
};
const between = (from: number, to: number, draw: Draw): number => from + Math.floor(draw() * (to - from + 1));
const two = (value: number): string => String(value).padStart(2, '0');

/** A story in the letters of the language: English small words would not do for those without any. */
function storyIn({ letters, spaced, stop }: PaperLanguage, seed: number): { title: string; body: string } {
  if (letters === undefined) {
    const { title, paragraphs } = storyOf(seed, 5);
    return { title, body: paragraphs.join('\n\n') };
  }
  const draw = randomOf(seed * 31 + 7);
  const gap = spaced ? ' ' : '';
  const word = (): string =>
    draw() < 0.06
      ? String(between(2, 900, draw))
      : Array.from({ length: between(2, 6, draw) }, () => pick(letters, draw)).join('');
  const sentence = (): string => Array.from({ length: between(10, 18, draw) }, word).join(gap) + stop;
  const paragraph = (): string => Array.from({ length: 3 }, sentence).join(spaced ? ' ' : '');
  return {
    title: Array.from({ length: 6 }, word).join(gap),
    body: Array.from({ length: 5 }, paragraph).join('\n\n'),
  };
}

/** One word or sentence that a reader of the first text does not know. */
function withNews({ news }: PaperLanguage, body: string, draw: Draw): string {
  const paragraphs = body.split('\n\n');
  const at = draw() < 0.6 ? paragraphs.length - 1 : Math.floor(draw() * paragraphs.length);
  const sentence = pick(news, draw);
  if (draw() < 0.5) return paragraphs.with(at, `${paragraphs[at] ?? ''} ${sentence}`).join('\n\n');
  return paragraphs.toSpliced(at + 1, 0, sentence).join('\n\n');
}

function furnished(
  language: PaperLanguage,
  kinds: readonly FurnitureKind[],
  body: string,
  draw: Draw,
): string {
  const name = (): string => `${pick(language.first, draw)}${language.between}${pick(language.last, draw)}`;
  const fill = (template: string): string =>
    template.replaceAll(/\{(?<what>[a-z0-9]+)\}/gu, (...match) => {
      const { what } = match.at(-1) as { what: string };
      if (what === 'name') return name();
      if (what === 'town') return pick(language.towns, draw);
      if (what === 'town2') return pick(language.towns, draw).toUpperCase();
      if (what === 'agency') return pick(['AFP', 'Reuters', 'AP', 'dpa', 'EFE', 'ANSA'], draw);
      if (what === 'month') return pick(language.months, draw);
      if (what === 'weekday') return pick(language.weekdays, draw);
      if (what === 'day') return String(between(1, 28, draw));
      if (what === 'year') return String(between(2024, 2026, draw));
      if (what === 'time') return `${two(between(0, 23, draw))}:${two(between(0, 59, draw))}`;
      if (what === 'hour') return String(between(2, 20, draw));
      if (what === 'count') return String(between(3, 900, draw));
      if (what === 'title') return storyIn(language, between(1, 90_000, draw)).title;
      throw new RangeError(`no filling for ${what}`);
    });
  let text = body;
  for (const kind of kinds) {
    const lines = (): string => fill(pick(language.lines[kind], draw));
    const paragraphs = text.split('\n\n');
    if (kind === 'dateline') text = lines() + text;
    else if (kind === 'sign-off' || kind === 'rights' || kind === 'contact') text = `${text}\n\n${lines()}`;
    else if (kind === 'byline' || kind === 'stamp' || kind === 'agency stamp') text = `${lines()}\n\n${text}`;
    else text = paragraphs.toSpliced(Math.floor(draw() * (paragraphs.length + 1)), 0, lines()).join('\n\n');
  }
  return text;
}

const KINDS: Readonly<Record<string, readonly FurnitureKind[]>> = {
  'byline and dateline': ['dateline', 'byline'],
  stamp: ['stamp'],
  sharing: ['sharing'],
  caption: ['caption'],
  links: ['links'],
  'agency stamp': ['agency stamp'],
  promotion: ['promotion'],
  contact: ['contact'],
  'sign-off': ['sign-off'],
  rights: ['rights'],
  all: [
    'dateline',
    'caption',
    'links',
    'promotion',
    'sharing',
    'stamp',
    'byline',
    'sign-off',
    'contact',
    'rights',
  ],
};

/** @param count pairs of each kind in each language; as many with news */
export function furnishedPairs(seed: number, count: number): FurnishedPair[] {
  const draw = randomOf(seed);
  const pairs: FurnishedPair[] = [];
  for (const language of FURNITURE) {
    for (const [kind, parts] of Object.entries(KINDS)) {
      for (let i = 0; i < 2 * count; i++) {
        const news = i % 2 === 1;
        const { title, body } = storyIn(language, Math.floor(draw() * 1e6));
        pairs.push({
          language: language.code,
          kind,
          news,
          first: { title, body: furnished(language, parts, body, draw) },
          second: {
            title,
            body: furnished(language, parts, news ? withNews(language, body, draw) : body, draw),
          },
        });
      }
    }
  }
  return pairs;
}
