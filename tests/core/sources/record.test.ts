import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { recordsOf } from '../../../functions/core/reading/records.ts';
import { samplePath } from '../../support/samples.ts';
import { paragraphsIn, readBytes, recordOfJson, recordsIn } from '../../support/wires.ts';

const text = (lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n\n'));

describe('the sources of a record', () => {
  test('stand in wire.sources with role and evidence, and in infoSources without the agency that is the news', async () => {
    const record = await recordOfJson(
      {
        uri: 'urn:newsml:afp.example:1',
        standard: { name: 'ninjs', version: '3.1' },
        headlines: [{ value: 'Ferry aground off Port Ellery' }],
        bodies: [
          {
            contentType: 'text/plain',
            value:
              'PORT ELLERY (AFP) – A ferry ran aground on Friday, the coastguard told AFP.\n\nThe ministry shut the Velsk bureau of Al Jazeera.\n\n"It was loud," said pilot Marta Quill.',
          },
        ],
        versionCreated: '2026-06-01T10:00:00Z',
      },
      'afp',
    );
    expect(record.wire.sources.map(({ role, id, name }) => [role, id ?? name])).toEqual([
      ['provider', 'afp'],
      ['dateline', 'afp'],
      ['attribution', 'afp'],
      ['subject', 'aljazeera'],
      ['speaker', 'Marta Quill'],
    ]);
    expect(record.article.infoSources).toEqual([
      {
        name: 'Agence France-Presse',
        role: 'provider',
        uri: 'http://cv.iptc.org/newscodes/newsprovider/AFP',
      },
      { name: 'AFP', role: 'dateline', uri: 'http://cv.iptc.org/newscodes/newsprovider/AFP' },
      { name: 'AFP', role: 'attribution', uri: 'http://cv.iptc.org/newscodes/newsprovider/AFP' },
      { name: 'Marta Quill', role: 'speaker' },
    ]);
  });

  test('the offsets are positions in the plain body as it is stored', async () => {
    const result = await readBytes(
      text([
        'Ferry aground off Port Ellery as storm moves in from the west',
        'A ferry with “forty” people on board ran aground off Port Ellery on Friday, and nobody was hurt at all.',
        'The ship will be towed on Saturday if the wind allows it, the harbour master told Agence France-Presse (AFP).',
      ]),
    );
    const [item] = result.ok ? result.items : [];
    if (item?.ok !== true) throw new Error('no record');
    const tag = item.record.wire.sources.find(({ role }) => role === 'attribution');
    const body = paragraphsIn(item.record).join('\n\n');
    expect(body.slice(tag?.start, tag?.end)).toBe('Agence France-Presse (AFP)');
  });
});

describe('agencies that an article only mentions', () => {
  const bytes = text([
    'Baker of Port Ellery sells her last loaf',
    'She taught at a school, spent a summer with Agence France-Presse and then learned to bake bread in Port Ellery.',
    'The shop will close on Saturday after forty years, and nobody has been found who wants to take over the oven.',
  ]);
  const recordWith = async (policies: { mentions?: boolean }): Promise<ArticleRecord | undefined> => {
    const raw = { bucket: 'inbox', key: 'incoming/aurora/1', versionId: '1' };
    const file = { bytes, name: '1', provider: { id: 'aurora', ...policies }, received: 0, raw };
    const read = await recordsOf(file);
    const [item] = read.ok ? read.items : [];
    return item?.ok === true ? item.record : undefined;
  };
  const rolesOf = (record: ArticleRecord | undefined): string[] | undefined =>
    record?.wire.sources.map(({ role, id }) => `${role} ${id ?? ''}`);

  test('are in no record, unless the entry of who delivered asks for them', async () => {
    expect(rolesOf(await recordWith({}))).not.toContain('mention afp');
    expect(rolesOf(await recordWith({ mentions: true }))).toContain('mention afp');
  });

  test('are never told as sources', async () => {
    const record = await recordWith({ mentions: true });
    expect(record?.article.infoSources?.map(({ role }) => role)).not.toContain('mention');
  });
});

describe('pictures that belong to an article', () => {
  const article = {
    uri: 'urn:newsml:gazette.example:2',
    standard: { name: 'ninjs', version: '3.1' },
    headlines: [{ value: 'Ferry aground off Port Ellery' }],
    bodies: [{ contentType: 'text/plain', value: 'A ferry ran aground off Port Ellery on Friday.' }],
    versionCreated: '2026-06-01T10:00:00Z',
  };
  const picture = (caption: string) => ({
    name: 'main',
    type: 'picture',
    uri: 'urn:newsml:gazette.example:pic1',
    descriptions: [{ role: 'caption', contentType: 'text/plain', value: caption }],
  });

  test.each([
    ['The ferry off Port Ellery. (AP Photo/Jane Doe)', ['ap photo-agency', 'Jane Doe photographer']],
    ['Die Fähre vor Port Ellery. Foto: Jane Doe/dpa', ['Jane Doe photographer', 'dpa photo-agency']],
    [
      'The ferry off Port Ellery, June 1, 2026. REUTERS/Jane Doe',
      ['reuters photo-agency', 'Jane Doe photographer'],
    ],
    ['The mayor at the headquarters of Reuters', []],
    ['The mayor told Reuters the ferry was safe.', []],
    ['The ferry off Port Ellery. (Harbour office)', []],
  ])('%s', async (caption, expected) => {
    const record = await recordOfJson({ ...article, associations: [picture(caption)] }, 'evergreen');
    const tags = record.wire.sources.filter(({ role }) => role !== 'provider');
    expect(tags.map(({ id, name, role }) => `${id ?? name} ${role}`)).toEqual(expected);
    for (const { field, start, end, name } of tags) {
      expect(field).toBe('associations[0].caption');
      expect(caption.slice(start, end)).toBe(name);
    }
  });
});

test('a whole page: each of its sources, and nothing else', async () => {
  const [record] = await recordsIn(samplePath('evergreen', 'page-dam.txt'));
  if (record === undefined) throw new Error('no record');
  const { sources } = record.wire;
  const paragraphs = paragraphsIn(record);
  expect(
    sources.filter(({ role }) => role !== 'provider').map(({ role, id, name }) => [role, id, name]),
  ).toEqual([
    ['credit', 'reuters', 'Reuters'],
    ['unnamed-wires', 'unnamed-wires', 'wire services'],
    ['photographer', null, 'Ilse Brandt'],
    ['photo-agency', 'afp', 'AFP'],
    ['photo-distributor', 'getty', 'Getty Images'],
    ['attribution', 'afp', 'AFP'],
    ['speaker', null, 'Jana Prill'],
    ['speaker', null, "A governor's aide"],
    ['speaker', null, 'Henrik Oldal'],
    ['speaker', null, 'Mira Tollan'],
    ['speaker', null, 'Prill'],
  ]);
  expect(sources.find(({ name }) => name === 'Prill')?.fullName).toBe('Jana Prill');
  const told = sources.find(({ role }) => role === 'attribution');
  expect(told?.evidence).toBe('told AFP');
  expect(paragraphs.join('\n\n').slice(0, told?.start).split('\n\n')).toHaveLength(6);
  expect(sources.filter(({ role }) => role === 'speaker').map(({ affiliation }) => affiliation)).toEqual([
    'Water Board spokeswoman',
    undefined,
    'council member of Steinach',
    'adviser to the mayor of Lower Varn',
    undefined,
  ]);
});
