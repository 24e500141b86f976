import { describe, expect, test } from '@jest/globals';
import { asItCame } from '../../../functions/core/article/as-it-came.ts';
import { contentIdentity } from '../../../functions/core/article/identity.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import {
  blockNamed,
  blockNameOf,
  blocksOf,
  learnedIn,
  withoutLearned,
} from '../../../functions/core/furniture/learned.ts';
import { textKeyOf } from '../../../functions/desk/texts.ts';
import { htmlOf, paragraphsIn, recordOfJson } from '../../support/wires.ts';

const LEAD = 'The harbour council of Torvik will build a new breakwater, its chair said after a long night.';
const SECOND = 'Engineers had warned that the old one would not see another winter of storms from the west.';
const LAST = 'Work begins in May, and the ferry will land at the northern quay until it is done.';
/** No list of ours knows these. */
const WEATHER = 'The sea is never far from our kitchen table, and you are always welcome at it.';
const READERS = 'Every story of ours is free because readers pay what they can.';

const recordWith = (html: string, more: object = {}): Promise<ArticleRecord> =>
  recordOfJson({
    uri: 'urn:x:breakwater',
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    version: '1',
    versioncreated: '2026-03-11T08:00:00Z',
    language: 'en',
    headlines: [{ role: 'main', value: 'Torvik builds breakwater' }],
    bodies: [{ contenttype: 'text/html', value: html }],
    ...more,
  });

const page = (...paragraphs: string[]): string => paragraphs.map((text) => `<p>${text}</p>`).join('');

const known = (...texts: string[]): Set<string> => new Set(texts.map(blockNameOf));

/** What is left of a story when each of its blocks came with many others. */
const leftOf = async (html: string, ...blocks: string[]): Promise<string[]> =>
  paragraphsIn(withoutLearned(await recordWith(html), known(...blocks)));

describe('what is known as furniture of a provider', () => {
  test('leaves the text, within the story and behind it, and stands with its reason', async () => {
    const whole = await recordWith(page(LEAD, WEATHER, SECOND, LAST, READERS));
    const record = withoutLearned(whole, known(WEATHER, READERS));
    expect(paragraphsIn(record)).toEqual([LEAD, SECOND, LAST]);
    expect(htmlOf(record)).toBe([LEAD, SECOND, LAST].map((text) => `<p>${text}</p>`).join('\n'));
    expect(record.wire.text.removed).toMatchObject([
      { text: WEATHER, reason: 'learned' },
      { text: READERS, reason: 'learned' },
    ]);
    const plain = paragraphsIn(record).join('\n\n');
    expect(record.article.bodies).toMatchObject([
      { charCount: plain.length, wordCount: 51 },
      { charCount: plain.length, wordCount: 51 },
    ]);
  });

  test('is known in any spelling of capitals, spaces and stops', async () => {
    expect(
      await leftOf(page(LEAD, SECOND, LAST, READERS), READERS.toUpperCase().replaceAll(' ', '  ')),
    ).toEqual([LEAD, SECOND, LAST]);
  });

  test('is noted by names that cannot be read back', async () => {
    const record = await recordWith(page(LEAD, SECOND, READERS));
    expect(blocksOf(record)).toEqual([SECOND, READERS].map(blockNameOf));
    expect(blockNamed(record, blockNameOf(READERS))).toBe(READERS);
    expect(blockNamed(withoutLearned(record, known(READERS)), blockNameOf(READERS))).toBe(READERS);
    expect([...learnedIn(withoutLearned(record, known(READERS)))]).toEqual([blockNameOf(READERS)]);
  });

  test('takes the places of sources with it', async () => {
    const named = 'The contract was first reported by Reuters, which had seen the minutes of the meeting.';
    const whole = await recordWith(page(LEAD, WEATHER, named, READERS, `${LAST} The mayor told Reuters so.`));
    const record = withoutLearned(whole, known(WEATHER, READERS));
    const plain = paragraphsIn(record).join('\n\n');
    const placed = record.wire.sources.filter(({ field }) => field === 'body');
    expect(placed.length).toBeGreaterThan(0);
    for (const { name, start, end } of placed) expect(plain.slice(start, end)).toBe(name);
    expect(asItCame(record)).toEqual(whole);
  });
});

