/** The doors of the reading side: who gets in where, and what the functions behind them may do. */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../functions/core/feed/routes.ts';
import { grantsOf } from './support/grants.ts';
import {
  asList,
  asObject,
  propertiesOf,
  stageOf,
  synthesise,
  type JsonObject,
  type Synthesised,
} from './support/stages.ts';

const prod = stageOf('prod');
const resources = (stage: Synthesised) =>
  Object.entries(asObject(stage.template.toJSON().Resources)).map(
    ([id, resource]) => [id, asObject(resource)] as const,
  );
const ofType = (stage: Synthesised, type: string) =>
  resources(stage).flatMap(([id, { Type, Properties }]) =>
    Type === type ? [{ id, properties: asObject(Properties) }] : [],
  );

describe('the API', () => {
  const routes = ofType(prod, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);

  test('has each route twice: for tokens, and for machines that sign; and no other', () => {
    const keys = routes.map(({ RouteKey }) => String(RouteKey)).sort();
    const here = ROUTES.filter(({ door }) => door !== 'edge');
    expect(here.length).toBeGreaterThan(15);
    expect(keys).toEqual(
      here.flatMap(({ method, path }) => [`${method} ${path}`, `${method} /machine${path}`]).sort(),
    );
  });

  test('lets nobody in by any route who has neither', () => {
    for (const { RouteKey, AuthorizationType, AuthorizerId } of routes) {
      const forMachines = String(RouteKey).includes(' /machine/v1/');
      expect([RouteKey, AuthorizationType]).toEqual([RouteKey, forMachines ? 'AWS_IAM' : 'JWT']);
      expect(AuthorizerId).toEqual(forMachines ? undefined : { Ref: 'ApiTokens' });
    }
  });

  test('has no route for whatever else comes, and none to the live feed, whose rights stand in its path', () => {
    const keys = routes.map(({ RouteKey }) => String(RouteKey));
    expect(keys.filter((key) => /\$default|ANY |\/live|\{proxy\+\}/u.test(key))).toEqual([]);
  });

  test('takes the tokens of the pool for this page, and no others', () => {
    const { JwtConfiguration, ...tokens } = propertiesOf(prod, 'ApiTokens');
    expect(tokens).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
    });
    const { Audience, Issuer } = asObject(JwtConfiguration);
    expect(Audience).toEqual([{ Ref: 'UserPoolClient' }]);
    expect(JSON.stringify(Issuer)).toMatch(/"https:\/\/cognito-idp\.".*\{"Ref":"UserPool"\}/u);
  });

  test('is throttled, and writes down who asked', () => {
    const { DefaultRouteSettings, AccessLogSettings } = propertiesOf(prod, 'ApiStage');
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 });
    expect(asObject(AccessLogSettings).DestinationArn).toEqual({ 'Fn::GetAtt': ['ApiLogs', 'Arn'] });
    expect(asObject(AccessLogSettings).Format).toContain('$context.authorizer.claims.sub');
  });
});

describe('people', () => {
  test('are invited, prove themselves twice, and cannot widen what they may see', () => {
    expect(propertiesOf(prod, 'UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    const client = propertiesOf(prod, 'UserPoolClient');
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      WriteAttributes: ['email', 'name'],
    });
    expect(client.ReadAttributes).toEqual(
      expect.arrayContaining(['custom:wire_providers', 'custom:wire_without_flags']),
    );
  });

  test('are in groups that say what they may', () => {
    const groups = ofType(prod, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName);
    expect(groups.sort()).toEqual(['desk', 'operate', 'read']);
  });
});

