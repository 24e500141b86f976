/** What stands above the text of a message: take line, headline, byline and notes, with "=" at the end. */
import type { EdNote, Signal } from '../../article/record.ts';
import { isEmbargoLine } from '../../article/words/embargo.ts';
import { killIn } from '../../article/words/kill.ts';
import { joinLines } from '../../text/lines.ts';
import { isByline } from '../../furniture/byline.ts';
import { signalOfLine } from '../common/take-lines.ts';
import { HEADING_END, HEADING_LINES } from './message.ts';

/** The heading ends with " =" at the end of a line; without that the first line is all of it. */
export function splitHeading(lines: readonly string[]): { heading: string[]; body: string[] } {
  const end = lines.slice(0, HEADING_LINES).findIndex((line) => HEADING_END.test(line));
  const first = lines.findIndex((line) => line.trim() !== '');
  let last = end < 0 ? first : end;
  // the byline may follow, with an end of its own
  const next = lines.findIndex((line, index) => index > last && line.trim() !== '');
  if (end >= 0 && HEADING_END.test(lines[next] ?? '') && isAuthor(withoutEnd(lines[next] ?? ''))) last = next;
  return {
    heading: lines
      .slice(0, last + 1)
      .map(withoutEnd)
      .filter((line) => line !== ''),
    body: lines.slice(last + 1),
  };
}

function withoutEnd(line: string): string {
  return line.trimEnd().replace(/=$/, '').trim();
}

const TAKE =
  /^\(?(?:(?:\d(?:ST|ND|RD|TH)|FIRST|SECOND|THIRD|NEW)[ -](?:LEAD|NET|UPDATE|ADD|TAKE|ROUNDUP|WRAP)|(?:LEAD|UPDATE|ADD|TAKE|NET) \d{1,2}|EXTRA|REFILE|REPEAT|URGENT|FLASH|BULLETIN|ADVISORY|INTERVIEW|BACKGROUND|ATTENTION|CORRECTION|CORRECTED|KILL|ROUNDUP|FEATURE|PREVIEW|ANALYSIS|NEWSALERT|TEST|ACHTUNG|EIL(?:MELDUNG)?|(?:\d\. )?(?:ZUSAMMENFASSUNG|ZF|LEAD)|BERICHTIGUNG|KORREKTUR|NEU|WIEDERHOLUNG|SPERRFRIST)\b.{0,30}$/u;
const TAKE_SIGNALS: readonly (readonly [RegExp, Signal])[] = [
  [/\bblitz\b|\beil\b|eilmeldung|\burgent\b|\bflash\b|\bbulletin\b/i, 'alert'],
  [/\bkorr\b|korrektur|berichtigung|correct/i, 'correction'],
  [/\blead\b|\bnet\b|zusammenfassung|\bzf\b/i, 'lead'],
  [/\blead\b|\bnet\b|\bupdate\b|zusammenfassung|\bzf\b/i, 'update'],
  [/refile|repeat|wiederholung/i, 'resend'],
  [/achtung|attention|advisory/i, 'advisory'],
];
const NOTE_WORDS = 6;

/** @param isLast no headline follows */
function isTake(line: string, isLast: boolean): boolean {
  if (TAKE.test(line)) return true;
  return !isLast && (signalOfLine(line) !== undefined || killIn(line, 'takeKey')?.kind === 'kill');
}

/** APA's second line of a headline. */
const SUBTITLE = /^Utl\.?: ?(?=\S)/;

interface Heading {
  headline: string;
  subtitles: string[];
  by: string | undefined;
  takes: string[];
  notes: EdNote[];
  signals: Signal[];
  /** Category and place above the headline, as ATS writes them. */
  section: string;
}

/** The lines of a heading by what they are. */
export function readHeading(lines: readonly string[]): Heading {
  const titles: string[] = [];
  const takes: string[] = [];
  const notes: EdNote[] = [];
  const by: string[] = [];
  const subtitles: string[] = [];
  const joined = joinBrackets(lines);
  for (const [index, line] of joined.entries()) {
    const bracketed = /^\((?<inner>.+)\)$/.exec(line)?.groups?.inner;
    const long = line.split(' ').length > NOTE_WORDS;
    if (bracketed === undefined && isEmbargoLine(line)) {
      notes.push({ role: 'embargo', text: line, public: true });
    } else if (bracketed !== undefined && (titles.length > 0 || long)) {
      notes.push({ role: 'note', text: bracketed, public: true });
    } else if (
      titles.length === 0 &&
      (bracketed !== undefined || isTake(line, index === joined.length - 1))
    ) {
      takes.push(line.replace(/ {1,8}\)$/, ')'));
    } else if (titles.length > 0 && SUBTITLE.test(line)) {
      subtitles.push(line.replace(SUBTITLE, ''));
    } else if (by.length > 0 || (titles.length > 0 && isAuthor(line))) {
      // the byline is the last line of a heading, and may be wrapped
      by.push(line);
    } else titles.push(line);
  }
  // ATS: a category, the place with a colon, and only then the headline
  const place = titles.findLastIndex((line) => line.endsWith(':') && line.split(' ').length <= 5);
  const from = place >= 0 && place < titles.length - 1 ? place + 1 : 0;
  const telling = [...takes, ...notes.map(({ text }) => /^[\p{L} ]{1,20}(?=:)/u.exec(text)?.[0] ?? '')].join(
    ' ',
  );
  return {
    headline: joinLines(titles.slice(from)),
    subtitles,
    by: by.length === 0 ? undefined : joinLines(by),
    takes,
    notes,
    signals: [
      ...TAKE_SIGNALS.filter(([pattern]) => pattern.test(telling)).map(([, signal]) => signal),
      ...takes.flatMap((take) => signalOfLine(take) ?? []),
    ],
    section: titles.slice(0, from).join(' '),
  };
}

function isAuthor(line: string): boolean {
  return (
    isByline(line) ||
    /^(?:By|Von|Par|Por|Door|Av|Af|(?:Interview|Analysis|Commentary|Feature) by) \p{Lu}/u.test(line)
  );
}

/** A note in brackets may run over several lines. */
function joinBrackets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = '';
  for (const line of lines) {
    const whole = joinLines([open, line]);
    if (whole.startsWith('(') && !whole.endsWith(')') && whole.length < 1000) open = whole;
    else {
      joined.push(whole);
      open = '';
    }
  }
  if (open !== '') joined.push(open);
  return joined;
}
