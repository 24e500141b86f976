/**
 * Where a picture keeps its IPTC-IIM: in a Photoshop resource (JPEG, TIFF), in a TIFF tag, in a text chunk of a PNG;
 * and the XMP of a WebP.
 * Own code, for exifr skips resources with a name, knows neither type LONG nor PNG, and gives no record but the second.
 */
import { inflateSync } from 'node:zlib';
import { pictureKind } from './pixels.ts';

export interface EmbeddedText {
  iim?: Uint8Array;
  /** XMP that stands where exifr does not look. */
  xmp?: string;
}

const IIM_RESOURCE = 0x0404;
const XMP_RESOURCE = 0x0424;
const MARKER = 0x1c;

/** @returns what there is; an empty object where a picture has none, or breaks off before it */
export function embeddedText(bytes: Uint8Array): EmbeddedText {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    switch (pictureKind(bytes)) {
      case 'image/jpeg':
        return ofResources(jpegResources(file));
      case 'image/tiff':
        return ofTiff(file);
      case 'image/png':
        return ofPng(file);
      case 'image/webp':
        return ofWebp(file);
      default:
        return {};
    }
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** All APP13 segments are one block: a long one goes on in the next. */
function jpegResources(file: Buffer): Buffer {
  const head = 'Photoshop 3.0\0';
  const found: Buffer[] = [];
  for (let at = 2; at + 4 < file.length && file[at] === 0xff;) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    const end = at + 2 + file.readUInt16BE(at + 2);
    const content = file.subarray(at + 4, end);
    if (marker === 0xed && content.toString('latin1', 0, head.length) === head) {
      found.push(content.subarray(head.length));
    }
    at = end;
  }
  return Buffer.concat(found);
}

/** Resources: a signature, a number, a name of even length, a size, data of even length. */
function ofResources(block: Buffer): EmbeddedText {
  const found: EmbeddedText = {};
  for (let at = 0; at + 12 <= block.length;) {
    if (!/^(?:8BIM|MeSa|PHUT|AgHg|DCSR)$/.test(block.toString('latin1', at, at + 4))) break;
    const id = block.readUInt16BE(at + 4);
    const nameLength = 1 + (block[at + 6] ?? 0);
    const sizeAt = at + 6 + nameLength + (nameLength % 2);
    const size = block.readUInt32BE(sizeAt);
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === IIM_RESOURCE) found.iim ??= data;
    if (id === XMP_RESOURCE) found.xmp ??= data.toString('utf8');
    at = sizeAt + 4 + size + (size % 2);
  }
  return found;
}

const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1 };
const IPTC_TAG = 0x83bb;
const RESOURCES_TAG = 0x8649;

function ofTiff(file: Buffer): EmbeddedText {
  const little = file[0] === 0x49;
  const short = (at: number): number => (little ? file.readUInt16LE(at) : file.readUInt16BE(at));
  const long = (at: number): number => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const directory = long(4);
  let found: EmbeddedText = {};
  let iim: Uint8Array | undefined;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    const tag = short(at);
    if (tag !== IPTC_TAG && tag !== RESOURCES_TAG) continue;
    const size = (SIZES[short(at + 2)] ?? 1) * long(at + 4);
    const from = size <= 4 ? at + 8 : long(at + 8);
    const data = file.subarray(from, from + size);
    if (tag === IPTC_TAG) iim = unswapped(data);
    else found = ofResources(data);
  }
  return iim === undefined ? found : { ...found, iim };
}

/** Programs that take the bytes for numbers turn them with the byte order of the file. */
function unswapped(data: Buffer): Uint8Array {
  if (data[0] === MARKER || data[3] !== MARKER) return data;
  return Buffer.from(data.subarray(0, data.length - (data.length % 4))).swap32();
}

/** ImageMagick's "Raw profile type iptc": a name, the length, the bytes in hexadecimal digits. */
function ofPng(file: Buffer): EmbeddedText {
  const found: EmbeddedText = {};
  for (let at = 8; at + 12 <= file.length;) {
    const size = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + size);
    at += 12 + size;
    if (!/^(?:tEXt|zTXt|iTXt)$/.test(type)) continue;
    const end = data.indexOf(0);
    const profile = /^Raw profile type (iptc|8bim|xmp|APP1|APP13)$/i.exec(
      data.toString('latin1', 0, Math.max(0, end)),
    );
    if (profile === null) continue;
    const content = profileIn(pngText(type, data.subarray(end + 1)));
    const text = content.toString('utf8');
    if (/<x:xmpmeta|<rdf:RDF/.test(text)) found.xmp ??= text;
    else if (content[0] === MARKER) found.iim ??= content;
    else {
      const start = content.indexOf('8BIM');
      if (start >= 0) found.iim ??= ofResources(content.subarray(start)).iim ?? Buffer.alloc(0);
    }
  }
  return found;
}

/** Chunks of a name, a size, and data of even length. */
function ofWebp(file: Buffer): EmbeddedText {
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === 'XMP ')
      return { xmp: file.toString('utf8', at + 8, at + 8 + size) };
    at += 8 + size + (size % 2);
  }
  return {};
}

/** What a text chunk may unpack to: a caption has a few kilobytes. */
const MOST_TEXT = 4 * 1024 * 1024;

function pngText(type: string, data: Buffer): string {
  if (type === 'tEXt') return data.toString('latin1');
  const isPacked = type === 'zTXt' || data[0] === 1;
  // the method; in iTXt a flag before it, language and translated keyword behind
  const from = type === 'zTXt' ? 1 : data.indexOf(0, data.indexOf(0, 2) + 1) + 1;
  const packed = data.subarray(from);
  if (!isPacked) return packed.toString('latin1');
  try {
    return inflateSync(packed, { maxOutputLength: MOST_TEXT }).toString('latin1');
  } catch {
    return '';
  }
}

function profileIn(text: string): Buffer {
  const [, digits = ''] = /^\s{0,4}\S{1,20}\s{1,20}\d{1,10}\s([\da-f\s]*)/i.exec(text) ?? [];
  return Buffer.from(digits.replace(/\s/g, ''), 'hex');
}
