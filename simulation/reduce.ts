/** Cuts a history that went wrong down to the least that still goes wrong in the same way. */
import type { History, Saying, Step } from './histories/saying.ts';

/** Whether the same promise is still broken. */
export type StillBroken = (history: History) => Promise<boolean>;

export async function reduced(history: History, stillBroken: StillBroken): Promise<History> {
  let smallest = history;
  const tried = async (candidate: History): Promise<boolean> => {
    if (!(await stillBroken(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (let before = -1; before !== sizeOf(smallest);) {
    before = sizeOf(smallest);
    if (smallest.faults) await tried({ ...smallest, faults: false });
    await withFewerSteps(() => smallest, tried);
    await withSimplerSteps(() => smallest, tried);
  }
  const used = new Set(smallest.steps.flatMap((step) => (step.kind === 'say' ? [step.saying.text] : [])));
  await tried({ ...smallest, texts: smallest.texts.filter(({ id }) => used.has(id)) });
  return smallest;
}

type Try = (candidate: History) => Promise<boolean>;

/** In halves, quarters and so on, and at last one by one. */
async function withFewerSteps(current: () => History, tried: Try): Promise<void> {
  for (
    let size = Math.ceil(current().steps.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < current().steps.length;) {
      const steps = current().steps.toSpliced(from, size);
      if (!(await tried({ ...current(), steps }))) from += size;
    }
  }
}

async function withSimplerSteps(current: () => History, tried: Try): Promise<void> {
  for (let index = 0; index < current().steps.length; index++) {
    const step = current().steps[index];
    for (const simpler of step === undefined ? [] : simplerSteps(step)) {
      await tried({ ...current(), steps: current().steps.with(index, simpler) });
    }
  }
}

function simplerSteps(step: Step): Step[] {
  if (step.kind === 'again' || step.kind === 'say') {
    if (step.kind === 'say' && step.diesAt !== undefined) {
      const { diesAt: _healed, ...healthy } = step;
      return [healthy, ...simplerSteps(healthy).map((one) => ({ ...step, ...one }))];
    }
    const { arrivesAfter, ...atOnce } = step;
    const sooner: Step[] = arrivesAfter === undefined ? [] : [atOnce];
    return step.kind === 'again'
      ? sooner
      : [...sooner, ...simplerSayings(step.saying).map((saying) => ({ ...step, saying }))];
  }
  return step.kind === 'outage' && step.lasts > 60_000 ? [{ ...step, lasts: step.lasts / 2 }] : [];
}

const OPTIONAL = [
  'note',
  'says',
  'embargo',
  'clock',
  'version',
  'kills',
  'text',
] as const satisfies readonly (keyof Saying)[];

function simplerSayings(saying: Saying): Saying[] {
  return OPTIONAL.flatMap((name) => {
    if (saying[name] === undefined || (name === 'text' && saying.status === 'usable')) return [];
    const { [name]: _left, ...rest } = saying;
    return [rest];
  });
}

function sizeOf({ steps, faults }: History): number {
  return JSON.stringify(steps).length + (faults ? 1 : 0);
}
