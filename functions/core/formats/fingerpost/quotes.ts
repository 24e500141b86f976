/**
 * Finds the strings of a document whose quotes cannot be trusted: curly ones where straight ones belong, straight ones
 * inside a text. A quote ends a string only where the shape of the format says so: the next name, or a bracket.
 */

const QUOTES = '"“”„';
const NAME = /["“”„][\w-]{1,60}["“”]\s*:/y;
const ESCAPE = /["\\/bfnrt]|u[\da-f]{4}/iy;

/** The text with every string in straight quotes and all in it escaped; undefined where a string has no end. */
export function requoted(text: string): string | undefined {
  const parts: string[] = [];
  const brackets: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{' || character === '[') brackets.push(character);
    else if (character === '}' || character === ']') brackets.pop();
    else if (QUOTES.includes(character)) {
      const end = isNameAt(text, at) ? nameEnd(text, at) : valueEnd(text, at, brackets.at(-1) === '[');
      if (end === undefined) return undefined;
      parts.push(text.slice(from, at), '"', escaped(text.slice(at + 1, end)), '"');
      at = end;
      from = end + 1;
    }
  }
  return [...parts, text.slice(from)].join('');
}

function isNameAt(text: string, at: number): boolean {
  NAME.lastIndex = at;
  return NAME.test(text);
}

function nameEnd(text: string, start: number): number {
  let at = start + 1;
  while (!QUOTES.includes(text.charAt(at))) at++;
  return at;
}

function valueEnd(text: string, start: number, inList: boolean): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (QUOTES.includes(character) && endsValue(text, at + 1, inList)) return at;
  }
  return undefined;
}

/** A value is over before a bracket, before the next name of an object, and before the next quote of a list. */
function endsValue(text: string, after: number, inList: boolean): boolean {
  let at = pastSpace(text, after);
  const next = text.charAt(at);
  if (next === (inList ? ']' : '}')) return true;
  if (next === ',') at = pastSpace(text, at + 1);
  if (inList) return next === ',' && QUOTES.includes(text.charAt(at));
  // a comma too many before the bracket, or none before the name
  return (next === ',' && text.charAt(at) === '}') || isNameAt(text, at);
}

function pastSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/** Inner quotes, controls and stray backslashes escaped; curly quotes are what the text has. */
function escaped(inner: string): string {
  let at = -1;
  return inner.replace(/[\\"\u0000-\u001f]/g, (character, offset: number) => {
    if (offset <= at) return character;
    if (character !== '\\') return character === '"' ? '\\"' : JSON.stringify(character).slice(1, -1);
    ESCAPE.lastIndex = offset + 1;
    // an apostrophe needs none, and yet has one at times
    if (!ESCAPE.test(inner)) return inner.charAt(offset + 1) === "'" ? '' : '\\\\';
    at = offset + 1;
    return character;
  });
}
