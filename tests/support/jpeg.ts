/** Small pictures of our own making, with the metadata that a test needs. */
import { crc32 } from 'node:zlib';

export interface PictureMetadata {
  /** IIM datasets of record 2, in order; text is written in Latin-1 where `utf8` is not set. */
  iim?: readonly (readonly [dataset: number, value: string])[];
  utf8?: boolean;
  /** Of the Photoshop resource that holds them. */
  resourceName?: string;
  /** Properties inside rdf:RDF, as XML. */
  xmp?: string;
  exif?: ExifFields;
  width?: number;
  height?: number;
}

export interface ExifFields {
  /** ASCII tags of the first directory: number to text. */
  ifd0?: Readonly<Record<number, string>>;
  /** ASCII tags of the EXIF directory. */
  exif?: Readonly<Record<number, string>>;
  /** Decimal degrees. */
  gps?: { latitude: number; longitude: number };
}

/** A JPEG without a picture in it: its head is all that metadata needs. */
export function jpeg({
  iim,
  utf8 = false,
  resourceName = '',
  xmp,
  exif,
  width = 640,
  height = 480,
}: PictureMetadata = {}): Buffer {
  const parts: Buffer[] = [Buffer.from([0xff, 0xd8])];
  if (exif !== undefined) parts.push(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff(exif)])));
  if (xmp !== undefined)
    parts.push(segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet(xmp)}`)));
  if (iim !== undefined)
    parts.push(
      segment(
        0xed,
        Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource(iimBlock(iim, utf8), resourceName)]),
      ),
    );
  const frame = Buffer.from([8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]);
  parts.push(segment(0xc0, frame), Buffer.from([0xff, 0xd9]));
  return Buffer.concat(parts);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** The datasets as they stand in a file. */
export function iimBlock(datasets: NonNullable<PictureMetadata['iim']>, utf8 = false): Buffer {
  const charset = utf8 ? [dataset(1, 90, Buffer.from([0x1b, 0x25, 0x47]))] : [];
  const record = datasets.map(([number, value]) =>
    dataset(2, number, Buffer.from(value, utf8 ? 'utf8' : 'latin1')),
  );
  return Buffer.concat([...charset, ...record]);
}

/** The Photoshop resource that holds them. */
export function resource(data: Buffer, name = ''): Buffer {
  const named = Buffer.alloc(1 + name.length + ((name.length + 1) % 2));
  named.writeUInt8(name.length);
  named.write(name, 1);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([Buffer.from('8BIM\u0004\u0004'), named, size, data, Buffer.alloc(data.length % 2)]);
}

/** A TIFF of one tag, in the byte order of Intel. */
export function tiffWith(tag: number, type: number, data: Buffer): Buffer {
  const sizes: Readonly<Record<number, number>> = { 1: 1, 4: 4, 7: 1 };
  const size = sizes[type] ?? 1;
  const padded = Buffer.concat([data, Buffer.alloc((size - (data.length % size)) % size)]);
  const head = Buffer.alloc(26);
  head.write('II*\0');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(1, 8);
  head.writeUInt16LE(tag, 10);
  head.writeUInt16LE(type, 12);
  head.writeUInt32LE(padded.length / size, 14);
  head.writeUInt32LE(26, 18);
  return Buffer.concat([head, padded]);
}

/** A PNG of chunks alone. */
export function png(...chunks: readonly (readonly [type: string, data: Buffer])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(640, 0);
  header.writeUInt32BE(480, 4);
  header.set([8, 2], 8);
  const all: (readonly [string, Buffer])[] = [['IHDR', header], ...chunks, ['IEND', Buffer.alloc(0)]];
  const written = all.map(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const named = Buffer.concat([Buffer.from(type), data]);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, checksum]);
  });
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...written]);
}

function dataset(record: number, number: number, value: Buffer): Buffer {
  const head = Buffer.from([0x1c, record, number, 0, 0]);
  head.writeUInt16BE(value.length, 3);
  return Buffer.concat([head, value]);
}

const NAMESPACES = Object.entries({
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

function packet(properties: string): string {
  return (
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${NAMESPACES}>` +
    `${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}

interface Entry {
  tag: number;
  type: number;
  count: number;
  /** Four bytes, or more that stand behind the directory. */
  value: Buffer;
}

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

/** Three directories, one behind the other: the first, EXIF, GPS. */
function tiff({ ifd0 = {}, exif = {}, gps }: ExifFields): Buffer {
  const first = texts(ifd0);
  const exifEntries = texts(exif);
  const gpsEntries = gps === undefined ? [] : gpsTags(gps.latitude, gps.longitude);
  const pointers = 2;
  const firstSize = size([...first, ...Array.from({ length: pointers }, () => long(0, 0))]);
  const exifAt = 8 + firstSize;
  const gpsAt = exifAt + size(exifEntries);
  const head = Buffer.from('MM\0*\0\0\0\b', 'latin1');
  return Buffer.concat([
    head,
    directory([...first, long(0x8769, exifAt), long(0x8825, gpsAt)], 8),
    directory(exifEntries, exifAt),
    directory(gpsEntries, gpsAt),
  ]);
}

function texts(tags: Readonly<Record<number, string>>): Entry[] {
  return Object.entries(tags).map(([tag, text]) => {
    const value = Buffer.from(`${text}\0`, 'utf8');
    return { tag: Number(tag), type: ASCII, count: value.length, value };
  });
}

function long(tag: number, number: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { tag, type: LONG, count: 1, value };
}

function gpsTags(latitude: number, longitude: number): Entry[] {
  const degrees = (value: number): Buffer => {
    const minutes = (Math.abs(value) % 1) * 60;
    const parts = [
      Math.trunc(Math.abs(value)),
      1,
      Math.trunc(minutes),
      1,
      Math.round((minutes % 1) * 60_000),
      1000,
    ];
    const buffer = Buffer.alloc(24);
    parts.forEach((part, index) => buffer.writeUInt32BE(part, index * 4));
    return buffer;
  };
  const letter = (tag: number, value: string): Entry => ({
    tag,
    type: ASCII,
    count: 2,
    value: Buffer.from(`${value}\0`),
  });
  return [
    letter(1, latitude < 0 ? 'S' : 'N'),
    { tag: 2, type: RATIONAL, count: 3, value: degrees(latitude) },
    letter(3, longitude < 0 ? 'W' : 'E'),
    { tag: 4, type: RATIONAL, count: 3, value: degrees(longitude) },
  ];
}

function size(entries: readonly Entry[]): number {
  return (
    6 +
    entries.length * 12 +
    entries.reduce((sum, { value }) => sum + (value.length > 4 ? value.length : 0), 0)
  );
}

function directory(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(6 + entries.length * 12);
  table.writeUInt16BE(entries.length);
  const behind: Buffer[] = [];
  let next = at + table.length;
  entries.forEach(({ tag, type, count, value }, index) => {
    const offset = 2 + index * 12;
    table.writeUInt16BE(tag, offset);
    table.writeUInt16BE(type, offset + 2);
    table.writeUInt32BE(count, offset + 4);
    if (value.length <= 4) value.copy(table, offset + 8);
    else {
      table.writeUInt32BE(next, offset + 8);
      behind.push(value);
      next += value.length;
    }
  });
  return Buffer.concat([table, ...behind]);
}

/** A WebP of metadata alone, 640 by 480. */
export function webp(xmp: string): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(name), size, data, Buffer.alloc(data.length % 2)]);
  };
  const canvas = Buffer.from([4, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]);
  const chunks = [chunk('VP8X', canvas), chunk('XMP ', Buffer.from(xmp))];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}
