import { describe, expect, test } from '@jest/globals';
import { Arrivals } from '../../cli/common/arrivals.ts';

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('waiting for what arrives', () => {
  test('gives what came before the wait, what comes during it, and nothing after it', async () => {
    const arrivals = new Arrivals<number>();
    arrivals.add('before', 1);
    expect(await arrivals.of('before', 60_000)).toBe(1);
    const waiting = arrivals.of('during', 60_000);
    arrivals.add('during', 2);
    expect(await waiting).toBe(2);
    const keepAlive = setInterval(() => undefined, 1);
    expect(await arrivals.of('never', 0)).toBeUndefined();
    clearInterval(keepAlive);
  });

  test('keeps no process alive that has been asked to stop', () => {
    const before = timers();
    void new Arrivals<number>().of('never', 60_000);
    expect(timers()).toBe(before);
  });
});
