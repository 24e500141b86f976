/**
 * A model of what stands between a message and a reader: articles are told, what was sent is logged late, twice and in
 * another order, processes die before they note what they have sent; and a reader pages whenever it likes.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageAfter, pageBefore, type FeedPorts, type LoggedBatch } from '../../functions/api/feed.ts';
import { isEndEvent, type EventType } from '../../functions/core/article/life-cycle/saying.ts';
import { NOTHING, type Standing } from '../../functions/core/article/life-cycle/standing.ts';
import type { View } from '../../functions/core/feed/choose.ts';
import { decodeCursor, encodeCursor, type Place } from '../../functions/core/feed/cursor.ts';
import { wasOf, type Entry } from '../../functions/core/feed/entry.ts';
import type { Facets } from '../../functions/core/feed/facets.ts';
import { matches } from '../../functions/core/feed/filter.ts';
import { isWithin } from '../../functions/core/feed/rights.ts';

interface Said {
  isEnd: boolean;
  facets: Facets;
  /** Of a text before an end: its sender dies before it notes what it has sent. */
  unnoted: boolean;
}

const facets = fc.record<Facets>({
  provider: fc.constant('aurora'),
  sources: fc.subarray(['afp', 'dpa']),
  language: fc.constantFrom('en', 'en-GB', 'de', null),
  subjects: fc.subarray(['medtop:1', 'medtop:2']),
  flags: fc.subarray(['alert', 'correction']),
  urgency: fc.constantFrom(1, 5, null),
});

const said = fc.record<Said>({
  isEnd: fc.boolean(),
  facets,
  unnoted: fc.boolean(),
});

