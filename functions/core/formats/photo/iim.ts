/** IPTC-IIM record 2 (the "IPTC header" of pictures): dataset numbers to names, bytes to text. */
import { decodeBytes, isUtf8 } from '../../text/charset.ts';
import { isMacRoman } from './mac-roman.ts';

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
  'digital-date': 62,
  'digital-time': 63,
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
  /** What is wrong with the block; absent where nothing is. */
  fault?: string;
}

/**
 * @param block the datasets as they stand in the file
 * @param charset of texts that are no UTF-8 and name none
 */
export function readIim(block: Uint8Array, charset?: string): Iim {
  const { datasets, isCut } = datasetsIn(block);
  const known = charset ?? charsetOf(datasets);
  const values = new Map<number, string[]>();
  for (const { record, number, value } of datasets) {
    const text = record === 2 ? textOf(value, known) : '';
    if (text !== '') values.set(number, [...(values.get(number) ?? []), text]);
  }
  const list = (name: Dataset): string[] => values.get(DATASETS[name]) ?? [];
  const one = (name: Dataset): string | undefined => list(name)[0];
  return {
    list,
    one,
    ...(isCut && { fault: 'IPTC-IIM breaks off' }),
    dateTime(date, time) {
      const day = one(date);
      if (day === undefined) return undefined;
      const clock = one(time);
      return clock === undefined ? day : `${day}T${clock}`;
    },
  };
}

interface DataSet {
  record: number;
  number: number;
  value: Uint8Array;
}

function datasetsIn(block: Uint8Array): { datasets: DataSet[]; isCut: boolean } {
  const datasets: DataSet[] = [];
  let isCut = false;
  // some programs pad before the first and between records
  for (let at = 0; at + 5 <= block.length;) {
    const [marker, record = 0, number = 0, high = 0, low = 0] = block.subarray(at, at + 5);
    if (marker !== 0x1c) {
      at++;
      continue;
    }
    let size = high * 256 + low;
    at += 5;
    // an extended dataset: how many bytes say its size
    if (high >= 0x80) {
      const digits = block.subarray(at, at + (size & 0x7fff));
      if (digits.length > 4) break;
      size = digits.reduce((sum, digit) => sum * 256 + digit, 0);
      at += digits.length;
    }
    datasets.push({ record, number, value: block.subarray(at, at + size) });
    at += size;
    isCut = at > block.length;
  }
  return { datasets, isCut };
}

const UTF_8 = '\u001b%G';
const LATIN_1 = '\u001b.A';

/** So many letters beyond ASCII tell the charset of a text; those of a few names do not. */
const TELLING = 24;

/** What 1:90 names; programs forget to write it, and then the letters of all texts together tell. */
function charsetOf(datasets: readonly DataSet[]): string {
  const named = datasets.find(({ record, number }) => record === 1 && number === 90);
  const written = named === undefined ? '' : Buffer.from(named.value).toString('latin1');
  if (written === UTF_8) return 'utf-8';
  if (written === LATIN_1) return 'windows-1252';
  const texts = datasets.filter(({ record, value }) => record === 2 && !isUtf8(value));
  const space = Uint8Array.of(0x20);
  const all = Buffer.concat(texts.flatMap(({ value }) => [value, space]));
  if (isMacRoman(all)) return 'macintosh';
  return all.filter((byte) => byte > 0x7f).length < TELLING ? 'windows-1252' : decodeBytes(all).used;
}

/** UTF-8 where the bytes are, even if a limit of 32 bytes cut the last letter; else the charset that is likely. */
function textOf(bytes: Uint8Array, known: string): string {
  const text = withoutCutLetter(bytes, known) ?? decodeBytes(bytes, undefined, known).text;
  return text.replaceAll('\u0000', '').trim();
}

function withoutCutLetter(bytes: Uint8Array, known: string): string | undefined {
  if (isUtf8(bytes)) return undefined;
  for (let length = bytes.length - 1; length >= Math.max(0, bytes.length - 3); length--) {
    const whole = bytes.subarray(0, length);
    if (isUtf8(whole)) {
      return known === 'utf-8' || whole.some((byte) => byte > 0x7f)
        ? Buffer.from(whole).toString()
        : undefined;
    }
  }
  return undefined;
}
