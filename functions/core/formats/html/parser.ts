/** HTML pages, and pieces of them. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const HEAD = 4096;
/** Scripts, styles and warnings of a server may stand before the page. */
const PREAMBLE = 200_000;
const DOCUMENT =
  /^(?:\s|<\?xml[^<>]{0,200}\?>|<!--(?:[^-]|-(?!->)){0,2000}-->)*<(?:!doctype\s+html\b|html|head|body|title|meta)\b/i;
const LATE_DOCUMENT = /^\s*<(?:script|style|link|br|b|div|p|img|noscript)\b[^<>]*>/i;
const BEGIN = /<!doctype\s+html\b|<html[\s>]/i;

/** A piece of a page, as content systems and clipboards give it. */
const FRAGMENT =
  /^\s*<(?:div|p|section|article|main|header|h1|h2|span|figure|ul|table)(?:\s[^<>]{0,2000})?>/i;

export const html: FormatParser = {
  format: 'html',

  recognises(file) {
    if (file.family !== 'xml') return false;
    const head = file.text.slice(0, HEAD);
    if (DOCUMENT.test(head)) return true;
    if (LATE_DOCUMENT.test(head) && BEGIN.test(file.text.slice(0, PREAMBLE))) return true;
    return FRAGMENT.test(head) && /<\/(?:p|div|h1|h2)\s?>/i.test(file.text);
  },

  parse: async (file) => (await reader()).parse(file),
};
