/** Concepts, renditions and associations in the strict ninjs form: every uri is one, nothing empty, nothing twice. */
import type { ItemAssociation, ItemRendition } from './wire-item.ts';
import { inlineText } from '../text/html.ts';
import { collapse } from '../text/whitespace.ts';
import { isUri, uriOf } from './identity.ts';
import type { Association, Concept, Rendition, RenditionResource, Subject, Uri } from './ninjs.ts';
import type { RawReference } from './record.ts';
import { withSuccessors } from './retired-topics.ts';
import { topSubjectName } from './top-subjects.ts';

export interface UriContext {
  provider: string;
  raw: Pick<RawReference, 'bucket' | 'key'>;
}

/**
 * A concept's uri: as it is where it is one, else urn:x-qcode:<alias>:<code> for what looks like a qcode
 * whose scheme nobody knows. undefined where it is neither: then it belongs in `literal`.
 */
export function conceptUri(written: string): Uri | undefined {
  const trimmed = written.trim();
  if (/^(?:urn|https?|tag|info):/i.test(trimmed)) {
    const encoded = encodeIllegal(trimmed);
    return isUri(encoded) ? encoded : undefined;
  }
  const colon = trimmed.indexOf(':');
  if (colon <= 0 || colon === trimmed.length - 1) return undefined;
  const uri = `urn:x-qcode:${encodeURIComponent(trimmed.slice(0, colon))}:${encodeIllegal(trimmed.slice(colon + 1))}`;
  return isUri(uri) ? uri : undefined;
}

/** Concepts with valid URIs, cleaned names, and each only once. */
export function conceptsOf<T extends Concept>(concepts: readonly T[]): T[] {
  if (concepts.length === 0) return [];
  const found = new Map<string, T>();
  for (const concept of concepts) {
    const { name, literal, uri, ...rest } = concept;
    const cleanUri = uri === undefined ? undefined : conceptUri(uri);
    const cleanName = name === undefined ? '' : inlineText(name);
    const cleanLiteral = collapse(literal ?? (uri !== undefined && cleanUri === undefined ? uri : ''));
    if (cleanUri === undefined && cleanName === '' && cleanLiteral === '') continue;
    const made = {
      ...rest,
      ...(cleanName === '' ? {} : { name: cleanName }),
      ...(cleanUri === undefined ? {} : { uri: cleanUri }),
      ...(cleanLiteral === '' ? {} : { literal: cleanLiteral }),
    };
    const key = [
      cleanUri ?? '',
      cleanLiteral,
      cleanUri === undefined ? cleanName : '',
      concept.rel ?? '',
    ].join('\n');
    const earlier = found.get(key);
    if (earlier === undefined || (earlier.name === undefined && cleanName !== '')) found.set(key, made as T);
  }
  return [...found.values()];
}

/** The subjects, and the keywords among them as ninjs wants it: `literal`, `rel` keyword. */
export function subjectsOf(subjects: readonly Subject[], keywords: readonly string[]): Subject[] {
  const concepts = withSuccessors(
    conceptsOf<Subject>([...subjects, ...keywords.map((literal) => ({ literal, rel: 'keyword' }))]),
  );
  return concepts.map((subject) => {
    // a name stays as the wire gives it; a bare code of the top level has one that everybody knows
    const known =
      subject.name === undefined && subject.uri !== undefined ? topSubjectName(subject.uri) : undefined;
    return known === undefined ? subject : { ...subject, name: known };
  });
}

/** Renditions with numbers as numbers and absolute references. */
export function renditionsOf(renditions: readonly ItemRendition[], context: UriContext): Rendition[] {
  const found = new Map<string, Rendition>();
  for (const rendition of renditions) {
    const { name, href, width, height, sizeInBytes, duration, contentType, title, format } = rendition;
    const made: Rendition = {
      name: collapse(name) === '' ? 'main' : collapse(name),
      ...optional('href', href === undefined || href.trim() === '' ? undefined : absoluteHref(href, context)),
      ...optional('contentType', text(contentType)),
      ...optional('title', text(title)),
      ...optional('width', whole(width)),
      ...optional('height', whole(height)),
      ...optional('sizeInBytes', whole(sizeInBytes)),
      ...optional('duration', seconds(duration)),
      ...optional('format', text(format)),
      ...optional('aspectRatio', text(rendition.aspectRatio)),
      ...optional('videoCodec', text(rendition.videoCodec)),
      ...optional('frameRate', rate(rendition.frameRate)),
      ...optional('scanType', scanTypeOf(rendition.scanType)),
      ...optional('bitrate', text(rendition.bitrate)),
      ...optional('transportProtocol', text(rendition.transportProtocol)),
      ...optional('resources', resourcesOf(rendition.resources)),
    };
    const key = `${made.name}\n${made.href ?? ''}`;
    if (!found.has(key)) found.set(key, made);
  }
  return [...found.values()];
}

