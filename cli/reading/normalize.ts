import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { agenciesOf, withConfigOption, type ConfigOptions } from '../common/config-option.ts';
import { Rejections } from '../common/ndjson.ts';
import { writeLine } from '../common/output.ts';

interface Options extends ConfigOptions {
  provider: string;
  zone?: string;
  received?: number;
}

/** `wire normalize`: what a file would become, without any AWS: for trying a feed before it goes live. */
export function registerNormalize(program: Command): void {
  const command = program
    .command('normalize')
    .description('parse, normalise and tag files; prints one record a line')
    .argument('<file...>', 'wire files of any format')
    .option('--provider <id>', 'the entry of the settings that applies', 'unassigned')
    .option('--zone <zone>', 'IANA zone of local times in the files, e.g. Europe/Oslo', zone)
    .option('--received <time>', 'when the files were received, RFC 3339; default: now', instant);
  withConfigOption(command).action(async (files: string[], options: Options) => {
    process.exitCode = (await normalizeFiles(files, options)) ? 0 : 1;
  });
}

async function normalizeFiles(files: readonly string[], options: Options): Promise<boolean> {
  const known = agenciesOf(options)?.find(options.provider);
  if (known === undefined && options.provider !== 'unassigned') {
    process.stderr.write(
      `provider "${options.provider}" is not in the register: no zone or language is known\n`,
    );
  }
  const provider = {
    ...(known ?? { id: options.provider }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
  };
  const rejections = new Rejections();
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      await rejections.addUnreadable(file, error);
      continue;
    }
    const records = await recordsOf({
      bytes,
      name: basename(file),
      provider,
      received: options.received ?? Date.now(),
      raw: { bucket: '', key: '', versionId: '' },
    });
    if (!records.ok) {
      await rejections.add(file, null, records.code, records.message);
      continue;
    }
    for (const item of records.items) {
      if (item.ok) await writeLine({ file, ...item.record });
      else await rejections.add(file, item.itemIndex, item.code, item.message);
    }
  }
  return rejections.none;
}

function zone(value: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('not an IANA zone such as Europe/Oslo or UTC');
  }
}

function instant(value: string): number {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('not a time such as 2026-11-24T09:30:00Z');
  return time;
}
