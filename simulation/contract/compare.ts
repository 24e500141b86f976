import { isDeepStrictEqual } from 'node:util';
import { CASES, type ContractCase } from './cases.ts';
import { drawnCase } from './drawn.ts';
import { answersTo, type Implementation } from './implementations.ts';

/** What all implementations are asked. */
export const CONTRACT: readonly ContractCase[] = [
  ...CASES,
  ...[1, 2, 3, 4].map((seed) => drawnCase(seed, 150)),
];

export interface Difference {
  command: object;
  answers: Record<string, unknown>;
}

/** Where two implementations answer one case differently; undefined when it is about what one of them lacks. */
export async function differencesIn(
  contractCase: ContractCase,
  first: Implementation,
  second: Implementation,
): Promise<Difference[] | undefined> {
  const lacks = [...first.lacks, ...second.lacks];
  if (contractCase.needs !== undefined && lacks.includes(contractCase.needs)) return undefined;
  const mine = await answersTo(contractCase, first, lacks);
  const theirs = await answersTo(contractCase, second, lacks);
  return contractCase
    .commands('differences')
    .flatMap((command, i) =>
      isDeepStrictEqual(mine[i], theirs[i])
        ? []
        : [{ command: inputOf(command), answers: { [first.name]: mine[i], [second.name]: theirs[i] } }],
    );
}

function inputOf(command: object): object {
  return { [command.constructor.name]: 'input' in command ? command.input : undefined };
}
