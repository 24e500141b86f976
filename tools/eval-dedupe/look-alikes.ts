/**
 * Reports that are filled in anew every day (rates, prices, results, weather, notices), and tables: each comes again as
 * agencies send such texts again, and has look-alikes of another day and of another company or town. Data:
 * look-alikes.json.
 */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import type { LabelledSet, LabelledText } from './labelled.ts';
import { BASE } from './labelled.ts';
import table from './look-alikes.json' with { type: 'json' };
import type { GenerateOptions } from './generate.ts';

interface Template {
  kind: string;
  title: string;
  paragraphs: string[];
  /** Of a table; filled in anew for each of its rows. */
  row?: string;
  rows?: number;
  lines?: string[];
}

type Draw = () => number;

const TEMPLATES: readonly Template[] = table.templates;
const NAMES: Readonly<Record<string, readonly string[]>> = table.names;
/** Of days, not of whom the report is about. */
const OF_A_DAY = /^(?:weekday|month|wochentag|monat|jour|mois)/;
/** In a row each stands once. */
const OF_A_ROW = /^(?:team|runner|money)/;
const START = Date.parse('2026-07-01T06:00:00Z');
const HOUR = 3_600_000;
const PACE = 10 * 60_000;

const below = (limit: number, draw: Draw): number => Math.floor(draw() * limit);
const pick = <T>(list: readonly T[], draw: Draw): T => {
  const item = list[below(list.length, draw)];
  if (item === undefined) throw new RangeError('an empty list');
  return item;
};

/** What is reported: who and where, and how the text is filled in. */
interface Report {
  template: Template;
  subject: number;
  day: number;
  /** Share of the figures that are as they were on the first day. */
  unchanged?: number;
}

interface Written {
  title: string;
  body: string;
}

/** The same subject and day give the same text. */
function written({ template, subject, day, unchanged = 0 }: Report): Written {
  const names = randomOf(subject * 977 + 3);
  const figuresOf = (which: number): Draw => randomOf(which * 7919 + subject * 31 + 11);
  const figures = figuresOf(day);
  const before = figuresOf(1);
  const changes = randomOf(subject * 17 + day);
  const days = randomOf(day * 101 + subject * 7);
  const known = new Map<string, string>();
  const rowNames = new Map<string, string[]>();
  const nameOf = (what: string): string => {
    const list = NAMES[what.replace(/\d$/, '')] ?? [];
    if (OF_A_ROW.test(what)) {
      const left = rowNames.get(what) ?? [...list];
      rowNames.set(what, left);
      return left.splice(below(left.length, names), 1)[0] ?? pick(list, names);
    }
    const draw = OF_A_DAY.test(what) ? days : names;
    const taken = new Set(known.values());
    const name =
      known.get(what) ??
      pick(
        list.filter((item) => !taken.has(item)),
        draw,
      );
    if (!OF_A_DAY.test(what) || /\d$/.test(what)) known.set(what, name);
    return name;
  };
  const figure = (range: Record<string, string | undefined>): string => {
    const [now, then] = [figureIn(range, figures), figureIn(range, before)];
    return changes() < unchanged ? then : now;
  };
  const fill = (text: string): string =>
    text.replaceAll(/\{(?<what>[^{}]+)\}/gu, (...match) => {
      const { what } = match.at(-1) as { what: string };
      const range = /^(?<form>[ndk]):(?<from>-?\d+)-(?<to>\d+)(?::(?<places>\d))?$/.exec(what)?.groups;
      return range === undefined ? nameOf(what) : figure(range);
    });
  const { title, paragraphs, row, rows = 0, lines = [] } = template;
  const tableLines = row === undefined ? lines.map(fill) : Array.from({ length: rows }, () => fill(row));
  return {
    title: fill(title),
    body: [...paragraphs.map(fill), ...(tableLines.length === 0 ? [] : [tableLines.join('\n')])].join('\n\n'),
  };
}

/** n: a whole number; d: with decimals behind a point; k: behind a comma. */
function figureIn({ form, from, to, places }: Record<string, string | undefined>, draw: Draw): string {
  const [low, high] = [Number(from), Number(to)];
  if (form === 'n') return String(low + below(high - low + 1, draw));
  const figure = (low + draw() * (high - low)).toFixed(Number(places));
  return form === 'k' ? figure.replace('.', ',') : figure;
}

type Change = (body: string, draw: Draw) => string;

/** As an agency sends such a text again, or a paper runs it. */
const COPIES: Readonly<Record<string, Change>> = {
  'sent again': (body) => `${body}\n\n(Borealis)`,
  'one figure corrected': (body, draw) => {
    const figures = [...body.matchAll(/\d+/gu)];
    const { 0: figure, index } = pick(figures, draw);
    const other = String(Number(figure) + 1 + below(8, draw));
    return body.slice(0, index) + other + body.slice(index + figure.length);
  },
  'a sentence more': (body) =>
    `${body}\n\nNobody at the desk could be reached for a comment on this at first.`,
  'last line cut': (body) => body.slice(0, body.lastIndexOf(body.includes('\n') ? '\n' : '. ')).trim(),
};

export const LOOK_ALIKE_KINDS: readonly string[] = [...new Set(TEMPLATES.map(({ kind }) => kind))];

/** @param stories how many reports come; each with one of its copies and two look-alikes */
export function lookAlikeSet({ seed, stories }: GenerateOptions): LabelledSet {
  const draw = randomOf(seed * 31 + 5);
  const texts: LabelledText[] = [];
  for (let number = 0; number < stories; number++) {
    const template = pick(TEMPLATES, draw);
    const id = `l${number}`;
    const at = START + number * PACE;
    const subject = seed * 100_000 + number;
    const add = (kind: string, group: string, text: Written, hours: number, source: string): void => {
      texts.push({
        id: kind === BASE ? id : `${id}-${texts.length}`,
        group,
        kind,
        ...text,
        at: at + hours * HOUR,
        source,
      });
    };
    const base = written({ template, subject, day: 1 });
    add(BASE, id, base, 0, 'aurora');
    const change = pick(Object.keys(COPIES), draw);
    const body = COPIES[change]?.(base.body, draw) ?? base.body;
    add(
      `${template.kind}, copy`,
      id,
      { ...base, body },
      0.1 + draw() * 6,
      pick(['aurora', 'borealis'], draw),
    );
    add(
      `NEG ${template.kind}, partly as before`,
      `${id} next day`,
      written({ template, subject, day: 3, unchanged: 0.5 }),
      44 + draw() * 8,
      'aurora',
    );
    add(
      `NEG ${template.kind}, another day`,
      `${id} day`,
      written({ template, subject, day: 2 }),
      20 + draw() * 8,
      'aurora',
    );
    add(
      `NEG ${template.kind}, of others`,
      `${id} others`,
      written({ template, subject: subject + 50_000, day: 1 }),
      draw() * 20,
      'aurora',
    );
  }
  return {
    name: `look-alikes with seed ${seed}`,
    texts: texts.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ambiguous: new Set(),
  };
}
