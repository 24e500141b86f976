/**
 * Whether the bytes of a picture break off. What it says of itself stands at its head and is read all the same, but
 * whoever prints it finds half of it grey.
 */
import { pictureKind } from './pixels.ts';

/** What is missing; undefined for a picture that is whole, and for kinds that do not say where they end. */
export function missingIn(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (pictureKind(bytes)) {
    case 'image/jpeg':
      return missingInJpeg(bytes, view);
    case 'image/png':
      return endsInChunks(view) ? undefined : 'its last chunk';
    case 'image/tiff':
      return isWholeTiff(view) ? undefined : 'data that its directory points at';
    case 'image/webp':
      return 8 + view.getUint32(4, true) <= bytes.length ? undefined : 'bytes that its head counts';
    case 'image/heic':
    case 'image/avif':
      return endsInBoxes(view) ? undefined : 'the end of its last box';
    default:
      return undefined;
  }
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

function missingInJpeg(bytes: Uint8Array, view: DataView): string | undefined {
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === START_OF_SCAN) return hasEnd(bytes, at) ? undefined : 'the end of its pixels';
    // markers that stand alone
    if (marker === END_OF_IMAGE) return undefined;
    if (at + 4 > bytes.length) break;
    at += marker === 1 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + view.getUint16(at + 2);
  }
  return 'its pixels';
}

/** Cameras write more behind the end. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) {
    if (bytes[at + 1] === END_OF_IMAGE && bytes[at] === 0xff) return true;
  }
  return false;
}

function endsInChunks(view: DataView): boolean {
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const end = at + 12 + view.getUint32(at);
    // IEND
    if (view.getUint32(at + 4) === 0x49454e44) return end <= view.byteLength;
    at = end;
  }
  return false;
}

/** A box of length 0 goes to the end of the file, one of length 1 has its length behind its name. */
function endsInBoxes(view: DataView): boolean {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    let length = view.getUint32(at);
    if (length === 0) return true;
    if (length === 1) {
      if (at + 16 > view.byteLength) return false;
      length = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
    }
    // no box at all: bytes that a program has put behind the picture
    if (length < 8) return true;
    at += length;
  }
  return at <= view.byteLength;
}

const WIDTHS: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const STARTS = new Set([273, 324]);
const LENGTHS = new Set([279, 325]);
/** A picture of more strips says no more than of so many. */
const MOST_STRIPS = 100_000;

/** The first directory, its values and the strips or tiles of its picture lie within the file. */
function isWholeTiff(view: DataView): boolean {
  const isLittle = view.getUint8(0) === 0x49;
  const size = view.byteLength;
  if (size < 8) return false;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > size) return false;
  const count = view.getUint16(directory, isLittle);
  if (directory + 2 + count * 12 > size) return false;
  let starts: number[] = [];
  let lengths: number[] = [];
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    const [tag, type, values] = [
      view.getUint16(at, isLittle),
      view.getUint16(at + 2, isLittle),
      view.getUint32(at + 4, isLittle),
    ];
    const bytes = (WIDTHS[type] ?? 1) * values;
    const from = bytes > 4 ? view.getUint32(at + 8, isLittle) : at + 8;
    if (from + bytes > size) return false;
    const isStart = STARTS.has(tag);
    // SHORT or LONG, and once: a file of nothing but such entries must not cost more than its length
    if (!(isStart || LENGTHS.has(tag)) || (type !== 3 && type !== 4)) continue;
    if ((isStart ? starts : lengths).length > 0) continue;
    const numbers = Array.from({ length: Math.min(values, MOST_STRIPS) }, (_, index) =>
      type === 3 ? view.getUint16(from + index * 2, isLittle) : view.getUint32(from + index * 4, isLittle),
    );
    if (isStart) starts = numbers;
    else lengths = numbers;
  }
  return starts.every((start, index) => start + (lengths[index] ?? 0) <= size);
}
