/** `wire quarantine`: what could not be read: list it, look at it, read it again, expect nothing more of it. */
import { writeFile } from 'node:fs/promises';
import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { QuarantineCopies } from '../../functions/adapters/store/quarantine-copies.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { Receipts } from '../../functions/adapters/store/receipts.ts';
import { providerOfKey } from '../../functions/core/providers/register.ts';
import { codesOf, filesNamed, foundFiles, type Selection } from '../../functions/desk/replay.ts';
import { UsageError } from '../common/errors.ts';
import { keyIn } from '../common/inbox-keys.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { ourName, shellWord } from '../common/shell.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';
import { reject } from './desk.ts';
import { replay, replayPorts, show } from './replay.ts';
import { brokenOff, Run, withDryRun, type RunOptions } from './running.ts';

interface Choice {
  provider?: string;
  code?: string;
  since?: number;
}

export function registerQuarantine(program: Command): void {
  const quarantine = program
    .command('quarantine')
    .description('files that could not be read, or of which items could not: list, show, replay, discard');
  const list = quarantine.command('list').description('list them, the newest first, and count the reasons');
  withTargetOptions(withChoice(list)).action(async (options: TargetOptions & Choice) => {
    await listRefused(await findTarget(options), options);
  });
  registerShowOne(quarantine);
  registerReplayRefused(quarantine);
  registerDiscard(quarantine);
}

function withChoice(command: Command): Command {
  return command
    .option('--provider <id>', 'only of this agency; default: all, also of nobody in the settings')
    .option('--code <code>', 'only for this reason')
    .option('--since <time>', 'how far back: 90m, 24h, 7d, or a time (RFC 3339); default: 30d', instant);
}

/** Of agencies of the settings by the index; what lies under another prefix has nothing but its copy to be found by. */
async function* refused(target: Target, { provider, code, since }: Choice): AsyncGenerator<Receipt> {
  const { indexes } = replayPorts(target);
  const from = since ?? instant('30d');
  const isMeant = (receipt: Receipt): boolean => code === undefined || codesOf(receipt).includes(code);
  const known = provider === undefined ? (target.agencies?.all() ?? []).map(({ id }) => id) : [provider];
  for (const id of known)
    for await (const receipt of indexes.refusedSince(id, from)) if (isMeant(receipt)) yield receipt;
  if (code !== undefined && code !== UNKNOWN_PROVIDER) return;
  const copies = new QuarantineCopies(target.clients, target.archiveBucket);
  for await (const { key, version } of copies.of(UNKNOWN_PROVIDER)) {
    const owner = providerOfKey(key) ?? null;
    if (owner !== null && known.includes(owner)) continue;
    if (provider !== undefined && owner !== provider) continue;
    const receipts = await indexes.receiptsOf(target.inboxBucket, key);
    const receipt = receipts.find((one) => one.version === version);
    if (receipt?.code === UNKNOWN_PROVIDER && receipt.discarded === undefined) {
      if (Date.parse(receipt.finishedAt) >= from) yield receipt;
    }
  }
}

const UNKNOWN_PROVIDER = 'unknown-provider';

async function listRefused(target: Target, choice: Choice): Promise<void> {
  const total: Record<string, Record<string, number>> = {};
  for await (const receipt of refused(target, choice)) {
    const { key, version, provider, receivedAt, state, code, message, quarantineKey, items } = receipt;
    const ofProvider = (total[provider ?? '-'] ??= {});
    for (const one of codesOf(receipt)) ofProvider[one] = (ofProvider[one] ?? 0) + 1;
    await writeLine({
      refused: {
        key,
        version,
        provider,
        receivedAt,
        ...(state === 'quarantined'
          ? { code, message }
          : { items: items.filter(({ outcome }) => outcome === 'rejected') }),
        quarantineKey,
      },
    });
  }
  await writeLine({ total });
}

function registerShowOne(quarantine: Command): void {
  const command = quarantine
    .command('show')
    .description(
      'print the receipts of a file and where it is; with --save, write it to a file of this machine',
    )
    .argument('<key>', 'key in the inbox: incoming/<provider>/<name>, or <provider>/<name>')
    .option('--version <id>', 'which version; default: the newest')
    .option('--save <file>', 'write it there, for "wire normalize"');
  withTargetOptions(command).action(
    async (name: string, options: TargetOptions & { version?: string; save?: string }) => {
      const key = keyIn(name);
      const target = await findTarget(options);
      const receipts = await replayPorts(target).indexes.receiptsOf(target.inboxBucket, key);
      const receipt =
        options.version === undefined
          ? receipts.at(-1)
          : receipts.find(({ version }) => version === options.version);
      if (receipt === undefined) {
        await reject(key, 'not-found', `there is no receipt of ${key}`);
        return;
      }
      await writeLine({ receipt });
      const kept = await bytesOf(target, receipt);
      await writeLine({ file: { where: kept?.where ?? 'gone', bytes: kept?.bytes.length ?? null } });
      if (options.save === undefined) return;
      if (receipt.code === 'malware')
        throw new UsageError(`GuardDuty found malware in ${key}: it is not written to this machine`);
      if (kept === undefined)
        throw new UsageError(`${key} is neither in the inbox nor in quarantine any more`);
      await writeFile(options.save, kept.bytes);
      process.stderr.write(
        `${ourName()} normalize --provider ${receipt.provider ?? 'unassigned'} --received ${receipt.receivedAt} ${shellWord(options.save)}\n`,
      );
    },
  );
}

