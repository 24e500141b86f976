import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Newsroom, ninjsFile } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({}, { stage: { canary: true } });
});
afterAll(async () => {
  await newsroom.close();
});

test('a story of the canary goes the whole way to the canary, and to no subscriber and no feed', async () => {
  const run = await newsroom.stack.invoke('CanaryFunction', {});
  expect(run).toEqual({ ok: true, payload: { seconds: expect.any(Number), broken: [] } });
  await newsroom.stack.quiet();
  expect(await newsroom.messages()).toEqual([]);
  // What agencies deliver beside it comes as ever
  await newsroom.take(['aurora', 'beside.json', ninjsFile()]);
  expect(await newsroom.messages()).toMatchObject([{ source: '/wire/aurora' }]);
  expect(await newsroom.notices()).toEqual([]);
});
