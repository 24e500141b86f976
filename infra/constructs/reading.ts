import { CfnOutput, CustomResource, Fn, Stack } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { TokenIssuer } from '../config-shape.ts';
import { logicalIdIn, nameResource, resourceOf } from './naming.ts';
import { NodeFunction } from './node-function.ts';
import { PrivateBucket } from './private-bucket.ts';
import { ArchiveSearch } from './reading/archive-search.ts';
import { Edge } from './reading/edge.ts';
import { Gate } from './reading/gate.ts';
import { Identity, type Issuer, type SignIn } from './reading/identity.ts';
import { Journal } from './reading/journal.ts';
import { Readers } from './reading/readers.ts';
import { Recalls } from './reading/recalls.ts';
import { Search } from './reading/search.ts';
import { withoutKey, type ReadingParts } from './reading/settings.ts';

export interface ReadingProps extends ReadingParts {
  readonly accessLogs: Bucket;
}

/** Of the two functions that CloudFormation asks at a deployment. */
const AT_DEPLOYMENT = { timeoutSeconds: 60, memoryMb: 256 };

/** The newsroom's side: the feed log, the API with its door, and the page on the same origin (docs/reading.md). */
export class Reading extends Construct {
  /** For machines of AWS, which sign; people and apps use the site. Without a final slash. */
  readonly apiUrl: string;
  /** Page and API. Without a final slash. */
  readonly siteUrl: string;
  /** Absent where the settings name another issuer. */
  readonly userPool: UserPool | undefined;

  constructor(scope: Construct, id: string, props: ReadingProps) {
    super(scope, id);
    const { config, reads } = props;
    const journal = new Journal(this, 'Journal', props);
    const readers = new Readers(this, 'Readers', props);
    const search = new Search(this, 'Search', props);
    if (reads.archive !== undefined)
      new ArchiveSearch(this, 'ArchiveSearch', { ...props, search, archive: reads.archive });
    const recalls = new Recalls(this, 'Recalls', props);
    const gate = new Gate(this, 'Gate', props);
    const identity = reads.issuer === undefined ? new Identity(this, 'Identity', props) : undefined;
    const key = this.#liveKey(props);
    const site = this.#site(props);
    const edge = new Edge(this, 'Edge', {
      config,
      reads,
      site,
      apiHost: gate.host,
      live: readers.live,
      publicKey: key.publicKey,
      tokenOrigins: identity === undefined ? originsOf(reads.issuer) : identity.origins,
    });
    readers.giveLiveKey({ ...key, host: edge.host, keyId: edge.publicKey.publicKeyId });
    const { issuer, signIn } = identity?.admit(edge.host) ?? signInOf(reads.issuer);
    gate.open(issuer, {
      api: readers.api,
      command: readers.command,
      search: search.search,
      recalls: recalls.function,
    });
    this.#page(props, site, signIn);

    this.apiUrl = Fn.join('', ['https://', gate.host]);
    this.siteUrl = Fn.join('', ['https://', edge.host]);
    this.userPool = identity?.pool;
    this.#tellNames(journal);
  }

