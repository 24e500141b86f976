import { describe, expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';
import { RULES } from '../../../functions/core/dedupe/evidence.ts';
import { randomOf } from './support/simulated-index.ts';

const AT = Date.parse('2026-07-01T08:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Sent {
  body: string;
  title?: string;
  provider?: string;
  /** Milliseconds after the first. */
  after?: number;
}

/** The judgement of each, in the order of sending. */
async function judgeAll(...articles: readonly Sent[]): Promise<Judgement[]> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  const judgements: Judgement[] = [];
  for (const [i, { body, title, provider = 'aurora', after = i * HOUR }] of articles.entries()) {
    judgements.push(
      await engine.judge({
        articleId: `a${i}`,
        provider,
        body,
        at: AT + after,
        ...(title === undefined ? {} : { title }),
      }),
    );
  }
  return judgements;
}

interface Template {
  kind: string;
  /** One report: of a day and a place or company that the seed chooses. */
  report: (random: () => number) => string;
}

const pickFrom = (random: () => number) => (list: readonly string[]) =>
  list[Math.floor(random() * list.length)] ?? '';
const figure = (random: () => number, from: number, to: number, digits = 2): string =>
  (from + random() * (to - from)).toFixed(digits);
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const COMPANIES = [
  'Brandvik Marine',
  'Norrvall Steel',
  'Lombrac Foods',
  'Kempenaar Shipping',
  'Granhult Paper',
  'Esker Mining',
  'Solheim Power',
  'Torvik Optics',
];
const TOWNS = ['Vesterhavn', 'Grenholm', 'Lindal', 'Maravel', 'Sandmark', 'Torvik', 'Almora Bay', 'Kolbria'];
const CLUBS = [
  'Vesterhavn Rovers',
  'Grenholm United',
  'Lindal Athletic',
  'Maravel City',
  'Sandmark Wanderers',
  'Torvik Town',
];
const PEOPLE = [
  'Dunn',
  'Holt',
  'Reyle',
  'Aaker',
  'Venn',
  'Solheim',
  'Kamp',
  'Fells',
  'Brae',
  'Carr',
  'Tallberg',
  'Ottenbach',
];

