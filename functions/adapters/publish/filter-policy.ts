/**
 * Whether a filter policy of SNS lets a message through, for who sends it past the topic to one subscriber. As SNS says it
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html); what is not known here is refused, never guessed. Pure.
 */
import type { MessageAttribute } from './article-message.ts';

/** The policy asks for something that this code cannot judge. */
export class FilterPolicyError extends Error {
  override readonly name = 'FilterPolicyError';
  readonly code = 'filter-not-known';
}

export interface SubscriptionFilter {
  /** As the subscription has it, parsed; undefined lets everything through. */
  policy: unknown;
  scope: 'MessageAttributes' | 'MessageBody';
}

type Values = readonly unknown[] | undefined;
type Node = Readonly<Record<string, unknown>>;

/** @throws FilterPolicyError */
export function letsThrough(
  { policy, scope }: SubscriptionFilter,
  message: object,
  attributes: Readonly<Record<string, MessageAttribute>>,
): boolean {
  if (policy === undefined) return true;
  if (!isNode(policy)) throw new FilterPolicyError('the filter policy is no object');
  return scope === 'MessageBody'
    ? inBody(policy, [message])
    : inAttributes(policy, (name) => valuesOf(attributes[name]));
}

function inAttributes(policy: Node, valuesAt: (name: string) => Values): boolean {
  return Object.entries(policy).every(([name, conditions]) =>
    name === '$or' && isBranches(conditions)
      ? conditions.some((branch) => inAttributes(branch, valuesAt))
      : isAny(conditions, valuesAt(name)),
  );
}

/** @param nodes all objects at this place: those in lists count each */
function inBody(policy: Node, nodes: readonly unknown[]): boolean {
  return Object.entries(policy).every(([name, conditions]) => {
    if (name === '$or' && isBranches(conditions)) return conditions.some((branch) => inBody(branch, nodes));
    const below = nodes
      .filter(isNode)
      .flatMap((node) => (Object.hasOwn(node, name) ? [node[name]] : []))
      .flat(8);
    return isNode(conditions)
      ? inBody(conditions, below)
      : isAny(conditions, below.length === 0 ? undefined : below);
  });
}

function isBranches(value: unknown): value is Node[] {
  return Array.isArray(value) && value.length > 1 && value.every(isNode);
}

function valuesOf(attribute: MessageAttribute | undefined): Values {
  if (attribute === undefined) return undefined;
  const { DataType, StringValue } = attribute;
  if (DataType !== 'String.Array') return [StringValue];
  const values: unknown = JSON.parse(StringValue);
  return Array.isArray(values) ? (values as unknown[]) : [];
}

function isAny(conditions: unknown, values: Values): boolean {
  if (!Array.isArray(conditions)) throw new FilterPolicyError('a condition is no list');
  return conditions.some((condition) => {
    if (isNode(condition) && 'exists' in condition) return condition.exists === (values !== undefined);
    return values?.some((value) => fits(condition, value)) ?? false;
  });
}

function fits(condition: unknown, value: unknown): boolean {
  if (!isNode(condition)) return condition === value;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(condition);
  if (more.length > 0) throw new FilterPolicyError('a condition of several operators');
  if (operator === 'anything-but') return !anyOf(operand).some((one) => fits(one, value));
  if (operator === 'numeric') return typeof value === 'number' && inRange(operand, value);
  if (typeof operand !== 'string') throw notKnown(operator);
  if (typeof value !== 'string') return false;
  switch (operator) {
    case 'prefix':
      return value.startsWith(operand);
    case 'suffix':
      return value.endsWith(operand);
    case 'equals-ignore-case':
      return value.toLowerCase() === operand.toLowerCase();
    case 'wildcard':
      return isLike(operand.split('*'), value);
    default:
      throw notKnown(operator);
  }
}

function notKnown(operator: string): FilterPolicyError {
  return new FilterPolicyError(`the operator "${operator}" of a filter policy cannot be judged here`);
}

/** `{ "anything-but": { "prefix": [a, b] } }` is none of several. */
function anyOf(operand: unknown): readonly unknown[] {
  if (Array.isArray(operand)) return operand;
  if (!isNode(operand)) return [operand];
  return Object.entries(operand).flatMap(([operator, of]) =>
    (Array.isArray(of) ? of : [of]).map((one: unknown) => ({ [operator]: one })),
  );
}

function inRange(operand: unknown, value: number): boolean {
  if (!Array.isArray(operand) || operand.length % 2 !== 0) throw notKnown('numeric');
  for (let at = 0; at < operand.length; at += 2) {
    const bound = Number(operand[at + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    }[String(operand[at])];
    if (holds === undefined) throw notKnown('numeric');
    if (!holds) return false;
  }
  return true;
}

/** Parts between the stars, each behind the one before. */
function isLike(parts: readonly string[], value: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
