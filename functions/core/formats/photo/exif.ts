/** What EXIF says of a picture: when and where it was taken and by whom, as cameras write it. */

export interface Exif {
  artist: string | undefined;
  description: string | undefined;
  copyright: string | undefined;
  /** Local time of the camera, with the offset where the camera knows it. */
  taken: string | undefined;
  modified: string | undefined;
  camera: string | undefined;
  orientation: number | undefined;
  size: { width: number; height: number } | undefined;
  /** Longitude, latitude: GeoJSON order. */
  point: number[] | undefined;
}

/** Cameras write their maker into the field for the story. */
const FACTORY_TEXT =
  /^(?:OLYMPUS DIGITAL CAMERA|SAMSUNG(?: .*)?|SONY DSC|MINOLTA DIGITAL CAMERA|KONICA MINOLTA.*|DCIM.*|default|untitled|\W*)$/i;

export function readExif(ifd0: unknown, exif: unknown, gps: unknown): Exif {
  const text = (block: unknown, name: string): string | undefined => {
    const value = field(block, name);
    const trimmed = typeof value === 'string' ? value.replaceAll('\u0000', '').trim() : '';
    return trimmed === '' ? undefined : trimmed;
  };
  const number = (block: unknown, name: string): number | undefined => {
    const value = field(block, name);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const description = text(ifd0, 'ImageDescription');
  const width = number(exif, 'ExifImageWidth') ?? number(ifd0, 'ImageWidth');
  const height = number(exif, 'ExifImageHeight') ?? number(ifd0, 'ImageHeight');
  const latitude = number(gps, 'latitude');
  const longitude = number(gps, 'longitude');
  return {
    artist: text(ifd0, 'Artist'),
    description: description === undefined || FACTORY_TEXT.test(description) ? undefined : description,
    copyright: text(ifd0, 'Copyright'),
    taken: dateOf(text(exif, 'DateTimeOriginal'), text(exif, 'OffsetTimeOriginal')),
    modified: dateOf(text(ifd0, 'ModifyDate'), text(exif, 'OffsetTime')),
    camera:
      [text(ifd0, 'Make'), text(ifd0, 'Model')].filter((part) => part !== undefined).join(' ') || undefined,
    orientation: number(ifd0, 'Orientation'),
    size: width === undefined || height === undefined ? undefined : { width, height },
    point: isPoint(latitude, longitude) ? [rounded(longitude), rounded(latitude)] : undefined,
  };
}

/** "2016:01:12 12:35:40" and "+01:00" to ISO 8601. */
function dateOf(written: string | undefined, offset: string | undefined): string | undefined {
  return written === undefined
    ? undefined
    : written.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3') + (offset ?? '');
}

/** Null Island is a camera without reception. */
function isPoint(latitude: number | undefined, longitude: number | undefined): boolean {
  if (latitude === undefined || longitude === undefined) return false;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !(latitude === 0 && longitude === 0);
}

function field(block: unknown, name: string): unknown {
  if (typeof block !== 'object' || block === null) return undefined;
  return Object.entries(block).find(([key]) => key === name)?.[1];
}

/** A tenth of a metre is enough. */
function rounded(degrees = 0): number {
  return Math.round(degrees * 1e6) / 1e6;
}
