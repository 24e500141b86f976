/** Lines of names: authors, photographers, agencies. */
import { mentionsIn, withoutMentions } from '../agencies/matcher.ts';
import { UNSPACED } from '../text/scripts.ts';
import { isName, isPhotoCredit } from './credits.ts';
import table from './lines.json' with { type: 'json' };
import { Phrases, type Word } from './phrases.ts';

const SOURCES = new Phrases().add(table.sources, 1);
const DESKS: ReadonlySet<string> = new Set(table.desks);
const BYLINES = new Phrases().add(table.bylines, 1);
export const PHOTOGRAPHS = new Phrases().add(table.photographs, 1);
/** Of a script with capitals. */
export const CASED = /\p{Lu}|\p{Ll}/u;
const NAME_JOIN =
  /\s?[,،、;/&|·・]\s?|\s(?:and|und|et|y|e|en|och|og|и|і|та|και|ve|i|oraz|with|mit|avec|con|med|met|و|ו|और)\s/u;

/** Names and nothing else; of scripts without capitals, what is no longer than names are and has no sign of a sentence. */
export function isNames(text: string): boolean {
  const bare = text
    .trim()
    .replace(/^[:：/／=＝|©.\s]{1,3}/u, '')
    .replace(/[\])）】.]{0,2}$/u, '');
  if (bare === '' || /[.!?。！？؟।,，]{2}|[!?。！？؟।]/u.test(bare)) return false;
  const parts = bare.split(NAME_JOIN).filter((part) => part !== '');
  return (
    parts.length <= 6 &&
    parts.every((part) => {
      if (CASED.test(part)) return isName(part, 6) || isOfAgencies(part);
      return UNSPACED.test(part)
        ? part.length <= (/\p{Script=Thai}/u.test(part) ? 30 : 12)
        : part.split(' ').length <= 4;
    })
  );
}

const KOREAN_REPORTER = /^\p{Script=Hangul}{2,4} (?:기자|특파원)(?: \S{2,40}@\S{3,40})?$/u;

/** "By Jane Doe", with nothing behind the names. @param words of the line */
export function isAuthor(line: string, words: readonly Word[]): boolean {
  if (KOREAN_REPORTER.test(line)) return true;
  const end = BYLINES.endAt(words, 0);
  if (end === undefined || words[0]?.start !== 0) return false;
  const rest = line.slice(end);
  const isApart = UNSPACED.test(line) ? /^\s?[:：/／·・=＝\s]/u.test(rest) : /^\s?[:：\s]/u.test(rest);
  return isApart && isNames(rest.replace(/\s?[([（][^()[\]（）]{2,40}[)\]）]$/u, ''));
}

/** "Photo: Jane Doe", with nothing behind the names. @param words of the line */
export function isPhotographer(line: string, words: readonly Word[]): boolean {
  if (isPhotoCredit(line)) return true;
  const end = PHOTOGRAPHS.endAt(words, 0);
  if (end === undefined) return false;
  const before = line.slice(0, words[0]?.start);
  const rest = line.slice(end);
  return /^[([（【\s]{0,2}$/u.test(before) && /^\s?[:：=＝/／©|.]/u.test(rest) && isNames(rest);
}

/** Words of the longest house whose name stands behind "Source:". */
const LONGEST_HOUSE = 4;

/** "Źródło: PAP", "来源：中国新闻网": a label, its colon, and a name. @param words of the line */
export function isSource(line: string, words: readonly Word[]): boolean {
  const end = SOURCES.endAt(words, 0);
  if (end === undefined || !/^[\s(（【[–—-]{0,3}$/u.test(line.slice(0, words[0]?.start))) return false;
  const name = /^\s?[:：]\s?(?<name>[^:：]{2,60})$/u.exec(line.slice(end))?.groups?.name;
  if (name === undefined) return false;
  if (isOfAgencies(name)) return true;
  if (!CASED.test(name)) return HOUSE_WITHOUT_CAPITALS.test(name);
  return name.split(' ').length <= LONGEST_HOUSE && isNames(name);
}

/** What agencies and papers end in where nothing else tells their names. */
const HOUSE_WITHOUT_CAPITALS =
  /^[^。、，,]{1,10}(?:社|网|網|报|報|台|通信|新聞|日報|통신|뉴스|신문|일보|방송)$/u;

const JOINING = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'och',
  'og',
  'en',
  'with',
  'input',
  'inputs',
  'from',
  'the',
]);

/** Agencies of the register, initials and what joins them: "(Aurora, dpa)", "PTI AKB RT". */
export function isOfAgencies(text: string): boolean {
  if (text.length > 80) return false;
  const mentions = mentionsIn(text, 'slot');
  if (mentions.length === 0) return false;
  return withoutMentions(text, mentions)
    .split(/[\s()[\]/,;&+.|–—:=©-]+/u)
    .every(
      (word) =>
        word === '' ||
        JOINING.has(word) ||
        DESKS.has(word.toLowerCase()) ||
        /^(?:\p{Ll}{2,3}|\p{Lu}{1,4})$/u.test(word),
    );
}