/** What was delivered, from wherever it is still kept. */
async function bytesOf(
  { clients, archiveBucket }: Target,
  { bucket, key, version, quarantineKey }: Receipt,
): Promise<{ where: 'inbox' | 'quarantine'; bytes: Uint8Array } | undefined> {
  try {
    const { Body } = await clients.s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }),
    );
    if (Body !== undefined) return { where: 'inbox', bytes: await Body.transformToByteArray() };
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
  }
  if (quarantineKey === null) return undefined;
  const bytes = await new QuarantineCopies(clients, archiveBucket).read(quarantineKey);
  return bytes === undefined ? undefined : { where: 'quarantine', bytes };
}

const KEYS = 'keys in the inbox; default: what --provider, --code and --since choose';

function registerReplayRefused(quarantine: Command): void {
  const command = withChoice(
    quarantine
      .command('replay')
      .description(
        'list what would be read again; with --apply, read it again as of the time at which it came',
      )
      .argument('[key...]', KEYS)
      .option('--resume <id>', 'go on with one that was broken off: the id that it printed'),
  );
  withDryRun(command, 'read it again').action(
    async (names: string[], options: RunOptions & Choice & { resume?: string }) => {
      const target = await findTarget(options);
      const before = await brokenOff(target, 'quarantine replay', options.resume);
      const asked = before === undefined ? askedOf(names, options) : (before.asked as unknown as Asked);
      const selection = await selected(target, asked);
      if (options.apply === true || before !== undefined) {
        const run = await Run.begin(target, 'quarantine replay', options, { ...asked }, before);
        await replay(target, selection, run, options);
      } else await show(selection, options);
    },
  );
}

interface Asked {
  keys: string[];
  provider?: string;
  code?: string;
  since?: number;
}

function askedOf(names: readonly string[], { provider, code, since }: Choice): Asked {
  if (names.length === 0 && provider === undefined && code === undefined)
    throw new UsageError('say which: keys, --provider or --code');
  return {
    keys: names.map(keyIn),
    ...(provider === undefined ? {} : { provider }),
    ...(code === undefined ? {} : { code }),
    since: since ?? instant('30d'),
  };
}

async function selected(target: Target, { keys, ...choice }: Asked): Promise<Selection> {
  const ports = replayPorts(target);
  if (keys.length === 0) return foundFiles(ports, await all(refused(target, choice)));
  const selections = await Promise.all(keys.map((key) => filesNamed(ports, key)));
  return {
    files: selections.flatMap(({ files }) => files),
    gone: selections.flatMap(({ gone }) => gone),
  };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

function registerDiscard(quarantine: Command): void {
  const command = withChoice(
    quarantine
      .command('discard')
      .description(
        'list what would be off the list; with --apply, note that nobody expects anything more of it. Nothing is deleted: it can be read again by its key',
      )
      .argument('[key...]', KEYS),
  );
  withDryRun(command, 'note it', true).action(
    async (names: string[], options: RunOptions & Choice & { reason: string }) => {
      const target = await findTarget(options);
      const { keys, ...choice } = askedOf(names, options);
      const receipts = keys.length === 0 ? await all(refused(target, choice)) : await named(target, keys);
      const { by, reason } = options;
      if (options.apply !== true) {
        for (const { key, version, ...receipt } of receipts)
          await writeLine({ file: { key, version, codes: codesOf(receipt) } });
        await writeLine({ total: { files: receipts.length } });
        process.stderr.write(`${receipts.length} would be off the list: the same with --apply does it\n`);
        return;
      }
      const run = await Run.begin(target, 'quarantine discard', options, { keys, ...choice });
      const table = new Receipts(target.clients, target.tableName);
      for (const receipt of receipts) {
        if (!(await table.discard(receipt, { by, reason, at: new Date().toISOString() }))) continue;
        run.count('discarded');
        run.took(receipt.key);
        await writeLine({ discarded: { key: receipt.key, version: receipt.version } });
      }
      await run.end();
      await writeLine({ total: { discarded: 0, ...run.counts }, operation: run.id });
    },
  );
}

async function named(target: Target, keys: readonly string[]): Promise<Receipt[]> {
  const { indexes } = replayPorts(target);
  const receipts = await Promise.all(keys.map((key) => indexes.receiptsOf(target.inboxBucket, key)));
  return receipts.flat().filter((receipt) => codesOf(receipt).length > 0 && receipt.discarded === undefined);
}