const TEMPLATES: readonly Template[] = [
  {
    kind: 'money market rates',
    report: (random) => {
      const rate = () => figure(random, 2, 6, 3);
      return `Interbank money rates in Grenholm were little changed on ${pickFrom(random)(DAYS)} in quiet trading, dealers said. Call money was quoted at ${rate()} percent after ${rate()} percent. One-month money stood at ${rate()} percent, three-month money at ${rate()} percent, six-month money at ${rate()} percent and one-year money at ${rate()} percent. The central bank drained ${figure(random, 1, 90, 1)} million crowns from the market through repurchase agreements that run for ${figure(random, 2, 60, 0)} days, and dealers expect rates to remain steady until the end of the month.`;
    },
  },
  {
    kind: 'fuel price postings',
    report: (random) => {
      const company = pickFrom(random)(COMPANIES);
      return `${company} said it raised the contract price it will pay for crude oil by ${figure(random, 10, 95, 0)} cents a barrel, effective ${pickFrom(random)(DAYS)}. The increase brings ${company} posted price for light sweet crude to ${figure(random, 60, 99)} crowns a barrel, for heavy crude to ${figure(random, 40, 59)} crowns and for ${pickFrom(random)(TOWNS)} blend to ${figure(random, 60, 99)} crowns. ${company} last changed its postings on the ${figure(random, 2, 28, 0)}th of the month, when it cut them by ${figure(random, 10, 95, 0)} cents a barrel.`;
    },
  },
  {
    kind: 'bond terms',
    report: (random) => {
      const company = pickFrom(random)(COMPANIES);
      const bank = pickFrom(random)(TOWNS);
      return `Following are the terms of a bond issue. Borrower: ${company}. Amount: ${figure(random, 50, 900, 0)} million crowns. Coupon: ${figure(random, 2, 8, 3)} percent. Issue price: ${figure(random, 98, 102, 3)}. Maturity: ${figure(random, 2030, 2050, 0)}. Denominations: ${figure(random, 1, 9, 0)}0,000 crowns. Payment date: the ${figure(random, 2, 28, 0)}th of next month. Fees total ${figure(random, 1, 3, 3)} percent, of which the selling concession is ${figure(random, 0, 1, 3)} percent. Lead manager is the Bank of ${bank}. The bonds will be listed in Grenholm.`;
    },
  },
  {
    kind: 'quarterly results',
    report: (random) => {
      const company = pickFrom(random)(COMPANIES);
      const money = () => figure(random, 10, 990, 1);
      return `${company} reported net profit of ${money()} million crowns in the quarter, against ${money()} million in the same period of last year. Sales came to ${money()} million crowns after ${money()} million. Earnings per share were ${figure(random, 0, 9)} crowns after ${figure(random, 0, 9)} crowns. Order backlog stood at ${money()} million crowns at the end of the quarter. The board of ${company} proposes a dividend of ${figure(random, 1, 9)} crowns a share. ${company}, based in ${pickFrom(random)(TOWNS)}, employs ${figure(random, 100, 9000, 0)} people and expects profit for the full year to exceed that of the year before.`;
    },
  },
  {
    kind: 'weather',
    report: (random) => {
      const degrees = () => figure(random, -9, 34, 0);
      return `Weather for ${pickFrom(random)(DAYS)}: sunny spells in the morning, showers later, with winds of ${figure(random, 10, 70, 0)} kilometres an hour from the west. Highest temperatures: ${TOWNS.map((town) => `${town} ${degrees()}`).join(', ')}. Lowest temperatures: ${TOWNS.map((town) => `${town} ${degrees()}`).join(', ')}. Rain since midnight: ${figure(random, 0, 30, 1)} millimetres on the coast and ${figure(random, 0, 30, 1)} millimetres inland. Sunrise at ${figure(random, 4, 8, 0)}.${figure(random, 10, 59, 0)}, sunset at ${figure(random, 17, 22, 0)}.${figure(random, 10, 59, 0)}. Sea temperature ${figure(random, 3, 20, 0)} degrees.`;
    },
  },
  {
    kind: 'match reports',
    report: (random) => {
      const pick = pickFrom(random);
      const [home, away] = [pick(CLUBS.slice(0, 3)), pick(CLUBS.slice(3))];
      return `${home} beat ${away} ${figure(random, 3, 7, 0)}-${figure(random, 0, 2, 0)} in the second division on ${pick(DAYS)}. ${pick(PEOPLE)} opened the scoring after ${figure(random, 2, 40, 0)} minutes and ${pick(PEOPLE)} added the second from the penalty spot in the ${figure(random, 41, 60, 0)}th minute. ${pick(PEOPLE)} missed a good chance for the visitors shortly before the end. ${figure(random, 900, 9000, 0)} spectators saw the match, which referee ${pick(PEOPLE)} had to interrupt for ${figure(random, 2, 15, 0)} minutes because of fog. ${home} are now ${figure(random, 2, 9, 0)}th in the table with ${figure(random, 10, 60, 0)} points, ${away} ${figure(random, 10, 18, 0)}th with ${figure(random, 3, 30, 0)}.`;
    },
  },
];

describe.each(TEMPLATES)('reports from one template: $kind', ({ report }) => {
  const pairs = Array.from({ length: 60 }, (_, seed) => {
    const random = randomOf(1000 + seed);
    return [report(random), report(random)] as const;
  });

  test('another day or another company is never a duplicate, and hardly ever linked', async () => {
    let linked = 0;
    for (const [first, second] of pairs) {
      const [, judgement] = await judgeAll({ body: first }, { body: second, after: DAY });
      expect(judgement?.verdict).not.toBe('duplicate');
      if (judgement?.verdict !== 'new') linked++;
    }
    expect(linked).toBeLessThanOrEqual(1);
  });

  test('the same report from two agencies is a duplicate', async () => {
    for (const [first] of pairs.slice(0, 10)) {
      const [, copy] = await judgeAll({ body: first }, { body: first, provider: 'borealis' });
      expect(copy).toMatchObject({ verdict: 'duplicate', of: 'a0' });
    }
  });
});

const STORY = `The harbour council of Vesterhavn voted by 14 to 5 on Tuesday to spend 1,240 million crowns on a new breakwater, which engineers say will protect the old town until 2075.

Mayor Ane Holt told reporters that 212 houses had been flooded in the storm of January 2019. She said that the town would not wait for another winter.

Opposition leader Marek Dunn called the plan too dear for a town of 38,500 people. Work is to begin in May 2027 and will take 31 months, according to the builder Brandvik Marine.`;

