import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { putSamples } from '../../cli/operating/invoke.ts';
import { isObject, parseObject } from '../../infra/local/json.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import type { TopicSubscriber } from '../../infra/local/subscriber.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'events');
const OTHERS = ['samples.json'];

/** What an event gives: identifiers of messages that come back, types of what was published, codes told to operators. */
const EXPECTED: Readonly<Record<string, { failures?: number[]; messages?: string[]; notices?: string[] }>> = {
  's3-put': { messages: ['published'] },
  's3-multipart-upload': { messages: ['published'] },
  's3-put-batch-of-ten': {
    messages: Array.from({ length: 8 }, () => 'published'),
    notices: ['unknown-format'],
  },
  's3-put-several-records': { messages: ['published', 'published'] },
  's3-put-encoded-key': { messages: ['published'] },
  's3-test-event': {},
  's3-folder-marker': {},
  's3-zero-bytes': { notices: ['empty'] },
  's3-delete-marker': {},
  's3-object-gone': { notices: ['object-gone'] },
  's3-too-large': { notices: ['too-large'] },
  's3-unknown-provider': { notices: ['unknown-provider'] },
  's3-duplicate-sequencer': { messages: ['published'] },
  'sqs-malformed-body': { failures: [1], messages: ['published'] },
  'schedule-release': {},
};

const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && !OTHERS.includes(name))
  .map((name) => name.slice(0, -'.json'.length));

let stack: LocalStack;
let articles: TopicSubscriber;
let ops: TopicSubscriber;
beforeAll(async () => {
  stack = await startLocalStack({ poll: false, scheduleMinuteMs: 0 });
  articles = await stack.subscribe(stack.ref('ArticleTopic'));
  ops = await stack.subscribe(stack.ref('OpsTopic'));
});
afterAll(() => stack.stop());

async function forgetEverything(): Promise<void> {
  const TableName = stack.ref('ArticleTable');
  const { Items = [] } = await stack.clients.dynamodb.send(
    new ScanCommand({ TableName, ProjectionExpression: 'pk, sk' }),
  );
  for (const Key of Items) await stack.clients.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
}

describe('the event', () => {
  test.each(names)('%s is in the README and does what is expected of it', async (name) => {
    expect(readme).toContain(`\`${name}.json\``);
    const event = parseObject(readFileSync(join(FOLDER, `${name}.json`), 'utf8'), name);
    await forgetEverything();
    await putSamples(stack, event);
    const result = await stack.invoke(name.startsWith('schedule') ? 'release' : 'ingest', event);
    const {
      failures = [],
      messages = [],
      notices = [],
    } = EXPECTED[name] ?? { notices: ['not in this table'] };
    expect(result).toMatchObject({ ok: true });
    if (result.ok && isObject(result.payload) && 'batchItemFailures' in result.payload) {
      const itemIdentifiers = failures.map((id) => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`);
      expect(result.payload.batchItemFailures).toEqual(
        itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
      );
    }
    const types = (await articles.take()).map(({ attributes }) =>
      attributes.type?.replace('wire.article.', ''),
    );
    expect(types.sort()).toEqual([...messages].sort());
    expect((await ops.take()).map(({ body }) => body.code)).toEqual(notices);
  });
});
