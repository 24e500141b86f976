/** IPTC 7901 (1979-95), the text protocol of the wire before XML, in the dialects of dpa, ATS and TCA. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { withControlMarks } from '../common/control-marks.ts';
import { FILLERS, HEADER, SOH, TRAILER, withLineFeeds } from './header.ts';

const reader = loadOnce(() => import('./reader.ts'));

const HEAD = 600;
const TAIL = 120;

export const iptc7901: FormatParser = {
  format: 'iptc7901',

  recognises(file) {
    if (file.family !== 'text') return false;
    const head = withLineFeeds(withControlMarks(file.text.slice(0, HEAD))).replace(FILLERS, '');
    const [first = '', ...rest] = (head.startsWith(SOH) ? head.slice(1) : head).split('\n');
    const header = HEADER.exec(first);
    if (header === null) return false;
    if (head.startsWith(SOH)) return true;
    // control bytes were lost on the way: then the keyword line must tell, or the end of the heading or the message
    if (rest.slice(0, 4).some((line) => /^\/?[^/\r\n]{1,60}\/[^\r\n]{0,120}$/.test(line.trim()))) return true;
    const isFull = header.groups?.words !== undefined && /\d/.test(header.groups.rest ?? '');
    const tail = file.text.slice(-TAIL).trimEnd().split('\n').at(-1) ?? '';
    return (isFull && rest.some((line) => /\S =\s*$/.test(line))) || TRAILER.test(tail);
  },

  parse: async (file, context) => (await reader()).parse(file, context),
};
