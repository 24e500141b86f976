/** Which kind of picture some bytes are, and how many pixels it has, from its head alone. */

const HEIF_BRANDS = /^(?:heic|heix|mif1|msf1|avif)$/;

/** The media type of a picture that may carry metadata; undefined for everything else. */
export function pictureKind(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xd8 && c === 0xff) return 'image/jpeg';
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return 'image/png';
  if (a === 0x49 && b === 0x49 && c === 0x2a && d === 0) return 'image/tiff';
  if (a === 0x4d && b === 0x4d && c === 0 && d === 0x2a) return 'image/tiff';
  const box = String.fromCharCode(...bytes.subarray(4, 12));
  if (a === 0x52 && b === 0x49 && c === 0x46 && d === 0x46 && box.endsWith('WEBP')) return 'image/webp';
  if (box.startsWith('ftyp') && HEIF_BRANDS.test(box.slice(4))) {
    return box.endsWith('avif') ? 'image/avif' : 'image/heic';
  }
  return undefined;
}

/** Pixels of a JPEG, PNG or WebP with metadata; undefined for other pictures and for broken ones. */
export function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (pictureKind(bytes)) {
    case 'image/jpeg':
      return jpegSize(view);
    case 'image/png':
      return bytes.length < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
    case 'image/webp':
      return webpSize(view);
    default:
      return undefined;
  }
}

/** The first chunk, of a file that has others beside its pixels: a width and a height of three bytes, less one. */
function webpSize(view: DataView): { width: number; height: number } | undefined {
  if (view.byteLength < 30 || view.getUint32(12) !== 0x56503858) return undefined;
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1;
  return { width: three(24), height: three(27) };
}

/** The frame header (SOF0-SOF15 but DHT, JPG and DAC) has height and width. */
function jpegSize(view: DataView): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
