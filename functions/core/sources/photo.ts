/** Photo credits: "Jane Doe/AFP/Getty Images", "(AP Photo/Jane Doe)", "Foto: picture alliance/dpa", "X via Y". */
import type { Agency } from '../agencies/agency.ts';
import { mentionsIn, shifted, type Mention } from '../agencies/matcher.ts';
import table from './words/photo.json' with { type: 'json' };
import { LEADING } from './words/slots.ts';
import { PICTURE_DESKS } from '../agencies/shared.ts';
import { PARTICLE, readCredit, type PhotoPart } from './photo-reading.ts';

/** @returns the agencies and photographers of one credit, or of a caption that ends in one, in the order of the text */
export function photoParts(text: string): PhotoPart[] {
  const from = creditStart(text);
  return partsOf(text.slice(from)).map((part) =>
    part.kind === 'agency'
      ? { ...part, mention: shifted(part.mention, from) }
      : { ...part, start: part.start + from, end: part.end + from },
  );
}

/** Whether a credit names none but agencies that sell pictures: they write no texts. */
export function isOfPhotoDesks(credit: string): boolean {
  const text = credit.slice(creditStart(credit));
  const mentions = mentionsIn(text, 'slot');
  // most bylines name no such agency, and need not be read as a credit
  if (!mentions.some(({ alias }) => alias.agencies.some(isOfPhotos))) return false;
  const agencies = readCredit(text, mentions).parts.flatMap((part) =>
    part.kind === 'agency' ? part.mention.alias.agencies : [],
  );
  return agencies.length > 0 && agencies.every(isOfPhotos);
}

/** Words of the longest sentence that can be a credit: "Ministry of Defence handout/EPA via Getty Images". */
const MAX_CREDIT_WORDS = 12;
/** What tells a credit from the last words of a description. */
const MARKED =
  /^\s*(?:[([]|©|(?:photo|foto|bild|image|imagem|imagen|immagine|beeld|picture|credit|crédit)[^.:\n]{0,20}[:©/])|\/|\bvia\b/iu;

/**
 * The credit that a caption ends in, where its form shows that it is one and it names an agency: a caption may end in
 * an agency that is in the picture.
 */
export function creditOfCaption(caption: string): { start: number; end: number } | undefined {
  const start = creditStart(caption);
  const credit = caption.slice(start);
  if (!MARKED.test(credit) || credit.trim().split(/\s+/).length > MAX_CREDIT_WORDS) return undefined;
  return partsOf(credit).some(({ kind }) => kind === 'agency') ? { start, end: caption.length } : undefined;
}

const LABEL_WITHIN =
  /(?:[.!?)\]|]\s|\s[|–—-]\s)(?=(?:foto|photo|bild|image|imagem|imagen|immagine|beeld|credit|crédit)[^.:\n]{0,20}[:©])/giu;
const LAST_BRACKET = /[([](?=[^()[\]\n]{3,80}[)\]]\.?$)/;

