/**
 * Press releases as AsiaNet and its partners send them: "Source:" and "MEDIA RELEASE PR67254" above a headline of
 * one to three lines, then the dateline. They look like mail and are none.
 */
import { datelineOf } from '../../article/dateline.ts';
import { joinLines } from '../../text/lines.ts';
import { paragraphsOf } from '../../text/whitespace.ts';
import { parsed, type FormatParser } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { literalItem } from '../common/wire-text.ts';

const HEAD_LINES = 15;
const NUMBER = /^\s*MEDIA RELEASE\s{0,3}(?<number>(?:PR|AN)?\s?\d{3,8})\b/i;
const SOURCE = /^\s*Source\s?:\s?(?<name>\S.{0,200})$/i;
const DISTRIBUTOR =
  /\/\s?(?:PR ?Newswire|AsiaNet|Business ?Wire|GlobeNewswire|Medianet|Xinhua-AsiaNet|Kyodo JBN|KYODO JBN|MEDIA OUTREACH|EINPresswire)[^/\n]{0,40}\//i;

export const pressRelease: FormatParser = {
  format: 'text',

  recognises(file) {
    if (file.family !== 'text') return false;
    const lines = file.text.slice(0, 6000).split(/\r\n?|\n/);
    const head = lines.filter((line) => line.trim() !== '').slice(0, HEAD_LINES);
    if (head.slice(0, 5).some((line) => NUMBER.test(line))) return true;
    return SOURCE.test(head[0] ?? '') && head.some((line) => DISTRIBUTOR.test(line));
  },

  parse: (file) => [parsed(literalItem(readRelease(file.text.split(/\r\n?|\n/))))],
};

function readRelease(lines: readonly string[]): WireItem {
  let number: string | undefined;
  let source: string | undefined;
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const found = NUMBER.exec(line)?.groups?.number;
    const name = SOURCE.exec(line)?.groups?.name;
    if (found !== undefined) number = found.replace(/\s/g, '').toUpperCase();
    else if (name !== undefined) source = name.trim();
    else if (line.trim() !== '' && !/^\s*(?:AsiaNet|Medianet)\b.{0,30}$/i.test(line)) break;
  }
  const { headline, text } = splitHeadline(lines.slice(at));
  const distributor = DISTRIBUTOR.exec(text)?.[0].replaceAll('/', '').trim();
  return {
    type: 'text',
    ...(number !== undefined && { id: number }),
    headlines: headline === '' ? [] : [{ role: 'main', value: headline }],
    body: { kind: 'text', text },
    genres: [{ name: 'Press release', uri: 'http://cv.iptc.org/newscodes/genre/Press_Release' }],
    infoSources: [
      ...(source === undefined ? [] : [{ name: source, role: 'source' }]),
      ...(distributor === undefined ? [] : [{ name: distributor, role: 'distributor' }]),
    ],
    altIds: number === undefined ? [] : [{ role: 'release-number', value: number }],
  };
}

const HEADLINE_LINES = 3;

/** The lines above the first empty one, if they are no text themselves. */
function splitHeadline(lines: readonly string[]): { headline: string; text: string } {
  const end = lines.findIndex((line) => line.trim() === '');
  const block = lines.slice(0, end < 0 ? 1 : end);
  const dateline = block.findIndex((line) => datelineOf(`${line} `) !== undefined);
  const size = dateline >= 0 ? dateline : block.length > HEADLINE_LINES ? 1 : block.length;
  const rest = lines.slice(size).join('\n');
  return {
    headline: joinLines(block.slice(0, size)),
    text: paragraphsOf(rest).join('\n\n'),
  };
}
