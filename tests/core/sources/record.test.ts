import { describe, expect } from '@jest/globals';
import { test } from '@jest/globals';
import { inShared, sharedPath } from '../../support/shared.ts';
import { readBytes, readWire, recordOfJson } from '../../support/wires.ts';
import { paragraphsIn } from '../../support/wires.ts';

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

const seed = sharedPath('seed', 'kerry-mideast.txt');

inShared(seed)('the sample of the user: each of its sources, and nothing else', async () => {
  const result = await readWire(seed);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error('no record');
  const { sources } = item.record.wire;
  const paragraphs = paragraphsIn(item.record);
  expect(
    sources.filter(({ role }) => role !== 'provider').map(({ role, id, name }) => [role, id, name]),
  ).toEqual([
    ['credit', 'aljazeera', 'Al Jazeera'],
    ['unnamed-wires', 'unnamed-wires', 'wire services'],
    ['photographer', null, 'Brendan Smialowski'],
    ['photo-agency', 'afp', 'AFP'],
    ['photo-distributor', 'getty', 'Getty Images'],
    ['attribution', 'afp', 'AFP'],
    ['speaker', null, 'Jen Psaki'],
    ['speaker', null, 'An Israeli official'],
    ['speaker', null, 'Yuval Steinitz'],
    ['speaker', null, 'Mohammed Ishtayeh'],
    ['speaker', null, 'Saeb Erekat'],
    ['speaker', null, 'Psaki'],
  ]);
  expect(sources.find(({ name }) => name === 'Psaki')?.fullName).toBe('Jen Psaki');
  const told = sources.find(({ role }) => role === 'attribution');
  expect(told?.evidence).toBe('told AFP');
  expect(paragraphs.join('\n\n').slice(0, told?.start).split('\n\n')).toHaveLength(6);
  expect(sources.filter(({ role }) => role === 'speaker').map(({ affiliation }) => affiliation)).toEqual([
    'State Department spokeswoman',
    undefined,
    'Likud Cabinet minister',
    'aide to Abbas',
    'chief Palestinian negotiator',
    undefined,
  ]);
});
