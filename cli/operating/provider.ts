/** `wire provider`: the agencies of the settings: what is wrong with them, what their files show, and one more. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { findAgency } from '../../functions/core/agencies/register.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { checkProviders } from '../../functions/core/providers/check.ts';
import { INBOX_PREFIX, RECEIPTS_PREFIX, sftpUserOf } from '../../functions/core/providers/register.ts';
import { didYouMean } from '../../functions/core/providers/rules.ts';
import { readConfigFile, shownPath } from '../../infra/config-file.ts';
import { checkConfigFile } from '../../infra/config-rules.ts';
import type { ConfigFile } from '../../infra/config-shape.ts';
import { withAgency } from '../common/config-entry.ts';
import { settingsOf, withConfigOption, type ConfigOptions } from '../common/config-option.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { several } from '../common/several.ts';
import { ourName } from '../common/shell.ts';
import { proposalOf } from '../reading/proposal.ts';
import { Surveyor } from '../reading/survey.ts';
import { askForEntry, type Answers } from './asking.ts';

interface AddOptions extends ConfigOptions {
  name?: string;
  zone?: string;
  language?: string;
  writer?: string[];
}

export function registerProvider(program: Command): void {
  const provider = program.command('provider').description('the agencies that may deliver');
  withConfigOption(
    provider
      .command('check')
      .description(
        'check the settings; with an agency, show its entry and what it grants; with files of it, what they do not say by themselves, and a proposed entry',
      )
      .argument('[id]', 'an agency, registered or not')
      .argument('[file...]', 'wire files of it, of any format'),
  ).action(async (id: string | undefined, files: string[], options: ConfigOptions) => {
    process.exitCode = (await check(id, files, options)) ? 0 : 1;
  });
  withConfigOption(
    provider
      .command('add')
      .description('write an agency into the settings; asks for what is not given, on a terminal')
      .argument('<id>', 'lower case, digits and hyphens: its prefix in the inbox')
      .option('--name <name>', 'as people know it')
      .option('--zone <zone>', 'IANA zone of local times in its files, e.g. Europe/Oslo')
      .option('--language <tag>', 'BCP 47, for files that do not say theirs, e.g. nb')
      .addOption(several('--writer <arn>', 'IAM principal that may deliver; may be repeated')),
  ).action(async (id: string, options: AddOptions) => {
    process.exitCode = (await add(id, options)) ? 0 : 1;
  });
}

async function check(
  id: string | undefined,
  files: readonly string[],
  options: ConfigOptions,
): Promise<boolean> {
  const path = settingsOf(options);
  const settings = await checkedSettings(path);
  if (settings === undefined) return false;
  if (id === undefined) {
    const { stages, agencies } = settings;
    await writeLine({
      checked: { file: shownPath(path), stages: Object.keys(stages), agencies: agencies.length },
    });
    return true;
  }
  const known = settings.agencies.find((agency) => agency.id === id);
  if (known !== undefined) await writeLine({ provider: known, grants: grantsOf(known) });
  else if (files.length === 0) {
    const guess = didYouMean(
      id,
      settings.agencies.map((agency) => agency.id),
    );
    await reject(shownPath(path), 'unknown-provider', `"${id}" is not in the settings${guess}`);
    return false;
  } else process.stderr.write(`"${id}" is not in the settings: its files are read without any\n`);
  return files.length === 0 || (await survey(known ?? newEntry(id), files));
}

/** Every mistake is a line. */
async function checkedSettings(path: string): Promise<ConfigFile | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    await reject(
      shownPath(path),
      'config-unreadable',
      error instanceof Error ? error.message : String(error),
    );
    return undefined;
  }
  const checked = checkConfigFile(value);
  if (checked.ok) return checked.file;
  for (const problem of checked.problems) await reject(shownPath(path), 'config-invalid', problem);
  return undefined;
}

/** @returns false when something of the files is rejected */
async function survey(entry: Provider, files: readonly string[]): Promise<boolean> {
  const surveyor = new Surveyor(entry, Date.now());
  let allRead = true;
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      allRead = false;
      await reject(file, 'unreadable-file', error instanceof Error ? error.message : String(error));
      continue;
    }
    const sample = await surveyor.add({ name: basename(file), bytes });
    allRead &&= sample.rejected.length === 0;
    await writeLine({ sample: { file, ...sample } });
  }
  const found = surveyor.survey();
  const { entry: proposed, because } = proposalOf(entry, found);
  await writeLine({ survey: found });
  await writeLine({ proposed, because });
  return allRead;
}

