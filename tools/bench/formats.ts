/** From bytes to records: every format over the samples of our own, and items of 5 KB as the feeds send them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireFormat } from '../../functions/core/article/record.ts';
import { FORMATS } from '../../functions/core/formats/registry.ts';
import { recordsOf, type FileRecords } from '../../functions/core/reading/records.ts';
import { registerIn } from '../../infra/config-file.ts';
import { fixedWork, USUAL_MS } from '../fuzz/pace.ts';
import { percentile } from './figures.ts';
import { measure, rounded, type Row, type Section } from './measure.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', 'events', 'wires');
const PROVIDERS = registerIn();
const RECEIVED = Date.parse('2026-07-01T12:00:00Z');

/** What an item of 5 KB may take: issue 3, point 10. */
const TARGET_US = 800;

interface Sample {
  provider: string;
  bytes: Uint8Array;
}

export const formats: Section = {
  name: 'formats',
  title: 'Bytes to records, by format (median of warm runs)',
  async run() {
    // code that has met one format alone is made for it, and slower when it meets all
    const rows = await rowsOfFive('alone');
    const byFormat = await samplesByFormat();
    for (const format of new Set(FORMATS.map((parser) => parser.format))) {
      const found = byFormat.get(format);
      if (found !== undefined) rows.push(await rowOf(format, found.samples, found.items));
    }
    return [...rows, ...(await rowsOfFive('behind all formats'))];
  },
};

async function rowsOfFive(when: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, text] of FIVE_KILOBYTES) {
    const sample = { provider: 'cascade', bytes: new TextEncoder().encode(text) };
    const before = pace();
    const row = await rowOf(`${name}, 5 KB (at most ${TARGET_US}), ${when}`, [sample], 1);
    const now = (before + pace()) / 2;
    rows.push({
      ...row,
      pace: rounded(now),
      'µs at usual pace': rounded(Number(row['µs an article']) / now),
    });
  }
  return rows;
}

/** How much longer than usual the machine takes for the same work: a busy one, or the neighbour of busy ones, takes twice. */
function pace(): number {
  const times = Array.from({ length: PACE_RUNS }, () => {
    const before = process.threadCpuUsage();
    fixedWork();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return percentile(times, 50) / USUAL_MS;
}

const PACE_RUNS = 9;

async function rowOf(name: string, samples: readonly Sample[], items: number): Promise<Row> {
  const { median, best } = await measure(async () => {
    for (const sample of samples) await read(sample);
  });
  const bytes = samples.reduce((sum, sample) => sum + sample.bytes.length, 0);
  return {
    format: name,
    files: samples.length,
    articles: items,
    KB: rounded(bytes / 1024),
    'µs an article': rounded((median * 1000) / items),
    'best µs': rounded((best * 1000) / items),
    'MB/s': rounded(bytes / 1e6 / (median / 1000)),
  };
}

function read({ provider, bytes }: Sample): Promise<FileRecords> {
  return recordsOf({
    bytes,
    name: 'bench',
    provider: PROVIDERS.find(provider) ?? { id: provider },
    received: RECEIVED,
    raw: { bucket: 'inbox', key: `incoming/${provider}/bench`, versionId: '' },
  });
}

async function samplesByFormat(): Promise<Map<WireFormat, { samples: Sample[]; items: number }>> {
  const found = new Map<WireFormat, { samples: Sample[]; items: number }>();
  const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of files) {
    const sample = {
      provider: path.slice(SAMPLES.length + 1).split('/', 1)[0] ?? '',
      bytes: readFileSync(path),
    };
    const result = await read(sample);
    const records = result.ok ? result.items.flatMap((item) => (item.ok ? [item.record] : [])) : [];
    const format = records[0]?.wire.format;
    if (format === undefined) continue;
    const entry = found.get(format) ?? { samples: [], items: 0 };
    entry.samples.push(sample);
    entry.items += records.length;
    found.set(format, entry);
  }
  return found;
}

const SENTENCE =
  'The ferry line said on Tuesday that <b>nine boats</b> would sail again from <a href="https://line.example/">Alder Bay</a>, after the union of its crews had agreed to new hours. ';
const PARAGRAPHS = Array.from(
  { length: 8 },
  (_none, index) => `<p>${index + 1}. ${SENTENCE}${SENTENCE}</p>`,
).join('\n');

const FIVE_KILOBYTES: readonly (readonly [string, string])[] = [
  [
    'newsml-g2',
    `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-03-04T14:20:05+01:00</sent><priority>3</priority></header><itemSet>
<newsItem guid="urn:newsml:cascade.example:20260304:ferries" version="3" standard="NewsML-G2" standardversion="2.35" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
<rightsInfo><copyrightHolder literal="Cascade"/><copyrightNotice>Copyright 2026 Cascade</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Cascade"/><versionCreated>2026-03-04T14:20:00+01:00</versionCreated><firstCreated>2026-03-04T13:02:00+01:00</firstCreated>
<pubStatus qcode="stat:usable"/><edNote>Updates with the vote.</edNote><signal qcode="sig:update"/></itemMeta>
<contentMeta><urgency>3</urgency><contentCreated>2026-03-04T13:00:00+01:00</contentCreated><located type="loctyp:City" qcode="geonames:1"><name>Alder Bay</name></located>
<creator role="crol:author"><name>Ted Ames</name></creator><language tag="en"/><keyword>ferries</keyword>
<subject type="cpnat:abstract" qcode="medtop:11000000"><name>politics</name></subject><subject type="cpnat:abstract" qcode="medtop:20000065"><name>shipping</name></subject>
<subject type="cpnat:person" qcode="cas:p1"><name>Dana Whitfield</name></subject><subject type="cpnat:geoArea" qcode="iso3166-1a2:CA"><name>Canada</name></subject>
<slugline>FERRIES</slugline><headline>Ferries sail again from Alder Bay</headline><dateline>ALDER BAY (Cascade) -</dateline><by>By Ted Ames</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="400"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${PARAGRAPHS}</body></html></inlineXML></contentSet>
</newsItem></itemSet></newsMessage>`,
  ],
  [
    'nitf',
    `<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.5//EN" baselang="en-CA"><head><title>Ferries sail again</title><meta name="anpa-keyword" content="Ferries"/><meta name="anpa-category" content="b"/>
<tobject tobject.type="News"><tobject.subject tobject.subject.refnum="09003000" tobject.subject.type="Labour"/></tobject>
<docdata><doc-id regsrc="cascade.example" id-string="CAS.2026.5531"/><evloc city="Alder Bay" iso-cc="CA"/><urgency ed-urg="4"/><date.issue norm="20260419T101500-0700"/>
<doc.copyright year="2026" holder="Cascade"/><du-key key="ferries" generation="2" version="1"/><ed-msg info="Adds union statement"/><key-list><keyword key="ferries"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Ferries sail again from Alder Bay</hl1></hedline><byline>By <person>Ted Ames</person></byline><dateline><location><city>Alder Bay</city></location></dateline></body.head>
<body.content><block>${PARAGRAPHS}<p><person>Dana Whitfield</person> of the <org>Crews</org> said so.</p></block></body.content></body></nitf>`,
  ],
];
