/**
 * Reports in languages that are written without spaces (Chinese, Japanese, Thai), of our own writing: each sentence in two
 * wordings, with places for figures and names. Of them are made copies as papers run them, and look-alikes. Data:
 * unspaced.json.
 */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import type { GenerateOptions } from './generate.ts';
import { BASE, type LabelledSet, type LabelledText } from './labelled.ts';
import table from './unspaced.json' with { type: 'json' };

type Draw = () => number;
type Language = keyof typeof table.names;

const START = Date.parse('2026-07-01T06:00:00Z');
const HOUR = 3_600_000;
const PACE = 20 * 60_000;

/** Each sentence in both wordings, filled in alike. */
type Report = readonly (readonly [string, string])[];

interface Template {
  language: string;
  half: string;
  sentences: string[][];
}

interface Filling {
  figures: Draw;
  names: Draw;
}

/** Both wordings of a sentence have the same names and, as far as they go, the same figures. */
function filled({ language, sentences }: Template, { figures, names }: Filling): Report {
  return sentences.map(([first = '', second = '']) => {
    const [figureSeed, nameSeed] = [figures(), names()].map((value) => Math.floor(value * 1e9));
    const fill = (text: string): string => {
      const [figure, name] = [randomOf(figureSeed ?? 0), randomOf(nameSeed ?? 0)];
      return text
        .replaceAll(/\{n:(?<from>\d+)-(?<to>\d+)\}/gu, (_all, from: string, to: string) =>
          String(Number(from) + Math.floor(figure() * (Number(to) - Number(from) + 1))),
        )
        .replaceAll(/\{(?<kind>[poc])\}/gu, (_all, kind: 'p' | 'o' | 'c') =>
          pick(table.names[language as Language][kind], name),
        );
    };
    return [fill(first), fill(second)];
  });
}

function pick<T>(list: readonly T[], draw: Draw): T {
  const item = list[Math.floor(draw() * list.length)];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
}

/** So many sentences in a paragraph; Thai has a space between them. */
function bodyOf(sentences: readonly string[], language: string): string {
  const gap = language === 'th' ? ' ' : '';
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += 2) paragraphs.push(sentences.slice(at, at + 2).join(gap));
  return paragraphs.join('\n\n');
}

/** @param stories how many reports come, each with all of its copies and look-alikes */
export function unspacedSet({ seed, stories }: GenerateOptions, half: 'tune' | 'test'): LabelledSet {
  const templates = table.stories.filter((story) => story.half === half);
  const draw = randomOf(seed * 61 + 7);
  const texts: LabelledText[] = [];
  for (let number = 0; number < stories; number++) {
    const template = pick(templates, draw);
    const { language } = template;
    const id = `u${number}`;
    const own = Math.floor(draw() * 1e9);
    const other = own + 1;
    const base = filled(template, { figures: randomOf(own), names: randomOf(own) });
    const plain = base.map(([first]) => first);
    const add = (kind: string, sentences: readonly string[], hours: number, source = 'aurora'): void => {
      const isOther = kind.startsWith('NEG');
      texts.push({
        id: kind === BASE ? id : `${id}-${texts.length}`,
        group: isOther ? `${id} ${kind}` : id,
        kind: kind === BASE ? kind : `${kind} (${language})`,
        body: bodyOf(sentences, language),
        at: START + number * PACE + hours * HOUR,
        source,
        language,
      });
    };
    add(BASE, plain, 0);
    const byline = table.bylines[language as Language].map((text) =>
      text.replaceAll(/\{(?<kind>[po])\}/gu, (_all, kind: 'p' | 'o') =>
        pick(table.names[language as Language][kind], draw),
      ),
    );
    add(
      'furnished',
      [`${byline[0] ?? ''}${plain[0] ?? ''}`, ...plain.slice(1), byline[1] ?? ''],
      1,
      'borealis',
    );
    const anew = Math.floor(draw() * 4) + 1;
    add(
      'a sentence anew',
      base.map(([first, second], i) => (i === anew ? second : first)),
      2,
      'borealis',
    );
    add(
      'lead anew',
      base.map(([first, second], i) => (i === 0 ? second : first)),
      3,
      'borealis',
    );
    add(
      'two anew',
      base.map(([first, second], i) => (i === 0 || i === anew ? second : first)),
      4,
      'borealis',
    );
    add('cut to three', plain.slice(0, 3), 5, 'borealis');
    add(
      'a figure updated',
      plain.map((text) => text),
      6,
    );
    const last = texts.at(-1);
    if (last !== undefined) last.body = updated(last.body, draw);
    const foreign = pick(
      templates.filter((one) => one.language === language && one !== template),
      draw,
    );
    const others = (figures: number, names: number): string[] =>
      filled(template, { figures: randomOf(figures), names: randomOf(names) }).map(([first]) => first);
    add('NEG another day', others(other, other), 26);
    add('NEG of others', others(own + 2, own + 2), 7, 'borealis');
    add('NEG figures of another day', others(own + 3, own), 27);
    add('NEG other names alone', others(own, own + 4), 9, 'borealis');
    const stranger = filled(foreign, { figures: randomOf(own + 5), names: randomOf(own + 5) });
    const mixed = [...stranger.map(([first]) => first), ...plain.slice(3)];
    add('NEG with two of its sentences', mixed, 8, 'borealis');
  }
  return {
    name: `without spaces, seed ${seed}, ${half} half`,
    texts: texts.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ambiguous: new Set(),
  };
}

/** One figure is another one, as when a toll rises. */
function updated(body: string, draw: Draw): string {
  const figures = [...body.matchAll(/\d+/gu)];
  const figure = pick(figures, draw);
  const more = String(Number(figure[0]) + 1 + Math.floor(draw() * 3));
  return body.slice(0, figure.index) + more + body.slice(figure.index + figure[0].length);
}
