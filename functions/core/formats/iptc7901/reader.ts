/**
 * IPTC 7901 (1979-95), the text protocol of the wire before XML: header line between SOH and the keywords, text
 * between STX and ETX, date trailer. Rules: the IPTC Recommended Message Format (IPTC 7901, fifth revision);
 * beside them the dialects of dpa, ATS and TCA.
 */
import { datelineOf } from '../../article/dateline.ts';
import { parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import { withControlMarks } from '../common/control-marks.ts';
import type { Paragraph, WireItem } from '../../article/wire-item.ts';
import { cutOff, literalItem, paragraphsOfLines } from '../common/wire-text.ts';
import type { WireFile } from '../common/wire-file.ts';
import { withLineFeeds } from './header.ts';
import { readHeading, splitHeading } from './heading.ts';
import { messagesOf, partsOf, readTrailer } from './message.ts';
import { splitClosing, splitNotes } from './notes.ts';

/** The messages of the file. @throws ParseError no-items */
export function parse(file: WireFile, context: ParseContext): Iterable<ParsedItem> {
  const messages = messagesOf(withLineFeeds(withControlMarks(file.text)));
  if (messages.length === 0) throw new ParseError('no-items', 'no IPTC 7901 header line');
  return messages.map((message) => parsed(literalItem(readMessage(message, context))));
}

function readMessage(message: string, { received }: ParseContext): WireItem {
  const { header, keywordLines, lines, trailer, isWhole } = partsOf(message);
  const keywords = keywordLines
    .join(' ')
    .split('/')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const { heading, body } = splitHeading(lines);
  const head = readHeading(heading);
  const { text, notes } = splitNotes(body);
  const { text: copy, closing } = splitClosing(text);
  const { summary, story, dateline } = splitSummary(paragraphsOfLines(copy));
  const date = readTrailer(trailer);
  const [routing, reference] = referencesOf(header.rest ?? '');
  // its date stood in the part that is missing, and the whole message will have it
  const day = date?.slice(0, 10) ?? (isWhole ? undefined : new Date(received).toISOString().slice(0, 10));
  const id = `${header.service}${header.number}`;
  return {
    type: 'text',
    ...(day === undefined
      ? { idFrom: [id, keywords.join('/'), head.headline, ...story.map((paragraph) => paragraph.text)] }
      : { id: `${id}-${day}` }),
    ...(date !== undefined && { versionCreated: date }),
    slugline: keywords.join('/'),
    keywords,
    urgency: header.priority,
    priority: header.priority,
    categories: [header.category],
    service: header.service,
    ...(header.words !== undefined && { wordCount: header.words }),
    headlines: [
      { role: 'main', value: head.headline },
      ...head.subtitles.map((value) => ({ role: 'sub', value })),
    ],
    ...(head.by !== undefined && { by: head.by }),
    ...(head.takes.length > 0 && { takeKey: head.takes.join(' / ') }),
    signals: head.signals,
    ...(isWhole ? {} : { warnings: [cutOff('ETX or a date line')] }),
    edNotes: [...head.notes, ...notes, ...closing],
    ...(summary.length > 0 && {
      descriptions: summary.map((paragraph) => ({ role: 'summary', value: paragraph.text })),
    }),
    ...(dateline !== undefined && { dateline }),
    body: { kind: 'paragraphs', paragraphs: story },
    altIds: [
      { role: 'sequence', value: header.number },
      ...(reference === undefined ? [] : [{ role: 'sender-reference', value: reference }]),
    ],
    extra: {
      ...(routing !== undefined && { routing }),
      ...(head.section !== '' && { section: head.section }),
    },
  };
}

/** dpa prints the summary above the paragraph that has the dateline. */
function splitSummary(paragraphs: readonly Paragraph[]): {
  summary: Paragraph[];
  story: Paragraph[];
  dateline: NonNullable<WireItem['dateline']> | undefined;
} {
  const at = paragraphs
    .slice(0, 3)
    .findIndex(({ text }, index) => datelineOf(text)?.text?.includes(index === 0 ? '' : '(') === true);
  const found = at < 0 ? undefined : datelineOf(paragraphs[at]?.text ?? '');
  return {
    summary: paragraphs.slice(0, Math.max(0, at)),
    story: paragraphs.slice(Math.max(0, at)),
    dateline:
      found === undefined
        ? undefined
        : {
            ...(found.text !== null && { text: found.text }),
            ...(found.city !== null && { city: found.city }),
            ...(found.date !== null && { date: found.date }),
          },
  };
}

/** What follows the word count: optional routing, and the sender's reference ("dpa 061"). */
function referencesOf(rest: string): [routing: string | undefined, reference: string | undefined] {
  const parts = rest
    .trim()
    .split(/ {2,}/)
    .filter((part) => part !== '');
  const last = parts.at(-1);
  return parts.length > 1 ? [parts[0], last] : [undefined, last];
}
