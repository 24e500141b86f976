import { describe, expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import {
  altId,
  htmlOf,
  paragraphsIn,
  readBytes,
  readWire,
  recordOfJson,
  recordsIn,
  warningCodes,
} from '../../support/wires.ts';

const only = async (...parts: string[]) => {
  const [record, ...more] = await recordsIn(samplePath(...parts), parts[0]);
  if (record === undefined || more.length > 0) throw new Error(`${parts.join('/')} holds not one item`);
  return record;
};

describe('ninjs 1.x', () => {
  test("Superdesk's dialect: guid, service, keywords, authors, place and the story it evolved from", async () => {
    const { article, wire } = await only('aurora', 'ninjs-1-superdesk.json');
    expect(wire.format).toBe('ninjs-1');
    expect(article.uri).toMatch(/^urn:newsml:aurora\.example:2026-03-11T08:12:44/);
    expect(article.version).toBe('3');
    expect(article.versionCreated).toBe('2026-03-11T08:12:44+00:00');
    expect(wire.service).toBe('Domestic, Business');
    expect(wire.categories).toEqual(['d', 'b']);
    expect(wire.keywords).toEqual(['ferries', 'shipbuilding']);
    expect(wire.priority).toBe(4);
    expect(article.urgency).toBe(2);
    expect(wire.providerWordCount).toBe(44);
    expect(wire.creditLine).toBe('Aurora');
    expect(wire.dateline.city).toBe('Skarvsund');
    expect(article.people?.map(({ name, rel }) => [name, rel])).toContainEqual([
      'Kåre Holmsen',
      'photographer',
    ]);
    expect(article.places?.[0]?.geoJSON?.coordinates).toEqual([5.33, 60.39]);
    expect(wire.replaces).toEqual([expect.stringMatching(/^urn:newsml:aurora\.example:2026-03-11T07:40:02/)]);
    expect(wire.signals).toContain('update');
  });

  test('codes become concept URIs: by scheme, by alias, by the form of a subject code', async () => {
    const { article } = await only('aurora', 'ninjs-1-superdesk.json');
    expect(article.subjects?.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining([
        'http://cv.iptc.org/newscodes/subjectcode/04015000',
        'http://cv.iptc.org/newscodes/mediatopic/20000245',
        'urn:x-qcode:region:w',
      ]),
    );
  });

  test('links, lists and sub-headings of the body survive', async () => {
    const html = htmlOf(await only('aurora', 'ninjs-1-superdesk.json'));
    expect(html).toContain('<h2>Delivery from 2028</h2>');
    expect(html).toContain('charging in nine minutes');
  });

  test('members of members are associated too, empty slots are none', async () => {
    const { article } = await only('aurora', 'ninjs-1-superdesk.json');
    expect(article.associations?.map(({ name, type }) => [name, type])).toEqual([
      ['featuremedia', 'picture'],
      ['sidebar', 'composite'],
      ['sidebar/chart', 'graphic'],
    ]);
    expect(article.associations?.[0]?.renditions?.map(({ name }) => name)).toEqual(['original', 'thumbnail']);
  });

  test('a property that nobody knows is kept, and told in one warning', async () => {
    const record = await only('aurora', 'ninjs-1-superdesk.json');
    expect(record.wire.extra.house_style).toBe('bold-lead');
    expect(record.wire.warnings).toEqual([
      { code: 'unknown-properties', detail: 'kept in extra: house_style' },
    ]);
  });

  test("TT's dialect: every version has its own uri and names the ones it replaces", async () => {
    const { article, wire } = await only('aurora', 'ninjs-1-replacing.json');
    expect(wire.replaces).toEqual([
      'http://aurora.example/media/text/260311-snoras-1',
      'http://aurora.example/media/text/260311-snoras-0',
    ]);
    expect(wire.signals).toEqual(['correction']);
    expect(article.by).toBe('Maja Frostell');
    expect(article.slugline).toBe('snöras');
  });

  test('a body that repeats headline and vignette is read without them', async () => {
    const record = await only('aurora', 'ninjs-1-replacing.json');
    expect(paragraphsIn(record)).toEqual([
      'Vägen mellan Hällfors och Björkvik är stängd efter ett snöras.',
      'Ingen har skadats, uppger räddningstjänsten.',
    ]);
    expect(record.wire.text.removed.map(({ reason }) => reason)).toContain('header');
  });

  test('a list is split, and a bad member does not fail its neighbours', async () => {
    const result = await readWire(samplePath('evergreen', 'ninjs-1-list.json'));
    if (!result.ok) throw new Error(result.message);
    expect(
      result.items.map((item) => (item.ok ? item.record.article.headlines?.[0]?.value : item.code)),
    ).toEqual(['Council to vote on lido', 'not-ninjs', 'Diary for Wednesday']);
  });

  test('an advisory is a text that says so', async () => {
    const [, advisory] = await recordsIn(samplePath('evergreen', 'ninjs-1-list.json'));
    expect(advisory?.article.type).toBe('text');
    expect(advisory?.wire.signals).toContain('advisory');
  });
});

describe('ninjs 2.x', () => {
  test('arrays of headlines, bodies and renditions in lower case', async () => {
    const record = await only('cascade', 'ninjs-2-text.json');
    const { article, wire } = record;
    expect(wire.format).toBe('ninjs-2');
    expect(article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Late frost hits Kettle Bend orchards'],
      ['sub', 'Growers light fires between the rows'],
      ['seo', 'Frost Kettle Bend cherries'],
    ]);
    expect(article.embargoedUntil).toBe('2026-04-12T18:00:00-07:00');
    expect(article.contentCreated).toBe('2026-04-12T05:00:00-07:00');
    expect(article.representationType).toBe('full');
    expect(article.profile).toBe('text-photo');
    expect(article.renditions?.[0]).toMatchObject({
      name: 'web',
      contentType: 'image/jpeg',
      sizeInBytes: 204800,
    });
    expect(article.organisations?.[0]?.symbols).toEqual([{ exchange: 'XTSE', symbol: 'BLFP' }]);
    expect(article.subjects?.[0]).toMatchObject({
      uri: 'http://cv.iptc.org/newscodes/mediatopic/20000210',
      relevance: 90,
      confidence: 70,
    });
    expect(altId(record, 'cms')).toBe('kb-2211');
    expect(wire.extra.photoCredits).toEqual(['June Alder']);
  });

  test('XHTML is preferred to plain text, and an empty title element does not swallow it', async () => {
    const record = await only('cascade', 'ninjs-2-text.json');
    expect(paragraphsIn(record)).toHaveLength(2);
    expect(htmlOf(record)).toContain('before dawn');
  });

  test('a body of another kind is kept, not read', async () => {
    const { wire } = await only('cascade', 'ninjs-2-text.json');
    expect(wire.extra.otherBodies).toEqual([
      { role: 'sportsml', contentType: 'application/sportsml+json', value: '{"frost": -4}' },
    ]);
  });

  test('bodies that are different texts: the first one counts, the other is kept, and it is said', async () => {
    const record = await only('delta', 'ninjs-2-picture.json');
    expect(paragraphsIn(record)).toEqual(['Le phare de Corbelle, éteint depuis 1998, a été rallumé lundi.']);
    expect(warningCodes(record)).toContain('bodies-differ');
    expect(JSON.stringify(record.wire.extra.otherBodies)).toContain('services juridiques');
  });

  test('a picture: its description is the caption, once, and its maker is credited', async () => {
    const { article, wire } = await only('delta', 'ninjs-2-picture.json');
    expect(article.type).toBe('picture');
    expect(article.descriptions).toEqual([
      {
        role: 'caption',
        contentType: 'text/plain',
        value: 'Le phare de Corbelle, éteint depuis 1998, a été rallumé lundi.',
      },
    ]);
    expect(article.pubStatus).toBe('withheld');
    expect(article.renditions?.[0]?.href).toBe('s3://inbox/incoming/delta/778.jpg');
    expect(wire.extra.photoCredits).toEqual(['Solène Marchetti']);
  });
});

