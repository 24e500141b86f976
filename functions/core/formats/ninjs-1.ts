/** ninjs 1.0-1.6 (IPTC News in JSON): byline, body_html, associations by name, scheme + code; Superdesk, TT and BBC LDRS among its dialects. */
import type { FormatParser } from './format.ts';
import { ninjsParser } from './ninjs/parser.ts';

export const ninjs1: FormatParser = ninjsParser('ninjs-1', 1);
