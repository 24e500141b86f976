/** A page of HTML and the text that a scraper makes of it give the same story: kinds of pages that were read differently. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

/** A line of a page: an element, or the name of a box with lines in it. */
type Part = readonly [tag: 'h1' | 'h2' | 'p' | 'li', text: string] | readonly [box: string, parts: Part[]];

const isBox = (part: Part): part is readonly [string, Part[]] => typeof part[1] !== 'string';

function html(parts: readonly Part[]): string {
  const inner = parts.map((part) => {
    if (!isBox(part)) return `<${part[0]}>${part[1]}</${part[0]}>`;
    const [name, children] = part;
    if (name === 'nav' || name === 'footer') {
      const links = children.map(([, text]) => `<li><a href="/${name}">${String(text)}</a></li>`);
      return `<${name}><ul>${links.join('')}</ul></${name}>`;
    }
    return `<div class="${name}">${html(children)}</div>`;
  });
  return inner.join('\n');
}

function lines(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (isBox(part) ? lines(part[1]) : [part[1]]));
}

async function record(bytes: string): Promise<ArticleRecord> {
  const result = await readBytes(new TextEncoder().encode(bytes));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

/** Both readings of a page. */
async function readings(parts: readonly Part[]): Promise<{ html: string[]; text: string[] }> {
  const page = `<!DOCTYPE html><html><head><title>Page</title></head><body>${html(parts)}</body></html>`;
  return {
    html: paragraphsIn(await record(page)),
    text: paragraphsIn(await record(lines(parts).join('\n\n'))),
  };
}

const p = (text: string): Part => ['p', text];
const h2 = (text: string): Part => ['h2', text];

const TITLE = 'Four pumps for a flooded cellar';
const LEAD =
  'Every March the cellars of Lower Tamsin fill with water, and every March its hardware shops sell out of pumps within a day or two.';
const WHY =
  'We carried four pumps into the cellar of the old toll house, let the water in up to the second step, and measured how long each pump took to get it out again.';
const HOW =
  'Each pump had to lift the water over the wall of the yard, a good three metres up, through the same length of hose that the fire brigade lends to anybody who asks.';
const PRICE =
  'The cheapest of the pumps costs as much as a pair of rubber boots, and the dearest as much as a new cellar door with a lock, a frame and somebody to put it in.';
const MARSH =
  'The Marsh is the lightest of the four pumps, and a child can carry it down the steps, but the water of our cellar was still ankle deep after two hours of work.';
const HERON =
  'The Heron empties a cellar in less than an hour, and it is so quiet that the neighbours of the toll house asked whether we had switched it on at all.';
const BITTERN =
  'The Bittern swallowed gravel, leaves and a rubber boot without a word, and it is the only pump of the four that stops by itself when the cellar is dry.';
const END =
  'Whoever lives at the upper end of the town can do without a pump, for the water of the Tamsin has never come higher than the steps of the church.';
const STORY = [LEAD, WHY, HOW, MARSH, HERON, BITTERN, END];

describe('what comes back in a story', () => {
  const pump = (name: string, text: string): Part[] => [
    h2(name),
    p(text),
    p('In favour'),
    ['li', `A hose comes with the ${name}`],
    p('Against'),
    ['li', 'No wheels'],
  ];
  const guide: Part[] = [
    ['h1', TITLE],
    p(LEAD),
    p(WHY),
    p(HOW),
    ...pump('Marsh', MARSH),
    ...pump('Heron', HERON),
    ...pump('Bittern', BITTERN),
    p(END),
  ];

  test('a label below each of several products is the story’s', async () => {
    const { html, text } = await readings(guide);
    const labels = (all: readonly string[]): string[] =>
      all.filter((line) => line === 'In favour' || line === 'Against' || line === 'No wheels');
    expect(labels(html)).toHaveLength(9);
    expect(text).toEqual(html);
  });

  test.each(['above', 'below'])(
    'a sub-heading stays where a list of contents %s has it, too',
    async (where) => {
      const headings = [
        'Light as a bucket: the Marsh',
        'The quiet one: the Heron',
        'The Bittern eats gravel',
      ];
      const contents: Part[] = [['nav', headings.map((heading) => ['li', heading])]];
      const [marsh = '', heron = '', bittern = ''] = headings;
      const { html, text } = await readings([
        ['h1', TITLE],
        p(LEAD),
        ...(where === 'above' ? contents : []),
        p(WHY),
        p(HOW),
        h2(marsh),
        p(MARSH),
        h2(heron),
        p(HERON),
        h2(bittern),
        p(BITTERN),
        p(END),
        ...(where === 'below' ? contents : []),
      ]);
      expect(html.filter((line) => headings.includes(line))).toEqual(headings);
      expect(text).toEqual(html);
    },
  );

  test('a story that is printed for wide screens and again for narrow ones is read once', async () => {
    const story: Part[] = [
      p(LEAD),
      h2('How we tried them'),
      p(WHY),
      p(HOW),
      h2('The pumps'),
      p(MARSH),
      p(HERON),
      p(BITTERN),
      p(END),
    ];
    const { html, text } = await readings([
      ['h1', TITLE],
      ['wide-only', story],
      ['narrow-only', story],
    ]);
    expect(html).toEqual([LEAD, 'How we tried them', WHY, HOW, 'The pumps', MARSH, HERON, BITTERN, END]);
    expect(text).toEqual(html);
  });

  test('an answer that several questions have is read as often as it is given', async () => {
    const answer =
      'No, the hose of the fire brigade fits each of the four pumps, and it may be kept for a week.';
    const { html } = await readings([
      ['h1', TITLE],
      ...STORY.map(p),
      h2('Does the Marsh need a hose of its own?'),
      p(answer),
      h2('Does the Heron need a hose of its own?'),
      p(answer),
    ]);
    expect(html.filter((line) => line === answer)).toHaveLength(2);
  });
});

describe('what stands around a story', () => {
  const menu = (entries: readonly string[]): Part => ['nav', entries.map((entry) => ['li', entry])];
  const MENU = ['Gardens', 'Cellars', 'Roofs', 'Paint', 'Screws', 'Ladders', 'Sheds'];

  test('a menu that explains its entries is none of it', async () => {
    const entries = [
      'Our shop in Upper Quay has been open on every day of the week since the summer of last year.',
      'Borrow a ladder, a drill or a cement mixer from us for as many days as you like.',
      'Find out what the paint of the season is called, and why everybody wants it on the fence.',
    ];
    const top = entries.flatMap((entry, at) => [entry, ...MENU.map((name) => `${name} ${at}`)]);
    const { html, text } = await readings([menu(top), menu(MENU), ['h1', TITLE], ...STORY.map(p)]);
    expect(html).toEqual(STORY);
    expect(text).toEqual(STORY);
  });

  test.each([
    'Request a free consultation',
    'Connect with us',
    'Privacy overview',
    'Cookie-Einstellungen',
    'Gérer le consentement',
    'Política de cookies',
    'Have any questions?',
  ])('“%s” ends it', async (label) => {
    const { html, text } = await readings([
      ['h1', TITLE],
      ...STORY.map(p),
      h2(label),
      p('Our people in Upper Quay answer whatever you want to know about screws, and about ladders as well.'),
      p(
        'They are there from eight in the morning, and they do not mind if you bring your dog along with you.',
      ),
    ]);
    expect(html).toEqual(STORY);
    expect(text).toEqual(STORY);
  });

  test('an entry of a list that reads as a label does not', async () => {
    const list: Part[] = [
      p('What the town wants to see from its shops is this:'),
      ['li', 'Cheaper pumps by the end of February'],
      ['li', 'More shop posts'],
      ['li', 'A second counter in March'],
    ];
    const { html, text } = await readings([
      ['h1', TITLE],
      ...[LEAD, WHY, HOW, MARSH, HERON].map(p),
      ...list,
      p(BITTERN),
      p(END),
    ]);
    expect(html).toContain(END);
    expect(text).toEqual(html);
  });

  test('below a box a long story goes on only with what it was about', async () => {
    const box = (behind: Part[]): Part[] => [
      ['h1', TITLE],
      ...[LEAD, WHY, HOW, PRICE, MARSH, HERON, BITTERN].map(p),
      h2('Related articles'),
      p('A cellar of glass'),
      ...behind,
    ];
    const more = await readings(box([p(END)]));
    expect(more.html).toContain(END);
    expect(more.text).toContain(END);
    const others = await readings(
      box([
        p(
          'Deliveries arrive late: dockers went on strike at Port Averil, and queues of lorries reach as far as Dunholt.',
        ),
        p('Thank you all for being patient, and for cakes left at our counter on Thursday.'),
      ]),
    );
    expect(others.text).toEqual([LEAD, WHY, HOW, PRICE, MARSH, HERON, BITTERN]);
    expect(others.html).toEqual(others.text);
  });

  test('the last parts of a story stay, though a list of teasers stands below them', async () => {
    const teaser = (title: string, text: string, day: number): Part[] => [
      h2(title),
      p(`By Ida Fenn`),
      p(`${day} March 2026`),
      p(text),
    ];
    const { text } = await readings([
      ['h1', TITLE],
      ...[LEAD, WHY, HOW, MARSH].map(p),
      h2('The quiet one of the four'),
      p(HERON),
      h2('The one that eats gravel'),
      p(BITTERN),
      ...teaser(
        'A shed for two bicycles',
        'Two boards and a roof of tin are all that it takes to keep them dry.',
        9,
      ),
      ...teaser(
        'Paint that smells of nothing',
        'The new paint dries in an hour and has been sold out since Monday.',
        8,
      ),
      ...teaser(
        'The ladder that folds itself',
        'It costs as much as a goat, says a dealer in Upper Quay who has sold both.',
        7,
      ),
    ]);
    expect(text).toEqual([
      LEAD,
      WHY,
      HOW,
      MARSH,
      'The quiet one of the four',
      HERON,
      'The one that eats gravel',
      BITTERN,
    ]);
  });
});
