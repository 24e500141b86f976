/** Embargoes and kills in words, in every format that desks write them in; all of it received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { referenceKey } from '../../../../functions/core/article/kill.ts';
import { htmlOf, paragraphsIn, readBytes } from '../../../support/wires.ts';

const LINE = 'EMBARGOED UNTIL 0600 GMT FRIDAY JULY 3';
const UNTIL = Date.parse('2026-07-03T06:00:00Z');
const STORY = 'The orchard of Tolby was sold to its pickers on Wednesday.';
const HEADLINE = 'Pickers buy orchard';

async function record(text: string, provider = 'evergreen', name = 'file.txt'): Promise<ArticleRecord> {
  const result = await readBytes(new TextEncoder().encode(text), provider, name);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

interface Words {
  headline?: string;
  slug?: string;
  note?: string;
  abstract?: string;
  paragraphs?: readonly string[];
  status?: string;
  meta?: string;
}

function g2({
  headline = HEADLINE,
  slug = '',
  note,
  abstract,
  paragraphs = [STORY],
  status = 'usable',
  meta = '',
}: Words): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return `<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:orchard:1" version="1" standard="NewsML-G2" standardversion="2.28" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-07-01T09:00:00Z</versionCreated>${meta}<pubStatus qcode="stat:${status}"/>${note === undefined ? '' : `<edNote>${note}</edNote>`}</itemMeta>
<contentMeta>${slug === '' ? '' : `<slugline>${slug}</slugline>`}<headline>${headline}</headline>${abstract === undefined ? '' : `<description role="drol:summary">${abstract}</description>`}</contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html></inlineXML></contentSet></newsItem>`;
}

function nitf({
  headline = HEADLINE,
  slug = 'Orchard',
  note,
  abstract,
  paragraphs = [STORY],
  status,
  meta = '',
}: Words): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return `<?xml version="1.0"?><nitf><head><title>${headline}</title><meta name="anpa-keyword" content="${slug}"/><docdata${status === undefined ? '' : ` management-status="${status}"`}><doc-id id-string="orchard.2"/><date.issue norm="20260701T090000Z"/>${meta}</docdata></head>
<body><body.head><hedline><hl1>${headline}</hl1></hedline>${note === undefined ? '' : `<note noteclass="editorsnote"><body.content><p>${note}</p></body.content></note>`}${abstract === undefined ? '' : `<abstract><p>${abstract}</p></abstract>`}</body.head><body.content>${body}</body.content></body></nitf>`;
}

function ninjs({
  headline = HEADLINE,
  slug,
  note,
  abstract,
  paragraphs = [STORY],
  status = 'usable',
}: Words): string {
  return JSON.stringify({
    ...{ uri: 'urn:orchard:3', type: 'text', version: '1', versioncreated: '2026-07-01T09:00:00Z' },
    ...{
      pubstatus: status,
      headline,
      slugline: slug,
      language: 'en',
      ednote: note,
      description_text: abstract,
    },
    body_html: paragraphs.map((text) => `<p>${text}</p>`).join(''),
  });
}

function anpa(
  { headline = HEADLINE, slug = 'BC-OR--Orchard Sale', note, paragraphs = [STORY] }: Words,
  number = '0301',
): string {
  const lines = [`${slug},40`, headline, ...(note === undefined ? [] : [`Eds: ${note}`])].map(
    (line, index) => `${index === 0 ? '\u0002' : ''}^${line}<`,
  );
  const body = paragraphs.map((text) => `\t${text}`);
  return `\u0016\u0016\u0001w${number}\u001f__orch\r\nu a\u0013\u0011 BC-OR--Orchard Sale  07-01 0040\r\n${[...lines, ...body].join('\r\n')}\r\n\u0003ORC-WF-07-01-26 0900GMT<\r\n\u000c\u0004`;
}

function iptc7901(
  { headline = HEADLINE, paragraphs = [STORY], slug = 'orchard/sale/' }: Words,
  number = '301',
): string {
  return `\u0001orc${number} 4 pl 40  orc 0${number}\r\n\r\n${slug}\r\n\u0002${headline} =\r\n\r\n${paragraphs.join('\r\n\r\n')}\r\n\u0003\r\n010900 Jul 26\r\n\u0004`;
}

function mail({ headline = HEADLINE, paragraphs = [STORY] }: Words): string {
  return `From: desk@orchard.example\r\nTo: wire@paper.example\r\nSubject: ${headline}\r\nDate: Wed, 01 Jul 2026 09:00:00 +0000\r\nMessage-ID: <o1@orchard.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${paragraphs.join('\r\n\r\n')}\r\n`;
}

function rss({ headline = HEADLINE, paragraphs = [STORY] }: Words): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Orchard News</title><link>https://orchard.example/</link><description>News</description><item><title>${headline}</title><guid>o5</guid><pubDate>Wed, 01 Jul 2026 09:00:00 +0000</pubDate><description>${paragraphs.join(' ')}</description></item></channel></rss>`;
}

function page({ headline = HEADLINE, paragraphs = [STORY] }: Words): string {
  return `${headline}\n\nTOLBY, July 1, 2026 /OrchardWire/ -- ${paragraphs.at(-1) ?? ''}\n\nThe pickers had saved for nine years, their leader Ada Quill said.\n`;
}

const FORMATS: readonly [name: string, write: (words: Words) => string][] = [
  ['NewsML-G2', g2],
  ['NITF', nitf],
  ['ninjs', ninjs],
  ['ANPA 1312', anpa],
  ['IPTC 7901', iptc7901],
  ['a mail', mail],
];

const main = ({ article }: ArticleRecord): string | undefined => article.headlines?.[0]?.value;

describe.each(FORMATS)('%s', (_, write) => {
  test('a first paragraph that says an embargo holds until then, and is a note', async () => {
    const held = await record(write({ paragraphs: [LINE, STORY] }));
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
    expect(held.wire.embargo).toMatchObject({ indefinite: false, text: LINE });
    expect(paragraphsIn(held)).toEqual([STORY]);
    expect(main(held)).toBe(HEADLINE);
    expect(held.wire.edNotes.map(({ text }) => text)).toContain(LINE);
  });

  test('an embargo at the head of the headline leaves the headline', async () => {
    const held = await record(write({ headline: `EMBARGOED: ${HEADLINE}` }));
    expect(held.wire.embargo).toMatchObject({ until: null, indefinite: true });
    expect(main(held)).toBe(HEADLINE);
  });

  test('a headline that is nothing but an embargo gives way to one of the text', async () => {
    const held = await record(write({ headline: LINE }));
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
    expect(main(held)).toBe(STORY);
    expect(held.wire.signals).toContain('headline-derived');
  });

  test('news about an embargo is published', async () => {
    const news = await record(
      write({
        headline: 'Vardia lifts grain embargo until spring',
        paragraphs: ['The embargo was to end on Friday, the minister said.'],
      }),
    );
    expect(news.wire.embargo).toEqual({ until: null, indefinite: false, text: null });
    expect(news.wire.signals).not.toContain('embargo-lifted');
  });

  test('a kill in the headline is a notice, which stays as it is', async () => {
    const notice = await record(
      write({ headline: `KILL KILL KILL ${HEADLINE}`, paragraphs: ['Please kill this story. It is wrong.'] }),
    );
    expect(notice.wire.signals).toEqual(expect.arrayContaining(['kill', 'kill-notice']));
    expect(notice.article.pubStatus).toBe('usable');
    expect(notice.wire.kill).toMatchObject({ inWords: true });
    expect(paragraphsIn(notice)).toEqual(['Please kill this story. It is wrong.']);
  });

  test('news of killings and withdrawals is no kill', async () => {
    const news = await record(
      write({
        headline: 'Kill switch for scooters',
        paragraphs: ['The toy was withdrawn from sale on Friday.'],
      }),
    );
    expect(news.wire.signals).not.toContain('kill');
    expect(news.wire.kill).toBeUndefined();
  });
});

describe('slots of their own', () => {
  test('an abstract', async () => {
    for (const write of [g2, nitf, ninjs]) {
      const held = await record(write({ abstract: LINE }));
      expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
      expect(held.article.descriptions ?? []).toEqual([]);
    }
  });

  test('a note, in its second sentence or behind a dash', async () => {
    for (const note of [
      'Adds quotes. Embargoed until 6 a.m. GMT Friday.',
      'Strong language - embargo until 6 a.m. Friday',
    ]) {
      for (const write of [g2, nitf, ninjs, anpa]) {
        const held = await record(write({ note }));
        expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
      }
    }
  });

  test('the advance of an American slug, from the beginning of its day', async () => {
    const held = await record(anpa({ slug: 'BC-OR--Orchard Sale, Adv03' }));
    expect(held.wire.embargo.until).toBe('2026-07-03T00:00:00Z');
  });

  test('the description of a feed, where the text follows at once', async () => {
    const held = await record(rss({ paragraphs: [`${LINE}.`, STORY] }));
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
    expect(JSON.stringify(held.article)).toContain(STORY);
    expect(paragraphsIn(held).join(' ')).not.toContain('EMBARGOED');
    expect(held.article.descriptions?.map(({ value }) => value).join(' ') ?? '').not.toContain('EMBARGOED');
  });

  test('a line above the headline of a page', async () => {
    const held = await record(`${LINE}\n\n${page({})}`);
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
  });

  test('bold type around the line goes with it', async () => {
    const held = await record(
      ninjs({ paragraphs: [`<strong>${LINE}.</strong> The orchard &amp; its <em>barn</em> were sold.`] }),
    );
    expect(htmlOf(held)).toBe('<p>The orchard &amp; its <em>barn</em> were sold.</p>');
    expect(paragraphsIn(held)).toEqual(['The orchard & its barn were sold.']);
  });

  test.each([
    [
      'two cells of a table',
      '<table><tr><td>Embargo</td><td>Friday, 3 July 2026, 06:00 GMT</td></tr></table>',
    ],
    ['a cell of the table that sets the page', `<table><tr><td><b>${LINE}</b></td></tr></table>`],
    ['a heading, with the time below it', '<h3>** EMBARGO **</h3><p>3 July 2026, 06:00 GMT</p>'],
  ])('%s', async (_, above) => {
    const held = await record(ninjs({ paragraphs: [`</p>${above}<p>${STORY}`] }));
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
    expect(paragraphsIn(held)).toEqual([STORY]);
  });

  test('a table of figures is no place for an embargo', async () => {
    const table = '<table><tr><td>Embargo</td><td>Adv 03</td><td>1,204</td></tr></table>';
    const news = await record(ninjs({ paragraphs: [`</p>${table}<p>${STORY}`] }));
    expect(news.wire.embargo.indefinite).toBe(false);
  });

  test('a date of figures is read as the language of the item writes it', async () => {
    const until = async (language: string): Promise<string | null> => {
      const item = JSON.parse(ninjs({ note: 'Embargo: 03/07/2026 06:00 GMT' })) as object;
      return (await record(JSON.stringify({ ...item, language }))).wire.embargo.until;
    };
    expect(Date.parse((await until('pt')) ?? '')).toBe(UNTIL);
    expect(await until('en')).toBeNull();
    // a mail does not say its language
    const [line, text] = [
      'Sotto embargo fino alle 6.00 GMT del 03/07/2026',
      'Il frutteto di Tolby è stato venduto mercoledì ai suoi raccoglitori, ha detto il sindaco della città.',
    ];
    const held = await record(mail({ headline: 'Venduto il frutteto', paragraphs: [line, text] }), 'nobody');
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
  });

  test('a first line in Arabic with an end that nobody can read', async () => {
    const held = await record(ninjs({ paragraphs: ['محظور النشر حتى موعد لاحق', STORY] }));
    expect(held.wire.embargo).toMatchObject({ until: null, indefinite: true });
  });

  test('a stamp inside of a story holds nothing', async () => {
    const news = await record(
      g2({
        paragraphs: ['A box was found in an attic.', 'EMBARGOED UNTIL FURTHER NOTICE', 'Nobody knows why.'],
      }),
    );
    expect(news.wire.embargo.indefinite).toBe(false);
    expect(paragraphsIn(news)).toHaveLength(3);
  });

  test('an embargo that was lifted holds nothing more, also where its line was left in the text', async () => {
    const lifted = await record(g2({ note: 'EMBARGO LIFTED', paragraphs: [LINE, STORY] }));
    expect(lifted.wire.signals).toContain('embargo-lifted');
    expect(lifted.wire.embargo).toEqual({ until: null, indefinite: false, text: null });
    expect(paragraphsIn(lifted)).toEqual([STORY]);
  });

  test('a status "embargoed" ends with the words of the note', async () => {
    const held = await record(nitf({ status: 'embargoed', note: 'Embargoed to 0600 Friday July 3' }));
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
  });
});

describe('an end that cannot be read', () => {
  test.each([
    ['a weekday that does not fit its date', 'EMBARGOED UNTIL MONDAY JULY 3'],
    ['an end that no clock tells', 'Sperrfrist bis Redebeginn'],
    ['a time of today that was over when the file came', 'Embargoed until 11 a.m.'],
    ['a date of which nobody knows the month', 'EMBARGOED UNTIL 03/04 0900'],
    ['about noon', 'Embargoed until about noon Friday'],
  ])('%s: a person decides', async (_, note) => {
    const { wire } = await record(ninjs({ note }));
    expect(wire.embargo).toMatchObject({ until: null, indefinite: true });
    expect(wire.warnings.map(({ code }) => code)).toContain('embargo-in-words');
  });

  test('a zone of the text counts before that of the feed', async () => {
    const of = async (note: string): Promise<string | null> =>
      (await record(ninjs({ note }), 'borealis')).wire.embargo.until;
    expect(await of('Sperrfrist: Freitag, 6 Uhr')).toBe('2026-07-03T06:00:00+02:00');
    expect(await of('Embargoed until 6 a.m. ET Friday')).toBe('2026-07-03T06:00:00-04:00');
  });
});

test('"hold for release" may have its time behind a colon', async () => {
  const held = await record(nitf({ note: 'Hold for release: July 3, 6 a.m. GMT' }));
  expect(held.wire.embargo).toMatchObject({ until: '2026-07-03T06:00:00Z', indefinite: false });
  const open = await record(nitf({ note: 'Hold for release: the speech of the mayor' }));
  expect(open.wire.embargo.indefinite).toBe(true);
});

describe('withheld until a time', () => {
  test('is an embargo: NewsML-G2, NITF', async () => {
    const end = '2026-07-03T06:00:00Z';
    const meta = await record(g2({ status: 'withheld', meta: `<embargoed>${end}</embargoed>` }));
    expect(meta).toMatchObject({ article: { pubStatus: 'usable' }, wire: { embargo: { until: end } } });
    const release = await record(
      nitf({ status: 'withheld', meta: '<date.release norm="20260703T060000Z"/>' }),
    );
    expect(release.article.pubStatus).toBe('usable');
    expect(Date.parse(release.wire.embargo.until ?? '')).toBe(UNTIL);
  });

  test('in words, too', async () => {
    const held = await record(ninjs({ status: 'withheld', note: LINE }));
    expect(held.article.pubStatus).toBe('usable');
    expect(Date.parse(held.wire.embargo.until ?? '')).toBe(UNTIL);
  });

  test('without a time, and for drafts, it stays withheld', async () => {
    expect((await record(ninjs({ status: 'withheld' }))).article.pubStatus).toBe('withheld');
    expect((await record(ninjs({ status: 'withheld', note: 'HOLD FOR RELEASE' }))).article.pubStatus).toBe(
      'withheld',
    );
    expect((await record(ninjs({ status: 'draft', note: LINE }))).article.pubStatus).toBe('withheld');
  });
});

describe('a slug in capitals that begins with KILL', () => {
  test('is a kill', async () => {
    const { wire } = await record(g2({ slug: 'KILL-ORCHARD-SALE', paragraphs: ['It was not sold.'] }));
    expect(wire.signals).toContain('kill-notice');
  });

  test('is what the news is about where the headline says so', async () => {
    const { wire } = await record(
      g2({ slug: 'KILL-SWITCH-SCOOTERS', headline: 'Scooters get a kill switch' }),
    );
    expect(wire.signals).not.toContain('kill');
  });
});

describe('a plain text of a line', () => {
  test.each([
    'Vi drar tillbaka telegrammet "Fruktodlingen såld", sänt 09.12. Använd det inte.',
    'KILL KILL KILL: Orchard sold',
  ])('that is a kill is read: %s', async (text) => {
    expect((await record(text)).wire.signals).toEqual(expect.arrayContaining(['kill', 'kill-notice']));
  });

  test('that is anything else is no article', async () => {
    expect(await readBytes(new TextEncoder().encode('Orchard sold.'))).toMatchObject({
      ok: false,
      code: 'unknown-format',
    });
  });
});

describe('a headline that forbids for a while', () => {
  test('is news where it names a day alone', async () => {
    const { wire } = await record(g2({ headline: 'Bis Montag gesperrt: Brücke wird geprüft' }));
    expect(wire.embargo.indefinite).toBe(false);
    expect(wire.embargo.until).toBeNull();
  });
});

describe('what a kill names', () => {
  test('the last mail of its thread, where it does not say which one it answers', async () => {
    const notice = mail({ headline: 'KILL: Pickers buy orchard', paragraphs: ['Please kill it.'] }).replace(
      'MIME-Version',
      'References: <o0@orchard.example>\r\n <O7@orchard.example>\r\nMIME-Version',
    );
    expect((await record(notice)).wire.kill?.references).toEqual([
      { kind: 'message-number', value: 'o7@orchard.example' },
    ]);
  });

  test('a number, with and without the letters of the service', async () => {
    const story = await record(iptc7901({}));
    expect(story.wire.references).toContain('message-number:orc301@2026-07-01');
    for (const order of [
      'Please kill item orc 301 "Pickers buy orchard".',
      'Please kill item 301.',
      'Please kill ORC0301.',
    ]) {
      const notice = await record(iptc7901({ headline: 'KILL KILL KILL', paragraphs: [order] }, '322'));
      expect(notice.wire.kill?.references).toContainEqual({ kind: 'message-number', value: 'orc301' });
    }
  });

  test('a slug, a day, a headline; not what runs instead', async () => {
    const story = await record(anpa({}));
    expect(story.wire.references).toEqual([
      'slug:bc-or--orchard sale@2026-07-01',
      'message-number:w301@2026-07-01',
    ]);
    const text = 'Kill the story slugged BC-OR--Orchard Sale, w0301, of July 1, substitute is w0330.';
    const { wire } = await record(anpa({ slug: 'BC-OR--Orchard Sale, KILL', paragraphs: [text] }, '0322'));
    expect(wire.kill?.references).toEqual([
      { kind: 'slug', value: 'bc-or--orchard sale', date: '2026-07-01' },
      { kind: 'message-number', value: 'w301', date: '2026-07-01' },
    ]);
    // a notice has the slug of its victim and must not be taken for it
    expect(wire.references).toEqual(['message-number:w322@2026-07-01']);
    const quoting = await record(
      ninjs({ headline: 'KILL', paragraphs: [`Please kill our story headlined "${HEADLINE}".`] }),
    );
    expect(quoting.wire.kill).toMatchObject({ references: [], headlines: [HEADLINE] });
  });

  test('an item that it replaces', async () => {
    const bytes = new TextEncoder().encode(
      g2({
        headline: `MANDATORY KILL: ${HEADLINE}`,
        meta: '<link rel="irel:replaces" residref="urn:orchard:0"/>',
      }),
    );
    const result = await readBytes(bytes);
    expect(result).toMatchObject({ ok: true, items: [{ cancels: ['urn:orchard:0'] }] });
    if (!result.ok || result.items[0]?.ok !== true) throw new Error('no record');
    expect(result.items[0].record.wire.signals).toEqual(['kill']);
  });

  test('the mail that it replies to', async () => {
    const story = await record(mail({}));
    const reply = mail({ headline: 'STORY KILL', paragraphs: ['Please kill the story. It is wrong.'] })
      .replace('<o1@', '<o2@')
      .replace('MIME-Version', 'In-Reply-To: <o1@orchard.example>\r\nMIME-Version');
    const [name] = story.wire.references ?? [];
    const { kill } = (await record(reply)).wire;
    expect(kill?.references.map((reference) => referenceKey(reference))).toEqual([name]);
  });

  test('a kill by status has no notice', async () => {
    const { wire } = await record(ninjs({ status: 'canceled', headline: `KILL: ${HEADLINE}` }));
    expect(wire.signals).toEqual(['kill']);
    expect(wire.kill).toBeUndefined();
  });

  test('a kill that is taken back is none', async () => {
    const { wire } = await record(ninjs({ note: 'KILL LIFTED: the story may be used again' }));
    expect(wire.signals).toContain('reinstated');
    expect(wire.kill).toBeUndefined();
  });
});
