import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { INBOX_PREFIX, type Register } from '../../functions/core/providers/register.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { registerIn } from '../../infra/config-file.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import type { JsonObject } from '../../infra/local/json.ts';
import { Arrivals } from '../common/arrivals.ts';
import { followDeliveries } from '../common/deliveries.ts';
import { settingsOf, withConfigOption, type ConfigOptions } from '../common/config-option.ts';
import { UsageError } from '../common/errors.ts';
import { printLog, writeLine } from '../common/output.ts';

interface Options extends ConfigOptions {
  provider?: string;
  verbose: boolean;
}

interface InputFile {
  /** As it is shown: the argument, and what lies below it. */
  file: string;
  provider: string;
  key: string;
}

/** For files of nobody in particular. */
const UNASSIGNED = 'unassigned';

/** Longer than all attempts of the local stack. */
const RECEIPT_WAIT_MS = 120_000;

/** `wire ingest`: files through the whole system on this machine, from the inbox to the messages. */
export function registerIngest(program: Command): void {
  const command = program
    .command('ingest')
    .description('run files through an embedded stack; prints every outcome and every message')
    .argument('<path...>', 'wire files, or folders of them')
    .option(
      '--provider <id>',
      `who delivers; default: the file's folder if it is a provider, else ${UNASSIGNED}`,
    )
    .option('--verbose', 'print what the functions log (on stderr)', false);
  withConfigOption(command).action(async (paths: string[], options: Options) => {
    process.exitCode = (await ingest(paths, options)) ? 0 : 1;
  });
}

async function ingest(paths: readonly string[], options: Options): Promise<boolean> {
  const { provider, verbose } = options;
  const config = settingsOf(options);
  const providerOf = providerIn(registerIn(config), provider);
  const files = (await Promise.all(paths.map((path) => filesAt(path, providerOf)))).flat();
  const stack = await startLocalStack({
    context: { config },
    retryAfterSeconds: 1,
    scheduleMinuteMs: 1000,
    sourceMaps: verbose,
    ...(verbose ? { onOutput: printLog } : {}),
  });
  try {
    return await deliver(stack, files);
  } finally {
    await stack.stop();
  }
}

/** One file after the other, as their order may matter: an update is not to overtake its original. */
async function deliver(stack: LocalStack, files: readonly InputFile[]): Promise<boolean> {
  const receipts = new Arrivals<Receipt>();
  const messages: JsonObject[] = [];
  await followDeliveries(stack, {
    finished: ({ receipt }) => {
      receipts.add(receipt.version, receipt);
    },
    failed: (key, reason) => {
      process.stderr.write(`an attempt failed, it will be tried again: ${key}: ${reason}\n`);
    },
    message: ({ body }) => {
      messages.push(body);
    },
  });
  const operators = await stack.subscribe(stack.ref('OpsTopic'));
  const writeNotices = async (): Promise<void> => {
    for (const { body } of await operators.take()) await writeLine({ notice: body });
  };
  let allRead = true;
  for (const { file, key } of files) {
    const { VersionId: version = '' } = await stack.clients.s3.send(
      new PutObjectCommand({ Bucket: stack.outputs.InboxBucketName, Key: key, Body: await readFile(file) }),
    );
    const receipt = await receipts.of(version, RECEIPT_WAIT_MS);
    allRead = (await writeOutcomes(file, key, receipt)) && allRead;
    for (const message of messages.splice(0)) await writeLine({ message });
    await writeNotices();
  }
  await stack.quiet();
  for (const message of messages) await writeLine({ message });
  await writeNotices();
  return allRead;
}

/** @returns false when something of the file was rejected */
async function writeOutcomes(file: string, key: string, receipt: Receipt | undefined): Promise<boolean> {
  const reject = (itemIndex: number | null, code: string | null, message: string | null): Promise<void> =>
    writeLine({ rejected: { file, itemIndex, code, message } });
  if (receipt === undefined) {
    await reject(null, 'no-receipt', 'every attempt failed; --verbose shows what the function logs');
    return false;
  }
  if (receipt.state === 'quarantined') {
    await reject(null, receipt.code, receipt.message);
    return false;
  }
  let allTaken = true;
  for (const item of receipt.items) {
    if (item.outcome === 'rejected') {
      allTaken = false;
      await reject(item.itemIndex, item.code, item.message);
    } else await writeLine({ outcome: { file, key, ...item } });
  }
  return allTaken;
}

/** A file, or every file below a folder in the order of their paths; hidden ones are left out. */
async function filesAt(path: string, providerOf: ProviderOf): Promise<InputFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${path} does not exist`);
  if (found.isFile()) return [inputFile(path, basename(path), providerOf)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort()
    .map((file) => inputFile(file, relative(path, file), providerOf));
}

type ProviderOf = (file: string) => string;

/** Who delivers a file: who is given, else the nearest folder that is named after a provider. */
function providerIn(register: Register, given: string | undefined): ProviderOf {
  return (file) => {
    const folders = dirname(file).split(sep).reverse();
    return given ?? folders.find((folder) => register.find(folder) !== undefined) ?? UNASSIGNED;
  };
}

function inputFile(file: string, name: string, providerOf: ProviderOf): InputFile {
  const provider = providerOf(file);
  return { file, provider, key: `${INBOX_PREFIX}${provider}/${name.split(sep).join('/')}` };
}
