/** What a file is before its format is known: told by its first bytes. */

export type Family = 'binary' | 'xml' | 'json' | 'text';

/** As much of a file is its head. */
export const HEAD_CHARACTERS = 8192;

/** @param text asked for only where the bytes are none of a picture or an archive */
export function familyOf(bytes: Uint8Array, text: () => string): Family {
  if (isBinary(bytes)) return 'binary';
  const head = /^[\s\u0000\u007f\ufeff]*(\S.{0,80})/u.exec(text().slice(0, 512))?.[1] ?? '';
  const first = head[0];
  if (first === '<' && !/^<(?:SOH|SYN|STX)>/.test(head)) return 'xml';
  // "[The council said ..." is text: JSON goes on with a quote, a number, a bracket or a literal
  const isJson = first === '{' || (first === '[' && !/^\[\s?(?!(?:true|false|null)\b)\p{L}/u.test(head));
  if (isJson) return 'json';
  if (startOfFeed(text().slice(0, HEAD_CHARACTERS)) > 0) return 'xml';
  return 'text';
}

const FEED_ROOT =
  /(?:<\?xml\s[^<>]{0,200}>\s{0,20}(?:<[!?][^<>]{0,500}>\s{0,20}){0,5})?<(?:[\w.-]{1,20}:)?(?:rss|RDF|feed)(?=\s[^<>]{0,2000}(?:version|xmlns)|>\s{0,20}<channel)/;
/** What the expression above ends with: most files have none, and it need not be tried at each of their tags. */
const FEED_NAME = /(?:rss|RDF|feed)[\s>]/;
/** A file within a mail is not the file; nor is what stands in a page or in another document. */
const HOLDS_FEED =
  /^(?:From|To|Subject|Received|Message-ID|MIME-Version|Return-Path)[ :]|<(?!\/?(?:br|b|i|p|div|font|span|script|hr|pre|link|meta)\b|[!?])[a-z]/im;
const MOST_BEFORE = 2000;

/** Where a feed begins behind messages of a server, empty lines and remnants of a page; 0 for everything else. */
export function startOfFeed(head: string): number {
  if (!FEED_NAME.test(head)) return 0;
  const at = FEED_ROOT.exec(head)?.index ?? 0;
  const before = head.slice(0, at);
  const isJunk =
    at <= MOST_BEFORE && /[^\s\ufeff\u0000]/.test(before.replace(/<!--[^<>]*-->|<[!?][^<>]*>/g, ''));
  return isJunk && !HOLDS_FEED.test(before) ? at : 0;
}

/** Magic numbers of pictures, media and archives; and NUL bytes in what is not UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xd8 && c === 0xff) return true; // JPEG
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return true; // PNG
  if (a === 0x49 && b === 0x49 && c === 0x2a && d === 0) return true; // TIFF, little-endian
  if (a === 0x4d && b === 0x4d && c === 0 && d === 0x2a) return true; // TIFF, big-endian
  if (a === 0x1f && b === 0x8b) return true; // gzip
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return true; // zip
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) return true; // PDF
  if (a === 0x47 && b === 0x49 && c === 0x46 && d === 0x38) return true; // GIF
  if (a === 0x49 && b === 0x44 && c === 0x33) return true; // ID3
  if (a === 0x52 && b === 0x49 && c === 0x46 && d === 0x46) return true; // RIFF (WebP, WAV)
  if (bytes.length > 8 && bytes[4] === 0x66 && bytes[5] === 0x74 && bytes[6] === 0x79 && bytes[7] === 0x70) {
    return true; // ISO media (MP4, HEIC)
  }
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0;
  const head = bytes.subarray(16, 2048);
  let zeros = 0;
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros++;
  return !utf16 && zeros > head.length / 32;
}
