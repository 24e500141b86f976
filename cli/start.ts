/** `npm start`: the whole system on this machine, with the sample wires to look at. */
import { existsSync, readdirSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import colours from 'picocolors';
import { ConfigError, readConfigFile } from '../infra/config-file.ts';
import { DataFolderInUseError } from '../infra/local/data-folder.ts';
import { startLocalStack, type LocalStack } from '../infra/local/stack.ts';
import { followDeliveries } from './common/deliveries.ts';
import { settingsOf, withConfigOption, type ConfigOptions } from './common/config-option.ts';
import { buildStalePage } from './trying/page.ts';
import { createPrinter, type Printer } from './trying/printer.ts';
import { rowsOf } from './common/rows.ts';
import { printLog } from './common/output.ts';
import { runSamples } from './trying/sample-run.ts';
import { shutdownRequested } from './trying/shutdown.ts';
import { announceStack, withdrawStack } from './common/stack-file.ts';
import { summaryOf } from './trying/summary.ts';

/** The ports that tools for local AWS expect. */
const PORTS = { aws: 4566, dynamodb: 8000, web: 8080 };

interface Options extends ConfigOptions {
  once: boolean;
  verbose: boolean;
  data?: string;
  secrets?: string;
}

const WRONG_USAGE = 2;
/** What shells tell of a command that ended by Ctrl-C. */
const INTERRUPTED = 130;

const program = new Command('npm start --')
  .description('Runs the whole system on this machine and shows what becomes of the sample wires.')
  .option('--once', 'end after the samples; exit 0 only if each had its expected outcome', false)
  .option('--data <dir>', 'keep everything in this folder across restarts')
  .addOption(
    new Option(
      '--secrets <file>',
      'secrets of feeds that are fetched: a JSON object of ARNs and their texts',
    ).env('NEWSWIRE_SECRETS_FILE'),
  )
  .option('--verbose', 'print what the functions log (on stderr)', false)
  .exitOverride()
  .showHelpAfterError();
withConfigOption(program);

try {
  program.parse();
  process.exitCode = await run(program.opts<Options>());
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  else if (error instanceof DataFolderInUseError || error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = WRONG_USAGE;
  } else throw error;
}

async function run({ once, data, verbose, secrets, ...options }: Options): Promise<number> {
  const config = settingsOf(options);
  const { agencies } = readConfigFile(config);
  if (secrets !== undefined && !existsSync(secrets)) {
    process.stderr.write(`there is no file ${secrets}\n`);
    return WRONG_USAGE;
  }
  const continued = data !== undefined && existsSync(data) && readdirSync(data).length > 0;
  if (once && continued) {
    process.stderr.write(`--once needs a new data folder: ${data} holds what was delivered before\n`);
    return WRONG_USAGE;
  }
  const stopping = shutdownRequested();
  const printer = createPrinter(process.stdout);
  printer.progress('starting the local stack ...');
  const began = performance.now();
  const page = once ? undefined : buildStalePage();
  const stack = await startLocalStack({
    ports: PORTS,
    context: { config },
    ...(data === undefined ? {} : { dataDir: data }),
    ...(secrets === undefined ? {} : { secretsFile: secrets }),
    retryAfterSeconds: 2,
    // A minute is long for who looks at an embargo
    scheduleMinuteMs: 1000,
    sourceMaps: verbose,
    ...(verbose ? { onOutput: printLog } : {}),
    onNotHere: (what) => {
      printer.line(`The settings ask for ${what}, which does not run on one machine; all else does.`);
    },
    onPortTaken: (port) => {
      printer.line(`Port ${port} is taken; another one is used.`);
    },
  });
  for (const { id, access } of secrets === undefined ? agencies : []) {
    for (const { id: feed, secret } of access?.feeds ?? []) {
      if (secret === undefined) continue;
      printer.line(`The feed ${id}/${feed} has a secret: give it with --secrets FILE, or it is not fetched.`);
    }
  }
  announceStack({ pid: process.pid, environment: stack.environment, outputs: stack.outputs });
  printer.progress('');
  printer.line(`The local stack is up after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  const failed = await page;
  if (failed !== undefined) printer.line(`The page could not be built: ${failed}`);
  if (!once && stack.endpoints.web !== '') printer.line(`The wire is at ${stack.endpoints.web}`);
  try {
    const shown = continued ? keepFollowing(stack, printer, data) : showSamples(stack, printer);
    const passed = await Promise.race([shown, stopping.then(() => undefined)]);
    if (once) return passed === undefined ? INTERRUPTED : passed ? 0 : 1;
    if (passed !== undefined) printHelp(stack, printer);
    await stopping;
    printer.progress('stopping ...');
    return 0;
  } finally {
    withdrawStack(process.pid);
    await stack.stop();
    printer.progress('');
  }
}

async function keepFollowing(stack: LocalStack, printer: Printer, data: string): Promise<true> {
  printer.line(`It goes on with what ${data} holds; the samples are not delivered again.`);
  await followDeliveries(stack, {
    finished: (delivery) => {
      for (const row of rowsOf(delivery)) printer.row(row);
    },
    failed: (key, reason) => {
      printer.line(attemptFailed(key, reason));
    },
    message: () => undefined,
  });
  return true;
}

/** @returns whether every sample had its expected outcome */
async function showSamples(stack: LocalStack, printer: Printer): Promise<boolean> {
  const result = await runSamples(stack, {
    finished: (delivery) => {
      for (const row of rowsOf(delivery)) printer.row(row);
    },
    failed: (key, reason) => {
      printer.line(attemptFailed(key, reason));
    },
    released: (message) => {
      printer.line(`released: the embargo of "${message.headline}" has ended, and its message went out`);
    },
    progress: (done, total, what) => {
      printer.progress(done < total ? `${done} of ${total} samples; ${what}` : '');
    },
  });
  printer.progress('');
  printer.line(summaryOf(result));
  return result.surprises.length === 0;
}

function attemptFailed(key: string, reason: string): string {
  return `an attempt failed, it will be tried again: ${key}: ${reason.split('\n', 1)[0] ?? ''}`;
}

function printHelp({ endpoints, outputs, environment }: LocalStack, printer: Printer): void {
  const inbox = outputs.InboxBucketName ?? '';
  const credentials = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_DEFAULT_REGION']
    .map((name) => `${name}=${environment[name] ?? ''}`)
    .join(' ');
  for (const line of [
    '',
    `  page and API   ${endpoints.web}`,
    `  S3, SQS, SNS   ${endpoints.aws}`,
    `  DynamoDB       ${endpoints.dynamodb}`,
    `  inbox          s3://${inbox}/incoming/<provider>/`,
    `  articles       ${outputs.ArticleTopicArn ?? ''}`,
    `  table          ${outputs.TableName ?? ''}`,
    '',
    'Drop a file of your own, from another terminal; it shows up here:',
    `  npm run -s wire -- drop FILE --provider aurora`,
    `  ${credentials} \\`,
    `    aws --endpoint-url ${endpoints.aws} s3 cp FILE s3://${inbox}/incoming/aurora/`,
    '',
    colours.isColorSupported ? colours.bold('Ctrl-C stops it.') : 'Ctrl-C stops it.',
  ]) {
    printer.line(line);
  }
}
