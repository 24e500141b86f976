/**
 * Takes: stories that their agency sends again under another number, with another lead and much of it written anew; and
 * what looks like it: other stories under the same slug, of the next day or of another agency. In invented words.
 */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import type { GenerateOptions } from './generate.ts';
import { BASE, type LabelledSet, type LabelledText } from './labelled.ts';
import { storyOf, word } from './stories.ts';

const START = Date.parse('2026-07-01T06:00:00Z');
const HOUR = 3_600_000;
const PACE = 20 * 60_000;

/** How an agency names a story, and a further take of it. */
interface House {
  slug?: (words: string, version: number) => string;
  takeKey?: (version: number) => string;
  title: (title: string, version: number) => string;
}

const ORDINALS = ['', '1st', '2nd', '3rd'];
const behind =
  (words: string) =>
  (title: string, version: number): string =>
    version === 0 ? title : `${title} (${words.replace('#', String(version))})`;
const before =
  (words: string) =>
  (title: string, version: number): string =>
    version === 0 ? title : `${words.replace('#', String(version))}${title}`;
const CORRECTED = 'headline corrected';
const asItIs = (title: string): string => title;

/** The limits of functions/core/dedupe/takes.ts are fitted to the first half; the other one has houses of its own. */
const HOUSES: Readonly<Record<Half, Readonly<Record<string, House>>>> = {
  tune: {
    'slug, AP': {
      slug: (words, version) =>
        `BC-${words}${version === 0 ? '' : `, ${ORDINALS[version] ?? ''} Ld-Writethru`}`,
      title: asItIs,
    },
    'slug, Reuters': {
      slug: (words, version) =>
        `${words.toUpperCase().replace(' ', '-')}/${version === 0 ? '' : ` (UPDATE ${version}, PIX)`}`,
      title: before('UPDATE #-'),
    },
    'headline alone': { title: behind('#th Lead') },
  },
  test: {
    'slug, German': { slug: (words) => words.replace(' ', '/'), title: before('#. Zusammenfassung: ') },
    'slug, take in a field': {
      slug: (words) => words,
      takeKey: (version) => (version === 0 ? '' : `${ORDINALS[version] ?? ''} Ld`),
      title: asItIs,
    },
    'slug, Spanish': {
      slug: (words) => words.toUpperCase(),
      title: before('AMPLIACIÓN #: '),
    },
    [CORRECTED]: { title: before('(CORRECTED) - ') },
    'headline, French': { title: before('ACTUALISATION # - ') },
  },
};

export type Half = 'tune' | 'test';

interface Sent {
  kind: string;
  group?: string;
  source?: string;
  hours?: number;
  version: number;
  paragraphs: readonly string[];
}

/** @param stories each with two further takes, and with another story under its slug or a headline that is like its own */
export function takeSet({ seed, stories }: GenerateOptions, half: Half): LabelledSet {
  const houses = Object.entries(HOUSES[half]);
  const draw = randomOf(seed * 53 + (half === 'tune' ? 29 : 31));
  const texts: LabelledText[] = [];
  const anew = (paragraph: string, share: number): string =>
    paragraph.replaceAll(/(?<=\s)\p{Ll}+/gu, (found) => (draw() < share ? word(draw) : found));
  for (let number = 0; number < stories; number++) {
    const [kind = '', house] = houses[number % houses.length] ?? [];
    if (house === undefined) continue;
    const story = storyOf(seed * 100_000 + number, 6 + Math.floor(draw() * 4));
    const other = storyOf(seed * 100_000 + 50_000 + number, 6);
    const words = [word(draw), word(draw)].join(' ');
    // Five words of seven are the same where nothing but the headline tells
    const otherTitle =
      house.slug === undefined
        ? [...story.title.split(' ').slice(0, 5), ...other.title.split(' ').slice(5)].join(' ')
        : other.title;
    const id = `t${number}`;
    const at = START + number * PACE;
    const add = ({
      kind: what,
      group = id,
      source = 'aurora',
      hours = 0,
      version,
      paragraphs,
    }: Sent): void => {
      texts.push({
        id: what === BASE ? id : `${id}-${texts.length}`,
        group,
        kind: what,
        title: house.title(group === id ? story.title : otherTitle, version),
        body: paragraphs.join('\n\n'),
        at: at + hours * HOUR,
        source,
        ...(house.slug === undefined ? {} : { slug: house.slug(words, version) }),
        ...(house.takeKey === undefined ? {} : { takeKey: house.takeKey(version) }),
      });
    };
    add({ kind: BASE, version: 0, paragraphs: story.paragraphs });
    let before = story.paragraphs;
    for (const version of [1, 2]) {
      // Names and figures of the new paragraphs are those of the story
      const lead = story.paragraphs.slice(0, 1 + Math.floor(draw() * 2)).map((text) => anew(text, 0.8));
      const kept = before.slice(1).filter(() => draw() < 0.75);
      const share = kind === CORRECTED ? 0.02 : 0.05 + draw() * 0.2;
      const paragraphs = [...lead, ...kept.map((text) => anew(text, share))];
      add({ kind: `${kind}: take ${version}`, version, paragraphs, hours: 2 * version + draw() });
      before = paragraphs;
    }
    const background = story.paragraphs.slice(-1);
    const others: [string, string, number][] = [
      ['NEG other story under slug or headline', 'aurora', 3],
      ['NEG other story of the next day', 'aurora', 26],
      ['NEG other story of another agency', 'borealis', 3],
    ];
    const [negative, source, hours] = others[Math.floor(draw() * others.length)] ?? ['NEG', 'aurora', 3];
    add({
      kind: negative,
      group: `${id} other`,
      source,
      hours,
      version: 1,
      paragraphs: [...other.paragraphs, ...background],
    });
  }
  return {
    name: `takes with seed ${seed}, ${half} half`,
    texts: texts.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ambiguous: new Set(),
  };
}
