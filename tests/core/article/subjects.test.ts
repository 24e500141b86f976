import { describe, expect, test } from '@jest/globals';
import { subjectsOf } from '../../../functions/core/article/concepts.ts';
import { topSubjectName } from '../../../functions/core/article/top-subjects.ts';
import { bareSubjectCode, conceptOf, qcodeOf } from '../../../functions/core/formats/common/schemes.ts';
import { urgencyOfLetter } from '../../../functions/core/formats/common/priorities.ts';
import { successorsIn } from '../../../tools/retired-topics.ts';
import { readBytes, recordOfJson } from '../../support/wires.ts';

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';
const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

describe('subjects', () => {
  test('the 17 subjects of the top level have names in both vocabularies, other codes have none', () => {
    const codes = Array.from({ length: 17 }, (_, index) => `${String(index + 1).padStart(2, '0')}000000`);
    for (const scheme of [SUBJECT_CODES, MEDIA_TOPICS]) {
      const names = codes.map((code) => topSubjectName(`${scheme}${code}`));
      expect(new Set(names).size).toBe(17);
      expect(names).not.toContain(undefined);
    }
    expect(topSubjectName(`${SUBJECT_CODES}06000000`)).toBe('environmental issue');
    expect(topSubjectName(`${MEDIA_TOPICS}06000000`)).toBe('environment');
    expect(topSubjectName(`${SUBJECT_CODES}18000000`)).toBeUndefined();
    expect(topSubjectName(`${SUBJECT_CODES}04015000`)).toBeUndefined();
  });

  test('a name stays as the wire gives it, a bare top-level code gets its own', () => {
    const sport = `${SUBJECT_CODES}15000000`;
    expect(subjectsOf([{ uri: sport, name: 'Deportes' }], [])).toEqual([{ uri: sport, name: 'Deportes' }]);
    expect(subjectsOf([{ uri: sport }], [])).toEqual([{ uri: sport, name: 'sport' }]);
  });

  test('qcodes and old eight-digit codes become concept URIs, unknown ones are kept', () => {
    expect(qcodeOf('medtop:20000065')).toBe(`${MEDIA_TOPICS}20000065`);
    expect(qcodeOf('subj:11001000')).toBe(`${SUBJECT_CODES}11001000`);
    expect(conceptOf('iptc_subject_code', '04015000')).toBe(`${SUBJECT_CODES}04015000`);
    expect(bareSubjectCode('11001000')).toBe(`${SUBJECT_CODES}11001000`);
    expect(bareSubjectCode('20000065')).toBeUndefined();
    expect(subjectsOf([{ uri: 'house:fjord-7', name: 'Fjords' }], [])).toEqual([
      { uri: 'urn:x-qcode:house:fjord-7', name: 'Fjords' },
    ]);
  });

  test('a bare code in ninjs gives its record a named subject', async () => {
    const { article } = await recordOfJson({
      uri: 'urn:a:b',
      headline: 'Snow in May',
      versioncreated: '2026-05-03T06:00:00Z',
      subject: [{ code: 'subj:17000000' }],
    });
    expect(article.subjects).toEqual([{ uri: `${SUBJECT_CODES}17000000`, name: 'weather' }]);
  });
});

describe('urgency', () => {
  test.each([
    ['f', 1],
    ['b', 2],
    ['U', 3],
    ['r', 4],
    ['d', 5],
    ['x', undefined],
    ['3', undefined],
    [undefined, undefined],
  ])('priority letter %s is urgency %s', (letter, urgency) => {
    expect(urgencyOfLetter(letter)).toBe(urgency);
  });

  test("AP's priority letter counts where the item has no urgency, and not where it has", async () => {
    const item = { altids: { itemid: '0a1b' }, type: 'text', headline: 'Snow', editorialpriority: 'b' };
    const read = async (more: object): Promise<number | undefined> => {
      const record = await recordOfJson({ api_version: '1', data: { item: { ...item, ...more } } });
      return record.article.urgency;
    };
    expect(await read({})).toBe(2);
    expect(await read({ urgency: 5 })).toBe(5);
  });

  test('so does a letter in the meta fields of NITF', async () => {
    const text = `<nitf><head><meta name="priority" content="u"/><docdata><doc-id id-string="X.1"/></docdata></head>
      <body><body.content><p>A text.</p></body.content></body></nitf>`;
    const result = await readBytes(new TextEncoder().encode(text));
    const [found] = result.ok ? result.items : [];
    expect(found?.ok === true ? found.record.article.urgency : found).toBe(3);
  });
});

describe('retired media topics', () => {
  const topic = (code: string): string => `${MEDIA_TOPICS}${code}`;

  test('stand beside their successor, which has no name of the old one', () => {
    expect(subjectsOf([{ name: 'heavy construction', uri: topic('20000238'), rel: 'subject' }], [])).toEqual([
      { name: 'heavy construction', uri: topic('20000238'), rel: 'subject' },
      { uri: topic('20000235'), rel: 'subject' },
    ]);
  });

  test('bring nothing where the agency gives the successor itself', () => {
    const both = [{ uri: topic('20000559') }, { uri: topic('20001126') }];
    expect(subjectsOf(both, [])).toEqual(both);
  });

  test('are read from the export of the IPTC: one successor, followed to one that is in use', () => {
    const concept = (code: string, note?: string) => ({
      qcode: `medtop:${code}`,
      ...(note === undefined ? {} : { retired: '2023-03-31', changeNote: { 'en-GB': note } }),
    });
    const found = successorsIn([
      concept('20000001', 'Retired. Use medtop:20000002 quays instead.'),
      concept('20000002', '2025-03-31: Retired. Use harbours (medtop:20000003) instead.'),
      concept('20000003'),
      concept('20000004', 'Retired. Use medtop:20000003 harbours or medtop:20000005 ferries instead.'),
      concept('20000006', 'Retired in December 2021.'),
    ]);
    expect([...found]).toEqual([
      ['20000001', '20000003'],
      ['20000002', '20000003'],
    ]);
  });
});
