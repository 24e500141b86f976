import { expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';

const AT = Date.parse('2026-07-01T20:00:00Z');
const HOUR = 3_600_000;

const RESULTS = `Results of matches in the Sundby football league on Wednesday:

Vesterhavn 2 Lindal 1
Grenholm 0 Torvik 0
Sandmark 3 Kolbria 1
Maravel 1 Almora 4
Esker 2 Brandby 2
Solheim 0 Granhult 1`;
const OTHER_LAYOUT = `Sundby football league, results after Wednesday's play

Vesterhavn - Lindal 2-1
Grenholm - Torvik 0-0
Sandmark - Kolbria 3-1
Maravel - Almora 1-4
Esker - Brandby 2-2
Solheim - Granhult 0-1`;
const ONE_LINE =
  'Sundby football league: Vesterhavn-Lindal, 2-1; Grenholm-Torvik, 0-0; Sandmark-Kolbria, 3-1; ' +
  'Maravel-Almora, 1-4; Esker-Brandby, 2-2; Solheim-Granhult, 0-1.';
const NEXT_ROUND = `Results of matches in the Sundby football league on Saturday:

Lindal 0 Vesterhavn 3
Torvik 2 Sandmark 1
Kolbria 0 Grenholm 1
Almora 2 Esker 0
Brandby 1 Solheim 3
Granhult 4 Maravel 2`;

async function second(first: string, body: string, hours: number): Promise<Judgement> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  await engine.judge({ articleId: 'a', provider: 'aurora', body: first, at: AT });
  return engine.judge({ articleId: 'b', provider: 'borealis', body, at: AT + hours * HOUR });
}

test.each([
  ['in another layout', OTHER_LAYOUT],
  ['in one line', ONE_LINE],
  ['with the scores at half-time', OTHER_LAYOUT.replace('2-1', '2-1 (1-0)').replace('1-4', '1-4 (0-2)')],
  ['with one score corrected', RESULTS.replace('Maravel 1', 'Maravel 2')],
  ['before the last two are over', RESULTS.split('\n').slice(0, -2).join('\n')],
])('results %s are linked, and stay visible', async (_how, body) => {
  expect(await second(RESULTS, body, 1)).toMatchObject({ verdict: 'variant', of: 'a' });
});

test('results of the next round are news, though the teams are the same', async () => {
  expect((await second(RESULTS, NEXT_ROUND, 70)).verdict).toBe('new');
});

const STANDINGS = `Standings in the Sundby football league:

1. Vesterhavn 14 10 2 2 31-12 32
2. Lindal 14 9 3 2 28-15 30
3. Grenholm 14 8 4 2 25-16 28
4. Torvik 14 7 3 4 22-18 24
5. Sandmark 14 5 5 4 19-19 20
6. Kolbria 14 4 3 7 17-24 15`;

test('standings without ranks are the same table', async () => {
  const unranked = STANDINGS.replaceAll(/^\d\. /gmu, '').replaceAll(/(?<=\d)-/gu, ' ');
  expect(await second(STANDINGS, unranked, 2)).toMatchObject({ verdict: 'variant', of: 'a' });
});

test('standings of the next day, where two teams have played, are news', async () => {
  const nextDay = STANDINGS.replace('Torvik 14 7 3 4 22-18 24', 'Torvik 15 8 3 4 24-19 27').replace(
    'Kolbria 14 4 3 7 17-24 15',
    'Kolbria 15 4 3 8 18-26 15',
  );
  expect((await second(STANDINGS, nextDay, 24)).verdict).toBe('new');
});

test('the standings are no version of the results that led to them', async () => {
  expect((await second(RESULTS, STANDINGS, 1)).verdict).toBe('new');
});

const TENNIS = `Marlow Open, second round (seeds in brackets)
Ana Belik (1) bt Rosa Tamm 6-3 6-2
Ilse Maar bt Jun Oda (5) 7-5 3-6 6-4
Pia Holt (3) bt Eva Sonn 6-1 6-1
Mei Lan (7) bt Kay Orr 6-4 7-6
Zoe Pratt bt Lena Dahl 6-2 6-3`;

test('matches are the same with seeds before the names, another verb and commas', async () => {
  const other = `Second round results at the Marlow Open:
1-Ana Belik beat Rosa Tamm 6-3, 6-2
Ilse Maar beat 5-Jun Oda 7-5, 3-6, 6-4
3-Pia Holt beat Eva Sonn 6-1, 6-1
7-Mei Lan beat Kay Orr 6-4, 7-6
Zoe Pratt beat Lena Dahl 6-2, 6-3`;
  expect(await second(TENNIS, other, 2)).toMatchObject({ verdict: 'variant', of: 'a' });
});