describe('ninjs 3.x', () => {
  test('a NITF document in a body is read as NITF', async () => {
    const record = await only('aurora', 'ninjs-3-text.json');
    expect(record.wire.format).toBe('ninjs-3');
    expect(paragraphsIn(record)[0]).toBe('En ny bro for rein over E6 er åpnet ved Langvann.');
    expect(htmlOf(record)).toContain('<h2>Femten meter bred</h2>');
    expect(record.article.digitalSourceType?.uri).toMatch(/digitalCapture$/);
    expect(record.article.genres).toEqual([{ name: 'Feature', literal: 'feat' }]);
    expect(record.article.rightsInfo).toEqual({
      langId: 'http://www.w3.org/ns/odrl.jsonld',
      linkedRights: 'https://aurora.example/rights/1',
    });
  });

  test('3.2: sound tracks and subtitles of a rendition, and what else it says of its picture', async () => {
    const { article, wire } = await only('aurora', 'ninjs-3-stream.json');
    expect(article.renditions).toEqual([
      {
        name: 'live',
        href: 'https://streams.aurora.example/regatta',
        contentType: 'video/mp4',
        width: 1920,
        height: 1080,
        aspectRatio: '16:9',
        videoCodec: 'h264',
        frameRate: 29.97,
        scanType: 'progressive',
        bitrate: '4000 kbps',
        transportProtocol: 'SRT',
        resources: [
          { role: 'commentary', title: 'English commentary', language: 'en', contentType: 'audio/aac' },
          { role: 'commentary', title: 'Norsk kommentar', language: 'nb', contentType: 'audio/aac' },
          { role: 'subtitles', title: 'English subtitles', language: 'en', contentType: 'text/vtt' },
        ],
      },
    ]);
    expect(wire.extra.renditions).toEqual({ live: { latency: 'low' } });
    expect(article.standard).toEqual({
      name: 'ninjs',
      version: '3.2',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json',
    });
  });

  test('3.2: an address of a sound track has no place in ninjs, and is kept', async () => {
    const { article, wire } = await recordOfJson({
      uri: 'urn:aurora:7',
      type: 'video',
      versionCreated: '2026-03-11T08:00:00Z',
      headlines: [{ value: 'Regatta' }],
      renditions: [{ name: 'live', resources: [{ role: 'commentary', uri: 'urn:aurora:7:nb' }] }],
      standard: { name: 'ninjs', version: '3.2' },
    });
    expect(article.renditions).toEqual([{ name: 'live', resources: [{ role: 'commentary' }] }]);
    expect(wire.extra.renditions).toEqual({
      live: { resources: [{ role: 'commentary', uri: 'urn:aurora:7:nb' }] },
    });
  });

  test('3.2: the only address of a picture may stand in its resources, also of an associated one', async () => {
    const renditions = [
      {
        name: 'web',
        resources: [
          { role: 'subtitles', uri: 'https://aurora.example/v.vtt' },
          { uri: 'https://aurora.example/v.mp4' },
        ],
      },
    ];
    const { article, wire } = await recordOfJson({
      uri: 'urn:aurora:8',
      type: 'video',
      headlines: [{ value: 'Regatta' }],
      renditions,
      associations: [{ name: 'clip', uri: 'urn:aurora:9', type: 'video', renditions }],
      standard: { name: 'ninjs', version: '3.2' },
    });
    const read = { name: 'web', href: 'https://aurora.example/v.mp4', resources: [{ role: 'subtitles' }] };
    expect(article.renditions).toEqual([read]);
    expect(article.associations?.[0]?.renditions).toEqual([read]);
    expect(JSON.stringify(wire.extra.associations)).toContain('https://aurora.example/v.vtt');
  });

  test('an event keeps its dates and its planned coverage; what ninjs cannot say of it here is kept', async () => {
    const [event] = await recordsIn(samplePath('evergreen', 'ninjs-3-events.json'));
    expect(event?.article.type).toBe('event');
    expect(event?.article.eventDetails).toEqual({
      eventStatus: 'http://cv.iptc.org/newscodes/eventstatus/planned',
      dates: { startDate: '2026-07-04T08:00:00Z', endDate: '2026-07-05T17:00:00Z' },
      organiser: { name: 'Lakeside Rowing Club' },
    });
    expect(event?.article.plannedCoverage).toHaveLength(1);
    expect(JSON.stringify(event?.wire.extra.eventDetails)).toContain('P2D');
  });

  test('a cancelled item without a body still names the story it kills', async () => {
    const [, killed] = await recordsIn(samplePath('evergreen', 'ninjs-3-events.json'));
    expect(killed?.article.uri).toBe('urn:newsml:evergreen.example:20260110:regatta-row');
    expect(killed?.article.pubStatus).toBe('canceled');
    expect(killed?.wire.signals).toContain('kill');
  });
});

