/** Mail (RFC 5322 and MIME): the text of the mail is an item, attachments that are wires are items too. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const HEAD_CHARACTERS = 65_536;
const KNOWN_HEADERS =
  /^(?:from|to|cc|subject|date|message-id|received|mime-version|delivered-to|return-path|content-type|reply-to|x-mailer|dkim-signature)$/;

export const rfc822: FormatParser = {
  format: 'rfc822',

  recognises(file) {
    if (file.family !== 'text') return false;
    const names = headerNames(file.text.slice(0, HEAD_CHARACTERS));
    const known = [...names].filter((name) => KNOWN_HEADERS.test(name));
    return known.length >= 2 && (names.has('message-id') || (names.has('from') && names.has('date')));
  },

  parse: async (file, context) => (await reader()).parse(file, context),
  parts: async (file) => (await reader()).partsOf(file),
};

/** Lower-case header names above the first empty line; none where the text does not begin with headers. */
function headerNames(head: string): Set<string> {
  const names = new Set<string>();
  const lines = head.replace(/^[\s\u0000\ufeff]+/, '').split(/\r?\n/);
  if (lines[0]?.startsWith('From ') === true) lines.shift();
  for (const line of lines) {
    if (line.trim() === '') break;
    if (/^[ \t]/.test(line)) continue;
    const name = /^([A-Za-z][\w-]{0,60})[ \t]?:/.exec(line)?.[1];
    if (name === undefined) return names.size >= 3 ? names : new Set();
    names.add(name.toLowerCase());
  }
  return names;
}
