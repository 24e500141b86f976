/** What a `NewswireIngest` is given, and what it makes of it for its constructs. */
import { Lazy, Names } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Provider } from '../functions/core/providers/agency.ts';
import { CANARY } from '../functions/core/providers/canary.ts';
import { noSuchKey, shown } from '../functions/core/providers/rules.ts';
import { ConfigError, DEFAULTS } from './config-file.ts';
import { checkConfigFile } from './config-rules.ts';
import type { StageSettings } from './config-shape.ts';
import type { Config } from './config.ts';
import { packagedCode, type FunctionCode } from './function-code.ts';
import { APP_NAME, STAGES, type StageName } from './stage-names.ts';

export interface NewswireIngestProps {
  /** Who may deliver: entries as in newswire.config.json. */
  readonly agencies: readonly Provider[];
  /** Stands in logs and traces. Absent: prod. */
  readonly stage?: StageName;
  /** What is to be otherwise than by default. Data outlives the stack unless `protectData` is false. */
  readonly settings?: Partial<StageSettings>;
  /** Where you serve the schemas of messages, without a final slash. Absent: the API of this stack does. */
  readonly schemaBaseUrl?: string;
  /** A mail address that gets alarms and notices, or a topic of yours that gets the alarms as well. */
  readonly alarmsTo?: string | ITopic;
  /** The functions stand in it. It needs ways to S3, DynamoDB and SNS: endpoints, or a NAT. */
  readonly vpc?: IVpc;
  /** Absent: private subnets. */
  readonly vpcSubnets?: SubnetSelection;
  /** Absent: one of its own that may call everywhere. */
  readonly securityGroups?: ISecurityGroup[];
  /**
   * Begins the names that have to be fixed: of the inbox, which agencies write down, and of the two queues before it;
   * and is the namespace of the metrics. One of its own in account and region, 1 to 29 lower-case letters, digits and
   * hyphens. Absent: made from the path of the construct.
   */
  readonly name?: string;
  /**
   * Encrypts everything at rest but the access logs. Absent: the services' own keys, or with `customerKey` in the settings
   * one that is made here. What services and agencies need is added to the policy of a key that is made in the same app.
   */
  readonly encryptionKey?: IKey;
  /** Absent: the code in this package. */
  readonly functionCode?: FunctionCode;
}

/** Where nobody serves the schemas. */
const NOWHERE = `https://${APP_NAME}.example/schemas`;

/**
 * What the constructs are told.
 * @param apiUrl asked when all constructs are there
 * @throws ConfigError that lists all that is wrong
 */
export function configOf(
  wire: Construct,
  props: NewswireIngestProps,
  apiUrl: () => string | undefined,
): Config {
  const { agencies, stage = 'prod', alarmsTo, vpc, vpcSubnets, securityGroups, functionCode } = props;
  const isStage = STAGES.includes(stage);
  const settings = { ...props.settings, ...(typeof alarmsTo === 'string' ? { opsEmail: alarmsTo } : {}) };
  const { schemaBaseUrl, name = nameOf(wire) } = props;

  const checked = checkConfigFile({
    agencies,
    ...(schemaBaseUrl === undefined ? {} : { schemaBaseUrl }),
    // Of a stage that there is not, too, the settings are looked at
    stages: { [isStage ? stage : 'prod']: settings },
  });
  const problems = Object.keys(props)
    .filter((key) => !Object.hasOwn(PROPS, key))
    .map((key) => noSuchKey(key, key, Object.keys(PROPS)));
  if (!isStage) problems.push(`stage: ${shown(stage)} is none of ${STAGES.join(', ')}`);
  if (!checked.ok)
    problems.push(...checked.problems.map((problem) => inProps(problem, isStage ? stage : 'prod')));
  if (!NAME.test(name)) problems.push(`name: ${JSON.stringify(name)} is none: 1 to 29 of a-z, 0-9 and -`);
  const { enabled = true, issuer } = settings.reading ?? {};
  const [, reserved] = RESERVED.exec(name) ?? [];
  if (reserved !== undefined && enabled && issuer === undefined)
    problems.push(
      `name: ${JSON.stringify(name)} has ${reserved} in it, which Cognito takes in no address of a sign-in page: give it another one`,
    );
  if (problems.length > 0) throw new ConfigError(`${wire.node.path}: what NewswireIngest is told`, problems);

  return {
    ...DEFAULTS.stage,
    ...settings,
    stage,
    name,
    // That of the API alone: the site's would go in a circle, since functions behind it compose messages too
    schemaBaseUrl: schemaBaseUrl ?? Lazy.string({ produce: () => schemasAt(apiUrl()) }),
    providers: settings.canary === true ? [...agencies, CANARY] : agencies,
    functionCode: functionCode ?? packagedCode,
    ...(vpc === undefined
      ? {}
      : {
          network: {
            vpc,
            ...(vpcSubnets === undefined ? {} : { vpcSubnets }),
            ...(securityGroups === undefined ? {} : { securityGroups }),
          },
        }),
  };
}

/** An app in JavaScript has no compiler that would know a slip of the pen: alarms would reach nobody. */
const PROPS: Readonly<Record<keyof Required<NewswireIngestProps>, true>> = {
  agencies: true,
  stage: true,
  settings: true,
  schemaBaseUrl: true,
  alarmsTo: true,
  vpc: true,
  vpcSubnets: true,
  securityGroups: true,
  name: true,
  encryptionKey: true,
  functionCode: true,
};

function schemasAt(apiUrl: string | undefined): string {
  return apiUrl === undefined ? NOWHERE : `${apiUrl}/v1/schemas`;
}

/** With account and region the name of the inbox has 63 characters at most. */
const LONGEST_NAME = 29;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,27}[a-z0-9])?$/u;

/** Of the prefixes of Cognito's domains. */
const RESERVED = /(aws|amazon|cognito)/u;

function nameOf(wire: Construct): string {
  return Names.uniqueResourceName(wire, { maxLength: LONGEST_NAME, separator: '-' }).toLowerCase();
}

/** What is wrong with a stage of a file is here wrong with the settings. */
function inProps(problem: string, stage: string): string {
  return problem
    .replace(`stages.${stage}.opsEmail:`, 'alarmsTo:')
    .replace(`stages.${stage}.`, 'settings.')
    .replace(`stages.${stage}:`, 'settings:');
}