const history = fc.record({
  articles: fc.array(fc.array(said, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
  turns: fc.infiniteStream(fc.nat()),
});

const view = fc.record<View>({
  filter: fc.record(
    {
      language: fc.subarray(['en', 'de', '-en-GB'], { minLength: 1 }),
      source: fc.subarray(['afp', '-dpa'], { minLength: 1 }),
      flags: fc.subarray(['alert', '-correction'], { minLength: 1 }),
      subject: fc.subarray(['medtop:1', '-medtop:2'], { minLength: 1 }),
      urgency: fc.subarray(['5', '-1'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
  limits: fc.record({
    providers: fc.constantFrom(null, ['aurora'], ['dpa']),
    withoutFlags: fc.subarray(['alert']),
  }),
});

function isSeen({ filter, limits }: View, facets: Facets): boolean {
  return isWithin(limits, facets) && matches(filter, facets);
}

/** Articles as the table has them, the topic, and the log; one step at a time. */
class Model {
  readonly batches: LoggedBatch[] = [];
  readonly #heads = new Map<string, Standing>();
  readonly #articles: readonly (readonly Said[])[];
  readonly #begun: number[];
  readonly #open: { article: number; revision: number }[] = [];
  readonly #sent: Entry[] = [];
  readonly #again: Entry[] = [];

  constructor(articles: readonly (readonly Said[])[]) {
    this.#articles = articles;
    this.#begun = articles.map(() => 0);
  }

  readonly ports: FeedPorts = {
    log: {
      tail: () => Promise.resolve(this.batches.length),
      from: (number, limit) =>
        Promise.resolve(this.batches.filter((one) => one.number >= number).slice(0, limit)),
      upTo: (number, limit) =>
        Promise.resolve(
          this.batches
            .filter((one) => one.number <= number)
            .reverse()
            .slice(0, limit),
        ),
    },
    heads: () => Promise.resolve(new Map(this.#heads)),
  };

  standing(id: string): Standing {
    return this.#heads.get(id) ?? NOTHING;
  }

  /** All that can happen now. */
  steps(): (() => void)[] {
    const steps: (() => void)[] = [];
    for (const [article, history] of this.#articles.entries()) {
      const next = history[this.#begun[article] ?? 0];
      const waits = this.#open.find((one) => one.article === article);
      // An end takes the place of what is being told; all else waits
      const free = waits === undefined || (next?.isEnd === true && this.#lost(waits));
      if (next !== undefined && free)
        steps.push(() => {
          this.#begin(article, next);
        });
      if (waits !== undefined)
        steps.push(() => {
          this.#note(waits);
        });
    }
    if (this.#sent.length > 0) {
      for (const take of [1, 2])
        steps.push(() => {
          this.#log(this.#sent, take);
        });
      steps.push(() => {
        this.#sent.reverse();
      });
    }
    if (this.#again.length > 0)
      steps.push(() => {
        this.#log(this.#again, 1);
      });
    return steps;
  }

  #lost({ article, revision }: { article: number; revision: number }): boolean {
    return this.#articles[article]?.[revision - 1]?.unnoted === true;
  }

  #begin(article: number, { isEnd, facets }: Said): void {
    const id = `a${article}`;
    const revision = (this.#begun[article] ?? 0) + 1;
    this.#begun[article] = revision;
    const before = this.standing(id);
    const event = this.#eventOf(before, isEnd);
    const line = { status: isEnd ? 'canceled' : 'usable', revision } as Standing['line'];
    const telling = { revision, event, alert: false, textKey: null, dueAt: '' };
    this.#heads.set(id, { ...before, lastRevision: revision, line, telling });
    const waiting = this.#open.findIndex((one) => one.article === article);
    if (waiting >= 0) this.#open.splice(waiting, 1);
    this.#open.push({ article, revision });
    const earlier = (this.#articles[article] ?? []).slice(0, revision - 1).filter((one) => !one.isEnd);
    const bare = { ...facets, sources: [], language: null, subjects: [], flags: ['kill'], urgency: null };
    const told = isEnd ? bare : facets;
    const was = wasOf(
      event,
      told,
      earlier.map((one) => one.facets),
    );
    const entry: Entry = { articleId: id, revision, event, at: '2026-03-11T08:00:00Z', facets: told, was };
    this.#sent.push(entry);
    this.#again.push(entry);
  }

  #eventOf({ told }: Standing, isEnd: boolean): EventType {
    if (isEnd) return 'killed';
    return told.event === null ? 'published' : isEndEvent(told.event) ? 'reinstated' : 'updated';
  }

  #note({ article, revision }: { article: number; revision: number }): void {
    const id = `a${article}`;
    const before = this.standing(id);
    const { telling, told } = before;
    if (telling === null) return;
    const list = [`${revision}.${telling.event}.`, ...told.list];
    this.#heads.set(id, {
      ...before,
      telling: null,
      told: { announced: true, event: telling.event, revision, at: '2026-03-11T08:00:00Z', list },
    });
    this.#open.splice(
      this.#open.findIndex((one) => one.article === article),
      1,
    );
  }

  #log(from: Entry[], count: number): void {
    this.batches.push({ number: this.batches.length + 1, entries: from.splice(0, count) });
  }
}

class Reader {
  /** The revision of the text that it has, by article. */
  readonly has = new Map<string, number>();
  readonly #known = new Map<string, number>();
  readonly #view: View;
  readonly #model: Model;
  readonly #facetsOf: (articleId: string, revision: number) => Facets;
  #place: Place | undefined;

  constructor(
    model: Model,
    view: View,
    facetsOf: (articleId: string, revision: number) => Facets,
    from?: Place,
  ) {
    this.#model = model;
    this.#view = view;
    this.#facetsOf = facetsOf;
    this.#place = from;
  }

  /** @returns whether there may be more */
  async page(limit: number): Promise<boolean> {
    const result = await pageAfter(this.#model.ports, this.#view, this.#place, limit);
    if (!result.ok) throw new Error(result.detail);
    const { picks, next, more } = result.page;
    expect(picks.length).toBeLessThanOrEqual(limit);
    const decoded = decodeCursor(encodeCursor(next));
    if (!decoded.ok) throw new Error(decoded.detail);
    this.#place = decoded.place;
    for (const { entry, choice } of picks) this.#take(entry, choice);
    return more;
  }

  #take({ articleId, revision, event }: Entry, choice: 'give' | 'left'): void {
    const isText = choice === 'give' && !isEndEvent(event);
    if (isText) {
      // What is not for it, and what was killed, never comes
      expect(isSeen(this.#view, this.#facetsOf(articleId, revision))).toBe(true);
      const { line, telling } = this.#model.standing(articleId);
      expect([line?.status, isEndEvent(telling?.event)]).toEqual(['usable', false]);
    }
    // Subscribers drop lower revisions
    if (revision < (this.#known.get(articleId) ?? 0)) return;
    this.#known.set(articleId, revision);
    if (isText) this.has.set(articleId, revision);
    else this.has.delete(articleId);
  }
}

/** What somebody has who got every message, of what this view shows. */
function expected(articles: readonly (readonly Said[])[], view: View): Map<string, number> {
  return new Map(
    articles.flatMap((history, article): [string, number][] => {
      const last = history.at(-1);
      const seen = last !== undefined && !last.isEnd && isSeen(view, last.facets);
      return seen ? [[`a${article}`, history.length]] : [];
    }),
  );
}

async function played(
  { articles, turns }: { articles: readonly (readonly Said[])[]; turns: Iterator<number> },
  each: (model: Model, turn: number) => Promise<void>,
): Promise<Model> {
  const model = new Model(articles);
  for (let steps = model.steps(); steps.length > 0; steps = model.steps()) {
    const turn = Number(turns.next().value);
    steps[turn % steps.length]?.();
    await each(model, turn);
  }
  return model;
}

const facetsIn =
  (articles: readonly (readonly Said[])[]) =>
  (articleId: string, revision: number): Facets => {
    const found = articles[Number(articleId.slice(1))]?.[revision - 1]?.facets;
    if (found === undefined) throw new Error(`${articleId} has no revision ${revision}`);
    return found;
  };

describe('a reader that follows the feed', () => {
  test('ends with what one has that got every message, whenever it pages, whatever it asks for', async () => {
    await fc.assert(
      fc.asyncProperty(history, view, fc.integer({ min: 1, max: 5 }), async (history, view, limit) => {
        const { articles } = history;
        let reader: Reader | undefined;
        const model = await played(history, async (model, turn) => {
          reader ??= new Reader(model, view, facetsIn(articles));
          if (turn % 3 === 0) await reader.page(limit);
        });
        reader ??= new Reader(model, view, facetsIn(articles));
        let more = true;
        while (more) more = await reader.page(limit);
        expect(reader.has).toEqual(expected(articles, view));
      }),
      { numRuns: 600 },
    );
  });

  test('may start with the list of any moment and go on with its live feed', async () => {
    await fc.assert(
      fc.asyncProperty(history, view, fc.nat({ max: 20 }), async (history, view, start) => {
        const { articles } = history;
        let reader: Reader | undefined;
        let turns = 0;
        const begin = async (model: Model): Promise<Reader> => {
          const { picks, tail } = await pageBefore(model.ports, view, undefined, 100);
          const begun = new Reader(model, view, facetsIn(articles), tail);
          for (const { entry } of picks)
            if (!isEndEvent(entry.event)) begun.has.set(entry.articleId, entry.revision);
          return begun;
        };
        const model = await played(history, async (model) => {
          if (turns++ === start) reader = await begin(model);
        });
        reader ??= await begin(model);
        let more = true;
        while (more) more = await reader.page(2);
        expect(reader.has).toEqual(expected(articles, view));
      }),
      { numRuns: 600 },
    );
  });

  test('is told that it came too late, where what it has not read is gone', async () => {
    const entry: Entry = {
      articleId: 'a0',
      revision: 1,
      event: 'published',
      at: '2026-03-11T08:00:00Z',
      facets: { provider: 'aurora', sources: [], language: 'en', subjects: [], flags: [], urgency: null },
      was: [],
    };
    const all = [4, 5].map((number) => ({ number, entries: [entry] }));
    const log: FeedPorts['log'] = {
      tail: () => Promise.resolve(5),
      from: (number) => Promise.resolve(all.filter((one) => one.number >= number)),
      upTo: () => Promise.resolve([]),
    };
    const ports = { log, heads: () => Promise.resolve(new Map<string, Standing>()) };
    const everything: View = { filter: {}, limits: { providers: null, withoutFlags: [] } };
    const at = (batch: number) => pageAfter(ports, everything, { batch, entries: 0 }, 10);
    expect(await at(3)).toMatchObject({ ok: false, code: 'expired' });
    expect(await at(4)).toMatchObject({ ok: true });
    expect(await at(6)).toMatchObject({ ok: true, page: { picks: [], more: false } });
    expect(await at(7)).toMatchObject({ ok: false, code: 'unknown' });
  });
});
