/**
 * ZCZC texts: messages between "ZCZC" and "NNNN", in the dialects that are still sent. Fields behind a sign at the
 * beginning of a line (AAP and its partners), fields behind two letters and "#" (News Bites), or a heading and a
 * date as Italian agencies write them.
 */
import type { WireItem } from '../../article/wire-item.ts';
import { parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { WireFile } from '../common/wire-file.ts';
import { cutOff, literalItem } from '../common/wire-text.ts';
import { dateIn, numberOf, readDated } from './dated.ts';
import { readMarked } from './marked.ts';
import { messagesOf, type Message } from './messages.ts';
import { readTagged, TAGGED } from './tagged.ts';

/** The messages of the file. @throws ParseError no-items */
export function parse(file: WireFile, { received }: ParseContext): Iterable<ParsedItem> {
  const messages = messagesOf(file.text);
  if (messages.length === 0) throw new ParseError('no-items', 'nothing between ZCZC and NNNN');
  return messages.map((message) => {
    const item = readMessage(message, received);
    return parsed(literalItem(message.isWhole ? item : { ...item, warnings: [cutOff('NNNN')] }));
  });
}

function readMessage(message: Message, received: number): WireItem {
  const tagged = message.lines.filter((line) => TAGGED.test(line)).length;
  if (tagged >= 2) return readTagged(message);
  const isDated = message.lines.some((line) => dateIn(line) !== undefined);
  return isDated || numberOf(message) !== undefined ? readDated(message, received) : readMarked(message);
}
