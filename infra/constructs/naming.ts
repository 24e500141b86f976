import { createHash } from 'node:crypto';
import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';

/**
 * The top of what this package puts into a stack. The logical ids of all resources below begin with its path in the
 * stack and go on with a name of their own: `Wire` has `WireInboxBucket`. As in all of CDK the id `Default` is no part
 * of a path, so that a stack which holds nothing else has plain names.
 */
export abstract class System extends Construct {}

/**
 * Gives the resource behind a construct a logical id that does not depend on where the construct stands below its
 * system: moving code must never make CloudFormation replace a bucket, a table, a topic or a queue.
 */
export function nameResource(construct: IConstruct, name: string): void {
  resourceOf(construct).overrideLogicalId(logicalIdIn(construct, name));
}

/** The logical id of what is called `name` in the system that a construct belongs to. */
export function logicalIdIn(construct: IConstruct, name: string): string {
  const { scopes } = construct.node;
  const system = scopes.findLast((scope) => scope instanceof System);
  if (system === undefined) return name;
  const path = scopes
    .slice(scopes.indexOf(Stack.of(construct)) + 1, scopes.indexOf(system) + 1)
    .map(({ node }) => node.id)
    .filter((id) => id !== 'Default');
  const plain = path.map((id) => id.replaceAll(/[^0-9A-Za-z]/gu, '')).join('');
  const [only = '', ...others] = path;
  // Two paths may look the same without their separators
  const told = others.length === 0 && plain === only;
  return `${plain}${told ? '' : createHash('sha256').update(path.join('/')).digest('hex').slice(0, 8)}${name}`;
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
