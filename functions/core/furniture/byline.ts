/** Who wrote it, as pages print it above the story. */
import table from './byline.json' with { type: 'json' };
import { isAgency, isKnownAgency, isName } from './credits.ts';

const LEADS = table.leads.join('|');
/** Of templates. */
const WRITTEN = String.raw`(?:(?:posted|written|text|words|published|article|geschrieben|verfasst|écrit|rédigé|skrevet|skriven|escrito|scritto|geschreven) (?:by|von|par|av|af|por|da|door)|oprac\.|authors?)\s?:?\s(?=\p{Lu})`;
const JOBS = table.jobs.join('|');
const LEAD_IN = new RegExp(
  `^(?:(?:${table.labels.join('|')})\\s?[:：=＝・／]\\s?|(?:${LEADS})(?:\\s?:\\s?|\\s+))(?<names>\\S.*)$`,
  'iu',
);
const BEFORE_JOB = String.raw`(?:our |the |onze |ap |afp |dpa |reuters )?(?:[\p{L}&’'-]{1,30} ){0,3}`;
const BEHIND_JOB = String.raw`(?: (?:in|for|of|and|at|à|en|aus|a|da|bij|de|для|w|i) .{2,40})?`;
const JOB = new RegExp(`^${BEFORE_JOB}(?:${JOBS})${BEHIND_JOB}$`, 'iu');
const POSITION = new RegExp(`^${BEFORE_JOB}(?:${table.positions.join('|')})${BEHIND_JOB}$`, 'iu');
const LOWER_JOB =
  /^\p{Lu}[\p{L}-]*(?: [\p{L}&-]+){0,2} (?:correspondent|editor|reporter|writer|columnist)(?: in \p{Lu}[\p{L} ]{2,30})?$/u;
const MAX_WORDS = 16;
const MAX_LENGTH = 200;

