/**
 * Kinds of characters, asked for once each of what defines them: a text that is read character by character by such a table
 * takes a fraction of the time that a regular expression with classes of Unicode takes.
 */
export class CharacterKinds<Kind extends number> {
  readonly #known = new Uint8Array(0x10000);
  readonly #kindOf: (character: string) => Kind;

  /** @param kindOf the kind of one character, a number above 0 */
  constructor(kindOf: (character: string) => Kind) {
    this.#kindOf = kindOf;
  }

  /** @param code a code point, or half of one */
  of(code: number): number {
    const known = this.#known[code];
    return known === undefined || known === 0 ? this.#asked(code) : known;
  }

  #asked(code: number): Kind {
    const kind = this.#kindOf(String.fromCodePoint(code));
    if (code < this.#known.length) this.#known[code] = kind;
    return kind;
  }
}
