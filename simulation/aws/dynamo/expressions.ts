/**
 * DynamoDB's expressions as functions of an item. dynalite parses them; what it makes is kept, for a run asks with the
 * same few expressions again and again, and only the values differ. One file: conditions and updates read operands and
 * paths the same way.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  convertKeyCondition,
  validateExpressions,
  type Call,
  type Expressions,
  type KeyCondition,
  type Operand,
  type Path,
  type Section,
} from 'dynalite/validations/index.js';
import { invalid } from './errors.ts';
import { addNumbers, areEqual, compareValues, membersOf, setOf, typeOf, type Item } from './values.ts';

export type Values = Record<string, AttributeValue>;
type Read = (item: Item, values: Values) => AttributeValue | undefined;
export type Condition = (item: Item, values: Values) => boolean;

/** The condition on a key: what its hash is, and which part of the range. */
export interface KeyRange {
  operator: string;
  operands: (values: Values) => AttributeValue[];
}

export interface Compiled {
  condition: Condition | undefined;
  filter: Condition | undefined;
  update: ((item: Item, values: Values) => Item) | undefined;
  /** Paths that the update names, for UPDATED_OLD and UPDATED_NEW. */
  updatedPaths: Path[];
  project: ((item: Item) => Item) | undefined;
  key: Map<string, KeyRange> | undefined;
}

export interface ExpressionInput {
  UpdateExpression?: string | undefined;
  ConditionExpression?: string | undefined;
  KeyConditionExpression?: string | undefined;
  FilterExpression?: string | undefined;
  ProjectionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Values | undefined;
}

const NOTHING: Compiled = {
  condition: undefined,
  filter: undefined,
  update: undefined,
  updatedPaths: [],
  project: undefined,
  key: undefined,
};

const compiled = new Map<string, Compiled>();

/** @throws ValidationException as DynamoDB does */
export function compile(input: ExpressionInput): Compiled {
  const {
    UpdateExpression: update,
    ConditionExpression: condition,
    KeyConditionExpression: key,
    FilterExpression: filter,
    ProjectionExpression: projection,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  } = input;
  if ((update ?? condition ?? key ?? filter ?? projection ?? names ?? values) === undefined) return NOTHING;
  let id = `${update ?? ''}\n${condition ?? ''}\n${key ?? ''}\n${filter ?? ''}\n${projection ?? ''}\n`;
  for (const name in names) id += `${name}=${names[name] ?? ''} `;
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) id += `${name} ${typeOf(value)} `;
  }
  const known = compiled.get(id);
  if (known !== undefined) return known;
  const made = parse(input);
  compiled.set(id, made);
  return made;
}

function parse(input: ExpressionInput): Compiled {
  const { ExpressionAttributeValues: values } = input;
  const wire =
    values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireOf(value)]));
  const given = Object.entries({ ...input, ExpressionAttributeValues: wire });
  const tree = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Expressions;
  const wrong = validateExpressions(tree);
  if (wrong !== undefined) throw invalid(wrong);
  const placeholders = new Map(Object.entries(wire ?? {}).map(([name, value]) => [value, name]));
  const { _updates: update, _condition: condition, _filter: filter, _projection: projection } = tree;
  return {
    condition: condition && conditionOf(condition.expression, placeholders),
    filter: filter && conditionOf(filter.expression, placeholders),
    update: update && updateOf(update.sections, placeholders),
    updatedPaths: update?.paths ?? [],
    project: projection && ((item) => pathsOf(item, projection.paths)),
    key: tree._keyCondition && keyOf(tree._keyCondition.expression, placeholders),
  };
}

type Placeholders = ReadonlyMap<object, string>;

/** The parser looks at types only, and knows bytes as base64. */
function wireOf(value: AttributeValue): object {
  if (value.B !== undefined) return { B: 'AAAA' };
  if (value.BS !== undefined) return { BS: ['AAAA'] };
  if (value.L !== undefined) return { L: value.L.map(wireOf) };
  if (value.M !== undefined) {
    return { M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, wireOf(member)])) };
  }
  return { ...value };
}

function keyOf(expression: Call, placeholders: Placeholders): Map<string, KeyRange> {
  const conditions = convertKeyCondition(expression);
  if (typeof conditions === 'string') throw invalid(conditions);
  return new Map(
    Object.entries(conditions).map(
      ([attribute, { ComparisonOperator, AttributeValueList }]: [string, KeyCondition]) => {
        const names = AttributeValueList.map((value) => placeholders.get(value) ?? '');
        const operands = (values: Values): AttributeValue[] => names.flatMap((name) => values[name] ?? []);
        return [attribute, { operator: ComparisonOperator, operands }];
      },
    ),
  );
}

