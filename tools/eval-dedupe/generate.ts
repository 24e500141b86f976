/** Labelled texts of our own in any number: stories of invented places, what becomes of them, and what only looks alike. */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import { misread, withOtherNumbers, withoutSomeWords } from '../../tests/core/dedupe/support/transforms.ts';
import { BASE, type LabelledSet, type LabelledText } from './labelled.ts';
import { otherName, storyOf, word, type Story } from './stories.ts';

const START = Date.parse('2026-07-01T06:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Between two stories: so a window of 3.5 days holds a thousand. */
const PACE = 5 * MINUTE;

interface Circumstances extends Story {
  /** The story's own number; that of a text to add is another one. */
  seed: number;
  random: () => number;
}

type Change = (body: string, story: Circumstances) => string;

const textOf = (paragraphs: readonly string[]): string => paragraphs.join('\n\n');

const cutTo =
  (share: number): Change =>
  (_body, { paragraphs }) =>
    textOf(paragraphs.slice(0, Math.max(1, Math.round(paragraphs.length * share))));

const extendedBy =
  (share: number): Change =>
  (body, { seed, paragraphs }) =>
    textOf([body, ...storyOf(seed + 0.25, Math.max(1, Math.round(paragraphs.length * share))).paragraphs]);

const garbled =
  (rate: number): Change =>
  (body, { random }) =>
    misread(body, random, rate);

const shortened =
  (oneIn: number): Change =>
  (body, { random }) =>
    withoutSomeWords(body, random, oneIn);

/** Byline, dateline and sign-off of a publisher, typographic quotation marks. */
const furnished: Change = (body, { random }) => {
  const by = `${otherName(random)} ${otherName(random)}`;
  const dateline = `${otherName(random).toUpperCase()} (Borealis) — `;
  const quoted = body.replaceAll(/"([^"]*)"/gu, '“$1”');
  return `By ${by}\n\n${dateline}${quoted}\n\n(Reporting by ${by})`;
};

/** Hard line ends, as a teleprinter had them. */
const wrapped: Change = (body) => body.replaceAll(/(.{40,64}) /gu, '$1\n');

/** One figure is put right. */
const corrected: Change = (body, { random }) => {
  const figures = [...body.matchAll(/\d+/gu)];
  const figure = figures[Math.floor(random() * figures.length)];
  if (figure === undefined) return body;
  const other = String(Number(figure[0]) + 1 + Math.floor(random() * 9));
  return body.slice(0, figure.index) + other + body.slice(figure.index + figure[0].length);
};

/** The lead is another one, the rest stays. */
const updated: Change = (_body, { seed, paragraphs }) =>
  textOf([...storyOf(seed + 0.5, 1).paragraphs, ...paragraphs.slice(1)]);

const otherNames: Change = (body, { names, random }) => {
  const instead = new Map(names.map((name) => [name, otherName(random)]));
  return body.replaceAll(/\p{Lu}\p{L}+/gu, (found) => instead.get(found) ?? found);
};

const otherNumbers: Change = (body, { random }) => withOtherNumbers(body, random);

/** The report of another day: one word in eight is another one, and all figures and half of the names. */
const anotherDay: Change = (body, story) => {
  const { names, random } = story;
  const half = { ...story, names: names.filter((_name, index) => index % 2 === 0) };
  const reworded = body.replaceAll(/(?<=\s)\p{Ll}+/gu, (found) => (random() < 1 / 8 ? word(random) : found));
  return otherNames(otherNumbers(reworded, story), half);
};

const COPIES: Readonly<Record<string, Change>> = {
  'cut to 70 %': cutTo(0.7),
  'cut to 50 %': cutTo(0.5),
  'cut to 30 %': cutTo(0.3),
  'longer by 30 %': extendedBy(0.3),
  'longer by 60 %': extendedBy(0.6),
  'longer by 100 %': extendedBy(1),
  furniture: furnished,
  wrapped,
  '1 word in 20 lost': shortened(20),
  '1 word in 10 lost': shortened(10),
  '2 % misread': garbled(0.02),
  '5 % misread': garbled(0.05),
  '10 % misread': garbled(0.1),
  corrected,
  updated,
  'cut and furniture': (body, story) => furnished(cutTo(0.5)(body, story), story),
};

const LOOK_ALIKES: Readonly<Record<string, Change>> = {
  'NEG numbers': otherNumbers,
  'NEG names': otherNames,
  'NEG both': (body, story) => otherNames(otherNumbers(body, story), story),
  'NEG another day': anotherDay,
};

export interface GenerateOptions {
  /** The same one gives the same texts. */
  seed: number;
  stories: number;
}

/** Each story is told once, comes again in three of the ways above from others, and every second one has a look-alike. */
export function generatedSet({ seed, stories }: GenerateOptions): LabelledSet {
  const random = randomOf(seed);
  const texts: LabelledText[] = [];
  for (let index = 0; index < stories; index++) {
    const id = `s${index}`;
    const number = seed * 100_000 + index;
    const story = { ...storyOf(number, 3 + Math.floor(random() * 12)), seed: number, random };
    const original = textOf(story.paragraphs);
    const at = START + index * PACE;
    texts.push({ id, group: id, kind: BASE, title: story.title, body: original, at, source: 'aurora' });
    const add = (kind: string, change: Change, group: string, source: string, hours: number): void => {
      const body = change(original, story);
      texts.push({ id: `${id}-${texts.length}`, group, kind, body, at: at + hours * HOUR, source });
    };
    for (const kind of drawn(Object.keys(COPIES), 3, random)) {
      const change = COPIES[kind];
      if (change !== undefined)
        add(kind, change, id, `paper ${Math.floor(random() * 9)}`, 0.2 + random() * 47);
    }
    if (index % 2 === 1) continue;
    const kind = pick(Object.keys(LOOK_ALIKES), random);
    const change = LOOK_ALIKES[kind];
    if (change !== undefined) add(kind, change, `${id} other`, 'borealis', 20 + random() * 8);
  }
  return {
    name: `generated with seed ${seed}`,
    texts: texts.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ambiguous: new Set(),
  };
}

function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor(random() * list.length)] ?? '';
}

/** So many different ones. */
function drawn(list: readonly string[], count: number, random: () => number): string[] {
  const left = [...list];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}
