/**
 * The control characters of a wire that a gateway has made visible: their pictures ("␁"), their names ("<SOH>"), caret
 * notation ("^A"), or one sign for all of them ("?", U+FFFD).
 */

const PICTURES = /[\u2400-\u241f]/g;
const NAMES: Readonly<Partial<Record<string, string>>> = {
  ...{ SOH: '\u0001', STX: '\u0002', ETX: '\u0003', EOT: '\u0004', FF: '\u000c' },
  ...{ DC1: '\u0011', DC2: '\u0012', DC3: '\u0013', DC4: '\u0014', SYN: '\u0016', US: '\u001f' },
};
const NAMED_START = /^\s{0,8}<(?:SOH|SYN|STX)>/;
const CARET_START = /^\s{0,8}\^A(?=[A-Za-z]{1,4} ?\d{2})/;
const ANPA_CARETS = /^\s{0,8}(?:\^V){0,3}\^A[A-Za-z]{1,4} ?\d{2,5}\w{0,8}\^_/;
const ONE_SIGN = /^\s{0,8}(?<sign>[?\ufffd\u00bf\u25a1])/u;

/** The text with its control characters; those that are all one sign are taken out where they began a line. */
export function withControlMarks(text: string): string {
  if (NAMED_START.test(text)) {
    return text.replace(/<([A-Z]{2,3}\d?)>/g, (whole, name: string) => NAMES[name] ?? whole);
  }
  if (ANPA_CARETS.test(text)) return withAnpaControls(text);
  if (CARET_START.test(text)) {
    return text.replace(/^(\s{0,8})\^([A-D])/gm, (_, space: string, letter: string) => {
      return space + String.fromCodePoint(letter.charCodeAt(0) - 0x40);
    });
  }
  if (/^\s{0,8}[\u2400-\u241f]/.test(text)) {
    return text.replace(PICTURES, (picture) => String.fromCodePoint(picture.charCodeAt(0) - 0x2400));
  }
  const sign = ONE_SIGN.exec(text)?.groups?.sign;
  if (sign === undefined) return text;
  return text
    .split('\n')
    .map((line) => withoutLead(line, sign))
    .join('\n');
}

/** ANPA begins lines of its own with "^" ("^By NAME="), so only what its header and its ends have is a control. */
function withAnpaControls(text: string): string {
  const [first = '', second = '', ...rest] = text.split('\n');
  return [
    first.replace(/\^[VA_]/g, control),
    second.replace(/\^[QRST]/g, control),
    ...rest.map((line) => line.replace(/^\^(?:B(?=\^)|C(?=[A-Z]{2,4}-)|L\^D|[LD]$)/, controls)),
  ].join('\n');
}

function control(caret: string): string {
  return String.fromCodePoint(caret.charCodeAt(1) - 0x40);
}

function controls(carets: string): string {
  return carets.replace(/\^./g, control);
}

const MOST_SIGNS = 8;

function withoutLead(line: string, sign: string): string {
  let at = 0;
  while (at < MOST_SIGNS && (line[at] === sign || line[at] === '\r')) at++;
  return line[at - 1] === sign || line.startsWith(sign) ? line.slice(at) : line;
}
