/** The photographers, agencies and houses of a photo credit, in its order. */
import { mentionsIn, type Mention } from '../agencies/matcher.ts';
import { PICTURE_TRADERS } from '../agencies/shared.ts';
import { trimEndOf } from './words.ts';
import table from './words/photo.json' with { type: 'json' };

export type PhotoPart =
  | { kind: 'agency'; role: 'photo-agency' | 'photo-distributor'; mention: Mention }
  | { kind: 'photographer'; start: number; end: number };

const LABEL =
  /^[\s([|©]*(?:(?:file |handout |pool |undated |archive )?(?:photographs?|photograph[iy]e?s?|photos?|pictures?|pics?|images?|illustrations?|fotos?|fotografías?|fotografias?|fotografi|bild(?:er)?|imagen|imágenes|immagine|imagem|beeld|kuva|grafik|graphic|infografía|vidéo|video)?\s?(?:credits?|crédits?|créditos?|nachweis|quelle|kredit|bron|fonte|fuente|source)?\s?(?:by\b|von\b|de\b|di\b|por\b|par\b|av\b|af\b|door\b|courtesy(?: of)?\b|:)?\s?:?\s*)/i;
const SEPARATOR =
  /\s?(?:[/|,;•·–—©=＝]|\s-\s|\s\.\s|--|(?<=\p{L}{4})\.\s|\(|\)|\[|\]|\bvia\b|\bfor\b|\bpour\b|\bfür\b|\bpara\b|\bper\b|\bvoor\b|\bthrough\b|\bby\b|\bon\b|:)\s?/giu;
const NOISE = new RegExp(String.raw`\b(?:${table.noise.join('|')})\b`, 'giu');
export const PARTICLE =
  /^(?:de|del|della|di|da|do|dos|du|van|von|der|den|le|la|al|el|bin|ben|ter|ten|y|zu|af|st)$/i;
/** What papers begin with, and no photographer. */
const ARTICLE = /^(?:the|la|le|les|el|los|las|il|lo|der|die|das|het|de)\s/iu;
const NOT_A_PERSON = new RegExp(String.raw`\b(?:${table.notPeople.join('|')})\b`, 'iu');

/** The parts of one credit, and whether its form is that of a credit in each segment. */
export interface Credit {
  parts: PhotoPart[];
  whole: boolean;
}

export function readCredit(text: string, mentions: readonly Mention[]): Credit {
  const segments = segmentsOf(text, mentions);
  const agencies: { mention: Mention; via: boolean }[] = [];
  const people: PhotoPart[] = [];
  let whole = true;
  for (const { start, end, via } of segments) {
    const inside = mentions.filter((mention) => mention.start >= start && mention.end <= end);
    const named = inside.filter((mention) => isAgencyHere(text.slice(start, end), mention, start));
    for (const mention of named) agencies.push({ mention, via });
    const rest = restOf(text, { start, end }, named[0]);
    const person = personIn(text, rest.start, rest.end);
    if (person !== undefined) people.push({ kind: 'photographer', ...person });
    else if (named.length === 0 ? !isHouse(text.slice(start, end)) : isSentence(text.slice(start, rest.end)))
      whole = false;
  }
  const parts = [...withoutHouse(text, people, agencies), ...withRoles(agencies)];
  return { parts: parts.sort((a, b) => placeOf(a) - placeOf(b)), whole };
}

/** "Jane Doe/Star Pilot via AP": between a photographer and who passed it on stands a paper. */
function withoutHouse(
  text: string,
  people: readonly PhotoPart[],
  agencies: readonly { via: boolean }[],
): readonly PhotoPart[] {
  const [first, second] = people;
  const isJoined =
    first?.kind === 'photographer' &&
    second?.kind === 'photographer' &&
    /^\s?\/\s?$/.test(text.slice(first.end, second.start));
  return isJoined && agencies.length > 0 && agencies.every(({ via }) => via) ? [first] : people;
}

interface Span {
  start: number;
  end: number;
}

/** Where a segment names somebody beside its agency: before it, or joined to it, "AP-Jane Doe". */
function restOf(text: string, { start, end }: Span, agency: Mention | undefined): Span {
  if (agency === undefined) return { start, end };
  if (agency.start === start && text[agency.end] === '-' && agency.end + 1 < end)
    return { start: agency.end + 1, end };
  return { start, end: agency.start };
}

/** "He buys his pictures at": two words of a sentence before an agency. */
function isSentence(before: string): boolean {
  const words = before.replace(NOISE, '').match(/(?<!\S)\p{Ll}{2,}(?!\S)/gu) ?? [];
  return words.filter((word) => !PARTICLE.test(word)).length > 1;
}

/** Names that are no person's, and words that mean nothing beside them: "Kremlin Pool Photo", "File". */
function isHouse(segment: string): boolean {
  const words = segment.replace(NOISE, '').split(/[\s.]+/);
  return (
    words.length <= 6 &&
    words.every((word) => /^(?:\p{Lu}[\p{L}\p{M}’'-]*|)$/u.test(word) || PARTICLE.test(word))
  );
}

function placeOf(part: PhotoPart): number {
  return part.kind === 'agency' ? part.mention.start : part.start;
}

/** Split outside of names: "picture" of "picture alliance" is no label, "RFE/RL" is one name. */
function segmentsOf(
  text: string,
  mentions: readonly Mention[],
): { start: number; end: number; via: boolean }[] {
  const segments: { start: number; end: number; via: boolean }[] = [];
  const label = Math.min(LABEL.exec(text)?.[0].length ?? 0, mentions[0]?.start ?? text.length);
  let start = label;
  let via = false;
  for (const match of text.slice(label).matchAll(SEPARATOR)) {
    const at = label + match.index;
    if (mentions.some((mention) => mention.start < at && at < mention.end)) continue;
    if (at > start) segments.push({ start, end: at, via });
    start = at + match[0].length;
    via = /via|through/i.test(match[0]);
  }
  if (start < text.length) segments.push({ start, end: text.length, via });
  return segments;
}

const JOINED_NAME = /^-\p{Lu}\S{1,24}(?:\s\p{Lu}\S{0,24}){1,3}$/u;

/** The segment is the agency's name, or ends in it ("Jane Doe AFP"), with nothing but noise around. */
function isAgencyHere(segment: string, { start, end, alias }: Mention, from: number): boolean {
  if (end - start === segment.length) return true;
  const before = segment
    .slice(0, start - from)
    .replace(NOISE, '')
    .trim();
  const after = segment
    .slice(end - from)
    .replace(NOISE, '')
    .replace(/[\s.)\]'’s]+/g, '')
    .trim();
  // "AP-Jane Doe", not "Der Adobe Stock-Kurs"
  if (after !== '' && !(before === '' && JOINED_NAME.test(segment.slice(end - from)))) return false;
  return before.replace(/[\s("]+/g, '') === '' || alias.trust === 'sure' || alias.trust === 'fair';
}

function personIn(text: string, from: number, to: number): { start: number; end: number } | undefined {
  if (from >= to) return undefined;
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const trimmed = trimEndOf(raw.trim(), '. -');
  const words = trimmed.split(/\s+/);
  if (words.length < 2 || words.length > 5 || NOT_A_PERSON.test(trimmed) || /\d/.test(trimmed))
    return undefined;
  const isName = words.every((word) => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word) || PARTICLE.test(word));
  return isName && !ARTICLE.test(trimmed) && !holdsAgency(trimmed)
    ? { start, end: start + trimmed.length }
    : undefined;
}

/** Agencies whose short name is a first name as well leave a person's name one: "ANA OLMO". */
function holdsAgency(name: string): boolean {
  return mentionsIn(name, 'running').some(
    ({ alias: { trust, text }, start, end }) =>
      trust === 'sure' || trust === 'fair' || start > 0 || end - start < 3 || !/[AEIOU]/i.test(text.slice(1)),
  );
}

/** The first agency took or ordered the picture; one behind "via", behind another agency, or a trading house passed it on. */
function withRoles(agencies: readonly { mention: Mention; via: boolean }[]): PhotoPart[] {
  if (agencies.length < 2)
    return agencies.map(({ mention }) => ({ kind: 'agency', role: 'photo-agency', mention }));
  const isTrader = ({ mention }: { mention: Mention }): boolean =>
    mention.alias.agencies.some(({ id }) => PICTURE_TRADERS.has(id));
  const several =
    new Set(agencies.flatMap(({ mention }) => mention.alias.agencies.map(({ id }) => id))).size > 1;
  const own =
    agencies.find((one) => !one.via && !isTrader(one)) ?? agencies.find((one) => !one.via) ?? agencies[0];
  return agencies.map((one): PhotoPart => ({
    kind: 'agency',
    role: one === own || (!several && !one.via) ? 'photo-agency' : 'photo-distributor',
    mention: one.mention,
  }));
}
