/**
 * Which test files come first: jest's own order, by how long each took the last time. In a new clone nobody knows that,
 * and jest would go by the size of files: a long one would come last, with one core for it and none for the other.
 */
import TestSequencer from '@jest/test-sequencer';

/** The longest first, and never two at once that synthesise a stack of sources that nobody has bundled yet. */
const FIRST = [
  'browser/page',
  'cli/start',
  'simulation/simulate',
  'cli/runbook',
  'browser/stack',
  'pipeline/reconcile',
  'pipeline/crash',
  'cli/wire',
  'core/formats/robustness',
  'cli/restore',
  'examples/consuming',
  'simulation/histories',
  'pipeline/ingest',
  'cli/operating/redrive',
  'tools/soak',
].map((name) => `/tests/${name}.test.ts`);

export default class LongestFirst extends TestSequencer {
  /**
   * @param {import('@jest/test-sequencer').Test[]} tests
   * @returns {import('@jest/test-sequencer').Test[]}
   */
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const placeOf = ({ path }) => {
      const place = FIRST.findIndex((end) => path.endsWith(end));
      if (place >= 0) return place;
      // A stack takes longer than any text
      return /\/tests\/(?:pipeline|cli|infra)\//u.test(path) ? FIRST.length : FIRST.length + 1;
    };
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
