import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import { agenciesOf } from '../common/config-option.ts';
import { UsageError } from '../common/errors.ts';
import { Rejections } from '../common/ndjson.ts';
import { writeLine } from '../common/output.ts';
import { ourName, shellWord } from '../common/shell.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';

interface Options extends TargetOptions {
  provider: string;
  key?: string;
}

/** `wire drop`: delivers files as an agency does, by putting them into the inbox. */
export function registerDrop(program: Command): void {
  const command = program
    .command('drop')
    .description('deliver files to the inbox of the running local stack, or of a deployed stage')
    .argument('<file...>', 'wire files of any format')
    .requiredOption('--provider <id>', 'who delivers: the prefix in the inbox')
    .option('--key <name>', "the name below the provider's prefix; default: the file's own");
  withTargetOptions(command).action(async (files: string[], options: Options) => {
    process.exitCode = (await dropFiles(files, options)) ? 0 : 1;
  });
}

async function dropFiles(files: readonly string[], options: Options): Promise<boolean> {
  const { provider, key: name } = options;
  if (name !== undefined && files.length > 1) throw new UsageError('--key names one file, not several');
  const agencies = agenciesOf(options);
  if (agencies !== undefined && agencies.find(provider) === undefined) {
    process.stderr.write(`provider "${provider}" is not in the register: its files go to quarantine\n`);
  }
  const {
    clients: { s3 },
    inboxBucket,
  } = await findTarget(options);
  const rejections = new Rejections();
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      await rejections.addUnreadable(file, error);
      continue;
    }
    const key = `${INBOX_PREFIX}${provider}/${name ?? basename(file)}`;
    const { VersionId: versionId = null } = await s3.send(
      new PutObjectCommand({ Bucket: inboxBucket, Key: key, Body: bytes }),
    );
    await writeLine({ dropped: { file, bucket: inboxBucket, key, versionId, bytes: bytes.length } });
    process.stderr.write(`${ourName()} status ${shellWord(key)}\n`);
  }
  return rejections.none;
}
