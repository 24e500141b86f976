/**
 * What a month costs: npm run cost -- [--articles 1e6] [--size 5k] [--items 1] [--stage prod] [--measure 30]
 *
 * Sends some articles through the local stack, counts what DynamoDB is asked for each, and multiplies with the list
 * prices of infra/cost/prices.json; what the stage costs idle is counted in its template. Prints two tables of Markdown.
 */
import { parseArgs } from 'node:util';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readConfig } from '../infra/config.ts';
import { readAssembly } from '../infra/local/assembly.ts';
import { startLocalStack } from '../infra/local/stack.ts';
import { synthesisedAssembly } from '../infra/local/synthesise.ts';
import { ninjsArticle } from './bench/texts.ts';
import { idleOf, monthOf, sumOf, tableOf, type Measured } from '../infra/cost/estimate.ts';
import PRICES from '../infra/cost/prices.json' with { type: 'json' };

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1e6' },
    size: { type: 'string', default: '5k' },
    items: { type: 'string', default: '1' },
    stage: { type: 'string', default: 'prod' },
    measure: { type: 'string', default: '30' },
  },
});
const month = {
  articles: Number(values.articles),
  bytes: bytesOf(values.size),
  itemsAFile: Number(values.items),
};
const count = Number(values.measure);
if (![...Object.values(month), count].every((number) => number > 0)) {
  console.error(
    'usage: npm run cost -- [--articles N] [--size BYTES or 5k] [--items A_FILE] [--stage STAGE] [--measure N]',
  );
  process.exit(2);
}
const context = { stage: values.stage };
const { ingest, malwareScan } = readConfig((key) => (key === 'stage' ? values.stage : undefined));
const [stack] = readAssembly(await synthesisedAssembly(context));
if (stack === undefined) throw new Error('no stack was synthesised');

const used = await measure(count, month.bytes);
const idle = idleOf(stack.template as unknown as Parameters<typeof idleOf>[0], PRICES);
const rows = monthOf({ ...month, malwareScan }, used, PRICES, ingest.memoryMb / 1024);
console.log(
  `List prices of ${PRICES.date}, us-east-1; ${count} articles measured. A month of ${month.articles} articles:\n`,
);
console.log(`${tableOf(rows)}\n\nThe stage ${values.stage} without articles:\n\n${tableOf(idle)}\n`);
console.log(`Together $${(sumOf(rows) + sumOf(idle)).toFixed(2)} a month.`);

/** Sends articles of a size one by one, and counts. */
async function measure(files: number, size: number): Promise<Measured> {
  // What the journal writes is of the reading side
  const local = await startLocalStack({ scheduleMinuteMs: 0, pollsNot: ['JournalFunction'], context });
  try {
    const send = async (name: string): Promise<void> => {
      await local.clients.s3.send(
        new PutObjectCommand({
          Bucket: local.ref('InboxBucket'),
          Key: `incoming/aurora/${name}.json`,
          Body: ninjsArticle(name, wordsIn(size)).bytes,
        }),
      );
      await local.quiet();
    };
    await send('warm');
    local.meter.reset();
    for (let index = 0; index < files; index++) await send(`cost-${index}`);
    const { writeUnits, indexUnits, readUnits } = local.meter.read();
    return { writeUnits: (writeUnits + indexUnits) / files, readUnits: readUnits / files };
  } finally {
    await local.stop();
  }
}

/** Of the texts that are made here a word has about seven bytes, and the rest of a file some hundred. */
function wordsIn(size: number): number {
  return Math.max(20, Math.round((size - 600) / 7));
}

function bytesOf(size: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)([km]?)$/iu.exec(size) ?? [];
  const factor = unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1024 : 1024 ** 2;
  return number === '' ? NaN : Number(number) * factor;
}
