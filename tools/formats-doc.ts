/**
 * Writes the table of docs/formats.md from the parsers and the samples: node tools/formats-doc.ts
 * What a format "gives" is every field of a record that any sample of it fills; tests/docs/formats.test.ts holds the
 * page to it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleRecord, WireFormat } from '../functions/core/article/record.ts';
import { recordsOf } from '../functions/core/reading/records.ts';
import { registerIn } from '../infra/config-file.ts';

const PROVIDERS = registerIn();
const ROOT = join(import.meta.dirname, '..');
const SAMPLES = join(ROOT, 'events', 'wires');
export const PAGE = join(ROOT, 'docs', 'formats.md');
const START = '<!-- table: node tools/formats-doc.ts -->';
const END = '<!-- end of table -->';

interface Description {
  title: string;
  knownBy: string;
  /** What identifies a story, and what says that a version is newer. */
  identity: string;
}

/** In the order of the record's list of formats. */
export const DESCRIPTIONS: Readonly<Record<WireFormat, Description>> = {
  'newsml-g2': {
    title: 'NewsML-G2 2.x',
    knownBy: 'root `newsMessage` or an item, IPTC namespace or none',
    identity: '`guid`; `versionCreated`, then `version`',
  },
  'newsml-1': {
    title: 'NewsML 1.0-1.2',
    knownBy: 'root `NewsML`',
    identity: '`PublicIdentifier` without its revision; `RevisionId`',
  },
  nitf: {
    title: 'NITF 3.x',
    knownBy: 'root `nitf`',
    identity: '`doc-id`, else `du-key` and day; `date.issue`, `du-key`',
  },
  'ninjs-1': {
    title: 'ninjs 1.x',
    knownBy: '`$standard`, `body_*`, `versioncreated`',
    identity: '`uri` or `guid`; `versioncreated`, then `version`',
  },
  'ninjs-2': {
    title: 'ninjs 2.x',
    knownBy: '`standard.version`, lists of bodies and headlines',
    identity: '`uri`; `versioncreated`, then `version`',
  },
  'ninjs-3': {
    title: 'ninjs 3.x',
    knownBy: '`standard.version`, camel-case names',
    identity: '`uri`; `versionCreated`, then `version`',
  },
  iptc7901: {
    title: 'IPTC 7901',
    knownBy: 'SOH and the header line, or that line with its controls lost',
    identity: 'service, number and day; time, take',
  },
  anpa1312: {
    title: 'ANPA 1312',
    knownBy: 'SYN SYN SOH, or SOH and the header',
    identity: 'service, number and day; time, take',
  },
  rfc822: {
    title: 'Mail',
    knownBy: 'header lines, with Message-ID or From and Date',
    identity: 'Message-ID; Date',
  },
  rss: { title: 'RSS 2.0', knownBy: 'root `rss`', identity: '`guid`, else `link`; date, content' },
  atom: { title: 'Atom', knownBy: 'root `feed`', identity: '`id`; `updated`' },
  rdf: { title: 'RSS 1.0', knownBy: 'root `RDF`', identity: '`rdf:about`; `dc:date`' },
  'json-feed': {
    title: 'JSON Feed 1, 1.1',
    knownBy: "`version` is jsonfeed.org's address",
    identity: '`id`; `date_modified`',
  },
  'json-articles': {
    title: 'Lists of news APIs',
    knownBy: '`articles` (`items`, `results` ...) of objects with a headline and a text, WordPress posts',
    identity: '`id`, `guid`, else `url`; when it was modified',
  },
  'ap-media': {
    title: 'AP Media API',
    knownBy: '`data.item`, `api_version`',
    identity: '`altids.itemid`; `version`',
  },
  'dpa-digitalwires': {
    title: 'dpa digitalwires',
    knownBy: 'names of its entries',
    identity: '`urn`; `version`',
  },
  fingerpost: { title: 'Fingerpost', knownBy: '`source-feed`, `unique-name`', identity: '`usn`; `version`' },
  'reuters-connect': {
    title: 'Reuters Connect',
    knownBy: '`data.item` with `usn`, `headLine`',
    identity: '`uri`; `versionCreated`',
  },
  wxr: {
    title: 'WordPress export',
    knownBy: '`rss` with children of the `wp:` namespace',
    identity: '`guid`; modification',
  },
  ritzau: {
    title: 'Ritzau',
    knownBy: 'root `RBNews` or its queue response',
    identity: '`NewsID`; `version`',
  },
  solita: { title: 'Solita press release', knownBy: 'root `release`', identity: '`id`; publication' },
  zczc: {
    title: 'ZCZC texts',
    knownBy: '`ZCZC` or `NNNN` on a line',
    identity: '`AN` number, number and day, slug with headline and first line, else content',
  },
  photo: {
    title: 'Photos',
    knownBy: 'the magic number of JPEG, PNG, TIFF, HEIF or WebP',
    identity: 'document id, else job id and content',
  },
  html: {
    title: 'HTML pages',
    knownBy: 'root `html`, or mark-up of a page',
    identity: 'canonical address, else content',
  },
  text: {
    title: 'Plain text, press releases',
    knownBy:
      '`MEDIA RELEASE` or `Source:` and a distributor; a Word document (`.docx`), an OpenDocument text (`.odt`); prose as the last resort',
    identity: 'release number, else content',
  },
};