describe('any ninjs', () => {
  test.each([
    [
      'the version it declares',
      { standard: { name: 'ninjs', version: '2.0' }, uri: 'urn:a:b', headlines: [{ value: 'x' }] },
      'ninjs-2',
    ],
    ['$standard', { $standard: { name: 'ninjs', version: '1.5' }, uri: 'urn:a:b', headline: 'x' }, 'ninjs-1'],
    ['one name of 3.x', { uri: 'urn:a:b', edNote: 'x', bodies: [] }, 'ninjs-3'],
    [
      'contentType in a list',
      { uri: 'urn:a:b', bodies: [{ contentType: 'text/plain', value: 'x' }] },
      'ninjs-3',
    ],
    ['arrays', { uri: 'urn:a:b', headlines: [{ value: 'x' }] }, 'ninjs-2'],
    [
      'names in lower case',
      { uri: 'urn:a:b', headline: 'x', versioncreated: '2026-01-01T00:00:00Z' },
      'ninjs-1',
    ],
  ])('its version is told by %s', async (_by, item, format) => {
    expect((await recordOfJson(item)).wire.format).toBe(format);
  });

  test('JSON that is something else is not taken for it', async () => {
    for (const value of [
      { name: 'a', version: '1.0.0', type: 'module' },
      { uri: 'x' },
      [1, 2],
      { items: [] },
      7,
    ]) {
      const result = await readBytes(new TextEncoder().encode(JSON.stringify(value)));
      expect(result).toMatchObject({ ok: false, code: 'unknown-format' });
    }
  });

  test('without an id the same text has the same uri on every delivery', async () => {
    const item = {
      headline: 'Lido',
      versioncreated: '2026-01-01T00:00:00Z',
      body_html: '<p>x</p>',
      pubstatus: 'usable',
    };
    const [a, b] = [await recordOfJson(item), await recordOfJson({ ...item })];
    expect(a.article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
    expect(b.article.uri).toBe(a.article.uri);
    expect((await recordOfJson({ ...item, headline: 'Pier' })).article.uri).not.toBe(a.article.uri);
  });

  test("the identity of AP's items is the path of their uri: the query is a session", async () => {
    const uri = 'https://api.ap.org/media/v/content/0a1b2c?qt=XYZ&et=0a3aza9c0';
    const record = await recordOfJson({ uri, versioncreated: '2026-01-01T00:00:00Z', headline: 'x' });
    expect(record.article.uri).toBe('https://api.ap.org/media/v/content/0a1b2c');
    expect(altId(record, 'uri')).toBe(uri);
  });

  test('an embargo that is only true holds the item without an end', async () => {
    const item = { uri: 'urn:a:b', headline: 'x', versioncreated: '2026-01-01T00:00:00Z' };
    expect((await recordOfJson({ ...item, embargoed: true })).wire.embargo.indefinite).toBe(true);
    expect((await recordOfJson({ ...item, embargoed: '' })).wire.embargo.indefinite).toBe(false);
    expect((await recordOfJson({ ...item, embargoed: null })).wire.embargo.indefinite).toBe(false);
  });

  test('whom to call is kept for the desk and stays out of the article', async () => {
    const { article, wire } = await recordOfJson({
      uri: 'urn:a:b',
      headline: 'x',
      versioncreated: '2026-01-01T00:00:00Z',
      person: [{ name: 'Bo Rask', contactinfo: [{ type: 'phone', value: '+46 555 0100' }] }],
    });
    expect(JSON.stringify(article)).not.toContain('555 0100');
    expect(wire.extra.contacts).toEqual([
      { name: 'Bo Rask', contactInfo: [{ type: 'phone', value: '+46 555 0100' }] },
    ]);
  });

  test('what it says of itself as a standard is no unknown property', async () => {
    const record = await recordOfJson({
      $standard: {
        name: 'ninjs',
        version: '1.4',
        schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_1.4.json',
      },
      uri: 'urn:a:b',
      headline: 'x',
      mimetype: 'text/html',
      charcount: 5,
      trustindicator: [{ title: 'policy', href: 'https://a.example/policy' }],
    });
    expect(record.wire.warnings).toEqual([]);
  });

  test('what another item has replaced is withheld, not killed', async () => {
    const { article, wire } = await recordOfJson({
      uri: 'urn:a:b',
      headline: 'x',
      versioncreated: '2026-01-01T00:00:00Z',
      pubstatus: 'replaced',
      replacedby: 'urn:a:c',
    });
    expect(article.pubStatus).toBe('withheld');
    expect(wire.extra).toMatchObject({ pubstatus: 'replaced', replacedby: 'urn:a:c' });
  });

  test('a list beyond the limit is refused as a whole', async () => {
    const list = Array.from({ length: 5001 }, (_, index) => ({ uri: `urn:a:${index}`, headlines: [] }));
    const result = await readBytes(new TextEncoder().encode(JSON.stringify(list)));
    expect(result).toMatchObject({ ok: false, code: 'too-many-items' });
  });

  test('associations that nest without end are cut, not followed', async () => {
    let nested: object = { uri: 'urn:leaf' };
    for (let depth = 0; depth < 60; depth++)
      nested = { uri: `urn:level:${depth}`, associations: { a: nested } };
    const record = await recordOfJson({ ...nested, headline: 'x', versioncreated: '2026-01-01T00:00:00Z' });
    expect(record.article.associations?.length).toBeLessThan(10);
  });
});
