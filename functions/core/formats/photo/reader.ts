/**
 * Photos: what IPTC-IIM, XMP and EXIF say of a picture, as a picture item; the pixels stay where they are.
 * Each field is read from XMP, else from IIM, else from EXIF, as the IPTC Photo Metadata Standard maps
 * them (https://iptc.org/std/photometadata/specification/).
 */
import { createHash } from 'node:crypto';
import exifr from 'exifr';
import type { Warning } from '../../article/record.ts';
import type { Concept, Subject } from '../../article/ninjs.ts';
import { parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { literalItem } from '../common/wire-text.ts';
import { credentialsOf } from './credentials.ts';
import { creditIn, isPointer } from './credits.ts';
import { missingIn } from './cut-off.ts';
import { readExif, type Exif } from './exif.ts';
import { embeddedText } from './iim-block.ts';
import { readIim, type Iim } from './iim.ts';
import { mostExact } from './taken.ts';
import { locationOf, placesOf } from './places.ts';
import { rightsOf, withCredentials } from './rights.ts';
import { pictureKind, sizeOf } from './pixels.ts';
import { readXmp, type Xmp } from './xmp.ts';

/** The one item of the picture. @throws ParseError malformed-picture */
export async function parse(file: WireFile, context: ParseContext): Promise<Iterable<ParsedItem>> {
  const item = await readPhoto(file.bytes, context);
  return [parsed(hasMarkup(item) ? item : literalItem(item))];
}

const OPTIONS = {
  tiff: { translateValues: false, reviveValues: false },
  exif: { translateValues: false, reviveValues: false },
  gps: true,
  iptc: false,
  xmp: { parse: false },
  icc: false,
  jfif: false,
  ihdr: false,
  makerNote: false,
  userComment: false,
  mergeOutput: false,
} as const;

/** Metadata are plain text ("A & B <c>"), but some archives put the mark-up of their pages into it. */
function hasMarkup({ headlines = [], descriptions = [] }: WireItem): boolean {
  return [...headlines, ...descriptions].some(({ value }) => MARKUP.test(value));
}

const MARKUP = /<\/?(?:p|br|b|i|em|strong|a|div|span|ul|ol|li|font)(?:\s[^<>]{0,500})?\s?\/?>/i;

async function readPhoto(bytes: Uint8Array, { charset, received }: ParseContext): Promise<WireItem> {
  let blocks: unknown;
  try {
    // which exifr does not know
    blocks = pictureKind(bytes) === 'image/webp' ? {} : await exifr.parse(bytes, OPTIONS);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParseError('malformed-picture', `the metadata cannot be read: ${reason}`);
  }
  const found = typeof blocks === 'object' && blocks !== null ? blocks : {};
  const block = (name: string): unknown => Object.entries(found).find(([key]) => key === name)?.[1];
  const embedded = embeddedText(bytes);
  const xmp = readXmp(block('xmp') ?? embedded.xmp);
  const iim = readIim(embedded.iim ?? new Uint8Array(), charset);
  const exif = readExif(block('ifd0'), block('exif'), block('gps'));
  const signed = await credentialsOf(bytes, received);
  const missing = missingIn(bytes);
  return withCredentials(
    {
      ...pictureOf(bytes, { xmp, iim, exif }),
      warnings: [
        ...(missing === undefined
          ? []
          : [{ code: 'truncated', detail: `the picture ends without ${missing}` }]),
        ...damages(block('errors'), xmp, iim),
      ],
    },
    signed,
  );
}

/** What exifr could not read, and says in a list beside what it could; and what the readers of our own could not. */
function damages(errors: unknown, xmp: Xmp, iim: Iim): Warning[] {
  const all: unknown[] = Array.isArray(errors) ? errors : [];
  const told = all.map((error) => (error instanceof Error ? error.message : String(error)));
  const own = [xmp.fault === undefined ? undefined : `XMP: ${xmp.fault}`, iim.fault];
  return unique([...told, ...own]).map((detail) => ({
    code: 'metadata-damaged',
    detail,
  }));
}

interface Metadata {
  xmp: Xmp;
  iim: Iim;
  exif: Exif;
}

function pictureOf(bytes: Uint8Array, { xmp, iim, exif }: Metadata): WireItem {
  const creators = creatorsOf(xmp, iim, exif);
  const by = creators.join(', ');
  const title = xmp.one('dc:title') ?? iim.one('object-name');
  const caption = xmp.one('dc:description') ?? iim.one('caption') ?? exif.description;
  const writtenCredits = [xmp.one('photoshop:Credit'), iim.one('credit')];
  const pointer = writtenCredits.find((written) => written !== undefined && isPointer(written));
  const credit =
    writtenCredits.find((written) => written !== undefined && !isPointer(written)) ??
    (pointer === undefined ? undefined : creditIn(caption ?? ''));
  const source = [xmp.one('photoshop:Source'), iim.one('source')].find(
    (written) => written !== undefined && !isPointer(written),
  );
  const headline = xmp.one('photoshop:Headline') ?? iim.one('headline');
  const jobId = xmp.one('photoshop:TransmissionReference') ?? iim.one('job-id');
  const documentId = xmp.one('xmpMM:DocumentID');
  const location = locationOf(xmp, iim);
  const { city, countryCode: country } = location;
  const created = mostExact([
    xmp.one('photoshop:DateCreated'),
    iim.dateTime('date', 'time'),
    exif.taken,
    iim.dateTime('digital-date', 'digital-time'),
  ]);
  const instructions = xmp.one('photoshop:Instructions') ?? iim.one('instructions');
  return {
    type: 'picture',
    ...present({
      id: xmp.one('Iptc4xmpExt:DigImageGUID') ?? documentId,
      title,
      slugline: title,
      by: by === '' ? undefined : by,
      creditLine: credit,
      copyrightNotice: xmp.one('dc:rights') ?? iim.one('copyright') ?? exif.copyright,
      copyrightHolder: xmp.one('plus:CopyrightOwner') ?? xmp.one('xmpRights:Owner'),
      usageTerms: xmp.one('xmpRights:UsageTerms'),
      located: city,
      dateline: city === undefined ? undefined : { city, ...present({ country }) },
      contentCreated: created.date,
      versionCreated: xmp.one('xmp:MetadataDate') ?? xmp.one('xmp:ModifyDate') ?? exif.modified,
      embargoed: iim.dateTime('release-date', 'release-time'),
      expires: iim.dateTime('expiration-date', 'expiration-time'),
      urgency: xmp.one('photoshop:Urgency') ?? iim.one('urgency'),
      language: xmp.one('dc:language') ?? iim.one('language'),
      digitalSourceType: sourceType(xmp.one('Iptc4xmpExt:DigitalSourceType')),
      rights: rightsOf(xmp),
    }),
    // the same picture sent again has the same bytes; its name says nothing
    idFrom: [jobId ?? '', createHash('sha256').update(bytes).digest('hex')],
    headlines: headline === undefined ? [] : [{ role: 'main', value: headline }],
    descriptions: caption === undefined ? [] : [{ role: 'caption', value: caption }],
    photoCredits: creditsOf(by, credit ?? source),
    infoSources: unique([credit, source]).map((name) => ({
      name,
      role: name === credit ? 'credit' : 'source',
    })),
    keywords: either(xmp.list('dc:subject'), iim.list('keywords')),
    categories: unique([xmp.one('photoshop:Category') ?? iim.one('category')]),
    subjects: subjectsOf(xmp, iim),
    places: placesOf(location, xmp, exif),
    people: named(xmp.list('Iptc4xmpExt:PersonInImage'), 'shown'),
    organisations: named(xmp.list('Iptc4xmpExt:OrganisationInImageName'), 'shown'),
    events: named(xmp.list('Iptc4xmpExt:Event'), 'shown'),
    edNotes: instructions === undefined ? [] : [{ role: 'instructions', text: instructions, public: true }],
    altIds: Object.entries({
      'job-id': jobId,
      'document-id': documentId,
      'instance-id': xmp.one('xmpMM:InstanceID'),
      'original-document-id': xmp.one('xmpMM:OriginalDocumentID'),
    }).flatMap(([role, value]) => (value === undefined ? [] : [{ role, value }])),
    renditions: [
      {
        name: 'original',
        sizeInBytes: bytes.length,
        ...present({ contentType: pictureKind(bytes) }),
        ...(sizeOf(bytes) ?? exif.size),
      },
    ],
    extra: present({
      byTitle: xmp.one('photoshop:AuthorsPosition') ?? (iim.list('by-line-title').join(', ') || undefined),
      creditNote: pointer,
      dateCreated: created.part,
      captionWriter: xmp.one('photoshop:CaptionWriter') ?? iim.one('caption-writer'),
      altText: xmp.one('Iptc4xmpCore:AltTextAccessibility'),
      camera: exif.camera,
      orientation: exif.orientation,
    }),
  };
}

/** "Jane Doe/AFP", as agencies write it; the credit alone where it names the photographer already. */
function creditsOf(by: string | undefined, credit: string | undefined): string[] {
  if (credit === undefined) return by === undefined || by === '' ? [] : [by];
  if (by === undefined || by === '' || credit.includes(by)) return [credit];
  return [`${by}/${credit}`];
}

function subjectsOf(xmp: Xmp, iim: Iim): Subject[] {
  const codes = either(xmp.list('Iptc4xmpCore:SubjectCode'), iim.list('subject-reference'));
  const supplemental = either(
    xmp.list('photoshop:SupplementalCategories'),
    iim.list('supplemental-category'),
  );
  return [
    ...codes.flatMap((written): Subject[] => {
      // "IPTC:15054000:SPO:Soccer" or the code alone
      const code = /(?:^|:)(\d{8})(?::|$)/.exec(written)?.[1];
      const uri = code === undefined ? undefined : bareSubjectCode(code);
      return [uri === undefined ? { literal: written } : { uri, rel: 'subject' }];
    }),
    ...supplemental.map((literal) => ({ literal, rel: 'supplemental-category' })),
  ];
}

/** All who made the picture: where XMP names fewer than IIM does, a program has written the first alone. */
function creatorsOf(xmp: Xmp, iim: Iim, exif: Exif): string[] {
  const inXmp = xmp.list('dc:creator').flatMap((name) => name.split(/\s?;\s?/));
  const inIim = iim.list('by-line').flatMap((name) => name.split(/\s?;\s?/));
  const all = inIim.length > inXmp.length && inXmp.every((name) => inIim.includes(name)) ? inIim : inXmp;
  const made = xmp.structures('plus:ImageCreator').map((one) => one.get('ImageCreatorName'));
  const found = [all, unique(made), exif.artist?.split(/\s?;\s?/) ?? []].find((names) => names.length > 0);
  return unique(found ?? []).filter((name) => name !== '' && !isPointer(name));
}

function sourceType(written: string | undefined): WireItem['digitalSourceType'] {
  if (written === undefined) return undefined;
  return /^https?:/.test(written) ? { uri: written } : { literal: written };
}

function named(names: readonly string[], rel: string): Concept[] {
  return names.map((name) => ({ name, rel }));
}

function either(first: readonly string[], second: readonly string[]): readonly string[] {
  return first.length > 0 ? first : second;
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
