/** What an entry says of items that break off, and of numbers, over the whole stack. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OpsNotice } from '../../functions/adapters/publish/ops.ts';
import { SequenceTable } from '../../functions/adapters/store/sequences.ts';
import type { Providers } from '../../functions/core/feed/contract.ts';
import { noteNumbers } from '../../functions/desk/sequences.ts';
import { JOURNAL, Newsroom, onlyItem } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open(
    { pollsNot: JOURNAL },
    {
      agencies: [
        {
          id: 'aurora',
          name: 'Aurora News Agency',
          truncated: 'hold',
          sequence: { from: 'file-name', pattern: 'aur-{n}.txt' },
        },
      ],
    },
  );
});
afterAll(() => newsroom.close());

const message = (last: string): Uint8Array =>
  Buffer.from(
    `aur301 4 pl 120  aur 0301\n\nferry/\nFerry gets a new bell =\n\nTorvik (aur) - The ferry of Torvik has a new bell,\nwhich rings an hour before it leaves, the harbour office said.\n${last}`,
  );

test('an item that breaks off waits for a person where the entry says so, and the operators hear of it', async () => {
  const cut = onlyItem(await newsroom.take(['aurora', 'aur-301.txt', message('')]));
  expect(cut.outcome).toBe('held');
  expect(await newsroom.messages()).toEqual([]);
  expect(await newsroom.notices()).toMatchObject([
    { type: 'wire.item.truncated', command: `wire release ${cut.articleId}` },
  ]);
  const whole = onlyItem(await newsroom.take(['aurora', 'aur-302.txt', message('\n280900 Jun 26\n')]));
  expect(whole.outcome).toBe('published');
});

test('numbers are noted with the delivery, told when they are missed, and once, whoever notes them', async () => {
  const table = new SequenceTable(
    { dynamo: newsroom.stack.clients.dynamodb },
    newsroom.stack.ref('ArticleTable'),
  );
  // By the two files above
  expect(await table.get('aurora')).toMatchObject({ series: { files: { next: 303, gaps: [] } } });

  const told: OpsNotice[] = [];
  const provider = { id: 'aurora', sequence: { from: 'file-name' as const } };
  const began = Date.now();
  const note = (minute: number, ...numbers: number[]): Promise<void> =>
    noteNumbers(
      {
        numbers: table,
        publisher: {
          notify: (notice) => {
            told.push(notice);
            return Promise.resolve();
          },
        },
        now: () => began + minute * 60_000,
      },
      provider,
      numbers.map((number) => ({ series: 'files', number })),
    );
  // Side by side, as invocations are
  await Promise.all([note(1, 303), note(1, 304), note(1, 307)]);
  await note(15, 308);
  expect(told).toMatchObject([
    { type: 'wire.sequence.gap', provider: 'aurora', series: 'files', numbers: ['305-306'] },
  ]);
  await note(16, 305);
  await note(16, 305);
  expect(told.slice(1)).toMatchObject([{ type: 'wire.sequence.closed', numbers: ['305'] }]);

  // And on the page, until it comes
  const answer = await newsroom.stack.invoke('api', {
    rawPath: '/v1/providers',
    rawQueryString: '',
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'ida', scope: 'wire:operate' } } },
    },
  });
  if (!answer.ok) throw new Error(answer.message);
  const { providers } = JSON.parse((answer.payload as { body: string }).body) as Providers;
  expect(providers.find(({ id }) => id === 'aurora')?.gaps).toEqual(['files 306']);
});
