/**
 * Charsets of East Asia in bytes that name none: what they decode to has the characters that every text of its language
 * is full of, which no wrong reading has.
 */

interface Candidate {
  charset: string;
  /** Characters of every sentence. */
  common: ReadonlySet<string>;
  /** Their least share of all characters beyond ASCII. */
  share: number;
}

const JAPANESE = new Set('のはをにがとでしてたいるなれっすま。、');
const KOREAN = new Set('이다의는에을를가고하은로한지서기도사인');
const CHINESE = new Set('的一是在不了有和人这這中大为為上个個国國我以要他会會时時来來日年月。，');

const CANDIDATES: readonly Candidate[] = [
  { charset: 'euc-jp', common: JAPANESE, share: 0.2 },
  { charset: 'shift_jis', common: JAPANESE, share: 0.2 },
  { charset: 'euc-kr', common: KOREAN, share: 0.15 },
  { charset: 'gb18030', common: CHINESE, share: 0.08 },
  { charset: 'big5', common: CHINESE, share: 0.08 },
];

const LOOKED_AT = 16_384;
const LEAST = 12;
/** A cut end, a bad line. */
const BROKEN_SHARE = 0.01;

/** The charset, where one is beyond doubt. */
export function guessMultiByte(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, LOOKED_AT);
  let high = 0;
  for (const byte of head) if (byte > 0x7f) high++;
  if (high < LEAST * 2) return undefined;
  const scored = CANDIDATES.map((candidate) => ({ candidate, share: shareOf(head, candidate) }));
  const [best] = scored
    .filter(({ candidate, share }) => share >= candidate.share)
    .sort((a, b) => b.share - a.share);
  return best?.candidate.charset;
}

function shareOf(bytes: Uint8Array, { charset, common }: Candidate): number {
  let all = 0;
  let known = 0;
  let broken = 0;
  for (const character of new TextDecoder(charset).decode(bytes)) {
    if (character < '\u0080') continue;
    all++;
    if (character === '\ufffd') broken++;
    else if (common.has(character)) known++;
  }
  return all < LEAST || broken > Math.max(1, all * BROKEN_SHARE) ? 0 : known / all;
}
