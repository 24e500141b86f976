/**
 * Signs that nobody escaped. Ampersands ("AT&T", "?a=1&b=2") are the one fault of XML that half the feeds of the world
 * have; less-than signs ("5 < 6") come from texts that a program has put into a template.
 */
import { decodeHTMLStrict } from 'entities/decode';

/** CDATA and comments, in which an ampersand is one; and every ampersand, with the reference that it begins, if it does. */
const AMPERSANDS =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|&(#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{0,31};)?/gi;

/**
 * The text with its bare ampersands escaped, those of names that neither XML nor HTML knows among them.
 * @returns undefined where there is none, or where the document declares entities of its own
 */
export function escapeAmpersands(text: string): string | undefined {
  if (!text.includes('&') || text.includes('<!ENTITY')) return undefined;
  const escaped = text.replace(AMPERSANDS, (whole: string, reference: string | undefined) =>
    whole.startsWith('<') || (reference !== undefined && isKnown(reference))
      ? whole
      : `&amp;${whole.slice(1)}`,
  );
  return escaped === text ? undefined : escaped;
}

function isKnown(reference: string): boolean {
  return /^(?:#|amp;|apos;)/.test(reference) || !decodeHTMLStrict(`&${reference}`).startsWith('&');
}

/** A less-than sign that begins no tag ("5 < 6", "<3 years"), before the next one. */
const LESS_THAN = /<(?![A-Za-z_:/!?\u0080-\uffff])/;
const SECTIONS =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<(?![A-Za-z_:/!?\u0080-\uffff])/g;

/**
 * The text with its bare less-than signs escaped; in CDATA, comments and instructions they may stand.
 * @returns undefined where there is none
 */
export function escapeLessThan(text: string): string | undefined {
  if (!LESS_THAN.test(text)) return undefined;
  const escaped = text.replace(SECTIONS, (whole) => (whole === '<' ? '&lt;' : whole));
  return escaped === text ? undefined : escaped;
}
