/**
 * Histories that went wrong once, or could: each is played over the whole system, must tell exactly this, and must
 * break no promise of the oracle.
 */
import { describe, expect, test } from '@jest/globals';
import { fileMarker } from '../../simulation/histories/markers.ts';
import type { Attempt } from '../../simulation/world/world.ts';
import { articleOf, type ArticleName, type ProviderId } from '../../simulation/histories/saying.ts';
import {
  atEveryCall,
  deathOfOperator,
  deathOfTaker,
  HOUR,
  MINUTE,
  Room,
  SECOND,
  type RoomOptions,
} from './support/room.ts';

const A = 'aurora/alpha' as const;
const B = 'borealis/beta' as const;
const C = 'cascade/gamma' as const;
const D = 'delta/eta' as const;

/** Minutes within which something is told that is told at once. */
const AT_ONCE = 0.5;
/** Release looks every minute. */
const RELEASE = 1.5;

/** A message for subscribers, not a notice. */
function tells({ command, key }: Pick<Attempt, 'command' | 'key'>): boolean {
  return command === 'Publish' && !key.includes('ops');
}

function expectSoon(time: number | undefined, from: number, within: number): void {
  expect(time).toBeGreaterThanOrEqual(from);
  expect(time).toBeLessThanOrEqual(from + within);
}