  /** The private half never leaves the account: not in the template, not in its history. */
  #liveKey({ config }: ReadingProps): { publicKey: string; parameter: string; parameterArn: string } {
    const parameter = `/${config.name}/live-key`;
    const parameterArn = Stack.of(this).formatArn({ service: 'ssm', resource: `parameter${parameter}` });
    const maker = new NodeFunction(this, 'LiveKey', {
      config,
      folder: 'livekey',
      logicalId: 'LiveKeyFunction',
      description: 'Makes the key pair of the live feed, when the stack is made',
      size: AT_DEPLOYMENT,
      environment: {},
      atDeployment: true,
      permissions: [
        new PolicyStatement({
          sid: 'KeepThePrivateKey',
          actions: ['ssm:PutParameter', 'ssm:DeleteParameter'],
          resources: [parameterArn],
        }),
      ],
      wildcards: [],
    });
    const pair = new CustomResource(this, 'KeyPair', {
      resourceType: 'Custom::LiveKeyPair',
      serviceToken: maker.function.functionArn,
      properties: { Parameter: parameter },
    });
    nameResource(pair, 'LiveKeyPair');
    return { publicKey: pair.getAttString('PublicKey'), parameter, parameterArn };
  }

  #site({ config, accessLogs }: ReadingProps): Bucket {
    return new PrivateBucket(this, 'Site', {
      config: withoutKey(config),
      logicalId: 'SiteBucket',
      accessLogs,
      versioned: false,
      lifecycleRules: [],
    }).bucket;
  }

  #page({ config }: ReadingProps, site: Bucket, signIn: SignIn): void {
    const putter = new NodeFunction(this, 'Page', {
      config,
      folder: 'page',
      logicalId: 'PageFunction',
      description: 'Puts the page into its bucket, at each deployment that changes it',
      size: AT_DEPLOYMENT,
      environment: {},
      atDeployment: true,
      bringsPage: true,
      permissions: [
        new PolicyStatement({
          sid: 'KeepThePage',
          actions: ['s3:PutObject', 's3:DeleteObject'],
          resources: [site.arnForObjects('*')],
        }),
        new PolicyStatement({
          sid: 'EmptyTheBucket',
          actions: ['s3:ListBucket'],
          resources: [site.bucketArn],
        }),
      ],
      wildcards: [
        {
          resource: '<SiteBucket.Arn>/*',
          reason: 'The bucket holds the files of the page and nothing else.',
        },
      ],
    });
    const page = new CustomResource(this, 'PageFiles', {
      resourceType: 'Custom::PageFiles',
      serviceToken: putter.function.functionArn,
      properties: {
        Bucket: site.bucketName,
        Config: Stack.of(this).toJsonString({ signIn }),
        // What is put changes with the code that puts it
        Code: codeKeyOf(putter),
      },
    });
    nameResource(page, 'PageFiles');
  }

  #tellNames({ queue, deadLetterQueue }: Journal): void {
    const names = [
      ['ApiUrl', 'Machines of AWS call /machine/v1 here, signed with IAM', this.apiUrl],
      ['SiteUrl', 'The page, and the API under /v1 for everybody with a token', this.siteUrl],
      ['FeedQueueUrl', 'Messages that wait to be put into the feed', queue.queueUrl],
      [
        'FeedDeadLetterQueueUrl',
        'Messages that could not be put into the feed: should be empty',
        deadLetterQueue.queueUrl,
      ],
      ...(this.userPool === undefined
        ? []
        : ([['UserPoolId', 'People are invited here', this.userPool.userPoolId]] as const)),
    ] as const;
    for (const [name, description, value] of names)
      new CfnOutput(this, name, { description, value }).overrideLogicalId(logicalIdIn(this, name));
  }
}

function codeKeyOf({ function: putter }: NodeFunction): string {
  const resource = resourceOf(putter);
  if (!(resource instanceof CfnFunction)) throw new Error('the function is none');
  const code: unknown = Stack.of(putter).resolve(resource.code);
  const { s3Key } = code as { s3Key?: unknown };
  return typeof s3Key === 'string' ? s3Key : JSON.stringify(s3Key ?? null);
}

function originsOf(issuer: TokenIssuer | undefined): readonly string[] {
  return issuer === undefined ? [] : (issuer.origins ?? [new URL(issuer.url).origin]);
}

function signInOf(issuer: TokenIssuer | undefined): { issuer: Issuer; signIn: SignIn } {
  if (issuer === undefined) throw new Error('nobody issues tokens');
  const { url, audience, clientId } = issuer;
  return {
    issuer: { url, audience },
    signIn: {
      clientId,
      issuer: url,
      scope: 'openid profile wire:read wire:desk wire:operate',
      token: 'access',
    },
  };
}
