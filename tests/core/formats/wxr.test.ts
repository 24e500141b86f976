import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';

const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"';

const site = (items: string): string =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>Echo</title><link>https://echo.example</link><wp:wxr_version>1.2</wp:wxr_version>${items}</channel></rss>`;

const post = (id: number, more: string, content = 'Text.'): string =>
  `<item><title>Post ${id}</title><guid isPermaLink="false">https://echo.example/?p=${id}</guid><content:encoded><![CDATA[${content}]]></content:encoded><wp:post_id>${id}</wp:post_id>${more}</item>`;

const read = (document: string): ReturnType<typeof readBytes> =>
  readBytes(new TextEncoder().encode(document), 'evergreen');

async function recordsOf(items: string): Promise<ArticleRecord[]> {
  const result = await read(site(items));
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function withContent(content: string): Promise<ArticleRecord> {
  const [record] = await recordsOf(post(1, '', content));
  if (record === undefined) throw new Error('no record');
  return record;
}

const echo = async (): Promise<ArticleRecord> => {
  const [record] = await recordsIn(samplePath('evergreen', 'wxr-site.xml'));
  if (record === undefined) throw new Error('no record');
  return record;
};

describe('which items are records', () => {
  test('posts and pages that are published; attachments, menus and drafts are none', async () => {
    const records = await recordsIn(samplePath('evergreen', 'wxr-site.xml'));
    expect(records.map(({ article, wire }) => [wire.format, article.uri, wire.extra.postType])).toEqual([
      ['wxr', 'https://echo.example/?p=101', 'post'],
      ['wxr', 'https://echo.example/?page_id=2', 'page'],
    ]);
  });

  test.each([
    ['publish', '0', 1],
    ['inherit', '0', 1],
    ['inherit', '7', 0],
    ['private', '0', 0],
    ['draft', '0', 0],
    ['pending', '0', 0],
    ['future', '0', 1],
    ['trash', '0', 0],
  ])('status %s under parent %s: %i', async (status, parent, count) => {
    const other = post(9, '<wp:status>publish</wp:status>');
    const records = await recordsOf(
      post(1, `<wp:status>${status}</wp:status><wp:post_parent>${parent}</wp:post_parent>`) + other,
    );
    expect(records).toHaveLength(count + 1);
  });

  const SCHEDULED = '<wp:status>future</wp:status>';

  test('a scheduled post is held until its date, which is not when it was made', async () => {
    const [record] = await recordsOf(
      post(
        1,
        `${SCHEDULED}<wp:post_date_gmt>2026-05-01 06:00:00</wp:post_date_gmt><wp:post_modified_gmt>2026-03-01 09:30:00</wp:post_modified_gmt>`,
      ),
    );
    expect(record?.article).toMatchObject({
      pubStatus: 'usable',
      embargoedUntil: '2026-05-01T06:00:00Z',
      versionCreated: '2026-03-01T09:30:00Z',
    });
    expect(record?.article.firstCreated).toBeUndefined();
    expect(record?.wire.warnings).toEqual([]);
  });

  test('the first version of a scheduled post has the date of its publication in every field', async () => {
    const [record] = await recordsOf(
      post(
        1,
        `${SCHEDULED}<wp:post_date_gmt>2026-05-01 06:00:00</wp:post_date_gmt><wp:post_modified_gmt>2026-05-01 06:00:00</wp:post_modified_gmt>`,
      ),
    );
    expect(record?.article.versionCreated).toBeUndefined();
    expect(record?.wire.embargo).toMatchObject({ until: '2026-05-01T06:00:00Z', indefinite: false });
  });

  test('a scheduled post without a date is held until a person releases it', async () => {
    const [record] = await recordsOf(
      post(1, `${SCHEDULED}<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>`),
    );
    expect(record?.wire.embargo.indefinite).toBe(true);
  });

  test('a scheduled post behind a password stays withheld when its date has come', async () => {
    const [record] = await recordsOf(
      post(
        1,
        `${SCHEDULED}<wp:post_date_gmt>2026-05-01 06:00:00</wp:post_date_gmt><wp:post_password>oak</wp:post_password>`,
      ),
    );
    expect(record?.article.pubStatus).toBe('withheld');
    expect(record?.wire.embargo.until).toBeNull();
  });

  test('a post behind a password is withheld', async () => {
    const [record] = await recordsIn(samplePath('cascade', 'wxr-members.xml'), 'cascade');
    expect(record?.article.pubStatus).toBe('withheld');
    expect(JSON.stringify(record)).not.toContain('kettle"');
  });

  test('an ordinary feed that only declares the namespace is RSS', async () => {
    const result = await read(
      `<rss version="2.0" ${NAMESPACES}><channel><item><title>A</title><guid>https://a.example/1</guid></item></channel></rss>`,
    );
    expect(result.ok && result.items[0]?.ok === true && result.items[0].record.wire.format).toBe('rss');
  });
});

describe('a post', () => {
  test('identity, dates in UTC, the name behind the login, categories and tags', async () => {
    const record = await echo();
    expect(record.article).toMatchObject({
      firstCreated: '2026-05-28T19:30:00Z',
      versionCreated: '2026-05-29T08:05:00Z',
      by: 'Ada Holt',
      language: 'en-GB',
    });
    expect(record.article.headlines?.[0]?.value).toBe('Lido vote tied – mayor decides');
    expect(record.article.descriptions?.[0]).toMatchObject({
      role: 'abstract',
      value: 'Nine to nine, and then one more.',
    });
    expect(record.article.subjects?.[0]?.name).toBe('Council');
    expect(record.wire.keywords).toEqual(['lido']);
    expect(record.wire.service).toBe('The Fenholm Echo');
    expect(altId(record, 'post-id')).toBe('101');
  });

  test('a login that is its own display name gives way to the name of the person', async () => {
    const [, about] = await recordsIn(samplePath('evergreen', 'wxr-site.xml'));
    expect(about?.article.by).toBe('Ben Ashe');
  });

  test('without a guid it is known by the address that WordPress would make', async () => {
    const [record] = await recordsIn(samplePath('cascade', 'wxr-members.xml'), 'cascade');
    expect(record?.article.uri).toBe('https://members.cascade.example/?p=1');
  });

  test('one number on two posts: the guid tells them apart', async () => {
    const second = post(1, '').replace('?p=1', '?p=one');
    const records = await recordsOf(post(1, '') + second);
    expect(new Set(records.map(({ article }) => article.uri)).size).toBe(2);
  });

  test('a date of zeros and a year that cannot be are ignored', async () => {
    const [zeros, future] = await recordsOf(
      post(1, '<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>') +
        post(2, '<wp:post_date_gmt>3026-03-01 00:00:00</wp:post_date_gmt>'),
    );
    expect(zeros?.article.versionCreated).toBeUndefined();
    expect(zeros?.wire.warnings).toEqual([]);
    expect(future?.article.versionCreated).toBeUndefined();
  });

  test("readers' comments, their addresses and the desk's passwords are nowhere", async () => {
    expect(JSON.stringify(await echo())).not.toMatch(/reader@|192\.0\.2|About time|ada@echo/);
  });

  test('meta fields of the site are kept, those of WordPress are not', async () => {
    const { extra } = (await echo()).wire;
    expect(extra.meta).toEqual({ kicker: 'Town hall' });
    expect(extra.postName).toBe('lido-vote');
  });
});

describe('text', () => {
  test('empty lines are paragraphs, line ends breaks; blocks, lists and captions stay', async () => {
    expect(htmlOf(await echo())).toBe(
      "<p>The council's vote on the lido ended <strong>nine to nine</strong> [sic] on Thursday.<br>The mayor then voted yes.</p>\n" +
        '<figure><a href="https://echo.example/lido.jpg"><img src="https://echo.example/wp-content/uploads/lido-600.jpg" alt=""></a><figcaption>The lido in 1936</figcaption></figure>\n' +
        '<h2>What it costs</h2>\n<p>Rebuilding will cost two million pounds.</p>\n' +
        '<ul><li>Pool: 1.4 million</li><li>Café: 0.6 million</li></ul>',
    );
  });

  test('where paragraphs are marked, line ends mean nothing', async () => {
    const [, about] = await recordsIn(samplePath('evergreen', 'wxr-site.xml'));
    expect(about === undefined ? '' : htmlOf(about)).toBe(
      '<p>The Echo is written by two people.</p>\n<blockquote><p>And a dog.</p></blockquote>',
    );
  });

  test.each([
    ['marked and unmarked paragraphs', '<p>One.</p>\nTwo.\n\nThree.', ['One.', 'Two.', 'Three.']],
    ['a quotation set with empty lines', '<blockquote>One.\n\nTwo.</blockquote>', ['One.', 'Two.']],
    ['emphasis across the text', 'One <em>and</em> a half.\n\nTwo.', ['One and a half.', 'Two.']],
    ['brackets of an editor', 'He [the mayor] said [sic] so.', ['He [the mayor] said [sic] so.']],
    ['a shortcode with attributes', 'One.[poll id="7"]', ['One.']],
    ['a shortcode around text', '[box]One.[/box]\n\nTwo.', ['One.', 'Two.']],
    ['an embedded address', '[embed width="4"]https://v.example/1[/embed]', ['https://v.example/1']],
    ['a caption that is never closed', '[caption id="a"]One.\n\nTwo.', ['One.', 'Two.']],
    ['Windows line ends', 'One.\r\n\r\nTwo.', ['One.', 'Two.']],
  ])('%s', async (_name, content, paragraphs) => {
    expect(paragraphsIn(await withContent(content))).toEqual(paragraphs);
  });

  test('frames are dropped from the text and their addresses kept', async () => {
    const record = await echo();
    expect(htmlOf(record)).not.toContain('video.example');
    expect(record.wire.extra.embeds).toEqual(['https://video.example/embed/77']);
  });
});

describe('media', () => {
  test('the featured picture and the gallery, wherever their attachments stand, each once', async () => {
    const { associations } = (await echo()).article;
    expect(associations?.map(({ rel, type, uri }) => [rel, type, uri])).toEqual([
      ['featuremedia', 'picture', 'https://echo.example/wp-content/uploads/lido-1936.jpg'],
      ['gallery', 'picture', 'https://echo.example/wp-content/uploads/plan.png'],
    ]);
    expect(associations?.map(({ descriptions }) => descriptions?.[0]?.value)).toEqual([
      'Bathers at the lido',
      'Plan of the new pool',
    ]);
    // a title made of the file's name is none
    expect(associations?.map(({ headlines }) => headlines?.[0]?.value)).toEqual([undefined, 'The plan']);
  });

  test('clips of shortcodes', async () => {
    const { article } = await withContent(
      '[video width="640" mp4="https://echo.example/a.mp4"][/video]Text.',
    );
    expect(article.associations?.map(({ type, uri }) => [type, uri])).toEqual([
      ['video', 'https://echo.example/a.mp4'],
    ]);
  });
});

describe('a whole site', () => {
  test('that breaks off gives the posts before the break, and says where it broke', async () => {
    const posts = Array.from({ length: 400 }, (_, n) => post(n, '', 'Text. '.repeat(60))).join('');
    const document = site(posts);
    const result = await read(document.slice(0, -4000));
    if (!result.ok) throw new Error(result.message);
    const last = result.items.at(-1);
    expect(last?.ok === false && last.code).toBe('truncated');
    const records = result.items.flatMap((item) => (item.ok ? [item.record] : []));
    expect(records.length).toBeGreaterThan(200);
    expect(records[0]?.article.headlines?.[0]?.value).toBe('Post 0');
  });

  test('with a damaged post gives the others in their order, with author and pictures', async () => {
    const author =
      '<wp:author><wp:author_login>ida</wp:author_login><wp:author_display_name>Ida Vale</wp:author_display_name></wp:author>';
    const attachment =
      '<item><title>a</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://echo.example/9.jpg</wp:attachment_url></item>';
    const shown =
      '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>';
    const bad = post(2, '').replace('</title>', '</titel>').replace('</guid>', '<guid>');
    const result = await read(
      site(author + post(1, '<dc:creator>ida</dc:creator>') + bad + attachment + post(3, shown)),
    );
    if (!result.ok) throw new Error(result.message);
    const titles = result.items.map((item) =>
      item.ok ? item.record.article.headlines?.[0]?.value : item.code,
    );
    expect(titles.at(0)).toBe('Post 1');
    expect(titles.at(-1)).toBe('Post 3');
    const records = result.items.flatMap((item) => (item.ok ? [item.record] : []));
    expect(records[0]?.article.by).toBe('Ida Vale');
    expect(JSON.stringify(records.at(-1)?.article)).toContain('https://echo.example/9.jpg');
  });

  test('whose second post breaks off says so behind the first', async () => {
    const whole = site(post(1, '') + post(2, ''));
    const result = await read(whole.slice(0, whole.indexOf('<wp:post_id>2')));
    if (!result.ok) throw new Error(result.message);
    expect(result.items.map((item) => (item.ok ? 'record' : item.code))).toEqual(['record', 'truncated']);
  });

  test('of more posts than a file may have is refused', async () => {
    expect(await read(site(post(1, '').repeat(5001)))).toMatchObject({ ok: false, code: 'too-many-items' });
  });

  test('may have more attachments than that', async () => {
    const attachment = '<item><wp:post_type>attachment</wp:post_type></item>';
    expect(await recordsOf(attachment.repeat(5001) + post(1, ''))).toHaveLength(1);
  });

  test('nested deeper than anyone nests is refused', async () => {
    const deep = `<item>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</item>`;
    expect(await read(site(deep))).toMatchObject({ ok: false, code: 'too-deep' });
  });

  test('a million brackets cost no more than their length', async () => {
    const brackets = '[gallery '.repeat(100_000);
    expect(await processorTime(() => withContent(brackets))).toBeLessThan(ENOUGH_MS);
  });
});
