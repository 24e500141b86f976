/** What a paragraph of an item is beside its news: a greeting, a covering note, a call for editors. */
import { datelineOf } from '../dateline.ts';
import { isOfNotice, speaksOfItem } from './kill.ts';
import { sentencesOf } from './references.ts';
import { firstWordOf, tokensOf } from './tokens.ts';
import { classAt, mayBeginClass } from './vocabulary.ts';

export const HEADING_LENGTH = 200;

/** Embargoes and sanctions in the languages of the vocabulary, by how their words begin. */
export const ABOUT_EMBARGO =
  /[ea]mbarg|emb[áa]rg|эмбарг|ембарг|εμπ[αά]ργκ|sanc?[tczs]i|sankt|санкц|κυρώσε|boy[ck]o|boi[ck]o|бойкот|禁运|禁運|禁輸|制裁|엠바고|제재|حظر|عقوبات|אמברגו|סנקצי/i;
export const MOST_FOOTNOTES = 3;
/** Of a letter, the paragraphs above the release. */
const MOST_COVER = 4;

/** "Dear editors," */
export function isGreeting(text: string): boolean {
  return text.length <= HEADING_LENGTH && classAt('greeting', tokensOf(text), 0) !== undefined;
}

export function isCover(text: string, paragraph: number): boolean {
  return paragraph < MOST_COVER && text.length <= HEADING_LENGTH && datelineOf(text) === undefined;
}

/** "Attention editors: ...", "*** Achtung Redaktionen ***" */
export function callsEditors(text: string): boolean {
  const word = firstWordOf(text);
  if (word === undefined || !mayBeginClass('head', word)) return false;
  const tokens = tokensOf(text);
  const first = tokens.findIndex(({ kind }) => kind !== 'sign');
  return classAt('head', tokens, first) !== undefined;
}

/** Of a paragraph, those that may say that it is a notice. */
const MOST_SENTENCES = 4;

/**
 * Whether sentences tell news: none of them begins as a kill, or speaks of what agencies send.
 * @param doubtful the first sentence of these proves nothing
 */
export function isNewsItem(paragraphs: readonly string[], doubtful: ReadonlySet<string>): boolean {
  return (
    paragraphs.some(isStory) &&
    !paragraphs.some((text) =>
      sentencesOf(text)
        .slice(doubtful.has(text) ? 1 : 0, MOST_SENTENCES)
        .some(speaksOfItem),
    )
  );
}

/** Letters of a notice: a text that is longer tells news, too. */
const MOST_OF_NOTICE = 300;

/** Whether the text is no more than a few sentences without a dateline, and one of them, in other words than the headline's, is of a notice. */
export function isNotice(paragraphs: readonly string[], headline: string): boolean {
  const length = paragraphs.reduce((sum, text) => sum + text.length, 0);
  if (length > MOST_OF_NOTICE || paragraphs.some((text) => datelineOf(text) !== undefined)) return false;
  const sentences = paragraphs.flatMap(sentencesOf);
  return sentences.some((text) => !text.startsWith(headline) && isOfNotice(text));
}

/** A dateline or a sentence. */
export function isStory(text: string): boolean {
  return datelineOf(text) !== undefined || text.length > HEADING_LENGTH || /[.!?…]["'’”»)]?$/.test(text);
}