describe('the edge', () => {
  const config = asObject(propertiesOf(prod, 'Distribution').DistributionConfig);
  const behaviours = asList(config.CacheBehaviors).map(asObject);
  const origins = asList(config.Origins).map(asObject);
  const originOf = (behaviour: JsonObject) => origins.find(({ Id }) => Id === behaviour.TargetOriginId) ?? {};

  test('has nothing open but static files, and those for reading only', () => {
    const page = asObject(config.DefaultCacheBehavior);
    expect(page.AllowedMethods).toEqual(['GET', 'HEAD']);
    expect(originOf(page)).toMatchObject({
      DomainName: { 'Fn::GetAtt': ['SiteBucket', 'RegionalDomainName'] },
      OriginAccessControlId: { 'Fn::GetAtt': ['SiteAccess', 'Id'] },
    });
    expect(behaviours.map(({ PathPattern }) => PathPattern)).toEqual(['/v1/live/*', '/v1/*']);
  });

  test('gives the live feed to signed cookies only, and asks once a second', () => {
    const [live = {}] = behaviours;
    expect(live).toMatchObject({
      TrustedKeyGroups: [{ Ref: 'LiveKeys' }],
      AllowedMethods: ['GET', 'HEAD'],
      CachePolicyId: { Ref: 'LiveCache' },
      FunctionAssociations: [{ EventType: 'viewer-request' }],
    });
    expect(propertiesOf(prod, 'LiveKeys')).toMatchObject({
      KeyGroupConfig: { Items: [{ Ref: 'LivePublicKey' }] },
    });
    expect(asObject(propertiesOf(prod, 'LiveCache').CachePolicyConfig)).toMatchObject({
      MinTTL: 1,
      DefaultTTL: 1,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: {
        QueryStringsConfig: { QueryStringBehavior: 'all' },
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
      },
    });
  });

  test('lets no path of the live feed go on behind its rights', () => {
    const { FunctionCode } = propertiesOf(prod, 'LiveOnlyRights');
    const handler = runInNewContext(`${String(FunctionCode)}; handler`) as (event: object) => object;
    const passes = (uri: string) => 'uri' in handler({ request: { uri } });
    expect(passes('/v1/live/W251bGwsW11d~/changes')).toBe(true);
    for (const uri of [
      '/v1/live/W251bGwsW11d~/../WyJhIl0~/changes',
      '/v1/live/W251bGwsW11d~x/changes',
      '/v1/live/W251bGwsW11d%7E/changes',
      '/v1/live//W251bGwsW11d~/changes',
      '/v1/live/W251bGwsW11d~/changes/',
      '/v1/live/W251bGwsW11d~',
      '/v1/live/',
    ])
      expect([uri, passes(uri)]).toEqual([uri, false]);
  });

  test('is the only one that reaches the origin of the live feed', () => {
    expect(propertiesOf(prod, 'LiveUrl')).toMatchObject({ AuthType: 'AWS_IAM' });
    const invoking = ofType(prod, 'AWS::Lambda::Permission').filter(({ properties }) =>
      /"Live(?:Url|Function)"/u.test(JSON.stringify(properties.FunctionName)),
    );
    expect(invoking.map(({ properties }) => properties.Action).sort()).toEqual([
      'lambda:InvokeFunction',
      'lambda:InvokeFunctionUrl',
    ]);
    for (const { properties } of invoking) {
      expect(properties.Principal).toBe('cloudfront.amazonaws.com');
      expect(JSON.stringify(properties.SourceArn)).toContain('{"Ref":"Distribution"}');
    }
  });

  test('lets the page load nothing from elsewhere, run nothing inline, and ask nobody but its issuer', () => {
    const { SecurityHeadersConfig } = asObject(propertiesOf(prod, 'PageHeaders').ResponseHeadersPolicyConfig);
    const csp = JSON.stringify(asObject(asObject(SecurityHeadersConfig).ContentSecurityPolicy));
    expect(csp).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/unsafe|\*/u);
    expect(csp.match(/https:/gu)).toHaveLength(2);
    expect(Object.keys(asObject(SecurityHeadersConfig)).sort()).toEqual([
      'ContentSecurityPolicy',
      'ContentTypeOptions',
      'FrameOptions',
      'ReferrerPolicy',
      'StrictTransportSecurity',
    ]);
  });

  test('keeps the page in a bucket that nobody reads but through it', () => {
    const policy = ofType(prod, 'AWS::S3::BucketPolicy').find(
      ({ properties }) => JSON.stringify(properties.Bucket) === '{"Ref":"SiteBucket"}',
    );
    const statements = asList(asObject(policy?.properties.PolicyDocument).Statement).map(asObject);
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      { Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } },
    ]);
    expect(JSON.stringify(allowed[0]?.Condition)).toContain('{"Ref":"Distribution"}');
  });
});

describe('the journal', () => {
  test('subscribes to all that is told, as it is told, and keeps what it cannot take', () => {
    expect(propertiesOf(prod, 'JournalSubscription')).toEqual({
      TopicArn: { Ref: 'ArticleTopic' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['JournalQueue', 'Arn'] },
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['JournalDeadLetterQueue', 'Arn'] } },
    });
    expect(propertiesOf(prod, 'JournalTold')).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': ['JournalQueue', 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test('is let in before it is subscribed, or what is told in between would be missing for ever', () => {
    const [, subscription] = resources(prod).find(([id]) => id === 'JournalSubscription') ?? [];
    const policies = asList(subscription?.DependsOn).map((id) => propertiesOf(prod, String(id)).Queues);
    expect(policies).toContainEqual([{ Ref: 'JournalQueue' }]);
  });
});

