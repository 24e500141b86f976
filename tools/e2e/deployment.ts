/**
 * Deploys the stack by CloudFormation alone, without the bootstrap of CDK: its assets go into a bucket of its own. What
 * was made is removed again, data included.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import type { Outputs } from '../../cli/common/wire-outputs.ts';
import { readAssembly, type SynthesisedStack } from '../../infra/local/assembly.ts';
import { isObject, type JsonObject } from '../../infra/local/json.ts';
import { newswireApp } from '../../infra/newswire-app.ts';

export interface DeploymentClients {
  cloudFormation: CloudFormationClient;
  s3: S3Client;
}

/** CloudFormation takes no more in the call itself. */
const LONGEST_TEMPLATE = 51_200;

const SECONDS = 15 * 60;

export class Deployment {
  readonly name: string;
  readonly #clients: DeploymentClients;
  readonly #assets: string;
  #made = false;
  #stackAskedFor = false;

  readonly #synthesise: (name: string) => SynthesisedStack[];

  /** @param synthesise gives the one stack that is deployed, under that name */
  constructor(clients: DeploymentClients, synthesise = synthesised) {
    this.#clients = clients;
    this.#synthesise = synthesise;
    this.name = `newswire-e2e-${randomBytes(3).toString('hex')}`;
    this.#assets = `${this.name}-assets`;
  }

  /** @returns the outputs of the stack. @throws Error with what CloudFormation says of a failure */
  async deploy(endpoint: string): Promise<Outputs> {
    const { cloudFormation, s3 } = this.#clients;
    const [stack, ...others] = this.#synthesise(this.name);
    if (stack === undefined || others.length > 0) throw new Error('not one stack was synthesised');
    this.#made = true;
    await s3.send(new CreateBucketCommand({ Bucket: this.#assets }));
    for (const [Key, folder] of stack.assets) {
      // The template is among the assets, too, as a file
      const bytes = folder.endsWith('.json') ? readFileSync(folder) : zipped(folder);
      await s3.send(new PutObjectCommand({ Bucket: this.#assets, Key, Body: bytes }));
    }
    this.#stackAskedFor = true;
    const template = JSON.stringify(withAssetsIn(stack.template, this.#assets));
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: this.name,
        Capabilities: ['CAPABILITY_IAM'],
        OnFailure: 'DO_NOTHING',
        ...(template.length <= LONGEST_TEMPLATE
          ? { TemplateBody: template }
          : { TemplateURL: await this.#put('template.json', template, endpoint) }),
      }),
    );
    try {
      await waitUntilStackCreateComplete(
        { client: cloudFormation, maxWaitTime: SECONDS, minDelay: 1, maxDelay: 5 },
        { StackName: this.name },
      );
    } catch (cause) {
      throw new Error(`the stack was not made: ${await this.#failures()}`, { cause });
    }
    return this.#outputs();
  }

  /** Removes all that was made, as far as it was. @returns what could not be removed */
  async remove(): Promise<string[]> {
    if (!this.#made) return [];
    const left: string[] = [];
    const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      await work().catch((error: unknown) => {
        left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      });
    };
    const { cloudFormation } = this.#clients;
    if (this.#stackAskedFor) {
      await attempt(`buckets of ${this.name}`, async () => {
        for (const bucket of await this.#buckets()) await attempt(bucket, () => this.#empty(bucket));
      });
      await attempt(this.name, async () => {
        await cloudFormation.send(new DeleteStackCommand({ StackName: this.name }));
        await waitUntilStackDeleteComplete(
          { client: cloudFormation, maxWaitTime: SECONDS, minDelay: 1, maxDelay: 5 },
          { StackName: this.name },
        );
      });
    }
    // Whatever became of the stack
    await attempt(this.#assets, async () => {
      await this.#emptyAssets();
      await this.#clients.s3.send(new DeleteBucketCommand({ Bucket: this.#assets }));
    });
    this.#made = false;
    return left;
  }

  async #buckets(): Promise<string[]> {
    const { StackResources = [] } = await this.#clients.cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName: this.name }),
    );
    return StackResources.flatMap(({ ResourceType, PhysicalResourceId }) =>
      ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId !== undefined ? [PhysicalResourceId] : [],
    );
  }

  async #put(key: string, text: string, endpoint: string): Promise<string> {
    await this.#clients.s3.send(new PutObjectCommand({ Bucket: this.#assets, Key: key, Body: text }));
    return `${endpoint.replace(/\/$/, '')}/${this.#assets}/${key}`;
  }

  async #outputs(): Promise<Outputs> {
    const { Stacks = [] } = await this.#clients.cloudFormation.send(
      new DescribeStacksCommand({ StackName: this.name }),
    );
    return Object.fromEntries(
      (Stacks[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  }

  async #failures(): Promise<string> {
    const { StackEvents = [] } = await this.#clients.cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: this.name }),
    );
    const failed = StackEvents.filter(({ ResourceStatus = '' }) => ResourceStatus.endsWith('_FAILED'));
    return failed
      .map((event) => `${event.LogicalResourceId ?? ''} ${event.ResourceStatusReason ?? ''}`)
      .join('; ');
  }

  /** It keeps no versions. */
  async #emptyAssets(): Promise<void> {
    const Bucket = this.#assets;
    for (;;) {
      const { Contents = [] } = await this.#clients.s3.send(new ListObjectsV2Command({ Bucket }));
      const Objects = Contents.map(({ Key = '' }) => ({ Key }));
      if (Objects.length === 0) return;
      await this.#clients.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    }
  }

  async #empty(bucket: string): Promise<void> {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await this.#clients.s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 500 }),
      );
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key = '', VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      await this.#clients.s3.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
    }
  }
}

/** Stage dev of the settings under another name, which nothing outlives. */
function synthesised(stackName: string): SynthesisedStack[] {
  const outdir = mkdtempSync(join(tmpdir(), 'newswire-e2e-'));
  process.once('exit', () => {
    rmSync(outdir, { recursive: true, force: true });
  });
  const { app } = newswireApp({ outdir, changes: { stackName, protectData: false } });
  app.synth();
  return readAssembly(outdir);
}

/** The template with its assets in a bucket of ours, and without the question for the bootstrap of CDK. */
export function withAssetsIn(template: JsonObject, bucket: string): JsonObject {
  const { Parameters: _parameters, Rules: _rules, Resources: resources, ...rest } = template;
  const changed = Object.entries(isObject(resources) ? resources : {}).map(([id, resource]) => {
    if (!isObject(resource) || resource.Type !== 'AWS::Lambda::Function') return [id, resource];
    const { Properties: properties } = resource;
    const code = isObject(properties) && isObject(properties.Code) ? properties.Code : {};
    const own = isObject(properties) ? properties : {};
    return [id, { ...resource, Properties: { ...own, Code: { ...code, S3Bucket: bucket } } }];
  });
  return { ...rest, Resources: Object.fromEntries(changed) as JsonObject };
}

function zipped(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return zipSync(
    Object.fromEntries(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [relative(folder, path), readFileSync(path)];
      }),
    ),
  );
}
