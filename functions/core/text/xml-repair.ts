/** Ampersands that nobody escaped ("AT&T", "?a=1&b=2"): the one fault of XML that half the feeds of the world have. */
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
