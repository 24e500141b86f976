/** Where words of a query stand in a text: capitals and accents aside. */

/** The words and "exact phrases" of a query, without field prefixes and what it excludes. */
export function wordsOfQuery(query: string): string[] {
  const words: string[] = [];
  for (const [, excluded, quoted, bare] of query.matchAll(
    /(?<=^|\s)(-?)(?:[a-z]{1,20}:)?(?:"([^"]*)"|([^\s"]+))/gu,
  )) {
    const word = bareOf((quoted ?? bare ?? '').trim()).text;
    if (excluded === '' && word !== '' && !/^(?:and|or|not)$/i.test(word)) words.push(word);
  }
  return [...new Set(words)];
}

/** @returns offsets in the text, from start to end, in order */
export function findWords(text: string, words: readonly string[]): [number, number][] {
  const { text: bare, offsets } = bareOf(text);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = bare.indexOf(word); at !== -1; at = bare.indexOf(word, at + word.length)) {
      if (isLetter(bare.charAt(at - 1)) && isLetter(bare.charAt(at)) && !isWide(bare.charAt(at))) continue;
      found.push([offsets[at] ?? 0, offsets[at + word.length] ?? text.length]);
    }
  }
  return found.toSorted(([a], [b]) => a - b);
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** Scripts that part no words. */
function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character);
}

function bareOf(text: string): { text: string; offsets: number[] } {
  let bare = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    for (const character of text.charAt(at).normalize('NFD').toLowerCase()) {
      if (/\p{M}/u.test(character)) continue;
      bare += character;
      offsets.push(at);
    }
  }
  return { text: bare, offsets };
}
