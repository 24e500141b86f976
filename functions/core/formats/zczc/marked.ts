/** Fields behind a sign at the beginning of a line, or none: then the lines themselves tell. */
import type { WireItem } from '../../article/wire-item.ts';
import { joinLines } from '../../text/lines.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import { beginsText, bodyOf, isShortCodes, LINE_END } from './lines.ts';
import type { Message } from './messages.ts';

const MARKED = /^(?<mark>[$:=^%#@*&+])(?<value>[^$:=^%#@*&+\s].*|\s\S.*)$/;
const TOPIC = /^:?\s?(?:SPORT|RACING|POTTED|RESULTS?|MARKETS?)\s{0,2}[-:]\s{0,2}:?\s?(?=\S)/;

/**
 * Fields behind a sign. "^" is the headline, ":" the slug and "=" the take; a dialect without "^" has the headline
 * behind ":", the slug behind "#" and the take behind "@". "$" is the category, "+" an IPTC subject code, "*T" says
 * that the text is tabular, "&" and "%" are service levels. In a third dialect words stand behind "$": that is the
 * headline, ":" the take, "#" the slug, "*" a subject code and "%" the category.
 */
export function readMarked({ header, lines }: Message): WireItem {
  const fields = new Map<string, string>();
  let at = 0;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(LINE_END, '');
    // a sign alone is a field with nothing in it
    if (/^[$:=^%#@*&+]?$/.test(line.trim()) && at < lines.length - 1) continue;
    const groups = MARKED.exec(line)?.groups;
    const mark = groups?.mark ?? '';
    if (mark === '' || fields.has(mark)) break;
    fields.set(mark, groups?.value?.trim() ?? '');
  }
  const take = (mark: string): string | undefined => {
    const value = fields.get(mark);
    fields.delete(mark);
    return value;
  };
  const classic = fields.has('^');
  const titled = !classic && /\S\S \S\S/.test(fields.get('$') ?? '');
  const slugline = classic ? take(':') : take('#');
  const takeKey = classic ? take('=') : titled ? take(':') : take('@');
  const title = classic ? take('^') : titled ? take('$') : take(':');
  const category = titled ? take('%') : take('$');
  const format = take('*');
  const subject = take('+') ?? (/^\d{8}$/.test(format ?? '') ? format : undefined);
  const tabular = format === 'T';
  if (format !== undefined && !/^(?:[TX]|\d{8})$/.test(format)) fields.set('*', format);
  const isBare = fields.size === 0 && slugline === undefined && title === undefined && !classic;
  const head: Head = isBare ? headAbove(lines.slice(at)) : { codes: [], below: lines.slice(at) };
  const { below } = head;
  const above = isBare ? titleAbove(below) : 0;
  const text = below.slice(above);
  const headline =
    title?.replace(TOPIC, '') ??
    topicIn(text) ??
    (above === 0 ? undefined : joinLines(below.slice(0, above)));
  const uri = subject === undefined ? undefined : bareSubjectCode(subject);
  const lead = leadOf(text);
  return {
    type: 'text',
    // without a number its head is what a message that breaks off has in common with the whole one
    ...(headline !== undefined &&
      lead !== undefined && { idFrom: [slugline ?? head.slug ?? '', takeKey ?? '', headline, lead] }),
    headlines: headline === undefined ? [] : [{ role: 'main', value: headline }],
    ...present({ slugline: slugline ?? head.slug, takeKey }),
    ...(category !== undefined && { categories: [category] }),
    ...(subject !== undefined && { subjects: [uri === undefined ? { literal: subject } : { uri }] }),
    ...(header !== '' && { service: header }),
    body: bodyOf(text, tabular),
    extra: {
      ...(fields.size > 0 && { fields: Object.fromEntries(fields) }),
      ...(head.codes.length > 0 && { transmission: head.codes }),
    },
  };
}

const LEAD = 40;

/** The first line of a text that goes on, where it is long enough to be of one story; none of tables and results. */
function leadOf(lines: readonly string[]): string | undefined {
  const [first = '', second] = lines.filter((line) => line.trim() !== '');
  const isLead = first.trim().length >= LEAD && !/\S {3,}\S/.test(first.trim()) && !LINE_END.test(first);
  return isLead && second !== undefined ? first.trim() : undefined;
}

const TITLE_WORDS = 15;
const HEAD_LINES = 4;
/** Lines that a heading is broken into. */
const TITLE_LINES = 3;

/** "PRI GEN NAT", ".LURB DEL12": where nothing else tells, only lines above a title are taken for them. */
function isHeadCode(line: string): boolean {
  return (
    /^\p{Lu}{2,4}(?: \p{Lu}{2,4}){0,3}$|^\.\p{Lu}{2,15} \p{Lu}{2,4}\d{1,4}$/u.test(line) || isShortCodes(line)
  );
}

interface Head {
  codes: string[];
  slug?: string;
  below: readonly string[];
}

const ONE_WORD = /^\p{Lu}{3,20}(?:[-/]\p{Lu}{2,20})?$/u;

/** Without fields, codes and a slug of one word in capitals may stand above the title; where none follows they are text. */
function headAbove(lines: readonly string[]): Head {
  const above: number[] = [];
  for (const index of [...lines.keys()].filter((at) => lines[at]?.trim() !== '').slice(0, HEAD_LINES + 1)) {
    const line = lines[index]?.trim() ?? '';
    if (!isHeadCode(line) && !ONE_WORD.test(line)) {
      if (titleAbove(lines.slice(index)) > 0) return headOf(lines, above, index);
      break;
    }
    above.push(index);
  }
  // the last of them may be the title itself
  const last = above.pop();
  return last !== undefined && titleAbove(lines.slice(last)) > 0
    ? headOf(lines, above, last)
    : { codes: [], below: lines };
}

function headOf(lines: readonly string[], above: readonly number[], title: number): Head {
  const codes = above.map((index) => lines[index]?.trim() ?? '');
  const below = lines.slice(title);
  const last = codes.at(-1);
  return last === undefined || isHeadCode(last)
    ? { codes, below }
    : { codes: codes.slice(0, -1), slug: last, below };
}

/**
 * How many lines are the title of a message without fields: a short line without a stop above an empty one or the text;
 * several of them only where the text begins with its dateline.
 */
function titleAbove(lines: readonly string[]): number {
  const at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) return 0;
  let end = at;
  while (end < lines.length && end < at + TITLE_LINES && isTitleLine(lines[end] ?? '')) end++;
  if (end === at) return 0;
  const next = lines[end] ?? '';
  const text = lines.slice(end).find((line) => line.trim() !== '') ?? '';
  if (beginsText(text) && (next === text || next.trim() === '')) return end;
  return lines[at + 1]?.trim() === '' ? at + 1 : 0;
}

function isTitleLine(written: string): boolean {
  const line = written.trim();
  const isShort = line !== '' && line.split(/\s+/).length <= TITLE_WORDS;
  return isShort && /[^.!?:;,=!]$/.test(line) && !TOPIC.test(line) && !beginsText(line);
}

const TOPIC_LINES = 4;

/** Racing and results have no fields: their topic line is the headline. */
function topicIn(lines: readonly string[]): string | undefined {
  const filled = lines.map((line) => line.replace(LINE_END, '').trim()).filter((line) => line !== '');
  const topic = filled.slice(0, TOPIC_LINES).find((line) => TOPIC.test(line));
  return topic?.replace(TOPIC, '');
}
