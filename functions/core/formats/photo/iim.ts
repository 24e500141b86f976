/** IPTC-IIM record 2 (the "IPTC header" of pictures): dataset numbers to names, bytes to text. */
import { decodeBytes } from '../../text/charset.ts';

const DATASETS = {
  'object-name': 5,
  urgency: 10,
  'subject-reference': 12,
  category: 15,
  'supplemental-category': 20,
  keywords: 25,
  'release-date': 30,
  'release-time': 35,
  'expiration-date': 37,
  'expiration-time': 38,
  instructions: 40,
  date: 55,
  time: 60,
  'by-line': 80,
  'by-line-title': 85,
  city: 90,
  sublocation: 92,
  state: 95,
  'country-code': 100,
  country: 101,
  'job-id': 103,
  headline: 105,
  credit: 110,
  source: 115,
  copyright: 116,
  caption: 120,
  'caption-writer': 122,
  language: 135,
} as const;
type Dataset = keyof typeof DATASETS;

export interface Iim {
  one(name: Dataset): string | undefined;
  list(name: Dataset): string[];
  /** A date dataset and its time dataset as one value; undefined where there is no date. */
  dateTime(date: Dataset, time: Dataset): string | undefined;
}

/** @param block dataset number to one value or several, every character a byte */
export function readIim(block: unknown): Iim {
  const values = new Map<number, string[]>();
  if (typeof block === 'object' && block !== null) {
    for (const [key, value] of Object.entries(block)) values.set(Number(key), textsOf(value));
  }
  const list = (name: Dataset): string[] => values.get(DATASETS[name]) ?? [];
  const one = (name: Dataset): string | undefined => list(name)[0];
  return {
    list,
    one,
    dateTime(date, time) {
      const day = one(date);
      if (day === undefined) return undefined;
      const clock = one(time);
      return clock === undefined ? day : `${day}T${clock}`;
    },
  };
}

/**
 * UTF-8 where the bytes are, else windows-1252: 1:90 says the same ("ESC % G"), and programs forget to write it.
 */
function textsOf(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => {
    const bytes =
      typeof one === 'string'
        ? Uint8Array.from(one, (byte) => byte.charCodeAt(0))
        : one instanceof Uint8Array
          ? one
          : undefined;
    if (bytes === undefined) return [];
    const text = decodeBytes(bytes).text.replaceAll('\u0000', '').trim();
    return text === '' ? [] : [text];
  });
}
