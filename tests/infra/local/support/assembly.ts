/** Small cloud assemblies, written as `cdk synth` writes them, for what the real template does not do. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestAssembly {
  resources: Readonly<Record<string, unknown>>;
  outputs?: Readonly<Record<string, unknown>>;
  /** Source of the module of every function, by a name that `functionOf` refers to. */
  code?: Readonly<Record<string, string>>;
}

/** Writes an assembly of one stack called `test`. @returns its folder */
export function writeAssembly({ resources, outputs = {}, code = {} }: TestAssembly): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-stack-test-'));
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(code)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'index.mjs'), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  write(folder, 'test.assets.json', { version: '1', files });
  write(folder, 'test.template.json', { Resources: resources, Outputs: outputs });
  write(folder, 'manifest.json', {
    version: '1',
    artifacts: {
      'test.assets': { type: 'cdk:asset-manifest', properties: { file: 'test.assets.json' } },
      test: {
        type: 'aws:cloudformation:stack',
        dependencies: ['test.assets'],
        properties: { templateFile: 'test.template.json', stackName: 'test' },
      },
    },
  });
  return folder;
}

/** A function whose code is an entry of `code`. */
export function functionOf(name: string, properties: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: 5,
      MemorySize: 256,
      ...properties,
    },
  };
}

/** A mapping from a queue to a function, by their logical ids. */
export function mappingOf(
  queue: string,
  target: string,
  properties: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
      FunctionName: { Ref: target },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(value));
}
