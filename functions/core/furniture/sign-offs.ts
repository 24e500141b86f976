/** Lines at the end of a story: who made it, and how to reach them. */
import { UNSPACED } from '../text/scripts.ts';
import { CASED } from './line-names.ts';
import table from './lines.json' with { type: 'json' };
import { firstWordOf, Phrases, wordsOf, type Word } from './phrases.ts';

const SIGN_OFFS = new Phrases().add(table.signOffs, 1);
const CONTACTS = new Phrases().add(table.contacts, 1);

const STOP = /[.!?…。！？؟।]["'”’»)）」』]{0,2}$/u;

/** Whether a line ends as a sentence does. */
export function endsSentence(line: string): boolean {
  return STOP.test(line);
}

const SMALL_SIGN_OFF = new Set(
  'in at by and with for from the of an von und in aus bei mit für de et à en avec y e i da do das na no con por van met og och med av af i på и в із та και στο στην ve'.split(
    ' ',
  ),
);
const LEADING = /^[([（【\s*—–-]{0,3}/u;

/** Of the desk: "abc/de", "ab-cd", "ABC // DE", "ABC-DE". */
const INITIALS =
  /^\p{Ll}{2,4}(?:\/\p{Ll}{2,5}){1,4}$|^\p{Ll}{2,3}-\p{Ll}{2,3}$|^\p{Lu}{2,4}\s\/\/\s\p{Lu}{2,4}$|^\p{Lu}{3}-\p{Lu}{2,3}$/u;

/** "(Reporting by Jane Doe in Oslo; Editing by Ben Roe)": names alone behind known words. */
export function isSignOff(line: string, stops = endsSentence(line)): boolean {
  if (line.length > 400) return false;
  const bare = line.replace(LEADING, '');
  if (!SIGN_OFFS.begins(firstWordOf(bare))) return INITIALS.test(bare.replace(/[)\]]$/u, ''));
  const bracketed = /^[([（【]/u.test(line);
  if (bracketed && !/[)\]）】][.。]?$/u.test(line)) return false;
  if (stops && !bracketed && !/\p{L}\.$/u.test(line)) return false;
  const words = wordsOf(bare);
  if (SIGN_OFFS.at(words, 0) === undefined) return false;
  let names = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const phrase = SIGN_OFFS.at(words, at);
    if (phrase !== undefined) {
      const after = bare.slice(words[at + phrase.length - 1]?.end);
      // "Reporting", "Bericht": a word of everyday use needs its colon
      if (at === 0 && phrase.length === 1 && !/^\.?\s?[:：/／=＝]/u.test(after) && !bracketed) return false;
      at += phrase.length;
      continue;
    }
    const written = bare.slice(word.start, word.end);
    if (word.isNumber) return false;
    if (
      !/^\p{Lu}/u.test(written) &&
      CASED.test(written) &&
      !SMALL_SIGN_OFF.has(word.text) &&
      !inAddress(bare, word)
    )
      return false;
    if (!CASED.test(written)) names += UNSPACED.test(written) ? 0.35 : 1;
    at++;
  }
  return names <= 12 && !/[.!?。！？؟।]\s+\S/u.test(bare.replace(/\p{Lu}\.\s/gu, ''));
}

function inAddress(text: string, { start, end }: Word): boolean {
  return /^@|^\.\p{L}/u.test(text.slice(end, end + 2)) || /[@.]/u.test(text.charAt(start - 1));
}

const REACHED =
  /\S{1,64}@[\p{L}\p{N}.-]{3,64}|(?:https?:\/\/|www\.)\S{3,120}|\+?\(?\p{Nd}[\p{Nd}\s()/.-]{6,20}\p{Nd}|(?<=\s|^)@\w{3,30}/gu;

/** Whether a line may be a contact though it ends as a sentence does. */
export function mayReach(line: string): boolean {
  return line.includes('@') || CONTACTS.begins(firstWordOf(line));
}

/** A telephone number or an address, with names and labels alone around it. */
export function isContact(line: string): boolean {
  if (line.length > 240 || !/@|www\.|https?:|\p{Nd}(?:[\s()/.-]{0,3}\p{Nd}){6}/u.test(line)) return false;
  const rest = line.replaceAll(REACHED, ' ');
  if (rest === line) return false;
  const words = wordsOf(rest);
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const label = CONTACTS.at(words, at);
    if (label !== undefined) at += label.length;
    else {
      const written = rest.slice(word.start, word.end);
      const small = CASED.test(written) && !/^\p{Lu}/u.test(written) && !SMALL_SIGN_OFF.has(word.text);
      if (small || word.isNumber || words.length > 20) return false;
      at++;
    }
  }
  return words.length === 0 || CONTACTS.isIn(words);
}
