import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { jpeg } from '../../support/jpeg.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn, warningCodes } from '../../support/wires.ts';

async function recordsOf(mail: string | Buffer): Promise<ArticleRecord[]> {
  const result = await readBytes(typeof mail === 'string' ? Buffer.from(mail) : mail);
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function only(mail: string | Buffer): Promise<ArticleRecord> {
  const [record, ...more] = await recordsOf(mail);
  if (record === undefined || more.length > 0) throw new Error('not one record');
  expect(record.wire.format).toBe('rfc822');
  return record;
}

const HEAD = [
  'From: Desk <desk@cascade.example>',
  'To: wire@wire.example',
  'Date: Wed, 11 Mar 2026 08:00:00 -0700',
  'Message-ID: <1@cascade.example>',
];
const BODY = 'The harbour hall of Alder Bay burned down on Monday.';

/** A mail of the usual headers, with those given in their place or after them. */
function mail(headers: readonly string[] = [], body: string = BODY): string {
  const given = new Set(headers.map((header) => header.split(':', 1)[0]?.toLowerCase()));
  const kept = HEAD.filter((header) => !given.has(header.split(':', 1)[0]?.toLowerCase()));
  return [...kept, ...headers.filter((header) => !/: ?$/.test(header)), '', body, ''].join('\r\n');
}

const multipart = (type: string, ...parts: readonly string[]): string =>
  mail(
    ['Subject: Harbour fire', 'MIME-Version: 1.0', `Content-Type: multipart/${type}; boundary="b"`],
    [...parts.map((part) => `--b\r\n${part}`), '--b--'].join('\r\n'),
  );
const attachment = (name: string, bytes: Uint8Array, type = 'application/octet-stream'): string =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${Buffer.from(bytes).toString('base64')}`;

describe('a mail with text, HTML and a picture', () => {
  const story = async (): Promise<ArticleRecord> => {
    const [record, ...more] = await recordsIn(samplePath('evergreen', 'mail-story.eml'), 'evergreen');
    if (record === undefined || more.length > 0) throw new Error('not one record');
    return record;
  };

  test('subject in several encoded words, date, keywords, sender and verdicts', async () => {
    const record = await story();
    expect(record.article).toMatchObject({
      headlines: [
        { role: 'main', value: 'Clock of St Wulfric’s strikes again, for the first time in nine years' },
      ],
      versionCreated: '2026-03-11T07:30:59+00:00',
    });
    expect(record.wire).toMatchObject({
      keywords: ['clocks', 'Long Tamsin'],
      extra: {
        from: { name: 'Tess Arkwright – Gazette', address: 'tess@gazette.evergreen.example' },
        'authentication-results': ['in.wire.example; spf=pass; dkim=pass header.d=evergreen.example'],
      },
    });
    expect(altId(record, 'message-id')).toBe('<20260311.0730.clock@gazette.evergreen.example>');
  });

  test('the HTML is the richer text, and is cleaned', async () => {
    const record = await story();
    expect(htmlOf(record)).toContain('<a href="https://tower.example">the tower</a> was shut.');
    expect(paragraphsIn(record)[1]).toBe('“We had forgotten how loud it is,” said Maud Penney.');
    expect(JSON.stringify(record)).not.toContain('track()');
  });

  test('the picture belongs to the story; a logo is no item', async () => {
    expect((await story()).article.associations).toMatchObject([
      {
        type: 'picture',
        descriptions: [{ role: 'caption', value: 'The clock face, gilded by hand' }],
        renditions: [{ title: 'clock.jpg', contentType: 'image/jpeg', sizeInBytes: 4 }],
      },
    ]);
  });
});

describe('subjects', () => {
  test.each([
    ['=?iso-8859-1?Q?Caf=E9_in_Vale?=', 'Café in Vale'],
    ['=?windows-1252?Q?Harbour=92s_fire?=', 'Harbour’s fire'],
    ['=?UTF-8?B?Q2Fmw6k=?= =?UTF-8?B?IFZhbGU=?=', 'Café Vale'],
    ['=?utf-8?Q?Caf=C3?=\r\n =?utf-8?Q?=A9_Vale?=', 'Café Vale'],
    ['=?utf-8?B?xQ==?=\r\n =?UTF-8?b?mGVrYSB1IEJyb2R1IHN0b3Vww6E=?=', 'Řeka u Brodu stoupá'],
    ['=?gb2312?B?ytDV/riu?=', '市政府'],
    ['=?gb2312?B?ytDV?= =?gb2312?B?/riu?=', '市政府'],
    ['=?koi8-r?B?89TP0g==?=', 'Стор'],
    ['Harbour fire: the\r\n long story', 'Harbour fire: the long story'],
    ['Café in Vale', 'Café in Vale'],
    ['=?windows-1252?Q?Vale’s_fire?=', 'Vale’s fire'],
  ])('%j', async (written, value) => {
    const { article } = await only(mail([`Subject: ${written}`]));
    expect(article.headlines?.[0]?.value).toBe(value);
  });

  test('a mail without one gets its first words', async () => {
    const { wire } = await only(mail());
    expect(wire.signals).toContain('headline-derived');
  });
});

describe('texts', () => {
  test.each([
    [
      'quoted-printable',
      ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable'],
      'Caf=E9 =93Vale=94 burn=\r\ned down on Monday.',
      'Café “Vale” burned down on Monday.',
    ],
    [
      'base64',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      Buffer.from('Café Vale burned down.').toString('base64'),
      'Café Vale burned down.',
    ],
    ['no charset at all', ['Content-Type: text/plain'], 'Café Vale burned down.', 'Café Vale burned down.'],
    [
      'Shift_JIS',
      ['Content-Type: text/plain; charset=shift_jis', 'Content-Transfer-Encoding: base64'],
      Buffer.from([0x8e, 0x73, 0x82, 0xcc]).toString('base64'),
      '市の',
    ],
  ])('%s', async (_what, headers, body, expected) => {
    expect(paragraphsIn(await only(mail(['Subject: x y', ...headers], body)))).toEqual([expected]);
  });

  test('format=flowed: lines that end with a space go on', async () => {
    const text =
      'The harbour hall of Alder Bay \r\nburned down on Monday, \r\nthe town said.\r\n\r\nNobody was hurt.';
    const record = await only(
      mail(['Subject: x y', 'Content-Type: text/plain; charset=utf-8; format=flowed'], text),
    );
    expect(paragraphsIn(record)).toEqual([
      'The harbour hall of Alder Bay burned down on Monday, the town said.',
      'Nobody was hurt.',
    ]);
  });

  test('delsp=yes: the space itself is not part of the text', async () => {
    const text = '市議会は \r\n決定した。';
    const record = await only(
      mail(['Subject: x y', 'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes'], text),
    );
    expect(paragraphsIn(record)).toEqual(['市議会は決定した。']);
  });

  test('lines wrapped at 72 columns are one paragraph', async () => {
    const text =
      'The harbour hall of Alder Bay burned down on Monday night, and two of\r\nthe ferries that lay beside it were damaged so badly that they have to\r\nbe towed to the yard of Vale, the town said on Tuesday morning.\r\n\r\nNobody was hurt.';
    expect(paragraphsIn(await only(mail(['Subject: x y'], text)))).toHaveLength(2);
  });

  test('the signature below "-- " is private', async () => {
    const record = await only(mail(['Subject: x y'], `${BODY}\r\n\r\n-- \r\nDana Whitfield\r\n+47 555 0199`));
    expect(paragraphsIn(record)).toEqual([BODY]);
    expect(record.wire.edNotes).toEqual([
      { role: 'signature', text: 'Dana Whitfield +47 555 0199', public: false },
    ]);
    expect(JSON.stringify(record.article)).not.toContain('555 0199');
  });

  test('HTML alone', async () => {
    const record = await only(
      mail(
        ['Subject: x y', 'Content-Type: text/html; charset=utf-8'],
        `<div>${BODY}</div><div><br></div><div>Nobody was hurt.</div>`,
      ),
    );
    expect(paragraphsIn(record)).toEqual([BODY, 'Nobody was hurt.']);
  });

  test('HTML without text is not taken for the story', async () => {
    const record = await only(
      multipart(
        'alternative',
        `Content-Type: text/plain\r\n\r\n${BODY} Nobody was hurt, and the ferries sail.`,
        'Content-Type: text/html\r\n\r\n<html><body><img src="cid:1"></body></html>',
      ),
    );
    expect(paragraphsIn(record)[0]).toContain(BODY);
  });

  test('text that was spoiled on its way is repaired, and the record says so', async () => {
    const record = await only(
      mail(
        ['Subject: x y', 'Content-Type: text/plain; charset=utf-8'],
        'The companyâ€™s plan for the cafÃ© failed.',
      ),
    );
    expect(paragraphsIn(record)).toEqual(['The company’s plan for the café failed.']);
    expect(warningCodes(record)).toContain('mojibake-repaired');
  });
});

describe('identity', () => {
  test('the same mail twice is one, another text under the same Message-ID is another', async () => {
    const first = await only(mail(['Subject: x y']));
    const again = await only(mail(['Subject: x y']));
    const other = await only(mail(['Subject: x y'], 'Another story.'));
    expect(again.article.uri).toBe(first.article.uri);
    expect(other.article.uri).not.toBe(first.article.uri);
    expect(altId(other, 'message-id')).toBe('<1@cascade.example>');
  });

  test('a mail without a Message-ID has an id of its content', async () => {
    const bare = mail(['Subject: x y', 'Message-ID: ']);
    expect((await only(bare)).article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
    expect((await only(bare)).article.uri).toBe((await only(bare)).article.uri);
  });

  test('without a date that of the first server counts', async () => {
    const record = await only(
      mail([
        'Date: ',
        'Received: from b by c; Wed, 11 Mar 2026 09:00:00 +0000',
        'Received: from a by b; Wed, 11 Mar 2026 08:59:00 +0000',
      ]),
    );
    expect(record.article.versionCreated).toBe('2026-03-11T08:59:00+00:00');
  });
});

describe('forms', () => {
  test('a text that is one JSON object is the story', async () => {
    const form = JSON.stringify({
      Headline: ['Hall burns down'],
      Slugline: ['HALL-FIRE'],
      Body: ['<p>The hall burned.</p><p>Nobody was hurt.</p>'],
      Priority: ['2'],
      Desk: ['Coast'],
    });
    const record = await only(mail(['Subject: Form'], form));
    expect(record.article).toMatchObject({
      slugline: 'HALL-FIRE',
      headlines: [{ value: 'Hall burns down' }],
    });
    expect(paragraphsIn(record)).toEqual(['The hall burned.', 'Nobody was hurt.']);
    expect(record.wire.extra).toMatchObject({ form: { Desk: ['Coast'] }, subject: 'Form' });
  });
});

describe('attachments', () => {
  test('a wire in a mail that says nothing itself is the item', async () => {
    const [record, ...more] = await recordsIn(samplePath('cascade', 'mail-wire-attached.eml'), 'cascade');
    expect(more).toHaveLength(0);
    expect(record?.wire).toMatchObject({ format: 'nitf', itemCount: 1 });
  });

  const ninjs = Buffer.from(
    JSON.stringify({ uri: 'urn:x:1', versioncreated: '2026-03-11T08:00:00Z', headline: 'In it' }),
  );

  test('text and wires are items side by side, compressed ones too', async () => {
    const text = `Content-Type: text/plain\r\n\r\n${BODY}`;
    const records = await recordsOf(
      multipart(
        'mixed',
        text,
        attachment('a.txt', ninjs),
        attachment('a.gz', gzipSync(ninjs)),
        attachment('x.doc', Uint8Array.of(1, 2)),
      ),
    );
    expect(records.map(({ wire }) => wire.format)).toEqual(['rfc822', 'ninjs-1', 'ninjs-1']);
  });

  test('a picture with a caption is an item of its own, a logo is not', async () => {
    const text = `Content-Type: text/plain\r\n\r\n${BODY}`;
    const records = await recordsOf(
      multipart(
        'mixed',
        text,
        attachment('logo.jpg', jpeg(), 'image/jpeg'),
        attachment('fire.jpg', jpeg({ iim: [[105, 'Hall on fire']] }), 'image/jpeg'),
      ),
    );
    expect(records.map(({ wire }) => wire.format)).toEqual(['rfc822', 'photo']);
    expect(records[0]?.article.associations).toHaveLength(2);
  });

  const files = (record: ArticleRecord | undefined): unknown =>
    record?.article.associations?.map(({ name, type, renditions }) => ({
      name,
      ...(type !== undefined && { type }),
      ...renditions?.map(({ contentType, sizeInBytes }) => ({ contentType, sizeInBytes }))[0],
    }));

  test.each([
    ['ferries.csv', 'text/csv', 'boat,seats\nAlder,90\n', 'text/csv'],
    ['plan.pdf', 'application/octet-stream', '%PDF-1.7 of the hall', 'application/pdf'],
    ['plan.odt', '', 'no matter', 'application/vnd.oasis.opendocument.text'],
    ['Ferries.XLSX', 'application/octet-stream', 'no matter', /spreadsheetml/],
    ['note.txt', 'text/plain', 'Call the harbour office.', 'text/plain'],
    ['winmail.dat', 'application/ms-tnef', 'no matter', 'application/ms-tnef'],
  ])('%s stands with its name, type and size', async (name, type, content, contentType) => {
    const bytes = Buffer.from(content);
    const expected = [{ name, contentType: expect.stringMatching(contentType), sizeInBytes: bytes.length }];
    const text = `Content-Type: text/plain\r\n\r\n${BODY}`;
    const [beside, ...more] = await recordsOf(multipart('mixed', text, attachment(name, bytes, type)));
    expect(files(beside)).toEqual(expected);
    expect(more).toHaveLength(0);
    // and where the mail has nothing else to say
    const [alone] = await recordsOf(multipart('mixed', attachment(name, bytes, type)));
    expect(files(alone)).toEqual(expected);
    expect(alone?.article.headlines?.[0]?.value).toBe('Harbour fire');
  });

  test('a mail that is a file itself', async () => {
    const head = ['Subject: Plan of the hall', 'MIME-Version: 1.0', 'Content-Transfer-Encoding: base64'];
    const record = await only(
      mail(
        [...head, 'Content-Type: application/pdf; name="plan.pdf"'],
        Buffer.from('%PDF-1.7').toString('base64'),
      ),
    );
    expect(files(record)).toEqual([{ name: 'plan.pdf', contentType: 'application/pdf', sizeInBytes: 8 }]);
  });

  test('a story that comes as a text file keeps what the mail says of it', async () => {
    const story = `Hall burns down\n\n${BODY} Two of the ferries beside it were damaged as well.\n\nNobody was hurt, the harbour master said on Tuesday morning.\n`;
    const record = await only(multipart('mixed', attachment('story.txt', Buffer.from(story), 'text/plain')));
    expect(paragraphsIn(record).join(' ')).toContain('Two of the ferries');
    expect(record.article.versionCreated).toBe('2026-03-11T08:00:00-07:00');
    expect(record.wire.extra).toMatchObject({ from: { address: 'desk@cascade.example' } });
    expect(files(record)).toMatchObject([{ name: 'story.txt' }]);
    expect(JSON.stringify(record)).toContain('Harbour fire');
  });

  test.each([
    ['application/octet-stream', jpeg(), 'image/jpeg'],
    ['image/jpg', jpeg(), 'image/jpeg'],
    ['application/octet-stream', Buffer.from('GIF89a of a hall'), 'image/gif'],
  ])('a picture that is sent as %s is a picture', async (type, bytes, contentType) => {
    const [record, ...more] = await recordsOf(multipart('mixed', attachment('hall', bytes, type)));
    expect(more).toHaveLength(0);
    expect(files(record)).toEqual([
      { name: 'hall', type: 'picture', contentType, sizeInBytes: bytes.length },
    ]);
    expect(record?.wire.extra).toMatchObject({ from: { address: 'desk@cascade.example' } });
  });

  test('a wire that cannot be read is told in the place of its mail', async () => {
    const broken = Buffer.from('<nitf><body><p>Hall</body></nitf');
    const result = await readBytes(Buffer.from(multipart('mixed', attachment('a.xml', broken))));
    expect(result.ok && result.items.map((item) => item.ok)).toEqual([false]);
  });

  test('the signature of the sender is no file', async () => {
    const text = `Content-Type: text/plain\r\n\r\n${BODY}`;
    const signature = attachment('smime.p7s', Uint8Array.of(1, 2), 'application/pkcs7-signature');
    expect((await only(multipart('signed', text, signature))).article.associations).toBeUndefined();
  });

  test('a mail that was forwarded whole', async () => {
    const inner = mail(['Subject: Inner', 'Message-ID: <2@cascade.example>']);
    const records = await recordsOf(
      multipart(
        'mixed',
        'Content-Type: text/plain\r\n\r\nSee below, it is about the harbour hall.',
        `Content-Type: message/rfc822\r\n\r\n${inner}`,
      ),
    );
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toContain('Inner');
  });
});

describe('mails whose frame is wrong', () => {
  test.each([
    'text',
    'TEXT',
    'text/',
    'plain',
    '',
    'text/plain charset=utf-8',
    'text/x-story',
    'text; charset=utf-8',
  ])('content of the kind "%s" is text', async (type) => {
    const record = await only(mail(['Subject: Hall', `Content-Type: ${type} `]));
    expect(paragraphsIn(record)).toEqual([BODY]);
    expect(record.article.associations).toBeUndefined();
  });

  test.each(['html', 'text html'])('content of the kind "%s" is HTML', async (type) => {
    const record = await only(mail(['Subject: Hall', `Content-Type: ${type}`], `<p>${BODY}</p>`));
    expect(paragraphsIn(record)).toEqual([BODY]);
  });

  test.each(['', '; boundary="other"'])('parts whose boundary is not named ("%s")', async (boundary) => {
    const parts = `--q\r\nContent-Type: text\r\n\r\n${BODY}\r\n--q\r\n${attachment('a.csv', Buffer.from('a,b'))}\r\n--q--`;
    const record = await only(mail(['Subject: Hall', `Content-Type: multipart/mixed${boundary}`], parts));
    expect(paragraphsIn(record)).toEqual([BODY]);
    expect(record.article.associations).toMatchObject([{ name: 'a.csv' }]);
  });

  const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

  test('headers with letters that are not encoded', async () => {
    const record = await only(
      latin1(mail(['Subject: Fähre fährt wieder', 'From: Jürgen Pohl <desk@cascade.example>'])),
    );
    expect(record.article.headlines).toMatchObject([{ value: 'Fähre fährt wieder' }]);
    expect(record.wire.extra).toMatchObject({ from: { name: 'Jürgen Pohl' } });
  });

  test('words of UTF-7, which nobody else reads any more', async () => {
    const record = await only(
      mail(
        [
          'Subject: =?utf-7?Q?B+APw-rgermeister?= =?unicode-1-1-utf-7?B?ZXIrQVBZLWZmbmV0?=',
          'Content-Type: text/plain; charset=utf-7',
        ],
        'Der B+APw-rgermeister er+APY-ffnet die Halle.',
      ),
    );
    expect(record.article.headlines?.[0]?.value).toBe('Bürgermeistereröffnet');
    expect(paragraphsIn(record)).toEqual(['Der Bürgermeister eröffnet die Halle.']);
  });

  test('such headers are in the charset of the text', async () => {
    const head = mail(['Subject: #', 'Content-Type: text/plain; charset=iso-8859-2']);
    // "Ústí"
    const record = await only(latin1(head.replace('#', '\u00dast\u00ed \u00e8eka')));
    expect(record.article.headlines).toMatchObject([{ value: 'Ústí čeka' }]);
  });

  test('names of files with letters that are not encoded', async () => {
    const parts = multipart(
      'mixed',
      `Content-Type: text/plain\r\n\r\n${BODY}`,
      attachment('Fähre.csv', Buffer.from('a,b')),
    );
    expect((await only(latin1(parts))).article.associations).toMatchObject([{ name: 'Fähre.csv' }]);
  });

  test.each([
    ['8bit', 'us-ascii', Buffer.from('„Über die Brücke“ fährt niemand mehr.')],
    ['8bit', 'iso-8859-1', Buffer.from('„Über die Brücke“ fährt niemand mehr.')],
    [
      'quoted-printable',
      'us-ascii',
      '=E2=80=9E=C3=9Cber die Br=C3=BCcke=E2=80=9C f=\r\n=C3=A4hrt niemand mehr.',
    ],
    ['quoted-printable', 'utf-8', '=84=DCber die Br=FCcke=93 f=E4hrt niemand mehr.'],
    ['base64', 'us-ascii', Buffer.from('„Über die Brücke“ fährt niemand mehr.').toString('base64')],
    ['8bit', '', latin1('\u0084Über die Brücke\u0093 fährt niemand mehr.')],
    ['8bit', 'x-nobody-knows', latin1('\u0084Über die Brücke\u0093 fährt niemand mehr.')],
  ])('a text in %s that is called "%s" is read by its bytes', async (encoding, charset, body) => {
    const type = charset === '' ? 'text/plain' : `text/plain; charset=${charset}`;
    const head = mail(
      ['Subject: Bridge', `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`],
      '',
    );
    const record = await only(
      Buffer.concat([Buffer.from(head.trimEnd()), Buffer.from('\r\n\r\n'), Buffer.from(body)]),
    );
    expect(paragraphsIn(record)).toEqual(['„Über die Brücke“ fährt niemand mehr.']);
  });

  test('a subject that calls windows-1252 UTF-8', async () => {
    const record = await only(mail(['Subject: =?utf-8?Q?Br=FCcke_=96?= =?utf-8?Q?_gesperrt?=']));
    expect(record.article.headlines).toMatchObject([{ value: 'Brücke – gesperrt' }]);
  });
});

describe('what stands below the signature', () => {
  const cover = 'Our release is below.';
  const sender = '-- \r\nJo Brand\r\nHarbour office';
  const release = `Hall burns down\r\n\r\n${BODY} Two of the ferries beside it were damaged as well.\r\n\r\nNobody was hurt.`;
  const read = (body: string): Promise<ArticleRecord> => only(mail(['Subject: Release'], body));

  test.each([
    ['a release', `${cover}\r\n\r\n${sender}\r\n\r\n${release}`],
    ['a release that says so', `${BODY}\r\n${sender}\r\n\r\nMEDIA RELEASE\r\n\r\n${release}`],
    ['a release below nothing', `${sender}\r\n\r\n${release}`],
    [
      'a release, the separator without its space',
      `${cover}\r\n\r\n${sender.replace('-- ', '--')}\r\n\r\n${release}`,
    ],
  ])('%s is the story', async (_what, body) => {
    const record = await read(body);
    expect(paragraphsIn(record)).toEqual(expect.arrayContaining(['Hall burns down', 'Nobody was hurt.']));
    expect(record.wire.edNotes).toEqual([
      { role: 'signature', text: 'Jo Brand Harbour office', public: false },
    ]);
  });

  test.each([
    ['an address in two blocks', 'Quay 4\r\nAlder Bay'],
    [
      'a legal notice',
      `This message is confidential and meant for nobody but the intended recipient, whoever that may be in the end.`,
    ],
    [
      'a slogan shorter than the story',
      'The ferries of Alder Bay have brought people home across the water since the year 1902.',
    ],
  ])('%s is none', async (_what, below) => {
    const record = await read(`${BODY} ${BODY} ${BODY}\r\n${sender}\r\n\r\n${below}`);
    expect(paragraphsIn(record)).toHaveLength(1);
    expect(record.wire.edNotes[0]?.text).toContain('Jo Brand');
  });
});

describe('a mailbox', () => {
  const envelope = (minute: number): string => `From desk@cascade.example Wed Mar 11 08:0${minute}:00 2026\n`;
  const letter = (minute: number, subject: string, body = BODY): string =>
    `${envelope(minute)}${mail([`Subject: ${subject}`, `Message-ID: <m${minute}@cascade.example>`], body)}\n`.replaceAll(
      '\r\n',
      '\n',
    );

  test.each(['\n', '\r\n'])('every mail is an item, files in it included (%j)', async (end) => {
    const text = [
      letter(1, 'First'),
      letter(2, 'Second', `${BODY}\n>From here on the quay is shut.\n\nFrom 8:00 to 9:00 no ferry goes.`),
      `${envelope(3)}${multipart('mixed', `Content-Type: text/plain\r\n\r\n${BODY}`, attachment('a.csv', Buffer.from('a,b')))}\n`,
    ].join('');
    const records = await recordsOf(text.replace(/\r?\n/g, end));
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual([
      'First',
      'Second',
      'Harbour fire',
    ]);
    expect(records.map(({ wire }) => wire.format)).toEqual(['rfc822', 'rfc822', 'rfc822']);
    expect(records.slice(1, 2).flatMap(paragraphsIn)).toEqual([
      BODY,
      'From here on the quay is shut.',
      'From 8:00 to 9:00 no ferry goes.',
    ]);
    expect(records[2]?.article.associations).toMatchObject([{ name: 'a.csv' }]);
  });
});

describe('what is a mail', () => {
  test.each([
    ['behind empty lines', `\r\n\r\n${mail(['Subject: x y'])}`],
    [
      'behind the envelope of a mailbox',
      `From desk@cascade.example Wed Mar 11 08:00:00 2026\r\n${mail(['Subject: x y'])}`,
    ],
    ['with line feeds alone', mail(['Subject: x y']).replaceAll('\r\n', '\n')],
    ['with a byte-order mark', `\ufeff${mail(['Subject: x y'])}`],
    ['with headers in capitals', mail(['Subject: x y']).replace('From:', 'FROM:').replace('Date:', 'DATE:')],
  ])('%s', async (_what, text) => {
    expect((await only(text)).article.headlines?.[0]?.value).toBe('x y');
  });

  test.each([
    [
      'a page that begins with a colon line',
      `Source: Alder Mining\nSubject: a fire\n\n${BODY} Two of the ferries beside it were damaged as well.\n`,
    ],
    [
      'one header line',
      `From: the harbour of Alder Bay\n\n${BODY} Two of the ferries beside it were damaged as well.\n`,
    ],
  ])('%s is none', async (_what, text) => {
    const result = await readBytes(Buffer.from(text));
    expect(result.ok && result.items[0]?.ok === true && result.items[0].record.wire.format).not.toBe(
      'rfc822',
    );
  });
});

test('a mail that breaks off in its picture keeps its text and says so', async () => {
  const whole = multipart(
    'mixed',
    `Content-Type: text/plain\r\n\r\n${BODY}`,
    attachment('hall.gif', Buffer.from('GIF89a..........')),
  );
  const record = await only(whole.slice(0, -12));
  expect(paragraphsIn(record)).toEqual([BODY]);
  expect(warningCodes(record)).toContain('truncated');
  expect(warningCodes(await only(whole))).not.toContain('truncated');
});

describe('letters and names as mail programs write them', () => {
  test.each([
    ['ISO-2022-JP', '\u001b$B5!4o$,F0$/\u001b(B', '機器が動く'],
    ['iso-8859-1', 'Il a dit : \u0093Jamais\u0094 \u0096 50 \u0080.', 'Il a dit : “Jamais” – 50 €.'],
  ])('%s', async (charset, written, read) => {
    const headers = ['Subject: x y', `Content-Type: text/plain; charset=${charset}`];
    const record = await only(Buffer.from(mail(headers, written), 'latin1'));
    expect(paragraphsIn(record)).toEqual([read]);
  });

  test('a letter that is parted by two encoded words', async () => {
    const bytes = Buffer.from('Die Brücke');
    const words = [bytes.subarray(0, 7), bytes.subarray(7)].map(
      (part) => `=?UTF-8?B?${part.toString('base64')}?=`,
    );
    const record = await only(mail([`Subject: ${words.join('\r\n ')}`]));
    expect(record.article.headlines?.[0]?.value).toBe('Die Brücke');
  });

  test('a name of a file in several parts, and two files of one name', async () => {
    const file = (disposition: string, bytes: string): string =>
      `Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; ${disposition}\r\n\r\n${bytes}`;
    const [record] = await recordsOf(
      multipart(
        'mixed',
        `Content-Type: text/plain\r\n\r\n${BODY}`,
        file("filename*0*=UTF-8''bro%20; filename*1*=%C3%A6.jpg", '/9j/2wAAAA=='),
        file('filename=a.jpg', '/9j/2wAAAB=='),
        file('filename=a.jpg', '/9j/2wAABB=='),
      ),
    );
    const told = JSON.stringify(record?.article.associations);
    expect(record?.article.associations).toHaveLength(3);
    expect(told).toContain('bro æ.jpg');
  });
});
