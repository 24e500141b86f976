/** A mailbox file (mbox, RFC 4155): mails one after the other, each behind a line "From address time". */

const ENVELOPE = /^From \S.{0,200}\d:\d\d/;
const HEADER = /^[A-Za-z][\w-]{0,60}[ \t]?:/;
/** Blank lines, NULs and a byte-order mark. */
const PADDING = [0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf];

/** The mails of a file, one where it is no mailbox, without what stands before their headers. */
export function mailsIn(bytes: Uint8Array): Uint8Array[] {
  let start = 0;
  while (start < bytes.length && PADDING.includes(bytes[start] ?? -1)) start++;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  if (content.toString('latin1', 0, 5) !== 'From ') return [content];
  const starts: { envelope: number; headers: number }[] = [];
  for (let at = 0; at >= 0; at = content.indexOf('\nFrom ', at) + 1 || -1) {
    const headers = content.indexOf(0x0a, at) + 1;
    if (at === 0 || (headers > 0 && isEnvelope(content, at, headers))) starts.push({ envelope: at, headers });
    at = Math.max(at, headers - 1);
  }
  return starts.map(({ headers }, index) =>
    unescaped(content.subarray(headers, starts[index + 1]?.envelope)),
  );
}

/** Behind an empty line, and before the headers of a mail: a text may have a line that begins with "From". */
function isEnvelope(content: Buffer, at: number, headers: number): boolean {
  if (!/\n\r?\n$/.test(content.toString('latin1', at - 3, at))) return false;
  return (
    ENVELOPE.test(content.toString('latin1', at, headers)) &&
    HEADER.test(content.toString('latin1', headers, headers + 80))
  );
}

/** Lines of a text that begin with "From" have a sign before them in a mailbox. */
function unescaped(mail: Buffer): Uint8Array {
  if (!mail.includes('\n>From ') && !mail.includes('\n>>')) return mail;
  return Buffer.from(mail.toString('latin1').replace(/^>(>{0,20}From )/gm, '$1'), 'latin1');
}