describe('ends', () => {
  test('S1: a kill that is taken after a held newer version is told at once; that version reinstates at its time', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    const put = room.now;
    room.say(A, { version: 2, clock: 40, status: 'canceled', arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 3, clock: 41, text: 't3', embargo: 120 });
    await room.pass(30);
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expectSoon(room.times(A)[1], put + 10, AT_ONCE);
    await room.pass(60);
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t3']);
    expectSoon(room.times(A)[2], 120, RELEASE);
    expect(room.broken()).toBe('');
  });

  async function killDuringOutage(options: RoomOptions, name = ''): Promise<void> {
    const room = await Room.open(options);
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.outage('sns', 20);
    room.say(A, { version: 2, clock: 40, status: 'canceled' });
    await room.pass(2);
    room.say(A, { version: 3, clock: 41, text: 't3', embargo: 200 });
    await room.pass(60);
    expect([name, ...room.told(A)]).toEqual([name, 'published t1', 'killed']);
    await room.pass(120);
    expect([name, ...room.told(A)]).toEqual([name, 'published t1', 'killed', 'reinstated t3']);
    expectSoon(room.times(A)[2], 200, RELEASE);
    expect(room.broken()).toBe('');
  }

  test('S2: a kill that waits for SNS is told before the held version that came after it', async () => {
    await killDuringOutage({});
  });

  test('S2b: the same, and the taker of the kill dies at any of its calls', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s2', call, fate),
      (script, name) => killDuringOutage({ script }, name),
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('S3: a kill with a body that overtakes its embargoed story says nothing of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 300, arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 2, clock: 1, status: 'canceled', text: 't1', note: true });
    await room.pass(400);
    expect(room.told(A)).toEqual(['killed']);
    expect(room.broken()).toBe('');
  });

  test('S3b: a kill with the body of what was never told is bare', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, status: 'canceled', text: 't1', note: true });
    await room.quiet();
    expect(room.told(A)).toEqual(['killed']);
    expect(room.broken()).toBe('');
  });

  test('S3c: a kill with the body of a held newer version is bare', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't2', embargo: 300 });
    await room.quiet();
    room.say(A, { version: 3, clock: 80, status: 'canceled', text: 't2' });
    await room.pass(300);
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('S3d: a kill with the body of a withheld newer version is bare', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, status: 'withheld', text: 't2' });
    await room.quiet();
    room.say(A, { version: 3, clock: 80, status: 'canceled', text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('S4: without clocks and versions a kill stays, whatever is taken after it that the inbox had before', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.pass(1);
    room.say(A, { status: 'withheld', text: 't1', arrives: 9 });
    await room.pass(1);
    room.say(A, { text: 't2', arrives: 13 });
    await room.pass(1);
    room.say(A, { status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('S4b: a text that comes after the kill and does not say when it was written is kept, and noticed', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.pass(5);
    room.say(A, { status: 'canceled' });
    await room.pass(5);
    room.say(A, { status: 'withheld' });
    await room.pass(5);
    room.say(A, { text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.notices('wire.kill.contradicted')).not.toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('S13b: a withholding and the same kill in a new file do not bring a killed story back', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.pass(5);
    const kill = room.say(A, { status: 'canceled' });
    await room.pass(5);
    room.say(A, { status: 'withheld' });
    await room.pass(5);
    room.again(kill);
    await room.quiet();
    expect(room.told(A).at(-1)).toBe('killed');
    expect(room.told(A)).not.toContain('withheld');
    expect(room.broken()).toBe('');
  });

  test('S21b: a kill that has only the date of its story kills it', async () => {
    const room = await Room.open();
    room.say(A, { clock: -5, text: 't1' });
    await room.quiet();
    room.say(A, { clock: { day: '2026-03-11' }, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('S43: a kill with a higher version and an older clock kills, before its story and after it', async () => {
    const after = await Room.open();
    after.say(A, { version: 1, clock: -5, text: 't1' });
    await after.quiet();
    after.say(A, { version: 2, clock: -10, status: 'canceled' });
    await after.quiet();
    expect(after.told(A)).toEqual(['published t1', 'killed']);
    expect(after.broken()).toBe('');

    const before = await Room.open();
    before.say(A, { version: 2, clock: -10, status: 'canceled' });
    await before.quiet();
    before.say(A, { version: 1, clock: -5, text: 't1' });
    await before.quiet();
    expect(before.told(A)).toEqual(['killed']);
    expect(before.broken()).toBe('');
  });

  test('S43b: a kill whose clock is behind that of its story kills, where there are no versions', async () => {
    const room = await Room.open();
    room.say(A, { clock: -5, text: 't1' });
    await room.quiet();
    room.say(A, { clock: -10, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a file that comes again does not take back the kill of its text, whose clock is behind', async () => {
    const room = await Room.open();
    const story = room.say(A, { clock: -5, text: 't1', arrives: 5 });
    await room.pass(1);
    room.say(A, { clock: -60, status: 'canceled' });
    await room.quiet();
    room.again(story);
    await room.quiet();
    expect(room.told(A)).toEqual(['killed']);
    expect(room.broken()).toBe('');
  });

  test('of a clock that is ahead, a file that comes again is no news either', async () => {
    const room = await Room.open();
    const first = room.say(A, { clock: 300, text: 't1' });
    await room.quiet();
    room.say(A, { clock: 300.5, text: 't2' });
    await room.quiet();
    room.again(first);
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'updated t2']);
    expect(room.broken()).toBe('');
  });

  test('of a clock that is ahead, a withholding that comes again takes nothing down that came after it', async () => {
    const room = await Room.open();
    const withheld = room.say(A, { clock: 300, status: 'withheld' });
    await room.pass(3);
    room.say(A, { clock: 303, text: 't1' });
    await room.quiet();
    room.again(withheld);
    await room.quiet();
    expect(room.told(A)).toEqual(['withheld', 'published t1']);
    expect(room.broken()).toBe('');
  });

  test.each([undefined, 60])(
    'what says that it reinstates is not ended by the kill that it overtook (embargo %s)',
    async (embargo) => {
      const room = await Room.open();
      room.say(A, { status: 'canceled', arrives: 10 });
      await room.pass(1);
      room.say(A, { text: 't1', says: ['reinstated'], ...(embargo === undefined ? {} : { embargo }) });
      await room.pass(100);
      expect(room.told(A)).toEqual(embargo === undefined ? ['published t1'] : ['killed', 'published t1']);
      expect(room.notices('wire.kill.contradicted')).toHaveLength(embargo === undefined ? 1 : 0);
      expect(room.broken()).toBe('');
    },
  );

  test('a withholding that is newer than one of two kills does not take back the other', async () => {
    const room = await Room.open();
    room.say(A, { clock: -5, text: 't1' });
    await room.quiet();
    room.say(`${A.split('/')[0] as 'aurora'}/first`, { clock: 40, text: 't2', kills: { story: 'alpha' } });
    await room.pass(1);
    room.say(`${A.split('/')[0] as 'aurora'}/second`, { text: 't3', kills: { story: 'alpha' } });
    await room.pass(1);
    room.say(A, { clock: 42, status: 'withheld' });
    await room.quiet();
    expect(room.told(A).at(-1)).toBe('killed');
    expect(room.broken()).toBe('');
  });

  test('a kill with a date that is taken after a later one with a clock is not taken back by a withholding of its day', async () => {
    const room = await Room.open();
    room.say(A, { clock: -1, status: 'withheld' });
    await room.pass(2);
    room.say(A, { clock: { day: '2026-03-11' }, status: 'canceled', arrives: 2 });
    await room.pass(1);
    room.say(A, { clock: -100, status: 'canceled' });
    await room.quiet();
    room.say(A, { clock: 42, status: 'withheld' });
    await room.quiet();
    expect(room.told(A)).toEqual(['withheld', 'killed', 'killed']);
    expect(room.notices('wire.kill.contradicted')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test("a kill of tomorrow's date is not taken back by a withholding of today", async () => {
    const room = await Room.open();
    room.say(A, { clock: -5, text: 't1' });
    await room.quiet();
    room.say(A, { clock: { day: '2026-03-12' }, status: 'canceled' });
    await room.quiet();
    room.say(A, { clock: 80, status: 'withheld' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a release lets go the newest text, whichever was taken last', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1', arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 2, clock: 1, text: 't2' });
    await room.pass(5);
    room.operate({ do: 'kill', article: A });
    await room.quiet();
    room.operate({ do: 'release', article: A });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t2', 'killed', 'reinstated t2']);
    expect(room.broken()).toBe('');
  });

  test('a kill that comes again after a newer withholding is taken back by nothing older than that', async () => {
    const room = await Room.open();
    const kill = room.say(A, { version: 3, status: 'canceled' });
    await room.pass(1);
    room.say(A, { version: 4, text: 't1', arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 6, status: 'withheld' });
    await room.pass(1);
    room.again(kill);
    await room.quiet();
    expect(room.told(A)).toEqual(['killed', 'withheld', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a kill whose clock is behind ends what is held since another kill', async () => {
    const room = await Room.open();
    room.say(A, { clock: -1, text: 't1' });
    await room.quiet();
    room.operate({ do: 'kill', article: A });
    await room.pass(5);
    room.say(A, { clock: 44, text: 't2', embargo: 120 });
    await room.pass(5);
    room.say(A, { clock: -200, status: 'canceled' });
    await room.pass(100);
    expect(room.told(A)).toEqual(['published t1', 'killed', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a kill with the date of its story takes the place of a withholding that came before it', async () => {
    const room = await Room.open();
    room.say(A, { clock: -5, text: 't1' });
    await room.quiet();
    room.say(A, { clock: 40, status: 'withheld' });
    await room.quiet();
    room.say(A, { clock: { day: '2026-03-10' }, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a kill that has only the date is no surer of its time where it takes the place of a withholding with a clock', async () => {
    const room = await Room.open();
    room.say(B, { clock: { day: '2026-03-11' }, status: 'canceled', arrives: 10 });
    await room.pass(1);
    room.say(B, { clock: 1, status: 'withheld' });
    await room.pass(1);
    room.say(B, { clock: 2, text: 't1', arrives: 20 });
    await room.quiet();
    expect(room.told(B)).toEqual(['withheld', 'killed']);
    expect(room.notices('wire.kill.contradicted').length).toBeGreaterThan(0);
    expect(room.broken()).toBe('');
  });

  test('what a kill takes along that may be newer is brought before a person', async () => {
    const room = await Room.open();
    room.say(A, { status: 'canceled', arrives: 10 });
    await room.pass(1);
    room.say(A, { text: 't1', embargo: 60 });
    await room.pass(100);
    expect(room.told(A)).toEqual(['killed']);
    expect(room.notices('wire.kill.contradicted')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test('a notice that came first under its id, and is taken late, kills nothing that came after it', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1', kills: 'unnamed', arrives: 10 });
    await room.pass(1);
    room.say(A, { text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t2']);
    expect(room.notices('wire.kill.unresolved')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test('a kill of itself in words that is taken after a later version kills the story all the same', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.quiet();
    room.say(A, { text: 't1', kills: 'itself', arrives: 10 });
    await room.pass(1);
    room.say(A, { text: 't2' });
    await room.quiet();
    expect(room.told(A).at(-1)).toBe('killed');
    expect(room.broken()).toBe('');
  });

  test('a kill of itself in words that comes after a newer withholding is late, and no notice has a word of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't3', kills: 'itself', arrives: 5 });
    await room.pass(1);
    room.say(A, { version: 3, clock: 41, status: 'withheld' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    expect(room.notices('wire.kill.contradicted')).toHaveLength(1);
    expect(room.notices('wire.kill.unresolved')).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a release after a kill lets go what was killed, and nothing older that came late', async () => {
    const room = await Room.open();
    room.say('cascade/killer', { kills: { story: 'gamma' }, text: 't7', arrives: 11 });
    await room.pass(1);
    room.say(C, { text: 't4', arrives: 8 });
    await room.pass(1);
    room.say(C, { text: 't5' });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t5', 'killed']);
    room.operate({ do: 'release', article: C });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t5', 'killed', 'reinstated t5']);
    expect(room.broken()).toBe('');
  });

  test('what comes after a kill while a released text waits for its time is kept, and noticed', async () => {
    const room = await Room.open();
    room.say(A, { status: 'canceled' });
    await room.pass(1);
    room.say(A, { status: 'withheld', text: 't1', embargo: 60 });
    await room.quiet();
    room.operate({ do: 'release', article: A });
    await room.pass(1);
    room.say(A, { text: 't2' });
    await room.pass(60);
    expect(room.told(A)).toEqual(['killed', 'published t1']);
    expect(room.notices('wire.kill.contradicted')).toHaveLength(2);
    expect(room.broken()).toBe('');
  });

  test('a release of what an operator killed lets go the newest text, also one that was late for a withholding', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.pass(0.1);
    room.say(A, { text: 't2', arrives: 5 });
    await room.pass(0.1);
    room.say(A, { status: 'withheld' });
    await room.quiet();
    room.operate({ do: 'kill', article: A });
    await room.pass(1);
    room.operate({ do: 'release', article: A });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'killed', 'reinstated t2']);
    expect(room.broken()).toBe('');
  });

  test('a kill that waits for SNS may be released before it is told', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.quiet();
    room.outage('sns', 4);
    room.operate({ do: 'kill', article: A });
    await room.pass(1);
    room.operate({ do: 'release', article: A });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t1']);
    expect(room.broken()).toBe('');
  });

  test('a kill whose clock is behind stands before what the inbox had first, whatever is taken first, and whoever dies', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s3', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { clock: 0, status: 'withheld', arrives: 1 });
        await room.pass(0.2);
        room.say(A, { clock: 0.2, text: 't1', arrives: 40 });
        await room.pass(0.2);
        room.say(A, { clock: -240, status: 'canceled' });
        await room.pass(100);
        expect([name, room.told(A).at(-1), room.broken()]).toEqual([name, 'killed', '']);
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('a withholding with a clock that comes again in another file takes nothing down that came after it', async () => {
    const room = await Room.open();
    const withheld = room.say(A, { clock: 64, status: 'withheld', arrives: 1 });
    await room.pass(0.1);
    room.say(A, { text: 't1' });
    await room.pass(90);
    room.again(withheld);
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('a text that came before a withholding until a time does not bring back what is withheld already', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.quiet();
    room.say(A, { status: 'withheld' });
    await room.pass(0.1);
    room.say(A, { text: 't2', arrives: 7 });
    await room.pass(0.1);
    room.say(A, { status: 'withheld', embargo: 80, text: 't3' });
    await room.pass(30);
    expect(room.told(A).at(-1)).toBe('withheld');
    await room.pass(20);
    expect(room.told(A).at(-1)).toBe('reinstated t3');
    expect(room.broken()).toBe('');
  });

  test('a kill that comes again ends what waits to reinstate its story', async () => {
    const room = await Room.open();
    const kill = room.say(A, { status: 'canceled' });
    await room.quiet();
    room.say(A, { text: 't1', embargo: 90, says: ['reinstated'] });
    await room.pass(3);
    room.again(kill);
    await room.pass(80);
    expect(room.told(A)).toEqual(['killed', 'killed']);
    expect(room.broken()).toBe('');
  });

  test.each([
    ['newer than each of two kills, by its version and by its clock, takes both back', 79, 'reinstated t2'],
    [
      'newer than one of two kills by its version, and older than the other by its clock, is not told',
      30,
      'killed',
    ],
  ])('a text that is %s', async (_name, clock, last) => {
    const room = await Room.open();
    room.say(A, { text: 't1', version: 1, clock: -1 });
    await room.quiet();
    room.say(A, { clock: 39, status: 'canceled', arrives: 2 });
    room.say(A, { version: 2, clock: { day: '2026-03-11' }, status: 'canceled' });
    await room.pass(40);
    room.say(A, { version: 4, clock, text: 't2' });
    await room.quiet();
    expect(room.told(A).at(-1)).toBe(last);
    expect(room.broken()).toBe('');
  });

  test('a kill that comes again is not newer than a text that its agency dates after it', async () => {
    const room = await Room.open();
    const kill = room.say(A, { clock: -200, status: 'canceled' });
    await room.pass(1);
    room.say(A, { clock: 0.5, status: 'withheld' });
    await room.pass(50);
    room.say(A, { clock: 50, text: 't1', embargo: 90, arrives: 8 });
    await room.pass(1);
    room.again(kill);
    await room.pass(60);
    expect(room.told(A).at(-1)).toBe('published t1');
    expect(room.broken()).toBe('');
  });

  test.each(['canceled', 'withheld'] as const)(
    'an end (%s) with an old clock ends the text that the inbox had before it, also where it is taken first and behind another end',
    async (status) => {
      for (const arrives of [0, 1]) {
        const room = await Room.open();
        room.say(A, { clock: -1, text: 't1' });
        await room.quiet();
        room.say(A, { clock: 40, status });
        await room.quiet();
        room.say(A, { clock: 79, text: 't2', arrives });
        await room.pass(0.01);
        room.say(A, { clock: 20, status });
        await room.quiet();
        expect([arrives, room.told(A).at(-1)]).toEqual([
          arrives,
          status === 'canceled' ? 'killed' : 'withheld',
        ]);
        expect([arrives, room.broken()]).toEqual([arrives, '']);
      }
    },
  );

  test('S27: what follows a told kill is a reinstatement, also where a held one came in between', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, status: 'canceled' });
    await room.quiet();
    room.say(A, { version: 3, clock: 80, text: 't3', embargo: 600, says: ['reinstated'] });
    await room.quiet();
    room.say(A, { version: 4, clock: 120, text: 't4' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t4']);
    await room.pass(600);
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t4']);
    expect(room.broken()).toBe('');
  });

  test('S16: what an operator splits while its kill is taken is not told after the kill', async () => {
    for (let seed = 1; seed <= 24; seed++) {
      const room = await Room.open({ seed });
      room.say(A, { version: 1, clock: -1, text: 't1' });
      await room.quiet();
      room.say(B, { version: 1, clock: 40, text: 't1' });
      await room.quiet();
      room.say(B, { version: 2, clock: 80, status: 'canceled' });
      room.operate({ do: 'split', article: B });
      await room.quiet();
      expect([seed, room.told(B).at(-1)]).toEqual([seed, 'killed']);
      const revisions = room.events(B).map(({ revision }) => revision);
      expect([seed, ...revisions]).toEqual([seed, ...revisions.toSorted((a, b) => a - b)]);
      expect(room.broken()).toBe('');
    }
  });
});

describe('embargoes', () => {
  test('S19: a free older version that is taken after a held newer one is told, then that one at its time', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 2, clock: 1, text: 't2', embargo: 90 });
    await room.pass(30);
    expect(room.told(A)).toEqual(['published t1']);
    expectSoon(room.times(A)[0], 10, AT_ONCE);
    await room.pass(90);
    expect(room.told(A)).toEqual(['published t1', 'updated t2']);
    expectSoon(room.times(A)[1], 90, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('S26: a correction that is taken after a held newer version is told', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't2', says: ['correction'], arrives: 10 });
    await room.pass(1);
    room.say(A, { version: 3, clock: 41, text: 't3', embargo: 120 });
    await room.pass(30);
    expect(room.told(A)).toEqual(['published t1', 'corrected t2']);
    await room.pass(90);
    expect(room.told(A)).toEqual(['published t1', 'corrected t2', 'updated t3']);
    expectSoon(room.times(A)[2], 120, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('S14: a draft that becomes usable under the same version is told', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, status: 'withheld', text: 't1' });
    await room.quiet();
    room.say(A, { version: 1, clock: 40, text: 't1' });
    await room.quiet();
    expect(room.told(A)).toEqual(['withheld', 'published t1']);
    expect(room.broken()).toBe('');
  });

  test('what is withheld with a time to come waits for it, and nobody is told to take anything down', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, status: 'withheld', text: 't1', embargo: 60 });
    await room.quiet();
    expect(room.told(A)).toEqual([]);
    await room.pass(40);
    expect(room.told(A)).toEqual(['published t1']);
    expectSoon(room.times(A)[0], 60, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('an embargo of what is public takes nothing down, and the operators hear of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't1', embargo: 300 });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.notices('wire.embargo.after-publication')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test('the operators hear of an embargo also where whoever told the text died, and nobody knows that it is public', async () => {
    let died = false;
    const room = await Room.open({
      script: ({ service }) => {
        if (service !== 'sns' || died) return undefined;
        died = true;
        return 'die-after';
      },
    });
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.pass(0.5);
    room.say(A, { version: 2, clock: 0.4, text: 't1', embargo: 60 });
    await room.quiet();
    expect(room.notices('wire.embargo.after-publication')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test('a withholding with a time of what is public is told, and the text comes back at its time', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, status: 'withheld', text: 't2', embargo: 120 });
    await room.pass(120);
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'reinstated t2']);
    expectSoon(room.times(A)[2], 120, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('a withholding with a time of what a person had let go is told, for it is public', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 'unreadable' });
    await room.quiet();
    room.operate({ do: 'release', article: A });
    await room.pass(5);
    room.say(A, { version: 2, clock: 44, text: 't1', status: 'withheld', embargo: 90 });
    await room.pass(20);
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    await room.pass(60);
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'reinstated t1']);
    expect(room.broken()).toBe('');
  });

  test('what is withheld until a time comes back then, also where its file came twice', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1', arrives: 5 });
    await room.pass(1);
    const waits = room.say(A, { text: 't2', status: 'withheld', embargo: 120 });
    await room.pass(10);
    expect(room.told(A)).toEqual(['published t1']);
    room.again(waits);
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    await room.pass(120);
    expect(room.told(A)).toEqual(['published t1', 'withheld', 'reinstated t2']);
    expect(room.broken()).toBe('');
  });

  test('what is withheld until a time is no news when its file comes again after a newer withholding', async () => {
    const room = await Room.open();
    const until = room.say(A, { clock: -1, status: 'withheld', text: 't1', embargo: 70 });
    await room.pass(1);
    room.say(A, { status: 'withheld' });
    await room.pass(100);
    room.again(until);
    await room.quiet();
    expect(room.told(A)).toEqual(['withheld']);
    expect(room.broken()).toBe('');
  });

  test('what is withheld until a time takes nothing down when its file comes again after a newer text', async () => {
    const room = await Room.open();
    const until = room.say(A, { clock: -1, status: 'withheld', text: 't1', embargo: 120 });
    await room.quiet();
    room.say(A, { text: 't2' });
    await room.quiet();
    room.again(until);
    await room.pass(150);
    expect(room.told(A)).toEqual(['published t2']);
    expect(room.broken()).toBe('');
  });

  test('a text whose time has come is told, although one that has to wait comes before the minute is over', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1', embargo: 10.1 });
    await room.pass(10.15);
    room.say(A, { version: 2, clock: 10, text: 't2', embargo: 'unreadable' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('a free version whose taker dies at any call while a newer one is held takes nothing back once that is out', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s2', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { text: 't1' });
        await room.quiet();
        room.say(A, { text: 't2', arrives: 1 });
        await room.pass(0.1);
        room.say(A, { text: 't3', embargo: 43 });
        await room.pass(80);
        expect([name, room.told(A).at(-1)]).toEqual([name, 'updated t3']);
        expect([name, room.broken()]).toEqual([name, '']);
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('an embargo that nobody can read holds until a person lets it go, who hears of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 'unreadable' });
    await room.pass(600);
    expect(room.told(A)).toEqual([]);
    expect(room.notices('wire.embargo.unreadable')).toHaveLength(1);
    room.operate({ do: 'release', article: A });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test.each(['long', 'longest'])(
    'a held text, however %s, lies nowhere that subscribers can read',
    async (text) => {
      const room = await Room.open();
      room.say(A, { version: 1, clock: -1, text, embargo: 60 });
      await room.pass(100);
      expect(room.told(A)).toEqual([`published ${text}`]);
      expectSoon(room.times(A)[0], 60, RELEASE);
      expect(room.broken()).toBe('');
    },
  );

  test('an embargo that is moved holds to its new time, one that is lifted not at all', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 60 });
    room.say(B, { version: 1, clock: -1, text: 't2', embargo: 600 });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't1', embargo: 300 });
    room.say(B, { version: 2, clock: 40, text: 't2' });
    await room.pass(120);
    expect(room.told(A)).toEqual([]);
    expect(room.told(B)).toEqual(['published t2']);
    await room.pass(200);
    expect(room.told(A)).toEqual(['published t1']);
    expectSoon(room.times(A)[0], 300, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('what a person let go stays let go, also where it was hidden as a copy and is told once its original is withheld', async () => {
    const room = await Room.open();
    room.say(B, { text: 't1', embargo: 'unreadable' });
    await room.quiet();
    room.say(A, { version: 1, clock: 1, text: 't1' });
    await room.quiet();
    room.operate({ do: 'release', article: B });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    room.say(A, { version: 2, clock: 2, status: 'withheld' });
    await room.pass(30);
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('a release lets go what waited when it was given, and not the embargoed version that came meanwhile', async () => {
    const room = await Room.open({
      script: ({ worker, command, key }) =>
        worker.kind === 'operator' && command === 'PutItem' && key.endsWith(' R#000002')
          ? { afterMs: 5 * SECOND }
          : undefined,
    });
    room.say(A, { version: 1, text: 't1', embargo: 'unreadable' });
    await room.quiet();
    room.operate({ do: 'release', article: A });
    await room.pass(SECOND / MINUTE);
    room.say(A, { version: 2, text: 't2', embargo: 120 });
    await room.pass(30);
    expect(room.told(A)).toEqual([]);
    expect(room.account().operated.map(({ outcome }) => outcome)).toEqual(['refused']);
    await room.pass(60);
    expect(room.told(A)).toEqual(['published t2']);
    expect(room.broken()).toBe('');
  });
});

describe('what subscribers can rely on', () => {
  test('S9: where the first version never went out, the second is published', async () => {
    const room = await Room.open();
    room.outage('sns', 20);
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.pass(5);
    room.say(A, { version: 2, clock: 4, text: 't2' });
    await room.pass(60);
    expect(room.told(A)[0]).toMatch(/^published/);
    expect(room.told(A).at(-1)).toMatch(/t2$/);
    expect(room.broken()).toBe('');
  });

  test('S15: a large message that is sent twice has the same content and one file', async () => {
    let published = 0;
    const room = await Room.open({
      script: ({ service, command }) =>
        service === 'sns' && command === 'Publish' && ++published === 1 ? 'die-after' : undefined,
    });
    room.say(A, { version: 1, clock: -1, text: 'long' });
    await room.quiet();
    const { told, files } = room.account();
    expect(told).toHaveLength(2);
    expect(new Set(told.map(({ content }) => content)).size).toBe(1);
    expect(told[0]?.files).toHaveLength(1);
    expect(new Set(files.map(({ key }) => key)).size).toBe(1);
    expect(room.broken()).toBe('');
  });

  test('S12: a split whose process dies at any call is finished by release, or by the same command again', async () => {
    const calls = await atEveryCall(deathOfOperator, async (script, name) => {
      const room = await Room.open({ script });
      room.say(A, { version: 1, clock: -1, text: 't1' });
      await room.quiet();
      room.say(B, { version: 1, clock: 40, text: 't1' });
      await room.quiet();
      room.operate({ do: 'split', article: B });
      await room.quiet();
      room.operate({ do: 'split', article: B });
      await room.quiet();
      expect([name, ...room.told(B)]).toEqual([name, 'published t1']);
      expect(room.broken()).toBe('');
    });
    expect(calls).toBeGreaterThan(3);
  });

  test('R: the receipt of a delivery whose taker died at any call says what it did', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s2', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { version: 1, clock: -1, text: 't1' });
        await room.quiet();
        room.say(A, { version: 2, clock: 40, text: 't2' });
        await room.pass(2);
        // What comes in between must not make it a redelivery either
        room.say(A, { version: 3, clock: 41, text: 't3' });
        await room.quiet();
        const outcomes = room.received(A).map(({ outcome }) => outcome);
        expect([name, outcomes.includes('redelivery')]).toEqual([name, false]);
        expect(room.told(A).at(-1)).toBe('updated t3');
        expect(room.broken()).toBe('');
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('a kill of another item is told of that item, also where it comes before its story', async () => {
    for (const form of ['ninjs', 'nitf'] as const) {
      const room = await Room.open();
      room.say(A, { clock: -1, text: 't1' });
      await room.quiet();
      room.say('aurora/killer', { clock: 40, text: 't8', kills: { story: 'alpha' }, form });
      await room.quiet();
      expect(room.told(A)).toEqual(['published t1', 'killed']);
      room.say('aurora/other-killer', { clock: 80, text: 't9', kills: { story: 'omega' }, form });
      await room.quiet();
      room.say('aurora/omega', { clock: 60, text: 't3' });
      await room.quiet();
      expect(room.told('aurora/omega')).toEqual(['killed']);
      expect(room.broken()).toBe('');
    }
  });

  test('a kill in words that names nothing is an article, and is brought before a person', async () => {
    const room = await Room.open();
    room.say(A, { clock: -1, text: 't1' });
    await room.quiet();
    room.say('aurora/notice', { clock: 40, text: 't2', kills: 'unnamed' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.told('aurora/notice')).toEqual(['published t2']);
    expect(room.notices('wire.kill.unresolved')).toHaveLength(1);
    expect(room.broken()).toBe('');
  });

  test('a clock that is ahead does not keep corrections out, and the operators hear of it', async () => {
    const room = await Room.open();
    room.say(A, { clock: 24 * 60, text: 't1' });
    await room.quiet();
    room.say(A, { clock: 39, text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'updated t2']);
    expect(room.notices('wire.clock-ahead')).not.toEqual([]);
    expect(room.broken()).toBe('');
  });
});

describe('copies', () => {
  test('S5: where the original is superseded before its time, the copy gives the text out', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 120 });
    await room.pass(2);
    room.say(B, { version: 1, clock: 1, text: 't1', embargo: 120 });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't2' });
    await room.pass(120);
    expect(room.told(A)).toEqual(['published t2']);
    expect(room.told(B)).toEqual(['published t1']);
    expectSoon(room.times(B)[0], 120, RELEASE);
    expect(room.broken()).toBe('');
  });

  test('S6: what one holds for ten hours and another brings free is told now', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't2', embargo: 640 });
    await room.quiet();
    room.say(B, { version: 1, clock: 80, text: 't2' });
    await room.pass(5);
    expect(room.told(B)).toEqual(['published t2']);
    await room.pass(700);
    expect(room.broken()).toBe('');
  });

  test('S7: a copy that is free sooner than the moved embargo of its original is told then', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1', embargo: 100 });
    await room.pass(2);
    room.say(B, { version: 1, clock: 1, text: 't1', embargo: 110 });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, text: 't1', embargo: 640 });
    await room.pass(120);
    expect(room.told(B)).toEqual(['published t1']);
    expectSoon(room.times(B)[0], 110, RELEASE);
    await room.pass(600);
    expect(room.told(A)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('S10: what was merged stays merged, and its copies point at the root', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    room.say(B, { version: 1, clock: -1, text: 't2' });
    room.say(C, { version: 1, clock: -1, text: 't5' });
    await room.quiet();
    room.operate({ do: 'merge', article: B, into: A });
    await room.pass(5);
    room.say(B, { version: 2, clock: 45, text: 't3' });
    await room.quiet();
    expect(room.received(B).at(-1)?.of).toBe(room.idOf(A));
    room.say('delta/copy', { version: 1, clock: 85, text: 't2' });
    await room.quiet();
    expect(room.received('delta/copy')).toMatchObject([{ outcome: 'duplicate', of: room.idOf(A) }]);
    room.operate({ do: 'merge', article: A, into: C });
    await room.pass(5);
    room.say('evergreen/third', { version: 1, clock: 130, text: 't2' });
    await room.quiet();
    expect(room.received('evergreen/third')).toMatchObject([{ outcome: 'duplicate', of: room.idOf(C) }]);
    expect(room.broken()).toBe('');
  });

  test('an article that takes its kill back is no copy of itself, by way of another that brought its text', async () => {
    const room = await Room.open();
    room.say(B, { version: 1, clock: -1, text: 't2' });
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 39, text: 't2' });
    await room.quiet();
    room.say(A, { version: 3, clock: 79, status: 'canceled' });
    room.say(B, { version: 2, clock: 79, status: 'withheld' });
    await room.quiet();
    room.say(B, { version: 3, clock: 119, text: 't2' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t2', 'withheld']);
    room.say(A, { version: 4, clock: 159, text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'updated t2', 'killed', 'reinstated t2']);
    expect(room.broken()).toBe('');
  });

  test('S10b: a text that came after its article was merged hides no copy: one is told, as a part of that story', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 39, text: 't1' });
    await room.quiet();
    room.operate({ do: 'merge', article: B, into: A });
    await room.pass(5);
    room.say(B, { version: 2, clock: 84, text: 't3' });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    room.say(C, { version: 1, clock: 124, text: 't3' });
    await room.pass(5);
    room.say(D, { version: 1, clock: 129, text: 't3' });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t3']);
    expect(room.received(C)).toMatchObject([{ outcome: 'published', of: room.idOf(A) }]);
    expect(room.received(D)).toMatchObject([{ outcome: 'duplicate', of: room.idOf(C) }]);
    expect(room.broken()).toBe('');
  });

  test('a text that never came of what was merged is no killed text when the root is killed', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1', diesAt: 9 });
    await room.pass(90);
    room.say(A, { text: 't2' });
    room.say(B, { text: 't3' });
    await room.quiet();
    room.operate({ do: 'merge', article: A, into: B });
    await room.pass(5);
    room.say(B, { status: 'canceled' });
    await room.quiet();
    room.say(C, { text: 't1' });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('S10c: an update under embargo of what was merged stays merged when its time has come', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 39, text: 't1' });
    await room.quiet();
    room.operate({ do: 'merge', article: B, into: A });
    await room.pass(5);
    room.say(B, { version: 2, clock: 84, text: 't3', embargo: 110 });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    room.operate({ do: 'split', article: B });
    await room.pass(5);
    expect(room.told(B)).toEqual(['published t3']);
    expect(room.broken()).toBe('');
  });

  test('S10d: what was merged before anybody had it stays merged after it was withheld', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    room.say(B, { version: 1, clock: -1, text: 't2' });
    await room.quiet();
    room.say(C, { version: 1, clock: 39, text: 't2' });
    await room.quiet();
    room.operate({ do: 'merge', article: C, into: A });
    await room.pass(5);
    room.say(C, { version: 2, clock: 84, status: 'withheld' });
    await room.quiet();
    room.say(C, { version: 3, clock: 124, text: 't3' });
    await room.quiet();
    expect(room.told(C)).toEqual(['withheld']);
    expect(room.received(C).at(-1)).toMatchObject({ outcome: 'duplicate', of: room.idOf(A) });
    room.operate({ do: 'split', article: C });
    await room.quiet();
    expect(room.told(C)).toEqual(['withheld', 'published t3']);
    expect(room.broken()).toBe('');
  });

  test('S20: a copy that was hidden stays hidden when its original is killed, and the operators hear of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 40, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 80, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.told(B)).toEqual([]);
    const notices = room.notices('wire.killed-text.again');
    expect(notices.some(({ words }) => words.includes(room.idOf(B)))).toBe(true);
    expect(room.broken()).toBe('');
  });

  test('a copy of a killed text is not told, and the operators hear of it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, status: 'canceled' });
    await room.quiet();
    room.say(B, { version: 1, clock: 80, text: 't1' });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    expect(room.notices('wire.killed-text.again')).not.toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a hidden copy is told when its original is withheld', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 40, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 80, status: 'withheld' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('S23: a draft that becomes usable with the text of another article is its copy', async () => {
    const room = await Room.open();
    room.say(C, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 40, status: 'withheld', text: 't2' });
    await room.quiet();
    room.say(B, { version: 2, clock: 80, text: 't1' });
    await room.quiet();
    expect(room.told(B)).toEqual(['withheld']);
    expect(room.received(B).at(-1)).toMatchObject({ outcome: 'duplicate', of: room.idOf(C) });
    expect(room.broken()).toBe('');
  });

  async function manyCopies(options: RoomOptions): Promise<void> {
    const room = await Room.open(options);
    const providers: ProviderId[] = ['aurora', 'borealis', 'cascade', 'delta', 'evergreen'];
    const names = Array.from({ length: 30 }, (_, index): ArticleName =>
      articleOf({ provider: providers[index % 5] ?? 'aurora', story: `copy-${index}` }),
    );
    for (const name of names) room.say(name, { version: 1, clock: -1, text: 't1' });
    await room.pass(5);
    room.stage.world.calm(room.stage.world.now + 5 * MINUTE);
    room.stage.world.redrive(room.stage.world.now + HOUR);
    await room.pass(180);
    const told = names.flatMap((name) => room.told(name));
    expect([options.seed, ...told]).toEqual([options.seed, 'published t1']);
    expect(room.broken()).toBe('');
  }

  test('S29: of thirty copies at once one is the original, and none is told twice', async () => {
    for (let seed = 1; seed <= 5; seed++) await manyCopies({ seed });
  });

  test('S42: the same while their takers die', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      await manyCopies({ seed, faults: { dieBefore: 0.02, dieAfter: 0.02, slow: 0.1 } });
    }
  });

  test('S45: a text whose claim belongs to what was never stored is given out by another article', async () => {
    // Whoever takes the first one dies at this call, however often it comes
    for (let call = 1; call < 40; call++) {
      const takers = new Map<number, number>();
      const seen = { reached: false };
      const room = await Room.open({
        script: ({ worker, command, key, call: number }) => {
          if (command === 'GetObject' && key.includes('zfvsdfz')) takers.set(worker.id, number);
          const first = takers.get(worker.id);
          if (first === undefined || number - first !== call) return undefined;
          seen.reached = true;
          return 'die-after';
        },
      });
      room.say(A, { version: 1, clock: -1, text: 't1' });
      await room.pass(10 * (SECOND / MINUTE));
      room.say(B, { version: 1, clock: -1, text: 't1' });
      await room.pass(180);
      const told = [A, B].flatMap((name) => room.told(name));
      expect([call, ...told]).toEqual([call, 'published t1']);
      if (!seen.reached) return;
    }
  });

  test('S46b: a text whose claim belongs to what came late is given out by another article', async () => {
    for (const first of ['the late one', 'the copy'] as const) {
      const room = await Room.open();
      room.say(A, { version: 1, clock: -2, text: 't1', arrives: first === 'the late one' ? 10 : 30 });
      await room.pass(1);
      room.say(A, { version: 2, clock: -1, text: 't2' });
      await room.pass(19);
      room.say(B, { version: 1, clock: 18, text: 't1' });
      await room.quiet();
      expect(room.told(A)).toEqual(['published t2']);
      expect(room.told(B)).toEqual(['published t1']);
      expect(room.broken()).toBe('');
    }
  });

  test('a copy whose original is killed before it could be told is not told', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.outage('sns', 5);
    room.say(A, { version: 2, clock: 80, text: 't2' });
    await room.pass(1);
    room.say(A, { version: 3, clock: 81, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.told(B)).toEqual([]);
    expect(room.notices('wire.killed-text.again').length).toBeGreaterThan(0);
    expect(room.broken()).toBe('');
  });

  test('operators hear of the copies of what is killed, although its taker dies at any call and a newer version comes then', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s3', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { version: 1, clock: -5, text: 't1' });
        await room.quiet();
        room.say(B, { version: 1, clock: -5, text: 't1' });
        await room.quiet();
        room.say(A, { version: 2, clock: 80, status: 'canceled' });
        await room.pass(2);
        room.say(A, { version: 3, clock: 82, text: 't2' });
        await room.quiet();
        room.say(C, { version: 1, clock: 122, text: 't1' });
        await room.quiet();
        expect([name, room.broken()]).toEqual([name, '']);
        // Where nothing of it was stored, the newer version has taken its place
        const killed = room.told(A).includes('killed');
        const heard = room
          .notices('wire.killed-text.again')
          .some(({ words }) => words.includes(room.idOf(B)));
        expect([name, heard, ...room.told(B)]).toEqual([name, killed, ...(killed ? [] : ['published t1'])]);
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('a killed text stays killed when the copy that had its claim has gone on', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.outage('sns', 5);
    room.say(A, { version: 2, clock: 80, text: 't2' });
    await room.pass(1);
    room.say(A, { version: 3, clock: 81, status: 'canceled' });
    await room.quiet();
    room.say(B, { version: 2, clock: 120, text: 't5' });
    await room.quiet();
    room.say(C, { version: 1, clock: 160, text: 't1' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t5']);
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a text that an article had before its present one is given out by another that brings it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.say(C, { version: 1, clock: -5, text: 't1', embargo: 180 });
    await room.quiet();
    room.say(D, { version: 1, clock: -5, text: 't3' });
    await room.quiet();
    room.say(A, { version: 2, clock: 120, status: 'withheld' });
    await room.pass(5);
    room.say(A, { version: 3, clock: 125, text: 't3' });
    await room.pass(80);
    expect(room.told(C)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('who dies between claim and revision leaves nobody as a copy of itself, and one gives the text out', async () => {
    let deaths = 0;
    const room = await Room.open({
      // Whoever takes the first one dies when it has claimed its text, twice
      script: ({ command, input }) => {
        const claims = command === 'UpdateItem' && JSON.stringify(input).includes(':mine');
        return claims && ++deaths <= 2 ? 'die-after' : undefined;
      },
    });
    room.say(A, { version: 1, clock: -5, text: 't1' });
    await room.pass(8);
    for (const name of [B, C, D]) room.say(name, { version: 1, clock: -5, text: 't1' });
    await room.pass(180);
    const told = [A, B, C, D].flatMap((name) => room.told(name));
    expect(deaths).toBeGreaterThan(2);
    expect(told).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('a copy is not told while an article that was updated to its text gives that out', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    room.say(B, { version: 1, clock: -5, text: 't2' });
    await room.quiet();
    room.say(B, { version: 2, clock: 40, text: 't1' });
    await room.quiet();
    room.say(C, { version: 1, clock: 80, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 120, status: 'withheld' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    expect(room.told(B)).toEqual(['published t2', 'updated t1']);
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('of several articles that were updated to a text, each is found by the next copy', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    room.say(B, { version: 1, clock: -5, text: 't2' });
    room.say(C, { version: 1, clock: -5, text: 't3' });
    await room.quiet();
    room.say(B, { version: 2, clock: 40, text: 't1' });
    room.say(C, { version: 2, clock: 40, text: 't1' });
    await room.quiet();
    room.say(D, { version: 1, clock: 80, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 120, status: 'withheld' });
    await room.quiet();
    room.say(B, { version: 3, clock: 160, status: 'withheld' });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t3', 'updated t1']);
    expect(room.told(D)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('what a merge takes along is judged again when it has another text', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    room.say(B, { version: 1, clock: -5, text: 't2' });
    await room.quiet();
    room.say(C, { version: 1, clock: 40, text: 't1' });
    await room.quiet();
    room.operate({ do: 'merge', article: A, into: B });
    await room.quiet();
    expect(room.told(C)).toEqual([]);
    room.say(C, { version: 2, clock: 120, text: 't3' });
    await room.quiet();
    expect(room.told(C)).toEqual(['published t3']);
    expect(room.broken()).toBe('');
  });

  test('a copy of what was merged stays one of the root when the merged article is taken down', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    room.say(B, { version: 1, clock: -5, text: 't2' });
    await room.quiet();
    room.operate({ do: 'merge', article: A, into: B });
    await room.quiet();
    room.say(C, { version: 1, clock: 80, text: 't1' });
    await room.quiet();
    room.operate({ do: 'hold', article: A });
    await room.quiet();
    expect(room.received(C)).toMatchObject([{ outcome: 'duplicate', of: room.idOf(B) }]);
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a killed article that comes back as a copy stays hidden, also in its next version', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -5, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 40, status: 'canceled' });
    room.say(B, { version: 1, clock: 40, text: 't2' });
    await room.quiet();
    room.say(A, { version: 3, clock: 80, text: 't2' });
    await room.quiet();
    room.say(A, { version: 4, clock: 120, text: 't2' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t2']);
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.broken()).toBe('');
  });

  test('a text whose taker dies at any call, and whose article has gone on by then, hides no copy', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s2', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { text: 't1' });
        await room.quiet();
        room.say(B, { text: 't2' });
        await room.pass(0.1);
        room.say(B, { text: 't1' });
        await room.pass(4);
        room.say(C, { text: 't2' });
        await room.pass(60);
        expect([name, room.broken()]).toEqual([name, '']);
        expect([name, ...room.told(B), ...room.told(C)]).toContain('published t2');
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('a file that comes before its own notification takes nothing of its held text away', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    room.say(C, { version: 1, text: 't2' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.quiet();
    const held = room.say(B, { version: 2, text: 't2', embargo: 100, arrives: 5 });
    await room.pass(1);
    room.again(held);
    await room.quiet();
    room.say(A, { version: 2, status: 'canceled' });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a copy that is being told when it is merged is told, as a part of that story', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    room.say(C, { text: 't4' });
    await room.quiet();
    room.say(B, { text: 't1' });
    await room.quiet();
    room.outage('sns', 1);
    room.say(A, { status: 'withheld' });
    await room.pass(0.2);
    room.operate({ do: 'merge', article: B, into: C });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t1', 'updated t1']);
    expect(room.broken()).toBe('');
  });

  test('what nobody knows that subscribers have stays hidden when a copy is killed, and that one may come back', async () => {
    let died = false;
    const room = await Room.open({
      script: ({ service }) => {
        if (service !== 'sns' || died) return undefined;
        died = true;
        return 'die-after';
      },
    });
    room.say(A, { text: 't1' });
    await room.pass(0.2);
    room.say(B, { text: 't1', clock: 0 });
    await room.pass(0.2);
    room.say(B, { clock: 0.3, status: 'canceled' });
    await room.quiet();
    room.say(B, { clock: 40, text: 't1' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.told(B)).toEqual(['killed', 'published t1']);
    expect(room.broken()).toBe('');
  });

  test('a copy that is split, and waits to be told when its original is killed, stays hidden', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.quiet();
    room.say(B, { text: 't1' });
    await room.quiet();
    room.outage('sns', 5);
    room.operate({ do: 'split', article: B });
    await room.pass(0.2);
    room.say(A, { status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.told(B)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('operators hear of a text that two were killed with, also when one of them has come back', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    room.say(C, { version: 1, text: 't2' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, status: 'withheld' });
    await room.quiet();
    room.say(C, { version: 2, text: 't1' });
    await room.quiet();
    room.say(C, { version: 3, status: 'canceled' });
    await room.quiet();
    room.say(A, { version: 3, status: 'canceled' });
    await room.quiet();
    room.say(A, { version: 4, text: 't1', says: ['reinstated'] });
    await room.quiet();
    room.say(D, { version: 1, text: 't1' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.told(D)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('operators hear of a copy that was judged before a kill and stored after its copies were looked at', async () => {
    const takers = new Set<number>();
    const room = await Room.open({
      script: ({ worker, command, key }) => {
        if (command === 'GetObject' && key.includes(fileMarker('s2'))) takers.add(worker.id);
        const stores = command === 'PutItem' && key.endsWith(' R#000001') && takers.has(worker.id);
        return stores ? { afterMs: 4 * SECOND } : undefined;
      },
    });
    room.say(A, { version: 1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, text: 't2' });
    await room.pass(1.5 * (SECOND / MINUTE));
    room.say(A, { version: 2, text: 't2' });
    await room.pass(1 * (SECOND / MINUTE));
    room.say(A, { version: 3, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'updated t2', 'killed']);
    const [killed = 0] = room.times(A).slice(-1);
    expect(room.times(B)[0] ?? 0).toBeGreaterThan(killed);
    expect(room.broken()).toBe('');
  });

  test.each([
    { taker: 'goes on', dies: false },
    { taker: 'dies after it, and the file comes again', dies: true },
  ])(
    'operators hear of an update to a text that is killed before it is stored; its taker $taker',
    async ({ dies }) => {
      const takers = new Set<number>();
      const room = await Room.open({
        script: (attempt) => {
          const { worker, command, key } = attempt;
          if (command === 'GetObject' && key.includes(fileMarker('s3'))) takers.add(worker.id);
          if (!takers.has(worker.id)) return undefined;
          if (command === 'PutItem' && key.endsWith(' R#000002')) return { afterMs: 4 * SECOND };
          // The first of them alone
          return dies && takers.size === 1 && tells(attempt) ? 'die-after' : undefined;
        },
      });
      room.say(A, { version: 1, text: 't1' });
      room.say(B, { version: 1, text: 't2' });
      await room.quiet();
      room.say(B, { version: 2, text: 't1' });
      await room.pass(1.5 * (SECOND / MINUTE));
      room.say(A, { version: 2, status: 'canceled' });
      await room.quiet();
      expect(room.told(A)).toEqual(['published t1', 'killed']);
      const heard = room
        .notices('wire.killed-text.again')
        .filter(({ words }) => words.includes(room.idOf(B)));
      expect(heard.length).toBeGreaterThan(0);
      expect(room.broken()).toBe('');
    },
  );

  test('a copy that was judged before its original was withheld, and stored after the copies were looked at, is told', async () => {
    const takers = new Set<number>();
    const room = await Room.open({
      script: ({ worker, command, key }) => {
        if (command === 'GetObject' && key.includes(fileMarker('s2'))) takers.add(worker.id);
        const stores = command === 'PutItem' && key.endsWith(' R#000001') && takers.has(worker.id);
        return stores ? { afterMs: 9 * SECOND } : undefined;
      },
    });
    room.say(A, { version: 1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.pass(2 * (SECOND / MINUTE));
    room.say(A, { version: 2, status: 'withheld' });
    await room.pass(20);
    expect(room.told(A)).toEqual(['published t1', 'withheld']);
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('a copy whose taker dies at any call is told once its original is withheld', async () => {
    const calls = await atEveryCall(
      (call, fate) => deathOfTaker('s2', call, fate),
      async (script, name) => {
        const room = await Room.open({ script });
        room.say(A, { version: 1, text: 't1' });
        await room.quiet();
        room.say(B, { version: 1, text: 't1' });
        await room.pass(0.5);
        room.say(A, { version: 2, status: 'withheld' });
        await room.pass(30);
        expect([name, ...room.told(A), ...room.told(B)]).toEqual([
          name,
          'published t1',
          'withheld',
          'published t1',
        ]);
        expect(room.broken()).toBe('');
      },
    );
    expect(calls).toBeGreaterThan(5);
  });

  test('a text that subscribers keep, for the next one of its article was killed elsewhere, is given out by nobody else', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, clock: 1, text: 't2', embargo: 'unreadable' });
    await room.quiet();
    room.say(B, { version: 1, clock: 2, text: 't2' });
    await room.quiet();
    room.say(B, { version: 2, clock: 3, status: 'canceled' });
    await room.quiet();
    room.operate({ do: 'release', article: A });
    await room.quiet();
    room.say(C, { text: 't1' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1']);
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a copy is not split once somebody else than its original was killed with its text', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    room.say(C, { version: 1, text: 't2' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.quiet();
    room.say(C, { version: 2, text: 't1' });
    await room.quiet();
    room.say(C, { version: 3, status: 'canceled' });
    await room.quiet();
    room.operate({ do: 'split', article: B });
    await room.quiet();
    expect(room.told(B)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('what waits to be told of a copy that has gone on is not told once its original is killed with it', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.quiet();
    room.outage('sns', 10);
    room.say(A, { version: 2, text: 't1 and else' });
    await room.pass(5);
    room.say(B, { version: 2, text: 't1 and more' });
    await room.pass(2.3);
    room.say(A, { version: 3, status: 'canceled' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed']);
    expect(room.told(B)).toEqual(['published t1 and more']);
    expect(room.broken()).toBe('');
  });

  test('a copy that was split, and hidden when its original was killed, is told with its next text', async () => {
    const room = await Room.open();
    room.say(A, { text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, text: 't1' });
    await room.quiet();
    room.outage('sns', 5);
    room.operate({ do: 'split', article: B });
    await room.pass(0.2);
    room.say(A, { status: 'canceled' });
    await room.quiet();
    room.say(B, { version: 2, text: 't5' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t5']);
    expect(room.broken()).toBe('');
  });

  test('a copy that was split is told, and stays told when its copies come again', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, clock: -1, text: 't1' });
    await room.quiet();
    room.say(B, { version: 1, clock: 40, text: 't1' });
    await room.quiet();
    room.operate({ do: 'split', article: B });
    await room.quiet();
    room.say(D, { version: 1, clock: 120, text: 't1' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.told(D)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a text that waits to be told although its article has gone on is given out by no copy before it', async () => {
    const room = await Room.open();
    room.outage('sns', 2);
    room.say(A, { version: 1, clock: 0, text: 't1' });
    await room.pass(0.5);
    room.say(A, { version: 2, clock: 0.5, text: 't2' });
    // What was put off once is sent later than what comes now
    await room.pass(0.8);
    room.say(B, { version: 1, clock: 1.3, text: 't1' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'updated t2']);
    expect(room.told(B)).toEqual(['published t1']);
    expect(room.times(A)[0]).toBeLessThan(room.times(B)[0] ?? 0);
    expect(room.broken()).toBe('');
  });

  test('what follows a first text that was killed before it could be told is judged as a first text', async () => {
    let down = false;
    const room = await Room.open({
      script: (attempt) => (down && tells(attempt) ? 'lose-request' : undefined),
    });
    room.say(A, { version: 1, text: 't2' });
    await room.quiet();
    room.say(C, { version: 1, text: 't1', embargo: 200 });
    await room.pass(1);
    down = true;
    room.say(B, { version: 1, text: 't1' });
    await room.pass(4);
    room.say(B, { version: 2, text: 't2' });
    await room.pass(4);
    room.say(C, { version: 2, status: 'canceled' });
    await room.pass(4);
    down = false;
    await room.quiet();
    expect(room.told(A)).toEqual(['published t2']);
    expect(room.told(B)).toEqual([]);
    expect(room.notices('wire.killed-text.again')).not.toEqual([]);
    room.say(A, { version: 2, status: 'withheld' });
    await room.quiet();
    expect(room.told(B)).toEqual(['published t2']);
    expect(room.broken()).toBe('');
  });

  test('a text whose embargo ends while the kill before it waits to be told is judged like a first one', async () => {
    // The kill is tried each minute; the next version comes before one of these, and behind one
    for (const seconds of [15, 45]) {
      let down = false;
      const room = await Room.open({
        script: (attempt) => (down && tells(attempt) ? 'throttle' : undefined),
      });
      room.say(A, { version: 1, text: 't1' });
      await room.quiet();
      down = true;
      room.say(A, { version: 2, status: 'canceled' });
      await room.pass(2);
      room.say(A, { version: 3, text: 't3', says: ['reinstated'] });
      await room.pass(2);
      room.say(A, { version: 4, text: 't4', embargo: 50 });
      await room.pass(2);
      room.say(C, { version: 1, text: 't4' });
      await room.pass(4 + seconds / 60);
      room.say(A, { version: 5, text: 't5', embargo: 200 });
      await room.pass(2);
      down = false;
      await room.quiet();
      const told = [...room.told(A), ...room.told(C)];
      expect([seconds, ...told.filter((one) => one.endsWith(' t4'))]).toEqual([seconds, 'published t4']);
      expect([seconds, room.broken()]).toEqual([seconds, '']);
    }
  });

  test('a killed text that was to come back stays killed once something else has come in its place', async () => {
    const room = await Room.open();
    room.say(B, { text: 't1' });
    room.say(A, { version: 1, text: 't2' });
    await room.quiet();
    room.say(A, { version: 3, text: 't2', embargo: 60 });
    await room.pass(1);
    room.say(A, { version: 2, status: 'canceled' });
    await room.pass(3);
    room.say(A, { version: 4, text: 't1' });
    await room.quiet();
    room.say(C, { text: 't2' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t2', 'killed']);
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a killed text that has come back is given out by a copy once its article has gone on', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    await room.quiet();
    room.say(A, { version: 2, status: 'canceled' });
    await room.quiet();
    room.say(A, { version: 3, text: 't1' });
    await room.quiet();
    room.say(A, { version: 4, text: 't2' });
    await room.quiet();
    room.say(C, { text: 't1' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t1', 'updated t2']);
    expect(room.told(C)).toEqual(['published t1']);
    expect(room.broken()).toBe('');
  });

  test('what was merged while subscribers had it gives its later texts out, also when its root is taken down', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    room.say(B, { version: 1, text: 't3' });
    await room.quiet();
    room.operate({ do: 'merge', article: A, into: B });
    await room.quiet();
    room.say(A, { version: 2, text: 't4' });
    await room.quiet();
    room.operate({ do: 'hold', article: B });
    await room.quiet();
    room.say(C, { text: 't4' });
    await room.quiet();
    expect(room.told(C)).toEqual([]);
    expect(room.broken()).toBe('');
  });

  test('a killed root that comes back with a text of what was merged into it is told', async () => {
    const room = await Room.open();
    room.say(A, { version: 1, text: 't1' });
    room.say(B, { text: 't3' });
    await room.quiet();
    room.operate({ do: 'merge', article: B, into: A });
    await room.quiet();
    room.say(A, { version: 2, status: 'canceled' });
    await room.quiet();
    // Somebody else who is linked with the text
    room.say(C, { text: 't3' });
    await room.quiet();
    room.say(A, { version: 3, text: 't3' });
    await room.quiet();
    expect(room.told(A)).toEqual(['published t1', 'killed', 'reinstated t3']);
    expect(room.broken()).toBe('');
  });
});
