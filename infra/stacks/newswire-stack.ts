import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundledCode } from '../bundle.ts';
import type { AppConfig } from '../config.ts';
import { NewswireIngest } from '../newswire-ingest.ts';
import { APP_NAME } from '../stage-names.ts';

export interface NewswireStackProps {
  readonly config: AppConfig;
}

/** One stage of the whole system in one stack, bound to no account or region: docs/adr/0010. */
export class NewswireStack extends Stack {
  constructor(scope: Construct, { config }: NewswireStackProps) {
    const { stackName: name, stage, providers, schemaBaseUrl, owner, costCentre, ...settings } = config;
    super(scope, name, {
      stackName: name,
      description: `${APP_NAME} (${stage}): news agency wires from S3 to SNS`,
      terminationProtection: settings.protectData,
    });

    // Default is no part of logical ids: nothing else is in this stack
    new NewswireIngest(this, 'Default', {
      agencies: providers,
      stage,
      settings,
      ...(schemaBaseUrl === undefined ? {} : { schemaBaseUrl }),
      name,
      functionCode: bundledCode,
    });
    for (const [key, value] of Object.entries({ app: APP_NAME, stage, owner, 'cost-centre': costCentre }))
      Tags.of(this).add(key, value);
  }
}