export type Filled = Map<WireFormat, { samples: number; fields: Set<string> }>;

/** Reads all samples. */
export async function filledFields(): Promise<Filled> {
  const filled: Filled = new Map();
  const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of files) {
    const id = path.slice(SAMPLES.length + 1).split('/', 1)[0] ?? '';
    const result = await recordsOf({
      bytes: readFileSync(path),
      name: path,
      provider: PROVIDERS.find(id) ?? { id },
      received: Date.parse('2026-07-01T12:00:00Z'),
      raw: { bucket: 'inbox', key: `incoming/${id}/a-file`, versionId: '' },
    });
    const records = result.ok ? result.items.flatMap((item) => (item.ok ? [item.record] : [])) : [];
    for (const format of new Set(records.map(({ wire }) => wire.format))) {
      const entry = filled.get(format) ?? { samples: 0, fields: new Set<string>() };
      entry.samples++;
      for (const record of records.filter(({ wire }) => wire.format === format)) {
        for (const field of fieldsOf(record)) entry.fields.add(field);
      }
      filled.set(format, entry);
    }
  }
  return filled;
}

/** In every record, or ours: they say nothing about a format. */
const ALWAYS = new Set(['uri', 'type', 'pubStatus', 'standard', 'infoSources']);

function fieldsOf({ article, wire }: ArticleRecord): string[] {
  const { embargo, dateline } = wire;
  const beside: Readonly<Record<string, unknown>> = {
    signals: wire.signals,
    replaces: wire.replaces,
    'take key': wire.takeKey,
    keywords: wire.keywords,
    priority: wire.priority,
    service: wire.service,
    categories: wire.categories,
    dateline: dateline.text ?? dateline.city,
    'credit line': wire.creditLine,
    embargo: embargo.until ?? embargo.text ?? (embargo.indefinite ? 'indefinite' : null),
    'notes to editors': wire.edNotes,
    'word count': wire.providerWordCount,
    rights: wire.rights,
  };
  return [
    ...Object.entries(article).filter(([name]) => !ALWAYS.has(name)),
    ...Object.entries(beside),
  ].flatMap(([name, value]: [string, unknown]) =>
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
      ? []
      : [name],
  );
}

export async function formatsTable(): Promise<string> {
  const filled = await filledFields();
  const rows = Object.entries(DESCRIPTIONS).map(([format, { title, knownBy, identity }]) => {
    const entry = [...filled].find(([name]) => name === format)?.[1];
    const fields = [...(entry?.fields ?? [])].sort((a, b) => a.localeCompare(b, 'en'));
    return `| \`${format}\` | ${title} | ${knownBy} | ${identity} | ${fields.join(', ')} | ${entry?.samples ?? 0} |`;
  });
  return [
    '| format | what it is | known by | identity; newer by | gives | samples |',
    '| --- | --- | --- | --- | --- | ---: |',
    ...rows,
  ].join('\n');
}

if (import.meta.main) {
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split(START);
  const [, after = ''] = rest.split(END);
  writeFileSync(PAGE, `${before}${START}\n${await formatsTable()}\n${END}${after}`);
}