/** "By Jane Doe", "Von Anna Muster und Ben Probst, dpa", "Por Redacción", "Jane Doe, Reuters". */
export function isByline(text: string): boolean {
  if (text.length > MAX_LENGTH || text.split(' ').length > MAX_WORDS) return false;
  if (/[.!?]["”»]?$/.test(text) && !/\b(?:\p{Lu}|Jr|Sr|St)\.$/u.test(text)) return false;
  if (EAST_ASIAN.test(text)) return true;
  const names = LEAD_IN.exec(text)?.groups?.names;
  if (names !== undefined)
    return isNameList(
      withoutAddress(names)
        .replace(PART, '')
        .replace(/\s\([^()]{2,60}\)$/, ''),
    );
  if (!/\s/.test(text)) return false;
  if (personWithJob(text) !== undefined || isNameWithAgencies(text)) return true;
  const [name = '', organisation = '', ...more] = text.split(/\s?[,|]\s/);
  return more.length === 0 && isPerson(name) && (isAgency(organisation) || JOB.test(organisation));
}

/** "김하늘 기자", with an address behind it or without; "中川亮 記者". */
const EAST_ASIAN =
  /^(?:(?<korean>\p{Script=Hangul}{2,4}) (?:선임)?(?:기자|특파원|논설위원)(?: [\w.-]{1,40}@[\w.-]{3,40})?|(?<han>[\p{Script=Han}々]{2,5})[ \u3000](?:記者|特派員|编辑|记者))$/u;

const ADDRESS_BEHIND = /\s?[-–—|·•,;:(<]{0,2}\s?[\w.+-]{1,40}@[\w.-]{3,60}[)>]?$/u;

function withoutAddress(byline: string): string {
  return byline.replace(ADDRESS_BEHIND, '');
}

/** "Rita Falcão (texto) e Nuno Vaz (fotografia)": the first of them wrote it. */
const PART = new RegExp(` \\((?:${table.parts.join('|')})\\)(?:[ ,;].{2,80} \\([^()]{2,20}\\))?$`, 'iu');
/** They begin surnames as well: "Di Stefano". */
const PARTICLE = /^(?:von|di|da|af|av) \S+$/iu;
const LABEL = new RegExp(`^(?:(?:${table.labels.join('|')})\\s?[:：=＝・／]\\s?|${WRITTEN})`, 'iu');
const JOB_BEHIND = /\s?[,;|·•⋅/]\s?|\s[–—-]\s/gu;

/**
 * A byline without what a template writes about it: "Autor: Jane Doe", "By Jane Doe and Tom Hask, Staff Writers". An
 * agency stays.
 */
export function printedByline(byline: string): string {
  const bare = withoutAddress(byline.trim());
  const eastAsian = EAST_ASIAN.exec(bare)?.groups;
  const alone = eastAsian?.korean ?? eastAsian?.han;
  return alone ?? personWithJob(bare) ?? withoutJobs(bare.replace(LABEL, '').replace(PART, ''));
}

const ADDRESS = /^\S{1,40}@[\w.-]{3,60}$/;

/** An address for mail, by itself. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

const LABEL_ALONE = new RegExp(`^(?:${table.labels.join('|')}|${LEADS})\\s?[:：]?$`, 'iu');

/** "Author" in a line of its own, above the name. */
export function isBylineLabel(text: string): boolean {
  return text.length < 30 && LABEL_ALONE.test(text);
}

/** Also without "By", as data of pages name authors. */
export function printedNames(byline: string): string {
  const bare = printedByline(byline);
  return PARTICLE.test(bare) ? bare : (LEAD_IN.exec(bare)?.groups?.names ?? bare);
}

function withoutJobs(line: string): string {
  if (line.endsWith(')')) {
    const bracket = / ?\(([^()]{2,60})\)$/.exec(line);
    return bracket !== null && isOwnJob(bracket[1] ?? '') ? line.slice(0, bracket.index) : line;
  }
  let names = line;
  for (const { index, 0: joint } of [...line.matchAll(JOB_BEHIND)].reverse()) {
    if (index === 0 || !isOwnJob(names.slice(index + joint.length))) break;
    names = names.slice(0, index);
  }
  return names;
}

/** "Staff Writer", but not "AP writer", which names a source. */
function isOwnJob(job: string): boolean {
  return JOB.test(job) && !job.split(' ').some(isKnownAgency);
}

const JOIN = /\s?[,;|&/]\s?|\s(?:and|und|et|y|e|en|och|og|with|mit|avec|con|in|à|aus|für|for|pour)\s/;

/** The names of a byline in lower case, without what leads to them: "By Jane Doe and Tom Hask". */
export function namesIn(byline: string): string[] {
  const names = LEAD_IN.exec(byline)?.groups?.names ?? byline;
  return names.split(JOIN).flatMap((name) => name.trim().toLowerCase() || []);
}

/** "Jane Doe Political correspondent": a job in small letters; headlines in capitals have none. */
function personWithJob(text: string): string | undefined {
  const words = text.split(' ');
  const size = [2, 3].find((size) => {
    const job = words.slice(size).join(' ');
    return words.length - size <= 4 && LOWER_JOB.test(job) && isPerson(words.slice(0, size).join(' '));
  });
  return size === undefined ? undefined : words.slice(0, size).join(' ');
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

/** What somebody is beside writing: "Founder & Lead Reviewer", "Master Gardener". */
export function isPosition(text: string): boolean {
  return text.length <= 80 && (isAffiliation(text) || POSITION.test(text));
}

const NO_NAME = new RegExp(`^(?:${table.beside.join('|')})$`, 'iu');

/** The person of "Jane Doe Founder & Lead Reviewer", "Jane Doe Gazette Staff", which a headline could be as well. */
export function personWithPosition(text: string): string | undefined {
  if (text.length > 80) return undefined;
  const words = text.split(/[\s,·•⋅|–—-]/).filter((word) => word !== '');
  if (words.length > 9) return undefined;
  if (words.slice(0, 2).some((word) => NO_NAME.test(word))) return undefined;
  for (const size of [2, 3]) {
    const person = words.slice(0, size).join(' ');
    const at = text.indexOf(words[size] ?? '\0', person.length);
    const position = at < 0 ? '' : text.slice(at);
    if (isPerson(person) && text.startsWith(person) && isPosition(position) && !isAgency(position))
      return person;
  }
  return undefined;
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
