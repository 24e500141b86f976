import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Config } from '../../../infra/config.ts';
import type { StageName } from '../../../infra/stage-names.ts';
import { newswireApp } from '../../../infra/newswire-app.ts';

export interface Synthesised {
  readonly template: Template;
  readonly terminationProtection: boolean;
}

export interface SynthesisOptions {
  readonly context?: Readonly<Record<string, unknown>>;
  /** Instead of what the settings say. */
  readonly changes?: Partial<Config>;
  /** Also run CDK's look for mistakes in the template, which takes most of the time: `npm run check:stages`. */
  readonly validated?: boolean;
  /** Changes the stack before it is synthesised. */
  readonly alter?: (stack: Stack) => void;
}

/** Synthesises a stage without bundling its functions; throws where cdk-nag finds something. */
export function synthesise(
  stage: StageName,
  { context, changes = {}, alter, validated = false }: SynthesisOptions = {},
): Synthesised {
  const outdir = mkdtempSync(join(tmpdir(), 'newswire-synth-'));
  try {
    const { app, stack } = newswireApp({
      outdir,
      builtinCloudFormationValidation: validated,
      // A fifth of the time, for a file that nobody reads here
      treeMetadata: false,
      context: { ...context, stage, 'aws:cdk:bundling-stacks': [] },
      changes,
    });
    alter?.(stack);
    const artifact = app.synth().getStackArtifact(stack.artifactId);
    return {
      template: Template.fromJSON(asObject(artifact.template)),
      terminationProtection: artifact.terminationProtection === true,
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const known = new Map<StageName, Synthesised>();

/** A stage as the repository defines it, synthesised once a worker. */
export function stageOf(stage: StageName): Synthesised {
  const found = known.get(stage) ?? synthesise(stage);
  known.set(stage, found);
  return found;
}

export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`expected an object, got ${JSON.stringify(value)}`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that CloudFormation allows to be one or many, as many. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
}

/** The properties of a resource by its logical id. */
export function propertiesOf({ template }: Synthesised, logicalId: string): JsonObject {
  const resource = asObject(template.toJSON().Resources)[logicalId];
  if (resource === undefined) throw new Error(`the template has no ${logicalId}`);
  return asObject(asObject(resource).Properties);
}
