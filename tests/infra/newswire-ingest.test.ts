import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, OrganizationPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConfigError } from '../../infra/config.ts';
import type { FunctionCode } from '../../infra/function-code.ts';
import { NewswireIngest } from '../../infra/newswire-ingest.ts';
import type { NewswireIngestProps } from '../../infra/newswire-ingest-props.ts';
import { WireSubscription } from '../../infra/wire-subscription.ts';
import { asList, asObject, type JsonObject } from './support/stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-construct-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Stands for the code of the package, which the build makes. */
const functionCode: FunctionCode = {
  folderOf: () => import.meta.dirname,
  write(name, into) {
    writeFileSync(join(into, 'index.mjs'), `export const handler = () => '${name}';`);
  },
};

const fjord = { id: 'fjord', name: 'Fjord Wire', zone: 'Europe/Oslo' };

let apps = 0;
function appOf(): App {
  apps += 1;
  const outdir = join(folder, String(apps));
  const app = new App({ outdir, builtinCloudFormationValidation: false, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  return app;
}

/** A stack of somebody else's app with a wire in it, as cdk-nag lets it through. */
function templateOf(
  props: (stack: Stack) => Partial<NewswireIngestProps> = () => ({}),
  alter: (wire: NewswireIngest, stack: Stack) => void = () => undefined,
): Template {
  const app = appOf();
  const stack = new Stack(app, 'Newsroom');
  const wire = new NewswireIngest(stack, 'Wire', { agencies: [fjord], functionCode, ...props(stack) });
  alter(wire, stack);
  return Template.fromJSON(asObject(app.synth().getStackArtifact(stack.artifactId).template));
}

const resourcesOf = (template: Template) => asObject(template.toJSON().Resources);
const typesOf = (template: Template) =>
  Object.values(resourcesOf(template))
    .map((resource) => String(asObject(resource).Type))
    .sort();

/** The statements of a policy with a resource of its own. */
function statementsOf(
  template: Template,
  type: string,
  of: (properties: JsonObject) => boolean,
): JsonObject[] {
  return Object.values(template.findResources(type))
    .map((resource) => asObject(asObject(resource).Properties))
    .filter(of)
    .flatMap(({ PolicyDocument }) => asList(asObject(PolicyDocument).Statement).map(asObject));
}

describe('a wire in a stack of somebody else', () => {
  const template = templateOf();

  test('names what holds state after itself, wherever it stands inside', () => {
    expect(Object.keys(resourcesOf(template))).toEqual(
      expect.arrayContaining([
        'WireInboxBucket',
        'WireArchiveBucket',
        'WireArticleTable',
        'WireArticleTopic',
        'WireOpsTopic',
        'WireIntakeQueue',
        'WireIntakeDeadLetterQueue',
        'WireIngestFunction',
        'WireReleaseFunction',
      ]),
    );
    expect(Object.keys(asObject(template.toJSON().Outputs))).toContain('WireInboxBucketName');
  });

  test('keeps data unless it is told otherwise', () => {
    const policyOf = (of: Template) => asObject(resourcesOf(of).WireInboxBucket).DeletionPolicy;
    expect(policyOf(template)).toBe('RetainExceptOnCreate');
    expect(policyOf(templateOf(() => ({ settings: { protectData: false } })))).toBe('Delete');
  });

  test('tags nothing and describes nothing: that is for the stack to say', () => {
    expect(template.toJSON()).not.toHaveProperty('Description');
    expect(JSON.stringify(template.toJSON())).not.toContain('"Key":"app"');
  });

  test('has an inbox whose name fits into any account and region', () => {
    const { BucketName } = asObject(asObject(resourcesOf(template).WireInboxBucket).Properties);
    expect(BucketName).toEqual({
      'Fn::Join': [
        '-',
        [
          expect.stringMatching(/^[a-z0-9-]{1,29}-inbox$/u),
          { Ref: 'AWS::AccountId' },
          { Ref: 'AWS::Region' },
        ],
      ],
    });
  });

  test('has the name that it is given in the inbox, the queues and the metrics', () => {
    const named = JSON.stringify(templateOf(() => ({ name: 'city-desk' })).toJSON());
    const places = [
      '"city-desk-inbox"',
      '"QueueName":"city-desk-intake"',
      '"POWERTOOLS_METRICS_NAMESPACE":"city-desk"',
    ];
    expect(places.filter((place) => !named.includes(place))).toEqual([]);
  });
});

describe('two wires', () => {
  const app = appOf();
  const stack = new Stack(app, 'Newsroom');
  for (const [id, zone] of [
    ['North', 'Europe/Oslo'],
    ['South', 'Europe/Rome'],
  ] as const)
    new NewswireIngest(stack, id, { agencies: [{ ...fjord, zone }], functionCode });
  const nested = new NewswireIngest(new Stack(app, 'Nested'), 'North', { agencies: [], functionCode });
  const assembly = app.synth();
  const template = Template.fromJSON(asObject(assembly.getStackArtifact(stack.artifactId).template));

  test('stand in one stack, with everything twice and no name in common', () => {
    const names = ['AWS::S3::Bucket', 'AWS::SQS::Queue'].flatMap((type) =>
      Object.values(template.findResources(type)).flatMap((resource) => {
        const { BucketName, QueueName } = asObject(asObject(resource).Properties);
        const name = BucketName ?? QueueName;
        return name === undefined ? [] : [JSON.stringify(name)];
      }),
    );
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    const single = templateOf();
    expect(typesOf(template)).toEqual([...typesOf(single), ...typesOf(single)].sort());
  });

  test('have other names in another stack', () => {
    expect(nested.node.path).toBe('Nested/North');
    const other = JSON.stringify(assembly.getStackArtifact('Nested').template);
    for (const queue of Object.values(template.findResources('AWS::SQS::Queue')))
      expect(other).not.toContain(`"${String(asObject(asObject(queue).Properties).QueueName)}"`);
  });

  test('know each its own agencies', () => {
    const zones = ['NorthIngestFunction', 'SouthIngestFunction'].map((id) => {
      const { Code } = asObject(asObject(asObject(resourcesOf(template))[id]).Properties);
      const asset = `asset.${String(asObject(Code).S3Key).replace('.zip', '')}`;
      const agencies: unknown = JSON.parse(
        readFileSync(join(assembly.directory, asset, 'agencies.json'), 'utf8'),
      );
      return asObject(asList(agencies)[0]).zone;
    });
    expect(zones).toEqual(['Europe/Oslo', 'Europe/Rome']);
  });
});

describe('what a wire is told', () => {
  test('is refused with one error that lists all mistakes', () => {
    const stack = new Stack(new App(), 'Newsroom');
    const agencies = [fjord, { ...fjord, zone: 'Europe/Osloo' }];
    const settings = { maxConcurrency: 1 };
    const make = (): NewswireIngest =>
      new NewswireIngest(stack, 'Wire', {
        agencies,
        settings,
        name: 'Wire!',
        alarmsTo: 'nobody',
        functionCode,
      });
    expect(make).toThrow(ConfigError);
    const again = (): NewswireIngest =>
      new NewswireIngest(stack, 'Other', {
        agencies,
        settings,
        name: 'Wire!',
        alarmsTo: 'nobody',
        functionCode,
      });
    expect(again).toThrow(
      [
        'Newsroom/Other: what NewswireIngest is told cannot be used:',
        '  - settings.maxConcurrency: 1 is no whole number from 2 to 1000',
        '  - alarmsTo: "nobody" is no mail address',
        '  - agencies[1].zone: "Europe/Osloo" is no IANA zone; did you mean "Europe/Oslo"?',
        '  - agencies[1].id: "fjord" is the id of agencies[0] already',
        '  - name: "Wire!" is none: 1 to 29 of a-z, 0-9 and -',
      ].join('\n'),
    );
  });
});

describe('an app that no compiler has looked at', () => {
  const made = (props: object) => (): NewswireIngest =>
    new NewswireIngest(new Stack(new App(), 'Newsroom'), 'Wire', {
      agencies: [fjord],
      functionCode,
      ...props,
    });

  test('is told of properties that there are not, for its alarms would reach nobody', () => {
    expect(made({ alarmTo: 'desk@example.org', setting: {} })).toThrow(
      '  - alarmTo: no such key; did you mean "alarmsTo"?\n  - setting: no such key; did you mean "settings"?',
    );
  });

  test('is told of a name by which Cognito would refuse the address of the sign-in page', () => {
    expect(made({ name: 'laws-desk' })).toThrow(
      '  - name: "laws-desk" has aws in it, which Cognito takes in no',
    );
    const ownIssuer = { url: 'https://login.example', audience: ['wire'], clientId: 'wire' };
    for (const reading of [{ enabled: false }, { issuer: ownIssuer }])
      expect(made({ name: 'laws-desk', settings: { reading, maxConcurrency: 1 } })).toThrow(
        /told cannot be used:\n {2}- settings\.maxConcurrency: [^\n]*$/u,
      );
  });

  test('is told of a stage that there is not, and of its settings all the same', () => {
    expect(made({ stage: 'production', settings: { maxConcurency: 5 } })).toThrow(
      [
        '  - stage: "production" is none of dev, staging, prod',
        '  - settings.maxConcurency: no such key; did you mean "maxConcurrency"?',
      ].join('\n'),
    );
  });
});

describe('alarms', () => {
  const actionsOf = (template: Template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      (alarm) => asObject(asObject(alarm).Properties).AlarmActions,
    );

  test('are mailed to an address', () => {
    templateOf(() => ({ alarmsTo: 'desk@example.org' })).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'desk@example.org',
      TopicArn: { Ref: 'WireOpsTopic' },
    });
  });

  test('reach a topic of the adopter, and the ops topic still', () => {
    const arn = 'arn:aws:sns:eu-central-1:111122223333:on-call';
    const template = templateOf((stack) => ({ alarmsTo: Topic.fromTopicArn(stack, 'OnCall', arn) }));
    for (const actions of actionsOf(template)) expect(actions).toEqual([{ Ref: 'WireOpsTopic' }, arn]);
  });
});

