import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { missingIn } from '../../../functions/core/formats/photo/cut-off.ts';
import { iimBlock, jpeg, png, resource, tiffWith, webp, type PictureMetadata } from '../../support/jpeg.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, readBytes, recordsIn, warningCodes } from '../../support/wires.ts';

async function pictureWith(metadata: PictureMetadata, provider?: string): Promise<ArticleRecord> {
  const result = await readBytes(jpeg(metadata), provider);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const IIM: PictureMetadata['iim'] = [
  [5, 'FERRY-PROTEST'],
  [10, '4'],
  [12, 'IPTC:14000000:SOI:Social issue'],
  [15, 'I'],
  [20, 'Transport'],
  [25, 'ferry'],
  [25, 'protest'],
  [40, 'Mandatory credit. No sales.'],
  [55, '20260311'],
  [60, '081500+0100'],
  [80, 'Nina Brattås'],
  [85, 'Stringer'],
  [90, 'Fjordvik'],
  [92, 'South quay'],
  [95, 'Vestland'],
  [100, 'NOR'],
  [101, 'Norway'],
  [103, 'FJV-114'],
  [105, 'Islanders block the quay'],
  [110, 'AURORA'],
  [115, 'Aurora News Agency'],
  [116, 'Copyright 2026 Aurora'],
  [120, 'Islanders sleep in their cars on the quay of Fjordvik on 11 March 2026.'],
  [122, 'th'],
];

async function recordOf(bytes: Buffer): Promise<ArticleRecord> {
  const result = await readBytes(bytes);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

describe('where IIM stands', () => {
  const datasets: NonNullable<PictureMetadata['iim']> = [
    [105, 'Islanders block the quay'],
    [120, 'Islanders sleep in their cars.'],
    [80, 'Nina Brattås'],
  ];
  const block = iimBlock(datasets, true);
  const swapped = (): Buffer => {
    const padded = Buffer.concat([block, Buffer.alloc((4 - (block.length % 4)) % 4)]);
    return padded.swap32();
  };
  const profile = (data: Buffer): Buffer =>
    Buffer.from(
      `\niptc\n${String(data.length).padStart(8)}\n${data.toString('hex').replace(/.{72}/g, '$&\n')}\n`,
    );
  const keyword = Buffer.from('Raw profile type iptc\0');

  test.each([
    ['a resource without a name', jpeg({ iim: datasets, utf8: true })],
    ['a resource with a name', jpeg({ iim: datasets, utf8: true, resourceName: 'Captions' })],
    ['a resource with a name of odd length', jpeg({ iim: datasets, utf8: true, resourceName: 'Caption' })],
    ['a TIFF, as bytes', tiffWith(0x83bb, 1, block)],
    ['a TIFF, as no type', tiffWith(0x83bb, 7, block)],
    ['a TIFF, as numbers', tiffWith(0x83bb, 4, block)],
    ['a TIFF, as numbers whose bytes were turned', tiffWith(0x83bb, 4, swapped())],
    ['a TIFF, as Photoshop resources', tiffWith(0x8649, 1, resource(block, 'Captions'))],
    ['a PNG', png(['tEXt', Buffer.concat([keyword, profile(block)])])],
    ['a PNG, as Photoshop resources', png(['tEXt', Buffer.concat([keyword, profile(resource(block))])])],
    [
      'a PNG, as the segment of a JPEG',
      png(['tEXt', Buffer.concat([Buffer.from('Raw profile type APP13\0'), profile(resource(block))])]),
    ],
    ['a PNG, packed', png(['zTXt', Buffer.concat([keyword, Buffer.from([0]), deflateSync(profile(block))])])],
    [
      'a PNG, packed with a language',
      png(['iTXt', Buffer.concat([keyword, Buffer.from([1, 0, 0, 0]), deflateSync(profile(block))])]),
    ],
  ])('%s', async (_where, bytes) => {
    expect((await recordOf(bytes)).article).toMatchObject({
      headlines: [{ value: 'Islanders block the quay' }],
      descriptions: [{ role: 'caption', value: 'Islanders sleep in their cars.' }],
      by: 'Nina Brattås',
    });
  });
});

describe('captions of old Macs', () => {
  const mac = (caption: string): Promise<ArticleRecord> => pictureWith({ iim: [[120, caption]] });

  test.each([
    ['Nina Bratt\u008cs on the quay', 'Nina Brattås on the quay'],
    ['Le ministre en f\u008evrier', 'Le ministre en février'],
    ['Der B\u009frgermeister \u009fber alles', 'Der Bürgermeister über alles'],
    ['The mayor\u00d5s \u00d2plan\u00d3 for the quay', 'The mayor’s “plan” for the quay'],
  ])('%j', async (written, read) => {
    expect((await mac(written)).article.descriptions).toMatchObject([{ value: read }]);
  });

  test.each(['Café à la plage, où l’été commence', 'FÄHRE FÄHRT: „Über die Brücke“', '20 °C – Ærø'])(
    'windows-1252 stays what it is: %s',
    async (text) => {
      const bytes = text.replace(/[’„“–]/g, (sign) =>
        String.fromCharCode({ '’': 0x92, '„': 0x84, '“': 0x93, '–': 0x96 }[sign] ?? 0),
      );
      expect((await mac(bytes)).article.descriptions).toMatchObject([{ value: text }]);
    },
  );
});

test('signs of mark-up are text, where no mark-up is; mark-up of an archive is none', async () => {
  const plain = await pictureWith({
    iim: [
      [105, 'Rope & hemp <x> at sea'],
      [120, 'Rope & hemp < nine crowns, on the quay.'],
    ],
  });
  expect(plain.article.headlines?.[0]?.value).toBe('Rope & hemp <x> at sea');
  expect(plain.article.descriptions?.[0]?.value).toBe('Rope & hemp < nine crowns, on the quay.');
  const marked = await pictureWith({ iim: [[120, '<p>Rope &amp; hemp<br/>on the <b>quay</b></p>']] });
  expect(marked.article.descriptions?.[0]?.value).toMatch(/^Rope & hemp\s+on the quay$/);
});

test('a letter that the limit of a field has cut is left out', async () => {
  const cut = (text: string): string => Buffer.from(text).subarray(0, -1).toString('latin1');
  const { article } = await pictureWith({
    iim: [
      [80, cut('Åse Brattå')],
      [105, 'Café'],
    ],
  });
  expect(article.by).toBe('Åse Bratt');
  expect(article.headlines).toMatchObject([{ value: 'Café' }]);
});

describe('who made a picture', () => {
  test.each([
    [
      'two by-lines',
      {
        iim: [
          [80, 'Nina Brattås'],
          [80, 'Per Moe'],
        ],
      },
    ],
    [
      'two creators',
      {
        xmp: '<dc:creator><rdf:Seq><rdf:li>Nina Brattås</rdf:li><rdf:li>Per Moe</rdf:li></rdf:Seq></dc:creator>',
      },
    ],
    [
      'one in XMP, both in IIM',
      {
        iim: [
          [80, 'Nina Brattås'],
          [80, 'Per Moe'],
        ],
        xmp: '<dc:creator><rdf:Seq><rdf:li>Nina Brattås</rdf:li></rdf:Seq></dc:creator>',
      },
    ],
    ['two in one EXIF field', { exif: { ifd0: { 0x13b: 'Nina Brattås; Per Moe' } } }],
  ] as const)('%s', async (_what, metadata) => {
    expect((await pictureWith(metadata)).article.by).toBe('Nina Brattås, Per Moe');
  });

  test.each([
    [
      '(credit too long, see caption)',
      'Islanders. (Photo by Nina Brattås/Aurora via Fjord Pictures)',
      'Nina Brattås/Aurora via Fjord Pictures',
    ],
    [
      'See caption',
      'Islanders. Mandatory Credit: Aurora News Agency for Fjord',
      'Aurora News Agency for Fjord',
    ],
    ['siehe Bildtext', 'Inselbewohner (Aurora/Fjord)', 'Aurora/Fjord'],
  ])('a credit that says "%s" is the one in the caption', async (credit, caption, expected) => {
    const { article, wire } = await pictureWith({
      iim: [
        [110, credit],
        [120, caption],
      ],
    });
    expect(wire.creditLine).toBe(expected);
    expect(JSON.stringify(article)).not.toContain(credit);
    expect(wire.extra).toMatchObject({ creditNote: credit });
  });

  test('a credit that points to nothing is none', async () => {
    const { wire } = await pictureWith({
      iim: [
        [110, 'credit too long'],
        [120, 'Islanders.'],
      ],
    });
    expect(wire.creditLine).toBeNull();
  });
});

describe('when a picture was taken', () => {
  const xmp = (date: string): PictureMetadata => ({
    xmp: `<photoshop:DateCreated>${date}</photoshop:DateCreated>`,
  });

  test.each([
    ['2026-03-11T08:15:00+01:00', '2026-03-11T08:15:00+01:00'],
    ['2026-03-11T08:15+0100', '2026-03-11T08:15:00+01:00'],
    ['2026:03:11 08:15:00+01', '2026-03-11T08:15:00+01:00'],
    ['2026-03-11T07:15:00.000z', '2026-03-11T07:15:00Z'],
    ['20260311T081500+0100', '2026-03-11T08:15:00+01:00'],
  ])('%s', async (written, read) => {
    const { article, wire } = await pictureWith(xmp(written));
    expect(article.contentCreated).toBe(read);
    expect(warningCodes({ article, wire })).not.toContain('date-unreadable');
  });

  test.each(['2026', '2026-03', '2026:03:00', '20260300'])(
    'a part of a date is kept as one: %s',
    async (written) => {
      const { article, wire } = await pictureWith(xmp(written));
      expect(article.contentCreated).toBeUndefined();
      expect(wire.extra).toMatchObject({ dateCreated: expect.stringMatching(/^2026(?:-03)?$/) });
    },
  );

  test.each(['0000:00:00 00:00:00', '00000000', ' '])('none: %j', async (written) => {
    expect((await pictureWith(xmp(written))).article.contentCreated).toBeUndefined();
  });

  test('of two that say the same day, the one with the hour', async () => {
    const { article } = await pictureWith({
      ...xmp('2026-03-11'),
      iim: [
        [55, '20260311'],
        [60, '081500+0100'],
      ],
    });
    expect(article.contentCreated).toBe('2026-03-11T08:15:00+01:00');
  });
});

describe('what a picture shows', () => {
  const place = (fields: string): string =>
    `<Iptc4xmpExt:LocationShown><rdf:Bag>${fields}</rdf:Bag></Iptc4xmpExt:LocationShown>`;
  const fields =
    '<Iptc4xmpExt:City>Fjordvik</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Norway</Iptc4xmpExt:CountryName><Iptc4xmpExt:CountryCode>NOR</Iptc4xmpExt:CountryCode>';
  const expected = [
    { name: 'Fjordvik', rel: 'city' },
    { name: 'Norway', rel: 'country', literal: 'NOR' },
  ];

  test.each([
    ['as elements', place(`<rdf:li rdf:parseType="Resource">${fields}</rdf:li>`)],
    ['in a description', place(`<rdf:li><rdf:Description>${fields}</rdf:Description></rdf:li>`)],
    [
      'as attributes',
      place(
        '<rdf:li Iptc4xmpExt:City="Fjordvik" Iptc4xmpExt:CountryName="Norway" Iptc4xmpExt:CountryCode="NOR"/>',
      ),
    ],
  ])('places %s', async (_how, xmp) => {
    const { article } = await pictureWith({ xmp });
    expect(article.places).toMatchObject(expected);
    expect(article.located).toBe('Fjordvik');
  });

  test('all of them, beside where it was taken', async () => {
    const second = '<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Sandnes</Iptc4xmpExt:City></rdf:li>';
    const { article } = await pictureWith({
      iim: [[90, 'Stryn']],
      xmp: place(`<rdf:li rdf:parseType="Resource">${fields}</rdf:li>${second}`),
    });
    expect(article.places?.map(({ name }) => name)).toEqual(['Stryn', 'Fjordvik', 'Norway', 'Sandnes']);
    expect(article.located).toBe('Stryn');
  });
});

describe('damaged metadata', () => {
  test('XMP that is no XML is told, and the rest is read', async () => {
    const record = await pictureWith({ iim: [[105, 'Islanders']], xmp: '<dc:title><rdf:Alt></dc:title>' });
    expect(record.article.headlines).toMatchObject([{ value: 'Islanders' }]);
    expect(warningCodes(record)).toContain('metadata-damaged');
  });

  test('IIM that is cut off is told, and what stands before the cut is read', async () => {
    const block = iimBlock([
      [105, 'Islanders block the quay'],
      [120, 'Islanders sleep in their cars.'],
    ]);
    const record = await recordOf(tiffWith(0x83bb, 1, block.subarray(0, -10)));
    expect(record.article.headlines).toMatchObject([{ value: 'Islanders block the quay' }]);
    expect(warningCodes(record)).toContain('metadata-damaged');
    expect(warningCodes(await recordOf(tiffWith(0x83bb, 1, block)))).not.toContain('metadata-damaged');
  });

  test('EXIF that is cut off is told', async () => {
    const whole = jpeg({ iim: [[105, 'Islanders']], exif: { ifd0: { 0x13b: 'Nina Brattås' } } });
    const at = whole.indexOf('MM\0*');
    // the first directory stands beyond the end of the segment
    whole.writeUInt32BE(0x00ffffff, at + 4);
    expect(warningCodes(await recordOf(whole))).toContain('metadata-damaged');
  });
});

describe('IPTC-IIM', () => {
  test('every field in its place', async () => {
    const { article, wire } = await pictureWith({ iim: IIM, width: 4000, height: 2667 });
    expect(article).toMatchObject({
      type: 'picture',
      headlines: [{ role: 'main', value: 'Islanders block the quay' }],
      title: 'FERRY-PROTEST',
      slugline: 'FERRY-PROTEST',
      by: 'Nina Brattås',
      located: 'Fjordvik',
      urgency: 4,
      contentCreated: '2026-03-11T08:15:00+01:00',
      copyrightNotice: 'Copyright 2026 Aurora',
      edNote: 'Mandatory credit. No sales.',
      descriptions: [
        { role: 'caption', value: 'Islanders sleep in their cars on the quay of Fjordvik on 11 March 2026.' },
      ],
      places: [
        { name: 'South quay', rel: 'sublocation' },
        { name: 'Fjordvik', rel: 'city' },
        { name: 'Vestland', rel: 'state' },
        { name: 'Norway', rel: 'country', literal: 'NOR' },
      ],
      renditions: [{ name: 'original', contentType: 'image/jpeg', width: 4000, height: 2667 }],
    });
    expect(article.bodies).toBeUndefined();
    expect(article.subjects).toEqual(
      expect.arrayContaining([
        { rel: 'subject', uri: 'http://cv.iptc.org/newscodes/subjectcode/14000000', name: 'social issue' },
        { rel: 'supplemental-category', literal: 'Transport' },
        { rel: 'keyword', literal: 'ferry' },
      ]),
    );
    expect(wire).toMatchObject({
      format: 'photo',
      keywords: ['ferry', 'protest'],
      categories: ['I'],
      creditLine: 'AURORA',
      dateline: { city: 'Fjordvik', country: 'NOR' },
      raw: { charsetDeclared: null, charsetUsed: null },
      extra: { byTitle: 'Stringer', captionWriter: 'th', photoCredits: ['Nina Brattås/AURORA'] },
    });
  });

  test.each([
    ['Latin-1', false],
    ['UTF-8', true],
  ])('text in %s', async (_charset, utf8) => {
    const { article } = await pictureWith({ iim: [[105, 'Brattås à Århus']], utf8 });
    expect(article.headlines?.[0]?.value).toBe('Brattås à Århus');
  });

  test('a release date is an embargo, an expiry ends it', async () => {
    const { article } = await pictureWith({
      iim: [
        [105, 'x y'],
        [30, '20260801'],
        [35, '060000+0200'],
        [37, '20261231'],
        [38, '235959+0100'],
      ],
    });
    expect(article).toMatchObject({
      embargoedUntil: '2026-08-01T06:00:00+02:00',
      expires: '2026-12-31T23:59:59+01:00',
    });
  });

  test('a picture of 1911 was taken then', async () => {
    const { article, wire } = await pictureWith(
      {
        iim: [
          [105, 'At the pole'],
          [55, '19111214'],
        ],
      },
      'aurora',
    );
    expect(article.contentCreated).toMatch(/^1911-12-14T00:00:00/);
    expect(wire.warnings).toEqual([]);
  });
});

const XMP = `
<xmpMM:DocumentID>xmp.did:5f1c9d2a</xmpMM:DocumentID><xmpMM:InstanceID>xmp.iid:77</xmpMM:InstanceID>
<photoshop:Headline>Islanders &amp; the quay</photoshop:Headline>
<dc:title><rdf:Alt><rdf:li xml:lang="fr">Quai</rdf:li><rdf:li xml:lang="x-default">Quay</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">They sleep in their cars – 市.</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Nina Brattås</rdf:li><rdf:li>Per Aune</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>ferry</rdf:li><rdf:li>protest</rdf:li></rdf:Bag></dc:subject>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Aurora</rdf:li></rdf:Alt></dc:rights>
<photoshop:Credit>Aurora/Fjord Pictures</photoshop:Credit>
<photoshop:DateCreated>2026-03-11T08:15:00+01:00</photoshop:DateCreated>
<photoshop:TransmissionReference>FJV-114</photoshop:TransmissionReference>
<xmp:MetadataDate>2026-03-11T09:00:00+01:00</xmp:MetadataDate>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li></rdf:Alt></xmpRights:UsageTerms>
<Iptc4xmpCore:SubjectCode><rdf:Bag><rdf:li>14000000</rdf:li></rdf:Bag></Iptc4xmpCore:SubjectCode>
<Iptc4xmpCore:Location>South quay</Iptc4xmpCore:Location><photoshop:City>Fjordvik</photoshop:City>
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Solveig Aune</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture</Iptc4xmpExt:DigitalSourceType>`;

describe('XMP', () => {
  test('every field in its place', async () => {
    const record = await pictureWith({ xmp: XMP }, 'aurora');
    expect(record.article).toMatchObject({
      uri: 'urn:wire:aurora:xmp.did%3A5f1c9d2a',
      headlines: [{ value: 'Islanders & the quay' }],
      title: 'Quay',
      by: 'Nina Brattås, Per Aune',
      contentCreated: '2026-03-11T08:15:00+01:00',
      versionCreated: '2026-03-11T09:00:00+01:00',
      copyrightNotice: '© Aurora',
      usageTerms: 'Editorial use only',
      descriptions: [{ role: 'caption', value: 'They sleep in their cars – 市.' }],
      people: [{ name: 'Solveig Aune', rel: 'shown' }],
      digitalSourceType: { uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' },
    });
    expect(altId(record, 'job-id')).toBe('FJV-114');
    expect(altId(record, 'instance-id')).toBe('xmp.iid:77');
    expect(record.wire.extra.photoCredits).toEqual(['Nina Brattås, Per Aune/Aurora/Fjord Pictures']);
  });

  test('it is stronger than IIM, which fills what it leaves open', async () => {
    const { article } = await pictureWith({
      xmp: '<photoshop:Headline>New</photoshop:Headline>',
      iim: [
        [105, 'Old'],
        [90, 'Fjordvik'],
      ],
    });
    expect(article.headlines?.[0]?.value).toBe('New');
    expect(article.located).toBe('Fjordvik');
  });

  test('a damaged packet is passed over', async () => {
    const { article } = await pictureWith({ xmp: '<photoshop:Headline>New', iim: [[105, 'Old']] });
    expect(article.headlines?.[0]?.value).toBe('Old');
  });

  test('an entity bomb in a packet does nothing', async () => {
    const { article } = await pictureWith({
      xmp: '<photoshop:Headline>&lol9;</photoshop:Headline>',
      iim: [[105, 'Old']],
    });
    expect(article.headlines?.[0]?.value).toBe('Old');
  });
});

describe('EXIF', () => {
  test('author, story, time with its offset, camera and place', async () => {
    const { article, wire } = await pictureWith({
      exif: {
        ifd0: {
          0x10e: 'Islanders on the quay',
          0x10f: 'Fjordcam',
          0x110: 'F1',
          0x13b: 'Nina Brattås',
          0x8298: '2026 Aurora',
        },
        exif: { 0x9003: '2026:03:11 08:15:00', 0x9011: '+01:00' },
        gps: { latitude: 60.39, longitude: -5.32 },
      },
    });
    expect(article).toMatchObject({
      by: 'Nina Brattås',
      descriptions: [{ value: 'Islanders on the quay' }],
      copyrightNotice: '2026 Aurora',
      contentCreated: '2026-03-11T08:15:00+01:00',
      places: [{ geoJSON: { type: 'Point', coordinates: [-5.32, 60.39] } }],
    });
    expect(wire.extra.camera).toBe('Fjordcam F1');
  });

  test('a time without an offset is read in the zone of the feed', async () => {
    const { article } = await pictureWith({ exif: { exif: { 0x9003: '2026:07:01 08:15:00' } } }, 'aurora');
    expect(article.contentCreated).toBe('2026-07-01T08:15:00+02:00');
  });

  test('what the camera writes by itself is no caption, and Null Island no place', async () => {
    const { article } = await pictureWith({
      exif: { ifd0: { 0x10e: 'OLYMPUS DIGITAL CAMERA' }, gps: { latitude: 0, longitude: 0 } },
    });
    expect([article.descriptions, article.places]).toEqual([undefined, undefined]);
  });
});

test.each([
  ['aurora', 'photo-quay.jpg', 'Islanders block the quay', 'Fjordvik'],
  ['delta', 'photo-pont.jpg', 'Le vieux pont rouvre', 'Marlieu'],
])('the sample %s/%s', async (provider, name, headline, city) => {
  const [record] = await recordsIn(samplePath(provider, name), provider);
  expect(record?.article).toMatchObject({ type: 'picture', headlines: [{ value: headline }], located: city });
});

describe('identity', () => {
  test('without an id it is the bytes, and never the name of the file', async () => {
    const one = await readBytes(jpeg({ iim: IIM }), 'aurora', 'a.jpg');
    const two = await readBytes(jpeg({ iim: IIM }), 'aurora', 'b.jpg');
    const other = await readBytes(jpeg({ iim: IIM, width: 641 }), 'aurora', 'a.jpg');
    const uri = (result: typeof one): string => {
      const [item] = result.ok ? result.items : [];
      return item?.ok === true ? item.record.article.uri : '';
    };
    expect(uri(one)).toBe(uri(two));
    expect(uri(one)).not.toBe(uri(other));
  });

  test('a picture that says nothing is a picture all the same', async () => {
    const { article } = await pictureWith({});
    expect(article).toMatchObject({ type: 'picture', renditions: [{ width: 640, height: 480 }] });
  });
});

describe('a picture that breaks off', () => {
  const whole = jpeg({ iim: IIM });
  // the pixels begin here
  const scanned = Buffer.concat([
    ...[whole.subarray(0, -2), Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]), Buffer.alloc(40)],
    Buffer.from([0xff, 0xd9]),
  ]);
  const boxes = Buffer.concat([Buffer.from('\0\0\0\u0014ftypheic\0\0\0\0mif1'), Buffer.from([0, 0, 0, 40])]);
  const strips = tiffWith(273, 4, Buffer.from([0, 1, 0, 0]));

  test.each([
    ['a JPEG, in its head', whole.subarray(0, whole.length / 2)],
    ['a JPEG, before its pixels', whole.subarray(0, -2)],
    ['a JPEG, in its pixels', scanned.subarray(0, -2)],
    ['a PNG', png(['tEXt', Buffer.from('Title\0Quay')]).subarray(0, -14)],
    ['a TIFF, before its directory ends', tiffWith(0x83bb, 1, iimBlock(IIM)).subarray(0, 60)],
    ['a WebP', webp('<x/>').subarray(0, -1)],
  ])('%s, says so', async (_, bytes) => {
    expect(warningCodes(await recordOf(bytes))).toContain('truncated');
  });

  test('a TIFF of sixty thousand entries that name the same strips costs no more than its length', async () => {
    const entries = 60_000;
    const file = Buffer.alloc(10 + entries * 12 + 400_000);
    file.write('II*\0');
    file.writeUInt32LE(8, 4);
    file.writeUInt16LE(entries, 8);
    for (let entry = 0; entry < entries; entry++) {
      const at = 10 + entry * 12;
      file.writeUInt16LE(273, at);
      file.writeUInt16LE(4, at + 2);
      file.writeUInt32LE(100_000, at + 4);
      file.writeUInt32LE(10 + entries * 12, at + 8);
    }
    expect(await processorTime(() => missingIn(file))).toBeLessThan(ENOUGH_MS);
  });

  test('a picture of boxes, or of strips, says so', () => {
    expect(missingIn(Buffer.concat([boxes, Buffer.from('mdat')]))).toBeDefined();
    expect(missingIn(Buffer.concat([boxes, Buffer.from('mdat'), Buffer.alloc(32)]))).toBeUndefined();
    expect(missingIn(strips)).toBeUndefined();
    expect(missingIn(strips.subarray(0, 24))).toBeDefined();
  });

  test.each([
    ['whole', scanned],
    ['with bytes of the camera behind its end', Buffer.concat([scanned, Buffer.alloc(12)])],
    ['without pixels', whole],
  ])('not one that is %s', async (_, bytes) => {
    expect(warningCodes(await recordOf(bytes))).not.toContain('truncated');
  });
});

test('the XMP of a WebP', async () => {
  const { article } = await recordOf(
    webp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="Islanders block the quay"/></rdf:RDF></x:xmpmeta>',
    ),
  );
  expect(article).toMatchObject({
    headlines: [{ value: 'Islanders block the quay' }],
    renditions: [{ contentType: 'image/webp', width: 640, height: 480 }],
  });
});

describe('robustness', () => {
  const whole = jpeg({
    iim: IIM,
    xmp: XMP,
    exif: { ifd0: { 0x13b: 'Nina' }, gps: { latitude: 1, longitude: 2 } },
  });

  test('a picture that is cut anywhere is a record or a fault with a code', async () => {
    for (let length = 3; length < whole.length; length += 7) {
      const result = await readBytes(whole.subarray(0, length));
      if (!result.ok) expect(result.code).toMatch(/^(?:malformed-picture|unknown-format)$/);
    }
  });

  test('bytes that were changed anywhere do no harm', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const result = await readBytes(bytes);
          if (!result.ok) expect(result.code).not.toBe('parser-failed');
        },
      ),
      { numRuns: 200 },
    );
  });
});