/** Where the credit begins in a caption: behind "Foto:", in the last brackets, in the last sentence; 0 without a caption. */
function creditStart(text: string): number {
  if (!/(?:[^\s.!?][.!?]|\))["”»]?\s\S|\S\s\(/.test(text)) return 0;
  const label = [...text.matchAll(LABEL_WITHIN)].at(-1);
  if (label !== undefined) return label.index + label[0].length;
  const bracket = LAST_BRACKET.exec(text);
  const inner = bracket === null ? '' : text.slice(bracket.index);
  if (bracket !== null && bracket.index > 0 && (/[/]|photo|foto|via/i.test(inner) || text.length > 80))
    return bracket.index;
  const stop = text.search(/[.!?]["”»]?\s[^.!?]*$/);
  // "J. Doe/AFP": the stop of an initial ends nothing
  const before = text.slice(0, stop);
  return stop < 0 || /(?:^|[\s.])\p{Lu}$/u.test(before) || LABELLED_NAME.test(before) ? 0 : stop + 1;
}

/** "Photo Jane Doe. AFP": a stop between the photographer and the agency. */
const LABELLED_NAME =
  /^[\s([]*(?:[Pp]hoto|PHOTO|[Ff]oto|FOTO|[Bb]ild|[Ii]mage)(?:\s\p{Lu}[\p{L}\p{M}’'-]{1,24}){2,4}$/u;

function partsOf(text: string): PhotoPart[] {
  return readCredit(text, mentionsIn(text, 'slot')).parts;
}

/** Characters of the longest credit that stands within a text without a label. */
const LONGEST_BARE = 110;
/** Written by a photo desk alone: "AP Photo", "imago images". */
const PHOTO_NAME = /photo|image|picture|bild|foto|scanpix/i;

/**
 * Whether a stretch of running text can be nothing but a photo credit: a photographer beside an agency, or an agency
 * that sells pictures alone.
 * @param closed it stands in brackets, or in a line of its own: "(Jane Doe, AP)"
 */
export function isPhotoCredit(written: string, closed: boolean): boolean {
  if (written.length > LONGEST_BARE) return false;
  const text = withoutDesk(written);
  const mentions = mentionsIn(text, 'slot');
  if (isLedIn(text)) return false;
  if (!mentions.some(sellsPictures) && !(closed && mentions.length > 0) && !isOfForm(text, mentions))
    return false;
  const { parts, whole } = readCredit(text, mentions);
  if (!whole) return false;
  const names = parts.flatMap((part) => (part.kind === 'agency' ? [part.mention] : []));
  if (
    names.length === 0 ||
    names.some(({ alias }) => alias.agencies.some(({ years }) => years !== undefined))
  )
    return false;
  const isPersonal = parts.some(({ kind }) => kind === 'photographer');
  if (isPersonal)
    return (
      JOINED.test(text) ||
      (names.every(({ alias }) => alias.trust === 'sure') && NAME_AND_AGENCY.test(text)) ||
      (names.every(({ alias }) => alias.trust === 'sure' || alias.trust === 'fair') &&
        (AGENCY_AND_NAME.test(text) || (text.endsWith(')') && NAME_AND_AGENCY.test(text)))) ||
      (closed && names.every(isOfPictureDesk) && AGENCY_AND_NAME.test(text)) ||
      (closed && names.some(({ alias }) => alias.trust === 'sure' || alias.trust === 'fair'))
    );
  if (
    closed &&
    !/\d/.test(text) &&
    names.every(({ alias, start, end }) => isPhotoDesk(alias) && text.slice(start, end) === alias.text)
  )
    return true;
  // "(Sierra Nevada via AP)"
  if ((closed && /\svia\s/.test(text)) || /^(?:handout|pool)\b.{0,40}\svia\s/i.test(text)) return true;
  if (/\bvia\b/.test(text) && names.length > 1 && names.some(({ alias }) => isPhotoDesk(alias))) return true;
  return names.some(sellsPictures);
}

/** "ANTARA FOTO/Ida Holt/wsj": the initials of who edited it. */
function withoutDesk(text: string): string {
  const desk = DESK_BEHIND.exec(text);
  return desk === null || !text.slice(0, desk.index).includes('/') || mentionsIn(desk[0], 'slot').length > 0
    ? text
    : text.slice(0, desk.index);
}
const DESK_BEHIND = /(?:\/\p{Ll}{2,4}\.?){1,2}$/u;

/** "Thu Hà (Theo AFP)": who wrote, and after whom. */
function isLedIn(text: string): boolean {
  const first = /\((?<first>\p{L}{3,10})\s/u.exec(text)?.groups?.first;
  return first !== undefined && LEADING.has(first.toLowerCase());
}

/** "[Keystone - Ida Holt]" */
function isOfPictureDesk({ alias }: Mention): boolean {
  return alias.agencies.every(({ id }) => PICTURE_DESKS.has(id));
}

/** By its name, or by all that it does. */
function sellsPictures({ alias }: Mention): boolean {
  return (alias.trust !== 'slot' && isPhotoDesk(alias)) || PHOTO_NAME.test(alias.text);
}

/** Whether a text is joined, or set, as a photographer beside an agency is: most sentences are not, and need not be read. */
function isOfForm(text: string, mentions: readonly Mention[]): boolean {
  return (
    mentions.length > 0 && (JOINING.test(text) || NAME_AND_AGENCY.test(text) || AGENCY_AND_NAME.test(text))
  );
}

function isOfPhotos({ kind }: Agency): boolean {
  return kind === 'photo';
}

function isPhotoDesk({ agencies }: Pick<Mention['alias'], 'agencies'>): boolean {
  return agencies.every(isOfPhotos);
}

/** "Nora Tamsin for Reuters", "Nora Tamsin, AFP", "NORA TAMSIN (EFE)": a sentence that holds nothing else. */
const NAME_AND_AGENCY =
  /^\p{Lu}\S+\s(?:\S{1,3}\s)?\p{Lu}[\p{L}\p{M}’'-]+(?:,\s|\s(?:for|pour|für|para|per|voor)\s|\s\()\p{Lu}[\p{L} ]{1,30}\)?$/u;

/** "AFP (Nora Tamsin)", "REUTERS - Nora Tamsin". */
const AGENCY_AND_NAME =
  /^\p{Lu}[\p{L}-]{1,24}\s(?:\(\p{Lu}\S+\s[^()\d]{2,30}\)?|[-–—]\s\p{Lu}\S+\s[^()\d.]{2,30})$/u;

const JOINED = /[/|]|\bvia\b/u;
/** The same, and "HANDOUT VIA". */
const JOINING = /[/|]|\bvia\b/iu;

const LABEL_BEFORE = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${table.labels.join('|')})(?:\s(?:credit|courtesy))?\s?$`,
  'iu',
);
const GLUED_LABEL = /\p{Ll}(?:Credit|Photo|Picture|Image|Foto|Bild)$/u;
const LONGEST_LABEL = 26;

/** Whether the word before a colon, a slash or © is a label of photo credits: "Foto", "leftCredit". */
export function endsInPhotoLabel(text: string, from: number, at: number): boolean {
  const before = text.slice(Math.max(from, at - LONGEST_LABEL), at);
  return LABEL_BEFORE.test(before) || GLUED_LABEL.test(before);
}

/** A word, or a mark, of a credit that has a label; anything else ends it. */
const CREDIT_TOKEN = /\s{0,2}(?:(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*)|(?<mark>[/|,&©+–-]))/uy;
/** Characters behind a label in which its credit ends. */
export const LONGEST_LABELLED = 120;

/**
 * Where the credit behind a label ends: at a line end, or a word that no credit has.
 * @returns undefined where no agency is named before that
 */
export function endOfLabelled(text: string, from: number, to: number): number | undefined {
  const rest = text.slice(from, Math.min(to, from + LONGEST_LABELLED));
  const mentions = mentionsIn(rest, 'slot');
  if (mentions.length === 0) return undefined;
  let at = 0;
  let last = 0;
  for (;;) {
    CREDIT_TOKEN.lastIndex = at;
    const groups = CREDIT_TOKEN.exec(rest)?.groups;
    if (groups === undefined) {
      const bracket = bracketOfCredit(rest, at, mentions);
      if (bracket === undefined) break;
      [at, last] = [bracket, bracket];
      continue;
    }
    const start = CREDIT_TOKEN.lastIndex - (groups.word ?? groups.mark ?? '').length;
    const mention = mentions.find((one) => one.start <= start && start < one.end);
    if (mention === undefined && groups.word !== undefined && !isCreditWord(groups.word)) break;
    at = mention?.end ?? CREDIT_TOKEN.lastIndex;
    if (mention !== undefined) last = mention.end;
    // the stop of a sentence, not of an initial, nor of "Photo Jane Doe. AFP"
    if (mentions.some((one) => one.start === at + 1)) continue;
    if (mention === undefined && /\p{Ll}{2}\.$/u.test(groups.word ?? '')) break;
  }
  // "the image: EPA headquarters" goes on as a sentence
  if (last === 0 || (at === last && /^\s\p{Ll}/u.test(rest.slice(at)))) return undefined;
  const isClosed = at >= rest.trimEnd().length || /^\s{0,2}[)\].(]/.test(rest.slice(at));
  return from + (isClosed ? at : last);
}

/** Behind "Nora Tamsin (EFE)" or "APA (Nora Tamsin)": the brackets hold the agency, or who works for it. */
function bracketOfCredit(rest: string, at: number, mentions: readonly Mention[]): number | undefined {
  BRACKET_OF_NAME.lastIndex = at;
  const inner = BRACKET_OF_NAME.exec(rest)?.[1];
  if (inner === undefined || at === 0) return undefined;
  const from = BRACKET_OF_NAME.lastIndex - 1 - inner.length;
  const isAgency = mentions.some(({ start, end }) => start === from && end === from + inner.length);
  const isPerson = /^\p{Lu}\S+(?:\s\S+){0,2}\s\p{Lu}\S+$/u.test(inner);
  const isBehindAgency = mentions.some(({ end }) => end === at);
  return isAgency || (isPerson && isBehindAgency) ? BRACKET_OF_NAME.lastIndex : undefined;
}

const BRACKET_OF_NAME = /\s?\(([^()\n]{2,40})\)/uy;

function isCreditWord(word: string): boolean {
  return (
    /^\p{Lu}/u.test(word) ||
    PARTICLE.test(word) ||
    /^(?:via|for|on|the|file|handout|pool|by|photo|foto|archiv|str)$/.test(word)
  );
}