describe('the settings of a stage', () => {
  const stageWith = (reading: object) => synthesise('dev', { changes: { reading } });

  test('may turn the whole side off', () => {
    const off = stageWith({ enabled: false });
    for (const type of [
      'ApiGatewayV2::Api',
      'CloudFront::Distribution',
      'Cognito::UserPool',
      'SSM::Parameter',
    ])
      expect(ofType(off, `AWS::${type}`)).toEqual([]);
    expect(ofType(off, 'AWS::Lambda::Function').map(({ id }) => id)).toEqual([
      'IngestFunction',
      'ReleaseFunction',
      'ReconcileFunction',
      'WatchFunction',
    ]);
    expect(Object.keys(asObject(off.template.toJSON().Outputs))).not.toContain('SiteUrl');
  });

  test('may name another issuer, machines, days and limits', () => {
    const machines = [
      { arn: 'arn:aws:iam::111122223333:role/archive', scopes: ['wire:read'], providers: ['fjord'] },
    ];
    const stage = stageWith({
      feedDays: 7,
      requestsPerSecond: 9,
      machines,
      issuer: { url: 'https://login.example.org/wire', audience: ['page', 'app'], clientId: 'page' },
      domain: {
        name: 'wire.example.org',
        certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1234',
      },
    });
    expect(ofType(stage, 'AWS::Cognito::UserPool')).toEqual([]);
    expect(propertiesOf(stage, 'ApiTokens').JwtConfiguration).toEqual({
      Audience: ['page', 'app'],
      Issuer: 'https://login.example.org/wire',
    });
    const variables = asObject(asObject(propertiesOf(stage, 'ApiFunction').Environment).Variables);
    expect(JSON.parse(String(variables.MACHINES))).toEqual(machines);
    expect(variables).toMatchObject({ FEED_DAYS: '7', LIVE_HOST: 'wire.example.org' });
    expect(propertiesOf(stage, 'ApiStage').DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 9 });
    expect(asObject(propertiesOf(stage, 'Distribution').DistributionConfig).Aliases).toEqual([
      'wire.example.org',
    ]);
    expect(JSON.stringify(propertiesOf(stage, 'PageHeaders'))).toContain(
      "connect-src 'self' https://login.example.org;",
    );
    expect(JSON.stringify(propertiesOf(stage, 'PageFiles').Config)).toContain('wire:read');
  });
});

test('the private key of the live feed is in no template: a function makes it, and api alone reads it', () => {
  const text = JSON.stringify(prod.template.toJSON());
  expect(text).not.toContain('PRIVATE KEY');
  expect(propertiesOf(prod, 'LivePublicKey').PublicKeyConfig).toMatchObject({
    EncodedKey: { 'Fn::GetAtt': ['LiveKeyPair', 'PublicKey'] },
  });
});

describe('the functions', () => {
  const logsOf = (name: string) => [
    `logs:CreateLogStream on ${name}Logs`,
    `logs:PutLogEvents on ${name}Logs`,
  ];
  const TRACES = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];
  const RECORDS = ['s3:GetObject on ArchiveBucket/bodies/*', 's3:GetObject on ArchiveBucket/records/*'];
  const WIRE = ['BatchGetItem', 'GetItem', 'Query'].map((action) => `dynamodb:${action} on ArticleTable`);

  test.each([
    [
      'journal appends to the log, and deletes and publishes nothing',
      'JournalFunction',
      [
        ...WIRE,
        'dynamodb:PutItem on ArticleTable',
        ...RECORDS,
        'sqs:DeleteMessage on JournalQueue',
        'sqs:GetQueueAttributes on JournalQueue',
        'sqs:ReceiveMessage on JournalQueue',
        ...TRACES,
      ],
    ],
    [
      'api reads, and writes nothing',
      'ApiFunction',
      [
        ...WIRE,
        'dynamodb:Query on ArticleTable/index/byProvider',
        'dynamodb:Query on ArticleTable/index/byStory',
        'dynamodb:Query on ArticleTable/index/outbox',
        ...RECORDS,
        's3:GetObject on InboxBucket/incoming/*',
        's3:GetObjectVersion on InboxBucket/incoming/*',
        'ssm:GetParameter on parameter/newswire-ingest-prod/live-key',
        ...TRACES,
      ],
    ],
    ['live reads the wire alone', 'LiveFunction', [...WIRE, ...RECORDS]],
    [
      'command keeps records and publishes, and sees no deliveries',
      'CommandFunction',
      [
        ...WIRE,
        'dynamodb:BatchWriteItem on ArticleTable',
        'dynamodb:PutItem on ArticleTable',
        'dynamodb:UpdateItem on ArticleTable',
        's3:DeleteObject on ArchiveBucket/bodies/*',
        ...RECORDS,
        's3:PutObject on ArchiveBucket/bodies/*',
        's3:PutObject on ArchiveBucket/records/*',
        'sns:Publish on ArticleTopic',
        'sns:Publish on OpsTopic',
        ...TRACES,
      ],
    ],
    [
      'livekey writes the one parameter, and cannot read it',
      'LiveKeyFunction',
      [
        'ssm:DeleteParameter on parameter/newswire-ingest-prod/live-key',
        'ssm:PutParameter on parameter/newswire-ingest-prod/live-key',
        ...TRACES,
      ],
    ],
    [
      'page fills and empties its own bucket',
      'PageFunction',
      [
        's3:DeleteObject on SiteBucket/*',
        's3:ListBucket on SiteBucket',
        's3:PutObject on SiteBucket/*',
        ...TRACES,
      ],
    ],
  ])('%s', (_what, name, grants) => {
    const found = grantsOf(prod, `${name}Role`).map((grant) =>
      grant.replace(/ on arn:.*:(?=parameter)/u, ' on '),
    );
    expect(found).toEqual([...grants, ...logsOf(name)].sort());
  });
});
