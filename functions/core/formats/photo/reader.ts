/**
 * Photos: what IPTC-IIM, XMP and EXIF say of a picture, as a picture item; the pixels stay where they are.
 * Each field is read from XMP, else from IIM, else from EXIF, as the IPTC Photo Metadata Standard maps
 * them (https://iptc.org/std/photometadata/specification/).
 */
import { createHash } from 'node:crypto';
import exifr from 'exifr';
import type { Concept, Place, Subject } from '../../article/ninjs.ts';
import { parsed, ParseError, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { readExif, type Exif } from './exif.ts';
import { readIim, type Iim } from './iim.ts';
import { pictureKind, sizeOf } from './pixels.ts';
import { readXmp, type Xmp } from './xmp.ts';

/** The one item of the picture. @throws ParseError malformed-picture */
export async function parse(file: WireFile): Promise<Iterable<ParsedItem>> {
  return [parsed(await readPhoto(file.bytes))];
}

const OPTIONS = {
  tiff: { translateValues: false, reviveValues: false },
  exif: { translateValues: false, reviveValues: false },
  gps: true,
  iptc: { translateKeys: false, translateValues: false, reviveValues: false },
  xmp: { parse: false },
  icc: false,
  jfif: false,
  ihdr: false,
  makerNote: false,
  userComment: false,
  mergeOutput: false,
} as const;

async function readPhoto(bytes: Uint8Array): Promise<WireItem> {
  let blocks: unknown;
  try {
    blocks = await exifr.parse(bytes, OPTIONS);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParseError('malformed-picture', `the metadata cannot be read: ${reason}`);
  }
  const found = typeof blocks === 'object' && blocks !== null ? blocks : {};
  const block = (name: string): unknown => Object.entries(found).find(([key]) => key === name)?.[1];
  const xmp = readXmp(block('xmp'));
  const iim = readIim(block('iptc'));
  const exif = readExif(block('ifd0'), block('exif'), block('gps'));
  return pictureOf(bytes, { xmp, iim, exif });
}

interface Metadata {
  xmp: Xmp;
  iim: Iim;
  exif: Exif;
}

function pictureOf(bytes: Uint8Array, { xmp, iim, exif }: Metadata): WireItem {
  const by = xmp.list('dc:creator').join(', ') || iim.list('by-line').join(', ') || exif.artist;
  const credit = xmp.one('photoshop:Credit') ?? iim.one('credit');
  const source = xmp.one('photoshop:Source') ?? iim.one('source');
  const title = xmp.one('dc:title') ?? iim.one('object-name');
  const caption = xmp.one('dc:description') ?? iim.one('caption') ?? exif.description;
  const headline = xmp.one('photoshop:Headline') ?? iim.one('headline');
  const jobId = xmp.one('photoshop:TransmissionReference') ?? iim.one('job-id');
  const documentId = xmp.one('xmpMM:DocumentID');
  const city = xmp.one('photoshop:City') ?? iim.one('city');
  const country = xmp.one('Iptc4xmpCore:CountryCode') ?? iim.one('country-code');
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
      contentCreated: xmp.one('photoshop:DateCreated') ?? iim.dateTime('date', 'time') ?? exif.taken,
      versionCreated: xmp.one('xmp:MetadataDate') ?? xmp.one('xmp:ModifyDate') ?? exif.modified,
      embargoed: iim.dateTime('release-date', 'release-time'),
      expires: iim.dateTime('expiration-date', 'expiration-time'),
      urgency: xmp.one('photoshop:Urgency') ?? iim.one('urgency'),
      language: xmp.one('dc:language') ?? iim.one('language'),
      digitalSourceType: sourceType(xmp.one('Iptc4xmpExt:DigitalSourceType')),
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
    places: placesOf(xmp, iim, exif),
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
      byTitle: xmp.one('photoshop:AuthorsPosition') ?? iim.one('by-line-title'),
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

/** From the place in the picture to its country; a point only where EXIF has one. */
function placesOf(xmp: Xmp, iim: Iim, exif: Exif): Place[] {
  const names: [rel: string, name: string | undefined][] = [
    ['sublocation', xmp.one('Iptc4xmpCore:Location') ?? iim.one('sublocation')],
    ['city', xmp.one('photoshop:City') ?? iim.one('city')],
    ['state', xmp.one('photoshop:State') ?? iim.one('state')],
    ['country', xmp.one('photoshop:Country') ?? iim.one('country')],
  ];
  const code = xmp.one('Iptc4xmpCore:CountryCode') ?? iim.one('country-code');
  const found = names.flatMap(([rel, name]): Place[] => (name === undefined ? [] : [{ name, rel }]));
  const country = found.find(({ rel }) => rel === 'country');
  if (code !== undefined && country !== undefined) country.literal = code;
  else if (code !== undefined) found.push({ literal: code, rel: 'country' });
  if (exif.point === undefined) return found;
  const [nearest, ...others] = found;
  const geoJSON = { type: 'Point' as const, coordinates: exif.point };
  return [
    nearest === undefined
      ? { literal: exif.point.join(','), rel: 'taken', geoJSON }
      : { ...nearest, geoJSON },
    ...others,
  ];
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