describe('in a VPC', () => {
  const template = templateOf((stack) => {
    // Without flow logs, and with a way out, which are no business of this test
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-central-1a'],
      privateSubnetIds: ['subnet-1'],
    });
    return { vpc };
  });

  test('the functions stand in its private subnets, and may have interfaces there', () => {
    for (const id of ['WireIngestFunction', 'WireReleaseFunction']) {
      expect(asObject(asObject(resourcesOf(template)[id]).Properties).VpcConfig).toMatchObject({
        SubnetIds: ['subnet-1'],
      });
      const statements = statementsOf(template, 'AWS::IAM::Policy', ({ Roles }) =>
        JSON.stringify(Roles).includes(`"${id}Role"`),
      );
      expect(statements.map(({ Sid }) => Sid)).toContain('StandInTheNetwork');
    }
  });
});

describe('grants', () => {
  const account = new AccountPrincipal('444455556666');

  test('let another account subscribe queues, and nothing else', () => {
    const template = templateOf(undefined, (wire) => wire.grantSubscribe(account));
    const allowed = statementsOf(template, 'AWS::SNS::TopicPolicy', ({ Topics }) =>
      JSON.stringify(Topics).includes('ArticleTopic'),
    ).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([
      {
        Sid: expect.any(String),
        Effect: 'Allow',
        Principal: {
          AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::444455556666:root']] },
        },
        Action: 'sns:Subscribe',
        Resource: { Ref: 'WireArticleTopic' },
        Condition: { StringEquals: { 'sns:Protocol': 'sqs' } },
      },
    ]);
  });

  test('let a whole organisation subscribe', () => {
    const template = templateOf(undefined, (wire) =>
      wire.grantSubscribe(new OrganizationPrincipal('o-abcdefghij')),
    );
    const [, statement] = statementsOf(template, 'AWS::SNS::TopicPolicy', ({ Topics }) =>
      JSON.stringify(Topics).includes('ArticleTopic'),
    );
    expect(statement?.Condition).toEqual({
      StringEquals: { 'sns:Protocol': 'sqs', 'aws:PrincipalOrgID': 'o-abcdefghij' },
    });
  });

  test('let another account read claim checks: not quarantined files, and not what may not be told yet', () => {
    const template = templateOf(undefined, (wire) => wire.grantRead(account));
    const allowed = statementsOf(template, 'AWS::S3::BucketPolicy', ({ Bucket }) =>
      JSON.stringify(Bucket).includes('ArchiveBucket'),
    ).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      {
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['WireArchiveBucket', 'Arn'] }, '/bodies/*']] },
      },
    ]);
  });

  test('let a role of the same app do so by a policy of its own', () => {
    const app = new App({ builtinCloudFormationValidation: false });
    const stack = new Stack(app, 'Newsroom');
    const wire = new NewswireIngest(stack, 'Wire', { agencies: [fjord], functionCode });
    wire.grantRead(new Role(stack, 'Desk', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    const template = Template.fromStack(stack);
    const statements = statementsOf(template, 'AWS::IAM::Policy', ({ PolicyName }) =>
      String(PolicyName).startsWith('Desk'),
    );
    expect(statements.map(({ Action }) => Action)).toEqual(['s3:GetObject']);
  });

  test('are not needed for a subscriber of the same stack', () => {
    templateOf(undefined, (wire, stack) => {
      new WireSubscription(stack, 'Desk', { topicArn: wire.articleTopic.topicArn });
    }).hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'WireArticleTopic' },
      Endpoint: { 'Fn::GetAtt': ['DeskQueue', 'Arn'] },
    });
  });
});