/** Sound tracks and subtitles, each once; an empty one says nothing. */
function resourcesOf(resources: readonly RenditionResource[] = []): RenditionResource[] | undefined {
  const made = resources.map(({ role, title, language, contentType }) => ({
    ...optional('role', text(role)),
    ...optional('title', text(title)),
    ...optional('language', text(language)),
    ...optional('contentType', text(contentType)),
  }));
  const found = new Map(made.map((one) => [JSON.stringify(one), one]));
  found.delete('{}');
  return found.size === 0 ? undefined : [...found.values()];
}

const SCAN_TYPES = ['progressive', 'interlaced'] as const;

function scanTypeOf(written: string | undefined): Rendition['scanType'] {
  return SCAN_TYPES.find((one) => one === written?.trim().toLowerCase());
}

/** Frames a second: 25, "29.97", "30000/1001". */
function rate(value: number | string | undefined): number | undefined {
  const [frames, seconds] = String(value ?? '')
    .split('/')
    .map(Number);
  const number = seconds === undefined ? frames : (frames ?? NaN) / seconds;
  return number !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** Members of a package and media, in order; a member that has not arrived is a reference like any other. */
export function associationsOf(associations: readonly ItemAssociation[], context: UriContext): Association[] {
  return associations.flatMap((member, index) => {
    if (member.id.trim() === '') return [];
    const caption = inlineText(member.caption ?? '');
    const headline = inlineText(member.headline ?? '');
    const renditions = renditionsOf(member.renditions ?? [], context);
    return [
      {
        name: collapse(member.name) === '' ? `member-${index + 1}` : collapse(member.name),
        ...optional('rel', text(member.rel)),
        uri: /^\.{0,2}\//.test(member.id)
          ? absoluteHref(member.id, context)
          : uriOf(context.provider, member.id),
        ...optional('type', member.type),
        ...optional('version', text(member.version)),
        ...(headline === ''
          ? {}
          : { headlines: [{ role: 'main', contentType: 'text/plain', value: headline }] }),
        ...(caption === ''
          ? {}
          : { descriptions: [{ role: 'caption', contentType: 'text/plain', value: caption }] }),
        ...optional('pubStatus', member.pubStatus),
        ...optional('by', text(member.by)),
        ...optional('copyrightHolder', text(member.copyrightHolder)),
        ...optional('copyrightNotice', text(member.copyrightNotice)),
        ...optional('usageTerms', text(member.usageTerms)),
        ...(renditions.length === 0 ? {} : { renditions }),
      },
    ];
  });
}

/**
 * An absolute reference: http and the like as they are; a path relative to the delivery becomes the S3 object
 * beside it, or a urn where the file came from no bucket.
 */
function absoluteHref(written: string, context: UriContext): Uri {
  const encoded = encodeIllegal(written.trim());
  if (/^(?:https?|ftp|urn|cid|s3|tag):/i.test(encoded) && isUri(encoded)) return encoded;
  const path = encoded
    .replace(/:/g, '%3A')
    .replace(/^(?:\.{1,2}\/|\/)+/, '')
    .replace(/#/g, '%23')
    .replace(/[[\]]/g, '');
  const { bucket, key } = context.raw;
  const folder = key.includes('/') ? key.slice(0, key.lastIndexOf('/') + 1) : '';
  return bucket === ''
    ? `urn:wire:${context.provider}:file:${path}`
    : `s3://${bucket}/${encodeURI(folder).replace(/[[\]]/g, '')}${path}`;
}

/** What has to be looked at one by one: most URIs hold nothing of it. */
const ILLEGAL = /[^\w\-.~:/?#[\]@!$&'()*+,;=]/;

/** Percent-encodes what no URI may contain, and leaves what is encoded already. */
function encodeIllegal(written: string): string {
  if (!ILLEGAL.test(written)) return written;
  return written
    .toWellFormed()
    .replace(/%(?![\dA-Fa-f]{2})/g, '%25')
    .replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character));
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function text(value: string | undefined): string | undefined {
  const collapsed = collapse(value ?? '');
  return collapsed === '' ? undefined : collapsed;
}

function whole(value: number | string | undefined): number | undefined {
  const number = typeof value === 'string' ? (value.trim() === '' ? NaN : Number(value)) : value;
  return number !== undefined && Number.isFinite(number) && number >= 0 ? Math.round(number) : undefined;
}

/** Seconds from a number or from hh:mm:ss. */
function seconds(value: number | string | undefined): number | undefined {
  const clock =
    typeof value === 'string' ? /^(\d{1,3}):(\d{2}):(\d{2})(?:[.:]\d+)?$/.exec(value.trim()) : null;
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const number = typeof value === 'string' ? (value.trim() === '' ? NaN : Number(value)) : value;
  return number !== undefined && Number.isFinite(number) && number >= 0 ? number : undefined;
}
