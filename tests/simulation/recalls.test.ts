/**
 * Whatever agencies say in whatever order and whatever fails: each registered reader that got a text of an article has
 * an item of its end, and none that never could.
 */
import { expect, test } from '@jest/globals';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { Recalls } from '../../functions/adapters/store/recalls.ts';
import { isEndEvent, type EventType } from '../../functions/core/article/life-cycle/saying.ts';
import { facetsOf, type Facets } from '../../functions/core/feed/facets.ts';
import { couldHave, type RecallReader } from '../../functions/core/feed/recalls.ts';
import { composeJournal } from '../../functions/journal/compose.ts';
import { generateHistory } from '../../simulation/histories/generate.ts';
import { play } from '../../simulation/stage.ts';
import { Random } from '../../simulation/world/random.ts';
import { modelOf } from '../recalls/support/ledger.ts';

const RUNS = 30;
const READERS: readonly RecallReader[] = [
  { id: 'all', kind: 'subscription' },
  { id: 'english', kind: 'client', filter: { language: ['en'] } },
  { id: 'other', kind: 'client', filter: { language: ['-en'] } },
  { id: 'unmarked', kind: 'subscription', filter: { flags: ['-alert', '-correction'] } },
  { id: 'marked', kind: 'subscription', filter: [{ flags: ['correction'] }, { flags: ['alert'] }] },
  { id: 'licensed', kind: 'client', providers: ['aurora'] },
];

interface Known {
  end: string;
  reader: string;
}

const nameOf = ({ end, reader }: Known): string => `${end} ${reader}`;

test(`who got a text has to confirm its end, in ${RUNS} histories drawn from seeds`, async () => {
  let ends = 0;
  let items = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const { world } = await play(generateHistory(seed, { faults: seed % 2 === 0 }));
    const messages = world.log.flatMap((entry) =>
      entry.kind === 'message' && entry.topic === 'article' && entry.taken
        ? [JSON.parse(entry.body) as ArticleMessage]
        : [],
    );
    const model = modelOf(world.items());
    model.clock.now = world.now;
    const settings = { tableName: 'articles', archiveBucket: 'archive', feedDays: 30 };
    const recalls = { afterMinutes: 15, people: false, readers: READERS };
    const failed = new Set<string>();
    const journal = composeJournal(
      model.clients,
      { ...settings, recalls },
      { now: () => model.clock.now },
      {
        logged: () => undefined,
        // A record that is too large for the table: the model has no archive
        failed: (messageId) => failed.add(messages[Number(messageId)]?.subject ?? ''),
      },
    );
    // The topic keeps no order
    const random = new Random(seed);
    const order = messages.map((_, index) => ({ index, place: random.next() }));
    for (const { index } of order.sort((one, other) => one.place - other.place)) {
      await journal({ Records: [{ messageId: String(index), body: JSON.stringify(messages[index]) }] });
    }
    const table = new ArticleTable(model.clients, settings);
    const ledger = new Recalls(model.clients, { ...settings, now: () => model.clock.now });
    for (const subject of new Set(messages.map((message) => message.subject))) {
      if (failed.has(subject)) continue;
      const its = messages.filter((message) => message.subject === subject);
      const texts = its.filter((message) => !isEndEvent(eventOf(message)));
      const noted = (await ledger.ofArticle(subject)).recalls.map(({ revision, reader }) =>
        nameOf({ end: `${subject}.${revision}`, reader }),
      );
      const stored: { revision: number; facets: Facets }[] = [];
      for await (const { revision, record } of table.revisions(subject, 999_999)) {
        if (revision.status === 'usable')
          stored.push({ revision: revision.revision, facets: facetsOf(record) });
      }
      const told = texts.map(({ revision, data }) => ({ revision, facets: facetsOf(data) }));
      const had = (from: readonly { revision: number; facets: Facets }[]): string[] =>
        its
          .filter((message) => isEndEvent(eventOf(message)))
          .flatMap(({ revision }) =>
            READERS.filter((reader) =>
              from.some((text) => text.revision < revision && couldHave(reader, text.facets)),
            ).map(({ id }) => nameOf({ end: `${subject}.${revision}`, reader: id })),
          );
      const got = had(told);
      const could = had(stored);
      ends += its.filter((message) => isEndEvent(eventOf(message))).length;
      items += noted.length;
      const missing = got.filter((one) => !noted.includes(one));
      const tooMany = noted.filter((one) => !could.includes(one));
      expect({ seed, missing, tooMany }).toEqual({ seed, missing: [], tooMany: [] });
    }
  }
  expect(ends).toBeGreaterThan(RUNS / 2);
  expect(items).toBeGreaterThan(ends);
});

function eventOf({ type }: ArticleMessage): EventType {
  return type.slice(type.lastIndexOf('.') + 1) as EventType;
}