describe('never leave the text, however often they came:', () => {
  test.each([
    ['the lead', page(LEAD, SECOND), LEAD],
    ['the lead below a label', page('Torvik today', LEAD, SECOND), LEAD],
    ['the only block of a story', page(LEAD), LEAD],
    ['most of a text', page('It is done.', SECOND, LAST, WEATHER), SECOND, LAST, WEATHER],
    [
      'an agency',
      page(LEAD, SECOND, LAST, 'With material from Reuters and our own staff.'),
      'With material from Reuters and our own staff.',
    ],
    ['a name alone', page(LEAD, SECOND, LAST, 'Nora Fells'), 'Nora Fells'],
    ['a byline', page(LEAD, SECOND, LAST, 'By Nora Fells in Torvik'), 'By Nora Fells in Torvik'],
    ['a note on rights', page(LEAD, SECOND, LAST, 'All rights reserved.'), 'All rights reserved.'],
    [
      'a figure',
      page(LEAD, SECOND, LAST, 'The storm has cost 14 lives so far.'),
      'The storm has cost 14 lives so far.',
    ],
    [
      'a quotation',
      page(LEAD, SECOND, LAST, '“We will not leave,” she said.'),
      '“We will not leave,” she said.',
    ],
    [
      'what leads to something',
      page(LEAD, SECOND, LAST, 'The standings after this round:'),
      'The standings after this round:',
    ],
    [
      'a correction',
      page(LEAD, SECOND, LAST, 'Corrects the name of the chair.'),
      'Corrects the name of the chair.',
    ],
    [
      'an embargo',
      page(LEAD, SECOND, LAST, 'Not for publication before Tuesday noon.'),
      'Not for publication before Tuesday noon.',
    ],
    [
      'a heading of what stays',
      `<p>${LEAD}</p><h2>What comes next for the town</h2><p>${SECOND}</p>`,
      'What comes next for the town',
    ],
    ['a short label above text', page(LEAD, 'Background', SECOND, LAST), 'Background'],
    [
      'the title of a table',
      `${page(LEAD, SECOND, 'Ferries this spring and who runs them')}<table><tr><td>May</td><td>Ann</td><td>north</td></tr></table>`,
      'Ferries this spring and who runs them',
    ],
  ])('%s', async (_what, html, ...blocks) => {
    const whole = await recordWith(html);
    expect(withoutLearned(whole, known(...blocks))).toBe(whole);
  });

  test('a kill, nor anything of it', async () => {
    const kill = await recordWith(page(LEAD, SECOND, READERS), { pubstatus: 'canceled' });
    expect(withoutLearned(kill, known(READERS))).toBe(kill);
    expect(blocksOf(kill)).toEqual([]);
  });

  test('a headline that the text repeats', async () => {
    const whole = await recordWith(page(LEAD, SECOND, 'Torvik builds breakwater', LAST));
    expect(withoutLearned(whole, known('Torvik builds breakwater'))).toBe(whole);
  });
});

test('a heading goes with all that stands below it', async () => {
  const html = `${page(LEAD, SECOND, LAST)}<h3>Stay a little with us</h3>${page(READERS)}`;
  expect(await leftOf(html, 'Stay a little with us', READERS)).toEqual([LEAD, SECOND, LAST]);
});

describe('who an item is does not depend on what was learned', () => {
  const HTML = `${page(LEAD, WEATHER)}<ul><li>${READERS}</li><li>A list of ferries</li></ul><blockquote><p>${WEATHER}</p></blockquote>${page(SECOND, LAST, READERS)}`;

  test('the record has the text as it came, letter by letter', async () => {
    const whole = await recordWith(HTML);
    const record = withoutLearned(whole, known(WEATHER, READERS));
    expect(paragraphsIn(record)).toEqual([LEAD, 'A list of ferries', SECOND, LAST]);
    expect(asItCame(record)).toEqual(whole);
  });

  test('its hashes and the key of its text are those of the whole', async () => {
    const whole = await recordWith(HTML);
    const record = withoutLearned(whole, known(WEATHER, READERS));
    expect(contentIdentity(record)).toEqual(contentIdentity(whole));
    expect(textKeyOf(record)).toBe(textKeyOf(whole));
    expect(textKeyOf(record)).toBeDefined();
  });

  test('and what is stored and read again is the same', async () => {
    const record = withoutLearned(await recordWith(HTML), known(WEATHER, READERS));
    expect(contentIdentity(JSON.parse(JSON.stringify(record)) as ArticleRecord)).toEqual(
      contentIdentity(record),
    );
  });
});
