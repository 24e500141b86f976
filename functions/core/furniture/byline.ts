/** Who wrote it, as pages print it above the story. */
import { isAgency, isName } from './credits.ts';

const LEAD_IN =
  /^(?:(?:text|tekst|texte|texto|testo|autor(?:in|en|es|ka)?|autore|authors?|auteurs?|автор(?:ка)?|текст|yazan|yazı|κείμενο|بقلم|إعداد|מאת|रिपोर्ट|लेखक|लेखिका|文|執筆|取材|記者|记者|作者|撰文)\s?[:：=＝・／]\s?|oprac\.\s|texto de\s|(?:بقلم|מאת|記者|记者)\s|(?:by|von|par|por|di|door|av|af|från|(?:text|texte|texto|testo) (?:by|von|par|por|di)|(?:written|reported|story|interview|analysis|commentary|compiled|words) by|ein(?:e)? \p{L}{4,14} von)(?:\s?:\s?|\s+))(?<names>\S.*)$/iu;
const JOB =
  /^(?:our |the |onze |ap |afp |dpa |reuters )?(?:[\p{L}-]+ ){0,3}(?:staff|correspondents?|reporter(?:s|in)?|writers?|editors?|agencies|columnists?|analyst|producer|bureau(?: chief)?|korrespondent(?:in|en)?|redakteur(?:in)?|envoyée? spéciale?|correspondante?|rédaction|redaktion|redactie|redacción|corresponsal|enviad[oa] especial|journaliste?|contributors?|contributing writer|inviat[oa](?: speciale)?|corrispondente|giornalista)(?: (?:in|for|of|à|en|aus|a|da) .{2,40})?$/iu;
const LOWER_JOB =
  /^\p{Lu}[\p{L}-]*(?: [\p{L}&-]+){0,2} (?:correspondent|editor|reporter|writer|columnist)(?: in \p{Lu}[\p{L} ]{2,30})?$/u;
const MAX_WORDS = 16;
const MAX_LENGTH = 200;

/** "By Jane Doe", "Von Anna Muster und Ben Probst, dpa", "Por Redacción", "Jane Doe, Reuters". */
export function isByline(text: string): boolean {
  if (text.length > MAX_LENGTH || text.split(' ').length > MAX_WORDS) return false;
  if (/[.!?]["”»]?$/.test(text) && !/\b(?:\p{Lu}|Jr|Sr|St)\.$/u.test(text)) return false;
  if (KOREAN.test(text)) return true;
  const names = LEAD_IN.exec(text)?.groups?.names;
  if (names !== undefined) return isNameList(names.replace(/\s\([^()]{2,60}\)$/, ''));
  if (isNameWithJob(text) || isNameWithAgencies(text)) return true;
  const [name = '', organisation = '', ...more] = text.split(/\s?[,|]\s/);
  return more.length === 0 && isPerson(name) && (isAgency(organisation) || JOB.test(organisation));
}

/** "김하늘 기자", with an address behind it or without. */
const KOREAN = /^\p{Script=Hangul}{2,4} (?:선임)?(?:기자|특파원|논설위원)(?: [\w.-]{1,40}@[\w.-]{3,40})?$/u;

const WRITTEN_BY =
  /^(?:(?:text|tekst|texte|texto|testo)\s?:|oprac\.|authors?|(?:posted|written|text|words|published|article) by)\s?:?\s(?=\p{Lu})/iu;
const ADDRESS_BEHIND = /\s[\w.-]{1,40}@[\w.-]{3,40}$/u;

/** A byline without what a template writes before it: "Written by: Jane Doe". */
export function printedNames(byline: string): string {
  return byline.replace(WRITTEN_BY, '').replace(ADDRESS_BEHIND, '');
}

const JOIN = /\s?[,;|&/]\s?|\s(?:and|und|et|y|e|en|och|og|with|mit|avec|con|in|à|aus|für|for|pour)\s/;

/** The names of a byline in lower case, without what leads to them: "By Jane Doe and Tom Hask". */
export function namesIn(byline: string): string[] {
  const names = LEAD_IN.exec(byline)?.groups?.names ?? byline;
  return names.split(JOIN).flatMap((name) => name.trim().toLowerCase() || []);
}

/** "Jane Doe Political correspondent": a job in small letters; headlines in capitals have none. */
function isNameWithJob(text: string): boolean {
  const words = text.split(' ');
  return [2, 3].some((size) => {
    const job = words.slice(size).join(' ');
    return words.length - size <= 4 && LOWER_JOB.test(job) && isPerson(words.slice(0, size).join(' '));
  });
}

/** "Jane Doe with dpa, AFP". */
function isNameWithAgencies(text: string): boolean {
  const [name = '', agencies, ...more] = text.split(/\s(?:with|mit|avec|con|met|med)\s/);
  return (
    agencies !== undefined &&
    more.length === 0 &&
    isPerson(name) &&
    agencies.split(/\s?[,/]\s?/).every(isAgency)
  );
}

/** A job or a desk in a line of its own below the name: "Local Democracy Reporter", "BBC News, Norton". */
export function isAffiliation(text: string): boolean {
  return text.length <= 80 && (JOB.test(text) || text.split(/,\s?/).some(isAgency));
}

/** Names joined by commas and "and", with jobs, agencies and places behind them. */
function isNameList(names: string): boolean {
  const parts = names.split(JOIN).filter((part) => part !== '');
  const [first = ''] = parts;
  if (!isName(first, 5) && !JOB.test(first)) return false;
  // "Von der Leyen in Kiew": a name that begins with a particle is a surname, and this a headline
  // a site may write itself in small letters
  const isHouse = (part: string): boolean => isPerson(first) && /^[\p{L}\d.]{2,15}$/u.test(part);
  return parts.every((part) => isName(part, 5) || JOB.test(part) || isAgency(part) || isHouse(part));
}

/** "Jane Doe, Tom Hask & Ada Lund": people, and nothing else. */
export function arePersons(text: string): boolean {
  return text.length <= MAX_LENGTH && text.split(JOIN).every(isPerson);
}

/** Two to four capitalised words. */
export function isPerson(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.length >= 2 && words.length <= 4 && isName(text, 4) && !/\d/.test(text);
}