function conditionOf({ type, name, args }: Call, placeholders: Placeholders): Condition {
  if (type === 'and' || type === 'or' || type === 'not') {
    const parts = args.map((part) => conditionOf(part as Call, placeholders));
    if (type === 'and') return (item, values) => parts.every((part) => part(item, values));
    if (type === 'or') return (item, values) => parts.some((part) => part(item, values));
    return (item, values) => !parts.some((part) => part(item, values));
  }
  const [first = NO_VALUE, second = NO_VALUE, third = NO_VALUE] = args.map((arg) =>
    readOf(arg, placeholders),
  );
  const others = args.slice(1).map((arg) => readOf(arg, placeholders));
  switch (type === 'function' ? name : type) {
    case 'attribute_exists':
      return (item, values) => first(item, values) !== undefined;
    case 'attribute_not_exists':
      return (item, values) => first(item, values) === undefined;
    case 'attribute_type':
      return both(first, second, (value, kind) => typeOf(value) === kind.S);
    case 'begins_with':
      return both(first, second, beginsWith);
    case 'contains':
      return both(first, second, contains);
    case 'in':
      return (item, values) => {
        const value = first(item, values);
        return others.some((other) => isSame(value, other(item, values)));
      };
    case 'between':
      return (item, values) =>
        (order(first, second, item, values) ?? -1) >= 0 && (order(first, third, item, values) ?? 1) <= 0;
    case '=':
      return (item, values) => isSame(first(item, values), second(item, values));
    case '<>':
      return (item, values) => !isSame(first(item, values), second(item, values));
    case '<':
      return (item, values) => (order(first, second, item, values) ?? 1) < 0;
    case '<=':
      return (item, values) => (order(first, second, item, values) ?? 1) <= 0;
    case '>':
      return (item, values) => (order(first, second, item, values) ?? -1) > 0;
    case '>=':
      return (item, values) => (order(first, second, item, values) ?? -1) >= 0;
    default:
      throw new Error(`the condition ${type} ${name ?? ''} is not part of the model`);
  }
}

const NO_VALUE: Read = () => undefined;

function both(first: Read, second: Read, test: (a: AttributeValue, b: AttributeValue) => boolean): Condition {
  return (item, values) => {
    const a = first(item, values);
    const b = second(item, values);
    return a !== undefined && b !== undefined && test(a, b);
  };
}

function isSame(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && areEqual(a, b);
}

/** Undefined where there is no order: an attribute is absent, or of another type. */
function order(first: Read, second: Read, item: Item, values: Values): number | undefined {
  const a = first(item, values);
  const b = second(item, values);
  return a === undefined || b === undefined ? undefined : compareValues(a, b);
}

export function beginsWith(value: AttributeValue, start: AttributeValue): boolean {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S);
  if (value.B === undefined || start.B === undefined) return false;
  return Buffer.from(value.B).subarray(0, start.B.length).equals(start.B);
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined)
    return part.B !== undefined && Buffer.from(value.B).includes(Buffer.from(part.B));
  return membersOf(value)?.some((member) => areEqual(member, part)) ?? false;
}

function readOf(operand: Operand, placeholders: Placeholders): Read {
  if (isPath(operand)) {
    const path = operand;
    const [only] = path;
    return path.length === 1 && only !== undefined ? (item) => item[only] : (item) => valueAt(item, path);
  }
  const placeholder = placeholders.get(operand);
  if (placeholder !== undefined) return (_item, values) => values[placeholder];
  const { type, name, args } = operand as Call;
  const [first = NO_VALUE, second = NO_VALUE] = args.map((arg) => readOf(arg, placeholders));
  switch (type === 'function' ? name : type) {
    case 'size':
      return (item, values) => sizeOf(first(item, values));
    case 'if_not_exists':
      return (item, values) => first(item, values) ?? second(item, values);
    case 'list_append':
      return (item, values) => ({
        L: [...listOf(first(item, values)), ...listOf(second(item, values))],
      });
    case 'add':
    case 'subtract':
      return (item, values) => ({
        N: addNumbers(numberOf(first(item, values)), numberOf(second(item, values)), type === 'add' ? 1 : -1),
      });
    default:
      throw new Error(`the function ${type} ${name ?? ''} is not part of the model`);
  }
}

function isPath(operand: Operand): operand is Path {
  return Array.isArray(operand);
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const { S, B, M } = value;
  const size = S?.length ?? B?.length ?? (M && Object.keys(M).length) ?? membersOf(value)?.length;
  return size === undefined ? undefined : { N: String(size) };
}

const ABSENT = 'The provided expression refers to an attribute that does not exist in the item';
const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const WRONG_PATH = 'The document path provided in the update expression is invalid for update';

function listOf(value: AttributeValue | undefined): AttributeValue[] {
  if (value === undefined) throw invalid(ABSENT);
  if (value.L === undefined) throw invalid(WRONG_TYPE);
  return value.L;
}

function numberOf(value: AttributeValue | undefined): string {
  if (value === undefined) throw invalid(ABSENT);
  if (value.N === undefined) throw invalid(WRONG_TYPE);
  return value.N;
}

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) {
    value = typeof step === 'number' ? value.L?.[step] : value.M?.[step];
    if (value === undefined) return undefined;
  }
  return value;
}

