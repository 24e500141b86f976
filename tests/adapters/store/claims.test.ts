/** Who was first with a text, and who was killed with it. */
import { describe, expect, test } from '@jest/globals';
import { ClaimTable, type ContentClaim } from '../../../functions/adapters/store/claims.ts';
import { modelOf } from '../../recalls/support/ledger.ts';

const claimOf = (articleId: string, minute = 0): ContentClaim => ({
  articleId,
  revision: 1,
  claimedAt: new Date(Date.UTC(2026, 2, 13, 9, minute)).toISOString(),
});
const EXPIRES = Date.UTC(2026, 2, 17) / 1000;
const claims = (): ClaimTable => new ClaimTable(modelOf().clients, 'articles');

describe('the claim of a text', () => {
  test('is whose came first; whoever comes again hears that it was his before', async () => {
    const table = claims();
    expect(await table.claim('t', claimOf('a'), EXPIRES)).toMatchObject({
      first: undefined,
      again: undefined,
    });
    expect(await table.claim('t', claimOf('b', 1), EXPIRES)).toMatchObject({ first: claimOf('a') });
    expect(await table.claim('t', claimOf('a', 2), EXPIRES)).toMatchObject({
      first: undefined,
      again: claimOf('a', 2),
    });
  });

  test('says who had it before, for those with the text are linked with whoever had it then', async () => {
    const table = claims();
    await table.claim('t', claimOf('a'), EXPIRES);
    await table.takeOver('t', claimOf('a'), claimOf('b', 1));
    const { first = claimOf('nobody') } = await table.claim('t', claimOf('c', 2), EXPIRES);
    expect(first).toEqual({ ...claimOf('b', 1), before: ['a'] });
    await table.takeOver('t', first, claimOf('c', 2));
    expect((await table.claim('t', claimOf('c', 3), EXPIRES)).again?.before).toEqual(['b', 'a']);
    expect((await table.claim('t', claimOf('d', 4), EXPIRES)).first?.before).toEqual(['b', 'a']);
  });

  test('says who was killed with the text, whoever has it and whoever takes it over', async () => {
    const table = claims();
    await table.claim('t', claimOf('a'), EXPIRES);
    expect(await table.noteKilled('t', claimOf('b', 1), EXPIRES)).toEqual(claimOf('a'));
    expect((await table.claim('t', claimOf('a', 2), EXPIRES)).killed).toEqual(['b']);
    await table.takeOver('t', claimOf('a', 2), claimOf('c', 3));
    expect(await table.claim('t', claimOf('d', 4), EXPIRES)).toMatchObject({
      first: claimOf('c', 3),
      killed: ['b'],
    });
  });

  test('says all that were killed with the text, the last one first', async () => {
    const table = claims();
    for (const id of ['a', 'b', 'a']) await table.noteKilled('t', claimOf(id), EXPIRES);
    expect((await table.claim('t', claimOf('c', 1), EXPIRES)).killed).toEqual(['a', 'b']);
  });

  test('is with the article that was killed where nobody has it any more', async () => {
    const table = claims();
    expect(await table.noteKilled('t', claimOf('b'), EXPIRES)).toEqual(claimOf('b'));
    expect(await table.claim('t', claimOf('c', 1), EXPIRES)).toMatchObject({
      first: claimOf('b'),
      killed: ['b'],
    });
  });
});
