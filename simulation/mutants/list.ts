/** The deliberate faults that the simulation has to find. */
import type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a kill is taken for an update',
    file: 'functions/core/article/life-cycle.ts',
    needle:
      "if (status === 'canceled') return { kind: 'take', verdict: 'kill', event: 'killed', signals: [] };",
    replacement:
      "if (status === 'canceled') return { kind: 'take', verdict: 'update', event: 'updated', signals: [] };",
  },
];
