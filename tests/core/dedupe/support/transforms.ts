/** What happens to wire copy on its way: cut, extended, edited, garbled; and what only looks like a copy. */

const paragraphsOf = (text: string): string[] => text.split('\n\n');

export function firstParagraphs(text: string, count: number): string {
  return paragraphsOf(text).slice(0, count).join('\n\n');
}

export function extended(text: string, more: string): string {
  return `${text}\n\n${more}`;
}

/** Drops about one word in so many: light editing. */
export function withoutSomeWords(text: string, random: () => number, oneIn: number): string {
  return text
    .split(/(?<=\s)/)
    .filter((word) => /\d/.test(word) || random() >= 1 / oneIn)
    .join('');
}

/** Each letter is misread with this probability: replaced, doubled or lost. */
export function misread(text: string, random: () => number, rate: number): string {
  const letters = [...new Set(text.match(/\p{L}/gu) ?? [])];
  return Array.from(text)
    .map((character) => {
      if (!/\p{L}|\d/u.test(character) || random() >= rate) return character;
      const kind = random();
      if (kind < 0.2) return '';
      if (kind < 0.3) return character + character;
      return letters[Math.floor(random() * letters.length)] ?? '';
    })
    .join('');
}

/** The same report with other figures: every number gets other digits. */
export function withOtherNumbers(text: string, random: () => number): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    // Ten digits of each script stand in a row
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String.fromCodePoint(zero + 1 + Math.floor(random() * 9));
  });
}

/** The same report of another place: every part of a name is another one. */
export function withOtherNames(text: string, names: readonly (readonly [string, string])[]): string {
  let other = text;
  for (const [name, instead] of names) {
    const parts = name.split(' ');
    const insteadParts = instead.split(' ');
    parts.forEach((part, i) => {
      if (/^\p{Lu}/u.test(part)) other = other.replaceAll(part, insteadParts[i] ?? instead);
    });
  }
  return other;
}
