import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Gives the resource behind a construct a logical id that does not depend on where the construct stands in the
 * tree: moving code must never make CloudFormation replace a bucket, a table, a topic or a queue.
 */
export function nameResource(construct: IConstruct, logicalId: string): void {
  resourceOf(construct).overrideLogicalId(logicalId);
}

/** For names that have letters and digits only: `dpa-infocom` gives `DpaInfocom`. */
export function inPascalCase(id: string): string {
  return id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** The CloudFormation resource behind an L2 construct. */
export function resourceOf(construct: IConstruct): CfnResource {
  const resource = construct.node.defaultChild;
  if (resource instanceof CfnResource) return resource;
  throw new Error(`${construct.node.path} has no default resource`);
}
