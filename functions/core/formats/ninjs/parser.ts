/**
 * IPTC News in JSON, its three major versions. 1.0-1.6: byline, body_html, associations by name, scheme + code;
 * Superdesk, TT and BBC LDRS are among its dialects.
 */
import type { WireFormat } from '../../article/record.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { majorOfFile, type NinjsMajor } from './versions.ts';

const reader = loadOnce(() => import('./reader.ts'));

/** The parser of one major version; a list is of the version of its first item, whatever stands in it. */
function ninjsParser(format: WireFormat, major: NinjsMajor): FormatParser {
  return {
    format,
    recognises: (file) => majorOfFile(file) === major,
    parse: async (file) => (await reader()).parse(file),
  };
}

export const ninjs1 = ninjsParser('ninjs-1', 1);
export const ninjs2 = ninjsParser('ninjs-2', 2);
export const ninjs3 = ninjsParser('ninjs-3', 3);
