/** Makes a picture of a page small: its 256 commonest colours are enough for text on plain ground. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;
const GROUNDS = 24;
const APART = 420;

/** @param png 8 bits a channel, RGB or RGBA, not interlaced: as Chrome makes them */
export function withPalette(png: Buffer): Buffer {
  const { width, height, channels, data } = chunksOf(png);
  const pixels = unfiltered(inflateSync(data), width, height, channels);
  const counts = new Map<number, number>();
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at++) {
    const from = at * channels;
    const colour = pixels.readUIntBE(from, 3);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf([...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour));
  const places = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, colour] of colours.entries()) {
    let place = places.get(colour);
    if (place === undefined) {
      place = nearest(palette, colour);
      places.set(colour, place);
    }
    rows[at + Math.floor(at / width) + 1] = place;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) {
    table.writeUIntBE(colour, index * 3, 3);
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png: Buffer): { width: number; height: number; channels: number; data: Buffer } {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    channels: png[25] === 6 ? 4 : 3,
    data: Buffer.concat(parts),
  };
}

function unfiltered(raw: Buffer, width: number, height: number, channels: number): Buffer {
  const line = width * channels;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x++) {
      const value = raw[y * (line + 1) + 1 + x] ?? 0;
      const left = x < channels ? 0 : (pixels[y * line + x - channels] ?? 0);
      const above = y === 0 ? 0 : (pixels[(y - 1) * line + x] ?? 0);
      const corner = y === 0 || x < channels ? 0 : (pixels[(y - 1) * line + x - channels] ?? 0);
      pixels[y * line + x] = value + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const guess = left + above - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? above : corner;
    }
    default:
      return 0;
  }
}

/** The grounds as they are; of the shades at the edges of letters one for many, so that rare colours have a place too. */
function paletteOf(commonest: readonly number[]): number[] {
  const palette = commonest.slice(0, GROUNDS);
  for (const colour of commonest.slice(GROUNDS)) {
    if (palette.length === COLOURS) break;
    if (distance(palette[nearest(palette, colour)] ?? 0, colour) > APART) palette.push(colour);
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, other] of palette.entries()) {
    const own = distance(other, colour);
    if (own < least) [best, least] = [index, own];
  }
  return best;
}

function distance(a: number, b: number): number {
  return (
    ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2
  );
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