function newEntry(id: string): Provider {
  return { id, name: findAgency(id)?.name ?? id };
}

/** What the entry lets whom do; ways that it does not name are left out. */
interface Grants {
  prefix: string;
  actions: string[];
  principals: string[];
  /** User of the SFTP server. */
  sftp?: string;
  /** Who may send mail. */
  mail?: readonly string[];
  /** What is fetched. */
  feeds?: readonly string[];
  /** Where it hears what became of its files. */
  receipts?: string;
}

function grantsOf({ id, writers = [], access = {} }: Provider): Grants {
  const { feeds, mail, receipts, sftp } = access;
  const roles = (access.roles ?? []).map(({ arn }) => arn);
  const principals = [...writers, ...roles, ...(access.users ?? [])];
  return {
    prefix: `${INBOX_PREFIX}${id}/`,
    actions: principals.length === 0 ? [] : ['s3:PutObject'],
    principals,
    ...(sftp === undefined ? {} : { sftp: sftpUserOf(id) }),
    ...(mail === undefined ? {} : { mail: mail.from }),
    ...(feeds === undefined ? {} : { feeds: feeds.map(({ url }) => url) }),
    ...(receipts === undefined
      ? {}
      : { receipts: receipts === 'bucket' ? `${RECEIPTS_PREFIX}${id}/` : 'a topic of its own' }),
  };
}

async function add(id: string, options: AddOptions): Promise<boolean> {
  const path = settingsOf(options);
  const settings = existsSync(path) ? undefined : NEW_SETTINGS;
  const { agencies } = settings ?? readConfigFile(path);
  const mistakes = (entry: Partial<Provider>): readonly string[] => {
    const checked = checkProviders([...agencies, { ...newEntry(id), ...entry }]);
    return checked.ok ? [] : checked.problems;
  };
  const refused = mistakes(given(options));
  for (const problem of refused) await reject(shownPath(path), 'config-invalid', problem);
  if (refused.length > 0) return false;

  const entry = { id, ...(await answers(id, options, mistakes)) };
  const text = withAgency(
    settings === undefined ? await readFile(path, 'utf8') : `${JSON.stringify(settings, null, 2)}\n`,
    entry,
  );
  const checked = checkConfigFile(JSON.parse(text));
  if (!checked.ok) throw new Error(`the entry would spoil the settings: ${checked.problems.join('; ')}`);
  await writeFile(path, text);
  await writeLine({ added: { file: shownPath(path), provider: entry, grants: grantsOf(entry) } });
  process.stderr.write(`try its files:  ${ourName()} provider check ${id} FILE...\n`);
  return true;
}

/** Of an app of one's own, which says by properties what a stage says here. */
const NEW_SETTINGS: ConfigFile & { $schema: string } = {
  $schema: './node_modules/newswire-ingest/schemas/config.schema.json',
  stages: { prod: {} },
  agencies: [],
};

/** In the order in which entries are written. */
function given({ name, zone, language, writer }: AddOptions): Partial<Provider> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(zone === undefined ? {} : { zone }),
    ...(language === undefined ? {} : { language }),
    ...(writer === undefined ? {} : { writers: writer }),
  };
}

async function answers(
  id: string,
  options: AddOptions,
  mistakes: (entry: Partial<Provider>) => readonly string[],
): Promise<Answers> {
  const known = given(options);
  const { name, ...rest } = known;
  if (!process.stdin.isTTY) {
    if (name === undefined) throw new UsageError('--name is missing, and there is no terminal to ask at');
    return { name, ...rest };
  }
  // Questions are for people, stdout is for programs
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await askForEntry({
      known,
      suggestedName: findAgency(id)?.name,
      mistakes,
      question: (text) => terminal.question(text),
      say: (text) => process.stderr.write(`${text}\n`),
    });
  } finally {
    terminal.close();
  }
}

async function reject(file: string, code: string, message: string): Promise<void> {
  await writeLine({ rejected: { file, itemIndex: null, code, message } });
}
