import { describe, expect, test } from '@jest/globals';
import type { Head } from '../../functions/adapters/store/records.ts';
import { sing, type CanaryMessage, type CanaryPorts } from '../../functions/canary/canary.ts';
import { hourStoryOf, type CanaryFile } from '../../functions/canary/stories.ts';

const HOUR = Date.parse('2026-12-04T03:00:00Z');
const at = (minute: number, second = 7): number => HOUR + minute * 60_000 + second * 1000;

/** A wire that tells what is delivered after some seconds, or never. */
class Wire {
  now: number;
  seconds: number | null = 2;
  readonly delivered: CanaryFile[] = [];
  /** Messages that waited before this run. */
  waiting: CanaryMessage[] = [];
  announced: boolean | undefined;

  constructor(now: number) {
    this.now = now;
  }

  readonly ports: CanaryPorts = {
    deliver: (file) => {
      this.delivered.push(file);
      return Promise.resolve();
    },
    receive: () => {
      const came = this.seconds === null ? [] : this.delivered.flatMap((file) => this.#toldOf(file));
      this.now += (this.seconds ?? 5) * 1000;
      return Promise.resolve([...this.waiting.splice(0), ...came]);
    },
    table: {
      head: () =>
        Promise.resolve(
          this.announced === undefined ? undefined : ({ told: { announced: this.announced } } as Head),
        ),
    },
    now: () => this.now,
  };

  #toldOf({ uri, bytes }: CanaryFile): CanaryMessage[] {
    const { embargoed, pubstatus } = JSON.parse(Buffer.from(bytes).toString()) as Record<string, string>;
    if (embargoed !== undefined) return [];
    const type = pubstatus === 'canceled' ? 'wire.article.killed' : 'wire.article.published';
    return [{ type, time: new Date(this.now).toISOString(), uri }];
  }
}

describe('the canary', () => {
  test('measures from the put to the message', async () => {
    const wire = new Wire(at(20));
    expect(await sing(wire.ports)).toEqual({ seconds: 2, broken: [] });
    expect(wire.delivered).toHaveLength(1);
    expect(wire.delivered[0]?.key).toMatch(/^incoming\/wire-canary\/text-2026-12-04T03-20-07/u);
  });

  test('says so where its story does not come, before the next one is due', async () => {
    const wire = new Wire(at(20));
    wire.seconds = null;
    expect(await sing(wire.ports)).toEqual({ seconds: null, broken: [] });
    expect(wire.now).toBeLessThan(at(21));
  });

  test('puts a story under embargo at the full hour, and does not wait for it', async () => {
    const wire = new Wire(at(0));
    expect(await sing(wire.ports)).toEqual({ seconds: 2, broken: [] });
    const [embargoed] = wire.delivered;
    expect(JSON.parse(Buffer.from(embargoed?.bytes ?? []).toString())).toMatchObject({
      embargoed: '2026-12-04T03:02:00.000Z',
    });
  });

  test.each([
    ['in time', at(2, 40), []],
    ['a second early', at(1, 59), ['embargo-early']],
    ['minutes late', at(5, 30), ['embargo-late']],
  ])('holds an embargo that ended %s against the clock', async (_when, time, broken) => {
    const wire = new Wire(at(6));
    const { uri } = hourStoryOf(HOUR);
    wire.waiting = [{ type: 'wire.article.published', time: new Date(time).toISOString(), uri }];
    expect(await sing(wire.ports)).toMatchObject({ broken });
  });

  test('kills that story ten minutes later and waits for its end', async () => {
    const wire = new Wire(at(10));
    wire.announced = true;
    expect(await sing(wire.ports)).toEqual({ seconds: 2, broken: [] });
    expect(wire.delivered.map(({ uri }) => uri)).toEqual([hourStoryOf(HOUR).uri]);
    const silent = new Wire(at(10));
    silent.announced = true;
    silent.seconds = null;
    expect(await sing(silent.ports)).toEqual({ seconds: null, broken: ['kill-lost'] });
  });

  test('tells that it never went out; where nobody has delivered it there is nothing to tell', async () => {
    const wire = new Wire(at(10));
    wire.announced = false;
    expect(await sing(wire.ports)).toEqual({ seconds: 2, broken: ['embargo-late'] });
    expect(await sing(new Wire(at(10)).ports)).toEqual({ seconds: 2, broken: [] });
  });
});
