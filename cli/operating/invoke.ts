import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Json } from '../../infra/local/json.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { deliveriesIn } from '../common/deliveries.ts';
import { UsageError } from '../common/errors.ts';
import { printLog, writeLine } from '../common/output.ts';
import { SAMPLES_FOLDER } from '../common/samples.ts';

/** `wire invoke`: one function with one event of events/, on an embedded stack. */
export function registerInvoke(program: Command): void {
  program
    .command('invoke')
    .description('invoke a function with an event on an embedded stack; prints its result and the messages')
    .argument('<function>', 'ingest or release')
    .argument('<event>', 'a JSON file, e.g. events/s3-put.json')
    .addHelpText(
      'after',
      '\nSample wires that the event refers to (incoming/aurora/x is events/wires/aurora/x) are in the inbox.',
    )
    .action(async (name: string, file: string) => {
      process.exitCode = (await invoke(name, readEvent(file))) ? 0 : 1;
    });
}

async function invoke(name: string, event: Json): Promise<boolean> {
  const stack = await startLocalStack({
    poll: false,
    scheduleMinuteMs: 0,
    onOutput: printLog,
  });
  try {
    const { ArticleTopicArn = '', OpsTopicArn = '' } = stack.outputs;
    const articles = await stack.subscribe(ArticleTopicArn);
    const ops = await stack.subscribe(OpsTopicArn);
    await putSamples(stack, event);
    const result = await stack.invoke(name, event).catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    });
    await writeLine({ result: result.ok ? result.payload : { error: result.kind, message: result.message } });
    for (const { body } of await articles.take()) await writeLine({ message: body });
    for (const { body } of await ops.take()) await writeLine({ notice: body });
    return result.ok;
  } finally {
    await stack.stop();
  }
}

/** Puts the sample wires into the inbox that an event refers to. */
export async function putSamples({ clients, outputs }: LocalStack, event: Json): Promise<void> {
  for (const { bucket, key } of deliveriesIn(event)) {
    const file = join(SAMPLES_FOLDER, key.slice(INBOX_PREFIX.length));
    if (bucket !== outputs.InboxBucketName || !key.startsWith(INBOX_PREFIX) || !existsSync(file)) continue;
    await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: readFileSync(file) }));
  }
}

function readEvent(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw new UsageError(`${file} is no JSON file: ${error instanceof Error ? error.message : ''}`);
  }
}
