/** What stands below "-- " in a plain-text mail: the sender's signature, or a release that the sender put behind it. */
import { blocksOf, type Block } from '../text/blocks.ts';
import { isSentenceLike } from '../text/prose.ts';

export interface Parted {
  story: string;
  /** Empty where there is none. */
  signature: string;
}

const SEPARATOR = /^--[ \t]?\r?$/m;
const RELEASE =
  /^\W{0,4}(?:for immediate release|(?:press|media|news) (?:release|statement)|embargoed?|pressemitteilung|pressmeddelande|pressemelding|pressemeddelelse|persbericht|communiqué de presse|comunicato stampa|(?:nota|comunicado) de prensa|tiedote)\b/imu;
/** What companies put below every mail, in sentences. */
const FOOTER =
  /\bconfidential|\b(?:intended|addressed) (?:recipient|addressee|(?:only|solely) for)|\b(?:e-?mail|message)\b.{0,60}\b(?:virus|privileged|received in error|disclaimer)|\b(?:unsubscribe|consider the environment|think before (?:you )?print)|\bvertraulich|\bconfidentiel|\bconfidencial|\briservat[ao]|\bregistered (?:office|in england)|\bmailing list\b/iu;

/** A signature is short: what is longer below the separator than above it, and in sentences, is what the mail is for. */
export function aboveAndBelow(text: string): Parted {
  const separator = SEPARATOR.exec(text);
  if (separator === null) return { story: text, signature: '' };
  const above = text.slice(0, separator.index);
  const below = text.slice(separator.index + separator[0].length).trim();
  const end = /\n[ \t]*\r?\n/.exec(below);
  if (end === null) return { story: above, signature: below };
  const rest = below.slice(end.index).trim();
  const blocks = blocksOf(rest).filter((block) => !FOOTER.test(block.text));
  const prose = wordsOf(blocks.filter((block) => isSentenceLike(block)));
  const isRelease = prose > 0 && (RELEASE.test(rest) || prose > wordsOf(blocksOf(above)));
  return isRelease
    ? { story: `${above.trimEnd()}\n\n${rest}`, signature: below.slice(0, end.index).trim() }
    : { story: above, signature: below };
}

function wordsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { words }) => sum + words, 0);
}
