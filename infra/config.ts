/**
 * What is deployed: a stage of the settings and its agencies. Constructs are told everything they need from here: none
 * of them reads the context, a file or the environment.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { Provider } from '../functions/core/providers/agency.ts';
import { CONFIG_FILE, ConfigError, DEFAULTS, readConfigFile } from './config-file.ts';
import { STAGE_RULES } from './config-rules.ts';
import type { StageSettings } from './config-shape.ts';
import type { FunctionCode } from './function-code.ts';
import { REPOSITORY_ROOT } from './repository.ts';
import { APP_NAME, STAGES, type StageName } from './stage-names.ts';

export { ConfigError } from './config-file.ts';
export type { FunctionSize, LogLevel, StageSettings } from './config-shape.ts';

/** What the constructs of one system are told. */
export interface Config extends StageSettings {
  readonly stage: StageName;
  /** Begins the names that are fixed (inbox, queues), and is the namespace of the metrics. */
  readonly name: string;
  /** Where docs/schemas is served: the prefix of every message's dataschema. */
  readonly schemaBaseUrl: string;
  /** Who may deliver. */
  readonly providers: readonly Provider[];
  readonly functionCode: FunctionCode;
  /** Encrypts everything; absent: the services' own keys. */
  readonly key?: IKey;
  /** Absent: the functions stand in no VPC. */
  readonly network?: Network;
}

export interface Network {
  readonly vpc: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** What the repository's own app deploys. */
export interface AppConfig extends Omit<
  Config,
  'name' | 'schemaBaseUrl' | 'functionCode' | 'network' | 'key'
> {
  /** Absent: the stack's own API. */
  readonly schemaBaseUrl?: string;
  readonly stackName: string;
  readonly owner: string;
  readonly costCentre: string;
}

/** Of every stage: keys that the context had once. */
const OF_ALL_STAGES = ['owner', 'costCentre', 'schemaBaseUrl'];

/**
 * The configuration of the stage that the context names, from the file that it names: `-c stage=prod -c config=PATH`.
 * @param context looks a context key up (`-c key=value` or cdk.json)
 * @throws ConfigError naming everything that is wrong, with its place
 */
export function readConfig(context: (key: string) => unknown): AppConfig {
  const problems: string[] = [];
  const stage = context('stage') ?? 'dev';
  if (!isStage(stage)) problems.push(`stage: ${JSON.stringify(stage)} is none of ${STAGES.join(', ')}`);
  const path = context('config') ?? CONFIG_FILE;
  if (typeof path !== 'string') problems.push(`config: ${JSON.stringify(path)} is no path`);
  const place = isStage(stage) ? `stages.${stage}.` : 'stages.<stage>.';
  for (const key of Object.keys(STAGE_RULES))
    if (context(key) !== undefined) problems.push(moved(key, place + key));
  for (const key of OF_ALL_STAGES) if (context(key) !== undefined) problems.push(moved(key, key));
  if (problems.length > 0 || !isStage(stage) || typeof path !== 'string')
    throw new ConfigError('The CDK context', problems);

  const { stages, agencies, ...file } = readConfigFile(resolve(path));
  const settings = stages[stage];
  if (settings === undefined)
    throw new ConfigError('The CDK context', [`stage: ${path} has no stages.${stage}`]);
  const { owner, costCentre, schemaBaseUrl } = { ...DEFAULTS, ...file };
  return {
    ...DEFAULTS.stage,
    ...settings,
    stage,
    stackName: `${APP_NAME}-${stage}`,
    owner,
    costCentre,
    ...(schemaBaseUrl === undefined ? {} : { schemaBaseUrl }),
    providers: agencies,
  };
}

/** What is said on a command line is forgotten at the next deploy. */
function moved(key: string, place: string): string {
  return `${key}: is a setting, no context: write it into newswire.config.json, at ${place}`;
}

function isStage(value: unknown): value is StageName {
  return STAGES.some((stage) => stage === value);
}

/** The version of package.json: the one place where it stands. */
export function packageVersion(): string {
  const json: unknown = JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'package.json'), 'utf8'));
  if (typeof json === 'object' && json !== null && 'version' in json && typeof json.version === 'string')
    return json.version;
  throw new ConfigError('package.json', ['version: is missing']);
}
