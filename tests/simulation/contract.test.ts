import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CONTRACT, differencesIn } from '../../simulation/contract/compare.ts';
import { embedded, model, type Implementation } from '../../simulation/contract/implementations.ts';

describe('the model of DynamoDB answers like the embedded store', () => {
  let store: Implementation;
  const simulated = model();

  beforeAll(async () => {
    store = await embedded();
  });

  afterAll(() => store.close());

  test.each(CONTRACT.map((contractCase) => [contractCase.name, contractCase] as const))(
    '%s',
    async (_name, contractCase) => {
      const differences = await differencesIn(contractCase, simulated, store);
      // Undefined: dynalite cannot do it; `npm run simulate:contract` asks DynamoDB Local
      expect(differences ?? []).toEqual([]);
    },
  );

  test('dynalite is asked about everything that it can do', () => {
    expect(CONTRACT.flatMap(({ name, needs }) => (needs === undefined ? [] : [name]))).toHaveLength(3);
  });
});
