import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { InvalidArgumentError, type Command } from 'commander';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { DEFAULT_MAX_BYTES, INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import { agenciesOf } from '../common/config-option.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { shellWord } from '../common/shell.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';

interface Options extends TargetOptions {
  provider: string;
  /** Seconds. */
  for: number;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** No signature of AWS is valid for longer. */
const LONGEST_SECONDS = 7 * 86_400;

/** `wire upload-url`: lets somebody deliver who has nothing of AWS: a form that puts files below one prefix for a while. */
export function registerUploadUrl(program: Command): void {
  const command = program
    .command('upload-url')
    .description('sign a form with which an agency without AWS uploads files below its own prefix')
    .requiredOption('--provider <id>', 'who delivers: an entry of the settings')
    .option('--for <time>', 'how long it works: 30m, 12h, up to 7d', seconds, seconds('1d'));
  withTargetOptions(command).action(async (options: Options) => {
    await signForm(options);
  });
}

async function signForm({ provider: id, for: lifetime, ...target }: Options): Promise<void> {
  const agencies = agenciesOf(target);
  const provider = agencies === undefined ? { id } : agencies.find(id);
  if (provider === undefined) throw new UsageError(`"${id}" is no agency of the settings`);
  if (agencies === undefined)
    process.stderr.write(`There are no settings (--config) to check "${id}" and its largest file against.\n`);
  const {
    clients: { s3 },
    inboxBucket,
  } = await findTarget(target);
  const prefix = `${INBOX_PREFIX}${id}/`;
  const { maxBytes = DEFAULT_MAX_BYTES }: Partial<Provider> = provider;
  const { expiration } = await s3.config.credentials();
  const expires = new Date(Date.now() + lifetime * 1000);
  const { url, fields } = await createPresignedPost(s3, {
    Bucket: inboxBucket,
    Key: `${prefix}\${filename}`,
    Conditions: [['content-length-range', 1, maxBytes]],
    Expires: lifetime,
  });
  const ends = expiration !== undefined && expiration < expires ? expiration : expires;
  await writeLine({
    upload: { provider: id, prefix, url, fields, maxBytes, expires: ends.toISOString() },
  });
  if (ends !== expires) {
    process.stderr.write(
      `The credentials with which it is signed end at ${ends.toISOString()}, and the form with them; ` +
        'sign it with those of an IAM user for longer ones.\n',
    );
  }
  // The file comes last: S3 reads no field behind it
  const form = Object.entries(fields).map(([name, value]) => `-F ${shellWord(`${name}=${value}`)}`);
  process.stderr.write(`curl --fail ${form.join(' ')} -F file=@story.xml ${shellWord(url)}\n`);
}

function seconds(value: string): number {
  const span = /^(\d{1,5})([mhd])$/.exec(value);
  const result = Number(span?.[1]) * (UNIT_SECONDS[span?.[2] ?? ''] ?? NaN);
  if (result >= 1 && result <= LONGEST_SECONDS) return result;
  throw new InvalidArgumentError('not a time such as 30m, 12h or 7d, which is the longest');
}
