/** A page that is twice as long takes about twice the time, whatever stands on it. */
import { expect, test } from '@jest/globals';
import { processorTime } from '../support/processor-time.ts';
import { readBytes } from '../support/wires.ts';

const SIZE = 200_000;
const TIMES = 3;
const MOST_TIMES = 12;
/** Twice, and what collecting garbage adds. */
const MOST = 2.5;

const SYLLABLES = [
  'har',
  'bou',
  'fer',
  'lin',
  'qua',
  'dor',
  'mes',
  'tir',
  'osk',
  'val',
  'ben',
  'nau',
  'pry',
  'sel',
];

/** Words that nobody has said, drawn in the same order each time: no line is a copy of another. */
function drawn(): () => string {
  let state = 7;
  const next = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  return () => Array.from({ length: 2 + next(2) }, () => SYLLABLES[next(SYLLABLES.length)] ?? '').join('');
}

const word = drawn();

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function words(count: number): string {
  return Array.from({ length: count }, word).join(' ');
}

function line(count = 5): string {
  return capital(words(count));
}

function sentence(): string {
  return `${line(14)}.`;
}

function paragraph(): string {
  return `${sentence()} ${sentence()} ${sentence()}`;
}

function name(): string {
  return `${capital(word())} ${capital(word())}`;
}

function many(length: number, part: () => string, joint = '\n\n'): string {
  const parts: string[] = [];
  for (let size = 0; size < length;) {
    const one = part();
    size += one.length + joint.length;
    parts.push(one);
  }
  return parts.join(joint);
}

const HEAD = 'Ferry sails again to the islands\n\nBy Mia Holm\n\n';

const NOTICE = [
  'Our office is closed on Thursday and Friday, because everybody who works in it goes to see the new rooms on the other side of the street. Whoever wants to talk to one of us before then is asked to come to the front door and ring.',
  'From Saturday on we are there again as always, and whoever has sent us something until then hears from us within the week. Those who cannot wait may leave a note with the guard at the gate, who is there by day and by night.',
].join('\n\n');

/** A notice, many lines, and then the story. */
function farDown(length: number, of: () => string): string {
  return `${NOTICE}\n\n${many(length * 0.7, of, '\n')}\n\n${HEAD}${many(length * 0.3, paragraph)}`;
}

function html(inside: string): string {
  return `<!doctype html><title>Ferry sails again</title><article><h1>Ferry sails again</h1>${inside}</article>`;
}

test.each<[string, (length: number) => string]>([
  ['an article', (length) => HEAD + many(length, paragraph)],
  [
    'a menu below an article',
    (length) => HEAD + many(length / 10, paragraph) + many(length * 0.9, line, '\n'),
  ],
  ['a menu between a notice and the article', (length) => farDown(length, line)],
  ['a list of names above an article', (length) => farDown(length, name)],
  ['a list of agencies above an article', (length) => farDown(length, () => `${name()} News Agency`)],
  [
    'a box of links below each paragraph',
    (length) => HEAD + many(length, () => `${sentence()}\n\nRelated\n\n${line()}\n\nRelated stories`),
  ],
  [
    'the same label below each paragraph',
    (length) => HEAD + many(length, () => `${sentence()}\n\nIn favour\n\n${name()}\n\nAgainst`),
  ],
  [
    'the same credit below a story without end',
    (length) => `${HEAD}${many(2000, paragraph)}\n\n${many(length, () => 'Photo: Nora Tamsin / AP')}`,
  ],
  [
    'a menu with a sentence to each of its entries above an article',
    (length) =>
      many(length / 2, () => `${sentence()}\n\n${many(60, name)}`) +
      `\n\n${HEAD}${many(length / 2, paragraph)}`,
  ],
  [
    'an article that is printed over and over',
    (length) => {
      const story = many(1000, () => `${line()}\n\n${sentence()}`);
      return HEAD + many(length, () => story);
    },
  ],
  ['a list of teasers', (length) => many(length, () => `${line()}\n\n${sentence()}\n\n3 March 2026`)],
  [
    'a figure of HTML with captions without end',
    (length) => {
      const caption = (): string => `<figcaption>${line()}. <span>${name()}</span></figcaption>`;
      return html(`<p>${paragraph()}</p><figure><img src="a.jpg">${many(length, caption)}</figure>`);
    },
  ],
  [
    'a box of links below each paragraph of HTML',
    (length) => html(many(length, () => `<p>${sentence()}</p><h3>Related posts</h3><p>${line()}</p>`)),
  ],
  ['an article of HTML', (length) => html(many(length, () => `<p>${paragraph()}</p>`))],
  [
    'a page of HTML with comments',
    (length) =>
      html(
        many(length / 10, () => `<p>${paragraph()}</p>`) +
          many(length * 0.9, () => `<div><b>${line()}</b><p>${paragraph()}</p><a href="#">Reply</a></div>`),
      ),
  ],
])('%s', async (_, write) => {
  const [single, double] = [SIZE, 2 * SIZE].map((length) => Buffer.from(write(length)));
  let [once, twice] = [Infinity, Infinity];
  // A busy machine adds to some turns, and to none of them all: what grows too fast does so in the best of many
  for (let turn = 0; turn < MOST_TIMES && (turn < TIMES || twice / once >= MOST); turn++) {
    once = Math.min(once, await processorTime(() => readBytes(single ?? Buffer.of())));
    twice = Math.min(twice, await processorTime(() => readBytes(double ?? Buffer.of())));
  }
  expect(twice / once).toBeLessThan(MOST);
});
