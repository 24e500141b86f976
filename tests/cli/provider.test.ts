/** Agencies of the settings as an operator adds, checks and tries them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { check as isFormatted } from 'prettier';
import { withAgency } from '../../cli/common/config-entry.ts';
import { askForEntry } from '../../cli/operating/asking.ts';
import { proposalOf } from '../../cli/reading/proposal.ts';
import { Surveyor, type Survey } from '../../cli/reading/survey.ts';
import { checkProviders } from '../../functions/core/providers/check.ts';
import { CONFIG_FILE, readConfigFile } from '../../infra/config-file.ts';
import { linesOf, wire, wireProcess } from './support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-provider-'));
const config = join(folder, 'newswire.config.json');
const SETTINGS = readFileSync(CONFIG_FILE, 'utf8');
const { agencies: AGENCIES } = readConfigFile();
const indexOf = (id: string): number => AGENCIES.findIndex((agency) => agency.id === id);

beforeEach(() => {
  writeFileSync(config, SETTINGS);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const provider = (...parameters: string[]) => wire('provider', ...parameters, '--config', config);

describe('wire provider check', () => {
  test('says that the settings are in order', async () => {
    const { code, stdout } = await wireProcess('provider', 'check', '--config', config);
    expect(code).toBe(0);
    expect(linesOf(stdout)).toEqual([
      { checked: { file: config, stages: ['dev', 'staging', 'prod'], agencies: AGENCIES.length } },
    ]);
  });

  test('tells every mistake in them with its place', async () => {
    writeFileSync(
      config,
      SETTINGS.replace('"zone": "Europe/Oslo"', '"zone": "Europe/Osloo"').replace(
        '"id": "cascade"',
        '"id": "delta"',
      ),
    );
    const { code, stdout } = await provider('check', 'aurora');
    expect(code).toBe(1);
    expect(linesOf(stdout)).toMatchObject([
      {
        rejected: {
          message: `agencies[${indexOf('aurora')}].zone: "Europe/Osloo" is no IANA zone; did you mean "Europe/Oslo"?`,
        },
      },
      {
        rejected: {
          message: `agencies[${indexOf('delta')}].id: "delta" is the id of agencies[${indexOf('cascade')}] already`,
        },
      },
    ]);
  });

  test('shows an entry, and whom it lets do what', async () => {
    const arn = 'arn:aws:iam::111122223333:role/delivery';
    writeFileSync(config, SETTINGS.replace('"id": "ntb"', `"id": "ntb", "writers": ["${arn}"]`));
    expect(linesOf((await provider('check', 'ntb')).stdout)).toMatchObject([
      {
        provider: { id: 'ntb', zone: 'Europe/Oslo' },
        grants: { prefix: 'incoming/ntb/', actions: ['s3:PutObject'], principals: [arn] },
      },
    ]);
  });

  test('shows the ways in and out besides, as far as the entry has them', async () => {
    const access = {
      sftp: { publicKeys: [`ssh-ed25519 ${'A'.repeat(68)}`] },
      mail: { from: ['desk@ntb.example'] },
      feeds: [{ id: 'rss', url: 'https://ntb.example/rss' }],
      receipts: 'bucket',
    };
    writeFileSync(
      config,
      SETTINGS.replace('"id": "ntb"', `"id": "ntb", "access": ${JSON.stringify(access)}`),
    );
    const [shown] = linesOf((await provider('check', 'ntb')).stdout) as [{ grants: unknown }];
    expect(shown.grants).toEqual({
      prefix: 'incoming/ntb/',
      actions: [],
      principals: [],
      sftp: 'agency-ntb',
      mail: ['desk@ntb.example'],
      feeds: ['https://ntb.example/rss'],
      receipts: 'receipts/ntb/',
    });
  });

  test('knows what is meant where an agency is not there', async () => {
    const { code, stdout } = await provider('check', 'aurorra');
    expect(code).toBe(1);
    expect(linesOf(stdout)).toMatchObject([
      { rejected: { code: 'unknown-provider', message: expect.stringContaining('did you mean "aurora"?') } },
    ]);
  });

  test('tries files of an agency that has no entry yet, and proposes one', async () => {
    const files = ['borealis/seite-bruecke.txt', 'borealis/atom-entry.xml', 'evergreen/broken/rubbish.bin'];
    const { code, stdout, stderr } = await provider(
      'check',
      'fjord',
      ...files.map((file) => `events/wires/${file}`),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('"fjord" is not in the settings');
    expect(linesOf(stdout)).toMatchObject([
      {
        sample: {
          formats: { text: 1 },
          languages: { de: 1 },
          languageNotSaid: 1,
          dateWithoutZone: 1,
          withoutId: 1,
        },
      },
      { sample: { formats: { atom: 1 }, languageNotSaid: 0, dateWithoutZone: 0, withoutId: 0 } },
      { sample: { items: 0, rejected: [{ itemIndex: null, code: 'unknown-format' }] } },
      { survey: { files: 3, items: 2, formats: { text: 1, atom: 1 }, sources: { fjord: 2 } } },
      {
        proposed: { id: 'fjord', name: 'fjord', language: 'de', zone: 'Europe/Berlin' },
        because: expect.arrayContaining([expect.stringContaining('language: 1 of 2 items')]),
      },
    ]);
  });
});

describe('what the files of an agency ask for', () => {
  const SILENT: Survey = {
    files: 9,
    items: 9,
    rejected: [],
    formats: { text: 9 },
    languages: { en: 9 },
    languageNotSaid: 0,
    dateWithoutZone: 9,
    withoutId: 0,
    charsetNotSaid: {},
    sources: {},
    signals: {},
    warnings: {},
    offsets: [],
    languagesTold: {},
    rhythm: null,
  };
  const AGENCY = { id: 'fjord', name: 'Fjord Wire' };
  const proposed = (survey: Partial<Survey>, entry = AGENCY) => proposalOf(entry, { ...SILENT, ...survey });

  test('is the zone of its country, where the register of the world knows the agency', () => {
    expect(proposed({}, { id: 'ntb', name: 'NTB' }).entry).toMatchObject({ zone: 'Europe/Oslo' });
  });

  test('is no zone where a country has several, unless offsets in its files leave one', () => {
    expect(proposed({}).entry).not.toHaveProperty('zone');
    expect(proposed({}).because.join()).toMatch(/nothing tells which zone they are in \(America\//);
    const offsets = [
      { at: '2026-01-10T08:00:00-10:00', minutes: -600 },
      { at: '2026-07-10T08:00:00-10:00', minutes: -600 },
    ];
    expect(proposed({ offsets }).entry).toMatchObject({ zone: 'Pacific/Honolulu' });
  });

  test('is nothing that no file needs', () => {
    expect(proposed({ dateWithoutZone: 0, languagesTold: { de: 3 } })).toEqual({
      entry: AGENCY,
      because: [],
    });
  });

  test('contradicts a zone that its files contradict', () => {
    const offsets = [{ at: '2026-01-10T08:00:00+02:00', minutes: 120 }];
    const entry = { ...AGENCY, zone: 'Europe/Oslo' };
    expect(proposed({ offsets }, entry).because).toEqual([
      'zone: Europe/Oslo has another offset than 2026-01-10T08:00:00+02:00',
    ]);
  });

  test('is told as silent after twice the longest gap between its files, by their own clocks', async () => {
    const surveyor = new Surveyor(AGENCY, Date.parse('2026-03-12T00:00:00Z'));
    for (const time of ['06:00', '06:20', '06:50', '08:00', '08:10']) {
      const text = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:f</id><title>F</title><entry><id>urn:x:${time}</id><title>Bridge at ${time}</title><updated>2026-03-11T${time}:00Z</updated><content>The bridge is open.</content></entry></feed>`;
      await surveyor.add({ name: `${time}.xml`, bytes: Buffer.from(text) });
    }
    const survey = surveyor.survey();
    expect(survey.rhythm).toEqual({
      from: '2026-03-11T06:00:00.000Z',
      to: '2026-03-11T08:10:00.000Z',
      deliveries: 5,
      medianMinutes: 30,
      longestMinutes: 70,
    });
    expect(proposalOf(AGENCY, survey).entry).toMatchObject({ silenceMinutes: 140 });
  });
});

describe('wire provider add', () => {
  test('writes an entry that the settings can be used with, and leaves the rest as it is written', async () => {
    const { code, stdout } = await provider(
      ...['add', 'fjord', '--name', 'Fjord Wire', '--zone', 'Europe/Oslo', '--language', 'nb'],
    );
    expect(code).toBe(0);
    const entry = { id: 'fjord', name: 'Fjord Wire', zone: 'Europe/Oslo', language: 'nb' };
    expect(linesOf(stdout)).toMatchObject([{ added: { provider: entry, grants: { principals: [] } } }]);
    expect(readConfigFile(config).agencies.at(-1)).toEqual(entry);
    const written = readFileSync(config, 'utf8');
    const line = `    { "id": "fjord", "name": "Fjord Wire", "zone": "Europe/Oslo", "language": "nb" }`;
    expect(written.replace(`,\n${line}`, '')).toBe(SETTINGS);
    expect(await isFormatted(written, { parser: 'json', printWidth: 110 })).toBe(true);
  });

  test('refuses an agency that is there, and what is wrong, and writes nothing', async () => {
    const again = await provider('add', 'dpa', '--name', 'Deutsche Presse-Agentur', '--zone', 'Berlin');
    expect(again.code).toBe(1);
    expect(linesOf(again.stdout)).toMatchObject([
      { rejected: { message: expect.stringContaining('.zone: "Berlin" is no IANA zone') } },
      {
        rejected: {
          message: `agencies[${AGENCIES.length}].id: "dpa" is the id of agencies[${indexOf('dpa')}] already`,
        },
      },
    ]);
    expect(readFileSync(config, 'utf8')).toBe(SETTINGS);
  });

  test('needs a name where there is nobody to ask', async () => {
    // A process has no terminal to ask on
    const { code, stderr } = await wireProcess('provider', 'add', 'fjord', '--config', config);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: --name is missing, and there is no terminal to ask at\n',
    });
  });

  test('asks again until an answer is in order, and not for what was given', async () => {
    const answers = ['', 'Fjord Wire', 'Oslo', 'Europe/Oslo', ''];
    const said: string[] = [];
    const questions: string[] = [];
    const writers = ['arn:aws:iam::111122223333:role/delivery'];
    const entry = await askForEntry({
      known: { writers },
      suggestedName: undefined,
      mistakes: (part) => {
        const checked = checkProviders([{ id: 'fjord', name: 'x', ...part }]);
        return checked.ok ? [] : checked.problems;
      },
      question: (text) => {
        questions.push(text.split(' ', 1)[0] ?? '');
        return Promise.resolve(answers.shift() ?? '');
      },
      say: (text) => said.push(text),
    });
    expect(entry).toEqual({ name: 'Fjord Wire', zone: 'Europe/Oslo', writers });
    expect(questions).toEqual(['Name:', 'Name:', 'IANA', 'IANA', 'Language']);
    expect(said).toEqual([expect.stringContaining('zone: "Oslo" is no IANA zone')]);
  });

  test('offers the name by which the world knows the agency', async () => {
    const entry = await askForEntry({
      known: {},
      suggestedName: 'NTB',
      mistakes: () => [],
      question: () => Promise.resolve(''),
      say: () => undefined,
    });
    expect(entry).toEqual({ name: 'NTB' });
  });
});

describe('an entry in a file that somebody wrote', () => {
  const entry = { id: 'fjord', name: 'Fjord "Wire" AS' };

  test.each([
    ['an empty list', '{\n  "stages": {},\n  "agencies": []\n}\n'],
    [
      'tabs',
      '{\n\t"stages": {},\n\t"agencies": [\n\t\t{\n\t\t\t"id": "a",\n\t\t\t"name": "A"\n\t\t}\n\t]\n}\n',
    ],
    [
      'carriage returns',
      '{\r\n  "stages": {},\r\n  "agencies": [\r\n    { "id": "a", "name": "A" }\r\n  ]\r\n}\r\n',
    ],
    ['one line', '{"stages":{},"agencies":[{"id":"a","name":"A ] } agencies"}]}'],
    [
      'another order',
      '{\n  "agencies": [{ "id": "a", "name": "A", "writers": ["x"] }],\n  "stages": {}\n}\n',
    ],
  ])('%s', (_what, text) => {
    const written = withAgency(text, entry);
    const before = JSON.parse(text) as { agencies: unknown[] };
    expect(JSON.parse(written)).toEqual({ ...before, agencies: [...before.agencies, entry] });
    expect(written.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(/(?<!\r)\n/.test(written)).toBe(/(?<!\r)\n/.test(text) || !text.includes('\n'));
  });

  test('takes several lines where it is long', () => {
    const long = { ...entry, restrictions: 'Not for use in Lakeland, '.repeat(4).trim() };
    const written = withAgency('{\n  "agencies": []\n}\n', long);
    expect(written.split('\n').slice(1, 4)).toEqual(['  "agencies": [', '    {', '      "id": "fjord",']);
  });
});