describe('a duplicate is only what nobody needs beside the original', () => {
  test.each([
    ['one number corrected', STORY.replace('212', '221'), 'numbers-differ'],
    ['one name corrected', STORY.replace('Marek Dunn', 'Marek Dunne'), 'names-differ'],
    ['a "not" put in', STORY.replace('Work is to begin', 'Work is not to begin'), 'edited'],
    [
      'who did what turned round',
      STORY.replace('Mayor Ane Holt', 'Opposition leader Marek Dunn').replace(
        'Opposition leader Marek Dunn called',
        'Mayor Ane Holt called',
      ),
      'edited',
    ],
    [
      'a sentence added',
      `${STORY} Fishermen fear that the narrower entrance to the port will keep larger boats away.`,
      'longer-or-shorter',
    ],
    ['a paragraph cut', STORY.split('\n\n').slice(0, 2).join('\n\n'), 'longer-or-shorter'],
  ])('%s: a variant that says why', async (_, body, rule) => {
    const [, judgement] = await judgeAll({ body: STORY }, { body, provider: 'borealis' });
    expect(judgement).toMatchObject({ verdict: 'variant', of: 'a0', evidence: { rule } });
  });

  test.each([
    ['another headline', { body: STORY, title: 'Town builds wall' }],
    ['a dateline', { body: `VESTERHAVN (Borealis) - ${STORY}` }],
    ['a byline', { body: `By Nora Fells\n\n${STORY}` }],
    ['capitals', { body: STORY.toUpperCase() }],
  ])('%s: still a duplicate', async (_, copy) => {
    const [, judgement] = await judgeAll({ body: STORY }, { ...copy, provider: 'borealis' });
    expect(judgement).toMatchObject({ verdict: 'duplicate', of: 'a0' });
  });

  test('the same figures of the same agency on another day are published: that nothing changed is news', async () => {
    const report = TEMPLATES[0]?.report(randomOf(1)) ?? '';
    const [, later] = await judgeAll({ body: report }, { body: report, after: DAY });
    expect(later).toMatchObject({ verdict: 'variant', evidence: { rule: 'same-text-another-day' } });
  });

  test('texts of a few words are never compared', async () => {
    const line = 'Trading was suspended today, more to follow shortly.';
    const [, again] = await judgeAll({ body: line }, { body: line });
    expect(again).toMatchObject({ verdict: 'new', evidence: {} });
  });

  test('a flash is compared together with its headline', async () => {
    const body =
      'VESTERHAVN (Aurora) - The harbour council voted on Tuesday to build a new breakwater for 1,240 million crowns.';
    const title = 'Vesterhavn builds breakwater';
    const [, copy, other] = await judgeAll(
      { body, title },
      { body, title, provider: 'borealis' },
      {
        body: body.replace('1,240', '3,870').replace('breakwater', 'hospital').replace('harbour', 'city'),
        title: 'Hospital planned',
      },
    );
    expect(copy).toMatchObject({ verdict: 'duplicate', of: 'a0' });
    expect(other).toMatchObject({ verdict: 'new' });
  });
});

describe('evidence', () => {
  test('names the rule, explains it and lists what the text alone has', async () => {
    const [, judgement] = await judgeAll(
      { body: STORY },
      {
        body: `${STORY.replace('212', '221')} Architect Greta Solheim praised the vote.`,
        provider: 'borealis',
      },
    );
    expect(judgement?.evidence).toEqual({
      rule: 'numbers-differ',
      why: RULES['numbers-differ'],
      sharedNumbers: 8,
      sharedNames: 10,
      newNumbers: ['221'],
      newNames: ['greta', 'solheim'],
    });
  });
});

describe('a look-alike of a story', () => {
  test('is new, and the evidence says what it is not a copy of, and why', async () => {
    const lookAlike = STORY.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
    const [, judgement] = await judgeAll({ body: STORY }, { body: lookAlike, provider: 'borealis' });
    expect(judgement).toMatchObject({
      verdict: 'new',
      of: null,
      story: 'a1',
      evidence: { unlike: 'a0', rule: 'filled-anew', why: RULES['filled-anew'] },
    });
  });

  test('joins no part of it, even one that holds none of the changed figures', async () => {
    const excerpt = STORY.split('\n\n')[1] ?? '';
    const lookAlike = STORY.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
    const judgements = await judgeAll(
      { body: STORY },
      { body: `${excerpt} ${excerpt.replace('reporters', 'newspapers')}`, provider: 'borealis' },
      { body: lookAlike, provider: 'cascade' },
    );
    expect(judgements[2]).toMatchObject({ verdict: 'new' });
  });
});

test('every rule is explained', () => {
  for (const why of Object.values(RULES)) expect(why).toMatch(/^[A-Z].{20,}\.$/);
});
