/** The agency with which a paragraph of a body is signed. */
import type { Context } from '../context.ts';
import { mentionsIn } from '../../agencies/matcher.ts';
import { PICTURE_TRADERS } from '../../agencies/shared.ts';
import { isOfPhotoDesks, photoParts } from '../photo.ts';
import { isAgencyAlone, isSignOff } from '../slots.ts';
import { LEADING } from '../words/slots.ts';
import { isWide } from '../../agencies/characters.ts';
import { tagsOfLineInBody } from './line-slots.ts';
import { tagsOfPhotoCredit } from './photo-slots.ts';
import { LAST_PARAGRAPHS, type Line, type Paragraph } from './body-paragraph.ts';

/** "Reporting by Reuters staff; editing by Jane Doe": who wrote, and no picture. */
export const REPORTED_BY = String.raw`(?:reporting|writing|editing)\sby\s`;
const REPORTERS = new RegExp(`^${REPORTED_BY}`, 'i');

/** Characters of the longest sign-off. */
export const LONGEST_SIGN_OFF = 90;
/** A last sentence of few words: "Source: Xinhua." */
const SHORT_LAST = /[.!?…"”»]\s{1,3}[^.!?\s]{1,20}(?:\s[^.!?\s]{1,20}){0,6}\.$/u;
const STOP =
  /(?:(?:[.!?…]["”»'’)\]]{0,2}|["”»])(?:\s{1,3}|(?=[([/—–-]))|(?<=\p{Ll})\.(?=\p{Lu}{3,5}\/\p{Ll}{2,4}$)|[。！？।۔」』](?:\s{0,3}(?=[([（【])|\s{1,3})|\)\s(?:[-–—]\s)?(?=\p{Lu}[\p{L} ]{1,20}$)|\s{2,4}|\s(?=\((?:[^()]{2,60})\)\.?$)|(?<=\p{Lo})(?=（[^（）]{2,20}）$))/gu;
const BRACKETED_TAIL = /^(?<mark>[([（【]\s?(?:©\s?)?)(?<names>[^()[\]（）【】\n]{2,80})[)\]）】][.。]?$/u;
const MARK = /[([（【|/©—–•-]/;
const MARKED_TAIL =
  /^(?<mark>(?:-0-\s|\(\d[\d/.]{3,20}\)\s|[|/—–•-]{1,2}\s?)?(?:©\s?)?)(?<names>[^()[\]\n/©](?:[^()[\]\n]{0,80}[^()[\]\n/])?)\/?$/u;
/** Stops of abbreviations that may stand in one sign-off: "A. T. S.". */
const MOST_STOPS = 4;

/** "... said. (AFP)", "... said. EFE": the names behind the last sentence. */
export function signOff(body: string, paragraph: Paragraph, context: Context): Line | undefined {
  const { text, start, index, count } = paragraph;
  const from = Math.max(0, text.length - LONGEST_SIGN_OFF);
  const tail = withoutClosing(text).slice(from).trimEnd();
  if (index < count - LAST_PARAGRAPHS && !')]/.）】'.includes(tail.at(-1) ?? '') && !MARK.test(tail))
    return undefined;
  // most paragraphs end in a sentence that is longer than any sign-off, or in a full stop
  if (tail.endsWith('.') && !/[.)\]]\.$|[([|/©—–•]|\s-/.test(tail) && !SHORT_LAST.test(tail))
    return undefined;
  const stops = [...tail.matchAll(STOP)].slice(-MOST_STOPS);
  for (const stop of stops) {
    const at = stop.index + stop[0].length;
    if (index < count - LAST_PARAGRAPHS && !MARK.test(tail[at] ?? '')) continue;
    const { mark = '', names: written = '' } =
      (BRACKETED_TAIL.exec(tail.slice(at)) ?? MARKED_TAIL.exec(tail.slice(at)))?.groups ?? {};
    if (written === '' || /[!?]$/.test(written) || (mark.trim() === '' && index < count - LAST_PARAGRAPHS))
      continue;
    const isBehindStop = /[.!?…"”»'’)\]。！？।۔」』]/.test(stop[0]);
    // "(Reporting by Reuters staff; Editing by Jane Doe)"
    const isSigned =
      (mark.startsWith('(') && REPORTERS.test(written)) ||
      (isBehindStop
        ? isSignOff(written, mark.trim() === '', context.language)
        : isAgencyAlone(
            withoutLead(written),
            isAtEnd(paragraph, tail.slice(0, stop.index), written) ? context.language : undefined,
          ) && !isExplained(tail.slice(0, stop.index), written));
    if (!isSigned) continue;
    const begins = start + from + at + mark.length;
    const place = { start: begins, end: begins + written.length };
    // "A mill on Monday. © Belga" is a caption where the text goes on, or is nothing else
    const isCaption =
      mark.includes('©') && (index < count - 1 || (count === 1 && isNameAlone(mark, written)));
    const tags =
      isCaption || signsPictures(written)
        ? tagsOfPhotoCredit(body, 'body', place, context)
        : tagsOfLineInBody(written, 'credit', begins, context);
    if (tags.length > 0) return { tags, place };
  }
  return undefined;
}

/** "(Our desk has not edited this. Source: X)": the brackets are those of the whole paragraph. */
function withoutClosing(text: string): string {
  return /^\s*\([^()]*\)\s*$/.test(text) ? text.trimEnd().slice(0, -1) : text;
}

/** "Thu Hà (Theo AFP)", "(Kaynak: AA)" */
function withoutLead(written: string): string {
  const [lead = '', word = ''] = /^(\p{L}{3,10}):?\s/u.exec(written) ?? [];
  return LEADING.has(word.toLowerCase()) ? written.slice(lead.length) : written;
}

/** "La galleria resta chiusa (ANSA).": the last words of all, behind no name that the brackets would shorten. */
function isAtEnd({ index, count }: Paragraph, before: string, written: string): boolean {
  if (index < count - 1) return false;
  if (isWide(before.charCodeAt(before.length - 1))) return true;
  if (!/(?<!\p{L})\p{Ll}+$/u.test(before)) return false;
  // "l'associazione dei giovani imprenditori (AGI)"
  let letter = 0;
  for (const word of before.split(/[\s'’]/).slice(-written.length - 3)) {
    if (word[0]?.toLowerCase() === written[letter]?.toLowerCase()) letter++;
  }
  return letter < written.length;
}

/** "der Deutschen Presse-Agentur (dpa).": the brackets explain a name. */
function isExplained(before: string, written: string): boolean {
  const [inner] = mentionsIn(written, 'slot');
  return mentionsIn(before, 'running').some(
    ({ alias, end }) =>
      end === before.length &&
      inner?.alias.agencies.some((agency) => alias.agencies.includes(agency)) === true,
  );
}

/** "© Belga"; not "(©NTB)", "© dpa-infocom, dpa:250412-99", "© KNA. Alle Rechte vorbehalten". */
function isNameAlone(mark: string, written: string): boolean {
  return mark.startsWith('© ') && /^[\p{L} -]+$/u.test(written);
}

/** "— AFP pic", "ANI Photo", "— AFP/File". */
const PHOTO_BEHIND =
  /(?:\s(?:photo|pic|picture|image|foto|bild)s?|\/(?:file|pool|handout|archives?)(?: photo)?)\.?$/i;

/** "... lift the cup. Shutterstock": who sells pictures alone signs no text. */
function signsPictures(names: string): boolean {
  return isOfPhotoDesks(names) || isSoldOn(names) || (PHOTO_BEHIND.test(names) && namesPhotoAgency(names));
}

/** "AFP/Getty": the last sells pictures that the first has taken. */
function isSoldOn(names: string): boolean {
  const mentions = mentionsIn(names, 'slot');
  const [last, before] = [mentions.at(-1), mentions.at(-2)];
  return (
    last?.alias.agencies.every(({ id }) => PICTURE_TRADERS.has(id)) === true &&
    last.end === names.length &&
    before !== undefined &&
    names.slice(before.end, last.start).trim() === '/'
  );
}

export function namesPhotoAgency(credit: string): boolean {
  return photoParts(credit).some(({ kind }) => kind === 'agency');
}
