/** Facts that people have read off foreign wires. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type FileRecords, recordsOf } from '../../functions/core/reading/records.ts';
import { expectFacts, type FactsOfFile } from '../support/facts.ts';
import { RECEIVED } from '../support/wires.ts';
import { corpusJson, corpusPath } from './corpus.ts';

interface Case extends FactsOfFile {
  /** IANA zone of the provider. */
  zone?: string;
}

/** Facts that are sure to be wrong. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  // the list counts the abstract of body.head, which is the cut beginning of the same text
  'newsml-1.2/belga-efe_belga.xml': ['body_paragraphs'],
  // the text stands in a note marked "not for publication": it must not be in the body
  'nitf/core-nitf-fishing.xml': ['body_contains', 'body_paragraphs'],
  // counted as the p elements of the file: notes to the desks among them, a p of several lines as one
  'newsml-g2/core-ansa-newsmlg2-text.xml': ['body_paragraphs'],
  'newsml-g2/core-stt_newsml_note_test.xml': ['body_paragraphs'],
  'newsml-g2/cp-tables.newsml': ['body_paragraphs'],
};

/** Read off fields, not off pages: to be found to the letter. */
const EXACT = /\.json$|^(?:iptc-7901|anpa-1312|rfc822)\//;

/** Folders of the wires, and what is found in each. */
const FORMATS: readonly (readonly [folder: RegExp, format: string])[] = [
  [/^anpa/, 'anpa1312'],
  [/^ap-media/, 'ap-media'],
  [/^atom/, 'atom'],
  [/^fingerpost/, 'fingerpost'],
  [/^iptc-7901/, 'iptc7901'],
  [/^newsml-1/, 'newsml-1'],
  [/^newsml-g2/, 'newsml-g2'],
  [/^ninjs-1/, 'ninjs-1'],
  [/^ninjs-2/, 'ninjs-2'],
  [/^ninjs-3/, 'ninjs-3'],
  [/^nitf/, 'nitf'],
  [/^reuters/, 'reuters-connect'],
  [/^rfc822/, 'rfc822'],
  [/^ritzau/, 'ritzau'],
  [/^solita/, 'solita'],
  [/^wordpress/, 'wxr'],
];

const cases = corpusJson('wires', 'expectations.json') as Case[];

function read({ file, zone }: Case): Promise<FileRecords> {
  return recordsOf({
    bytes: readFileSync(corpusPath('wires', file)),
    name: file,
    provider: { id: 'unassigned', ...(zone !== undefined && { zone }) },
    received: RECEIVED,
    raw: { bucket: '', key: '', versionId: '' },
  });
}

test('there are facts to hold', () => {
  expect(cases.length).toBeGreaterThan(0);
});

describe.each(cases.map((one) => [one.file, one] as const))('%s', (file, one) => {
  test('is known for what it is', async () => {
    const result = await read(one);
    const [item] = result.ok ? result.items : [];
    const format = item?.ok === true ? item.record.wire.format : undefined;
    expect(format).toBe(FORMATS.find(([folder]) => folder.test(file))?.[1]);
  });

  test('says what was read off it', async () => {
    expectFacts(await read(one), one.expect, { except: WRONG[file] ?? [], loose: !EXACT.test(file) });
  });
});