/** An item with nothing but what the paths name. */
export function pathsOf(item: Item, paths: readonly Path[]): Item {
  const picked: Item = {};
  for (const path of paths) {
    const value = valueAt(item, path);
    const [name] = path;
    if (value === undefined || name === undefined) continue;
    if (path.length === 1) picked[name] = value;
    else picked[name] = merged(picked[name], nested(path.slice(1), value));
  }
  return picked;
}

/** A value where a path leads: in maps and lists that hold nothing else. */
function nested([step, ...rest]: Path, value: AttributeValue): AttributeValue {
  if (step === undefined) return value;
  const inner = nested(rest, value);
  return typeof step === 'number' ? { L: [inner] } : { M: { [step]: inner } };
}

function merged(a: AttributeValue | undefined, b: AttributeValue): AttributeValue {
  if (a?.L !== undefined && b.L !== undefined) return { L: [...a.L, ...b.L] };
  if (a?.M === undefined || b.M === undefined) return b;
  const members: Item = { ...a.M };
  for (const [name, member] of Object.entries(b.M)) members[name] = merged(members[name], member);
  return { M: members };
}

type Change = (item: Item, values: Values) => AttributeValue | undefined;

/** All right-hand sides are read before anything is written. */
function updateOf(
  sections: readonly Section[],
  placeholders: Placeholders,
): (item: Item, values: Values) => Item {
  const changes = sections.map((section): [Path, Change] => [section.path, changeOf(section, placeholders)]);
  return (item, values) => {
    const made = changes.map(([path, change]): [Path, AttributeValue | undefined] => [
      path,
      change(item, values),
    ]);
    let next: Item = { ...item };
    for (const [path, value] of made) {
      const [only] = path;
      if (path.length === 1 && typeof only === 'string' && value !== undefined) next[only] = value;
      else next = withValue(next, path, value);
    }
    return next;
  };
}

function changeOf({ type, path, val }: Section, placeholders: Placeholders): Change {
  if (type === 'remove' || val === undefined) return () => undefined;
  const read = readOf(val, placeholders);
  if (type === 'set') {
    return (item, values) => {
      const value = read(item, values);
      if (value === undefined) throw invalid(ABSENT);
      return value;
    };
  }
  return (item, values) => {
    const old = valueAt(item, path);
    const operand = read(item, values);
    if (operand === undefined) throw invalid(ABSENT);
    const kind = typeOf(operand);
    if (old !== undefined && typeOf(old) !== kind) throw invalid(WRONG_TYPE);
    if (operand.N !== undefined) return { N: addNumbers(old?.N ?? '0', operand.N) };
    const members = (old && membersOf(old)) ?? [];
    const named = membersOf(operand) ?? [];
    const isIn = (list: readonly AttributeValue[], value: AttributeValue): boolean =>
      list.some((member) => areEqual(member, value));
    if (type === 'add') return setOf(kind, [...members, ...named.filter((value) => !isIn(members, value))]);
    const left = members.filter((value) => !isIn(named, value));
    return left.length === 0 ? undefined : setOf(kind, left);
  };
}

/** A copy of an item with another value where a path leads; undefined takes it out. */
function withValue(item: Item, [step, ...rest]: Path, value: AttributeValue | undefined): Item {
  if (typeof step !== 'string') throw invalid(WRONG_PATH);
  const old = item[step];
  const next = rest.length === 0 ? value : withInner(old, rest, value);
  if (next !== undefined) return { ...item, [step]: next };
  const { [step]: _gone, ...left } = item;
  return left;
}

function withInner(
  container: AttributeValue | undefined,
  path: Path,
  value: AttributeValue | undefined,
): AttributeValue {
  const [step, ...rest] = path;
  if (container?.M !== undefined && typeof step === 'string') {
    return { M: withValue(container.M, path, value) };
  }
  if (container?.L === undefined || typeof step !== 'number') throw invalid(WRONG_PATH);
  const list = [...container.L];
  const next = rest.length === 0 ? value : withInner(list[step], rest, value);
  if (next === undefined) list.splice(step, 1);
  // A place beyond the end is the end
  else if (step >= list.length) list.push(next);
  else list[step] = next;
  return { L: list };
}

/** Where a key lies in the range that a condition names. */
export function isInRange(
  value: AttributeValue,
  { operator }: KeyRange,
  operands: readonly AttributeValue[],
): boolean {
  const [from, to] = operands;
  if (from === undefined) return false;
  if (operator === 'BEGINS_WITH') return beginsWith(value, from);
  const low = compareValues(value, from);
  if (low === undefined) return false;
  switch (operator) {
    case 'EQ':
      return low === 0;
    case 'LT':
      return low < 0;
    case 'LE':
      return low <= 0;
    case 'GT':
      return low > 0;
    case 'GE':
      return low >= 0;
    case 'BETWEEN':
      return low >= 0 && to !== undefined && (compareValues(value, to) ?? 1) <= 0;
    default:
      throw new Error(`the key condition ${operator} is not part of the model`);
  }
}
