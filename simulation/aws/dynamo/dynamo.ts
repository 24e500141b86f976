/**
 * DynamoDB in memory, as far as the adapters use it. What it answers is held against other implementations by the
 * contract. One file: the commands share the checks of keys, conditions and sizes.
 */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type BatchWriteItemCommandInput,
  type BatchWriteItemCommandOutput,
  type DeleteItemCommandInput,
  type GetItemCommandInput,
  type GetItemCommandOutput,
  type PutItemCommandInput,
  type PutItemCommandOutput,
  type QueryCommandInput,
  type QueryCommandOutput,
  type UpdateItemCommandInput,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { compile, isInRange, pathsOf, type Compiled, type Condition } from './expressions.ts';
import { invalid } from './errors.ts';
import { Table, type IndexSchema, type TableOptions, type TableSchema } from './table.ts';
import { compareText, itemSize, mayExceed, type Item } from './values.ts';

export interface DynamoOptions extends TableOptions {
  /** How old the answer to a read that is not consistent may be, milliseconds; asked at each. */
  staleness: () => number;
  /** Leaves out parts of a batch. */
  keepsBack: () => boolean;
}

const METADATA = { $metadata: { httpStatusCode: 200 } };
const MAX_ITEM_BYTES = 400 * 1024;
const PAGE_BYTES = 1024 * 1024;
const BATCH_GETS = 100;
const BATCH_WRITES = 25;

export class Dynamo {
  readonly table: Table;
  readonly #options: DynamoOptions;

  constructor(schema: TableSchema, options: DynamoOptions) {
    this.table = new Table(schema, options);
    this.#options = options;
  }

  /** @throws the exceptions of DynamoDB */
  answer(command: object): object {
    if (command instanceof GetItemCommand) return this.#get(command.input);
    if (command instanceof PutItemCommand) return this.#put(command.input);
    if (command instanceof UpdateItemCommand) return this.#update(command.input);
    if (command instanceof DeleteItemCommand) return this.#delete(command.input);
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof BatchGetItemCommand) return this.#batchGet(command.input);
    if (command instanceof BatchWriteItemCommand) return this.#batchWrite(command.input);
    throw new Error(`${command.constructor.name} is not part of the model of DynamoDB`);
  }

  #get({ TableName, Key, ConsistentRead, ...input }: GetItemCommandInput): GetItemCommandOutput {
    this.#check(TableName);
    const { project } = compile(input);
    const { hash, range } = this.#key(Key);
    const item = this.table.get(hash, range, this.#timeOf(ConsistentRead));
    return item === undefined
      ? METADATA
      : { ...METADATA, Item: project === undefined ? item : project(item) };
  }

  #put({ TableName, Item: item = {}, ReturnValues, ...input }: PutItemCommandInput): PutItemCommandOutput {
    this.#check(TableName);
    const { condition } = compile(input);
    const { hash, range } = this.#keyOf(item);
    this.#checkItem(item);
    const old = this.table.get(hash, range);
    checkCondition(condition, old, input);
    this.table.set(hash, range, item);
    return ReturnValues === 'ALL_OLD' && old !== undefined ? { ...METADATA, Attributes: old } : METADATA;
  }

  #update({ TableName, Key, ReturnValues, ...input }: UpdateItemCommandInput): UpdateItemCommandOutput {
    this.#check(TableName);
    const { condition, update, updatedPaths } = compile(input);
    const { hash, range } = this.#key(Key);
    const { schema } = this.table;
    const key = updatedPaths.find(([name]) => name === schema.hash || name === schema.range)?.[0];
    if (key !== undefined) {
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${key}. This attribute is part of the key`,
      );
    }
    const old = this.table.get(hash, range);
    checkCondition(condition, old, input);
    const from = old ?? Key ?? {};
    const item = update === undefined ? from : update(from, input.ExpressionAttributeValues ?? {});
    this.#checkItem(item);
    this.table.set(hash, range, item);
    const attributes = returned(ReturnValues, old, item, updatedPaths);
    return attributes === undefined ? METADATA : { ...METADATA, Attributes: attributes };
  }

  #delete({ TableName, Key, ReturnValues, ...input }: DeleteItemCommandInput): PutItemCommandOutput {
    this.#check(TableName);
    const { condition } = compile(input);
    const { hash, range } = this.#key(Key);
    const old = this.table.get(hash, range);
    checkCondition(condition, old, input);
    this.table.set(hash, range, undefined);
    return ReturnValues === 'ALL_OLD' && old !== undefined ? { ...METADATA, Attributes: old } : METADATA;
  }

  #query(input: QueryCommandInput): QueryCommandOutput {
    this.#check(input.TableName);
    const expressions = compile(input);
    const { schema } = this.table;
    const index = input.IndexName === undefined ? undefined : this.table.index(input.IndexName);
    if (input.IndexName !== undefined && index === undefined) {
      throw invalid(`The table does not have the specified index: ${input.IndexName}`);
    }
    if (index !== undefined && input.ConsistentRead === true) {
      throw invalid('Consistent reads are not supported on global secondary indexes');
    }
    const rows = this.#rows(input, index ?? schema, index, expressions);
    const { filter, project } = expressions;
    const values = input.ExpressionAttributeValues ?? {};
    const items: Item[] = [];
    let scanned = 0;
    let bytes = 0;
    let last: Item | undefined;
    for (const { item } of rows) {
      scanned++;
      bytes += itemSize(item);
      if (filter === undefined || filter(item, values))
        items.push(project === undefined ? item : project(item));
      if (scanned === input.Limit || bytes >= PAGE_BYTES) {
        last = item;
        break;
      }
    }
    const names = [schema.hash, schema.range, ...(index === undefined ? [] : [index.hash, index.range])];
    return {
      ...METADATA,
      Count: items.length,
      ScannedCount: scanned,
      ...(input.Select === 'COUNT' ? {} : { Items: items }),
      ...(last === undefined
        ? {}
        : {
            LastEvaluatedKey: pathsOf(
              last,
              names.map((name) => [name]),
            ),
          }),
    };
  }

  /** What the key condition names, from where the last page ended, in the order asked for. */
  #rows(
    input: QueryCommandInput,
    { hash, range }: Pick<IndexSchema, 'hash' | 'range'>,
    index: IndexSchema | undefined,
    { key: conditions }: Compiled,
  ): { range: string; item: Item }[] {
    const values = input.ExpressionAttributeValues ?? {};
    const onHash = conditions?.get(hash);
    const value = onHash?.operands(values)[0]?.S;
    if (conditions === undefined || onHash === undefined || value === undefined) {
      throw invalid(`Query condition missed key schema element: ${hash}`);
    }
    if (onHash.operator !== 'EQ') throw invalid('Query key condition not supported');
    for (const name of conditions.keys()) {
      if (name !== hash && name !== range)
        throw invalid(`Query condition missed key schema element: ${range}`);
    }
    let rows =
      (index === undefined
        ? this.table.query(value, this.#timeOf(input.ConsistentRead))
        : this.table.queryIndex(index.name, value)) ?? [];
    const onRange = conditions.get(range);
    if (onRange !== undefined) {
      const operands = onRange.operands(values);
      const [from, to] = operands;
      if (onRange.operator === 'BETWEEN' && compareText(from?.S ?? '', to?.S ?? '') > 0) {
        throw invalid(
          'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
        );
      }
      rows = rows.filter((row) => isInRange({ S: row.range }, onRange, operands));
    }
    const isBackward = input.ScanIndexForward === false;
    if (isBackward) rows = rows.toReversed();
    const start = input.ExclusiveStartKey;
    if (start === undefined) return rows;
    const { schema } = this.table;
    const position = (item: Item): string[] =>
      [range, schema.hash, schema.range].map((name) => item[name]?.S ?? '');
    const from = position(start);
    return rows.filter(({ item }) => {
      const at = position(item);
      const order =
        at.map((part, i) => compareText(part, from[i] ?? '')).find((difference) => difference !== 0) ?? 0;
      return isBackward ? order < 0 : order > 0;
    });
  }

  #batchGet({ RequestItems = {} }: BatchGetItemCommandInput): BatchGetItemCommandOutput {
    const responses: NonNullable<BatchGetItemCommandOutput['Responses']> = {};
    const unprocessed: NonNullable<BatchGetItemCommandOutput['UnprocessedKeys']> = {};
    for (const [name, { Keys = [], ConsistentRead, ...input }] of Object.entries(RequestItems)) {
      this.#check(name);
      if (Keys.length > BATCH_GETS) throw invalid('Too many items requested for the BatchGetItem call');
      const { project } = compile(input);
      const keys = Keys.map((key) => this.#key(key));
      checkDistinct(keys);
      const found: Item[] = [];
      const left: Item[] = [];
      for (const [i, { hash, range }] of keys.entries()) {
        const item = this.table.get(hash, range, this.#timeOf(ConsistentRead));
        if (this.#options.keepsBack()) left.push(Keys[i] ?? {});
        else if (item !== undefined) found.push(project === undefined ? item : project(item));
      }
      responses[name] = found;
      if (left.length > 0)
        unprocessed[name] = {
          ...input,
          Keys: left,
          ...(ConsistentRead === undefined ? {} : { ConsistentRead }),
        };
    }
    return { ...METADATA, Responses: responses, UnprocessedKeys: unprocessed };
  }

  #batchWrite({ RequestItems = {} }: BatchWriteItemCommandInput): BatchWriteItemCommandOutput {
    const unprocessed: NonNullable<BatchWriteItemCommandOutput['UnprocessedItems']> = {};
    for (const [name, requests] of Object.entries(RequestItems)) {
      this.#check(name);
      if (requests.length > BATCH_WRITES)
        throw invalid('Too many items requested for the BatchWriteItem call');
      const writes = requests.map((request) => {
        const item = request.PutRequest?.Item;
        if (item !== undefined) this.#checkItem(item);
        return {
          request,
          item,
          ...(item === undefined ? this.#key(request.DeleteRequest?.Key) : this.#keyOf(item)),
        };
      });
      checkDistinct(writes);
      for (const { request, item, hash, range } of writes) {
        if (this.#options.keepsBack()) (unprocessed[name] ??= []).push(request);
        else this.table.set(hash, range, item);
      }
    }
    return { ...METADATA, UnprocessedItems: unprocessed };
  }

  #check(name: string | undefined): void {
    if (name === this.table.schema.name) return;
    throw new ResourceNotFoundException({
      message: 'Requested resource not found',
      $metadata: { httpStatusCode: 400 },
    });
  }

  #key(key: Item = {}): { hash: string; range: string } {
    if (Object.keys(key).length !== 2) throw invalid('The provided key element does not match the schema');
    const { hash, range } = this.table.schema;
    const [pk, sk] = [key[hash]?.S, key[range]?.S];
    if (pk === undefined || sk === undefined)
      throw invalid('The provided key element does not match the schema');
    for (const [name, value] of [[hash, pk] as const, [range, sk] as const]) {
      if (value === '') throw invalid(`One or more parameter values were invalid: ${emptyKey(name)}`);
    }
    return { hash: pk, range: sk };
  }

  #keyOf(item: Item): { hash: string; range: string } {
    const { hash, range } = this.table.schema;
    for (const name of [hash, range]) {
      const value = item[name];
      if (value === undefined) {
        throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
      }
      if (value.S === '') throw invalid(`One or more parameter values are not valid. ${emptyKey(name)}`);
    }
    return { hash: item[hash]?.S ?? '', range: item[range]?.S ?? '' };
  }

  #checkItem(item: Item): void {
    for (const { name, hash, range } of this.table.schema.indexes) {
      for (const attribute of [hash, range]) {
        const value = item[attribute];
        if (value !== undefined && (value.S === undefined || value.S === '')) {
          throw invalid(
            `One or more parameter values were invalid: Type mismatch for Index Key ${attribute} Expected: S IndexName: ${name}`,
          );
        }
      }
    }
    if (mayExceed(item, MAX_ITEM_BYTES) && itemSize(item) > MAX_ITEM_BYTES)
      throw invalid('Item size has exceeded the maximum allowed size');
  }

  #timeOf(consistent: boolean | undefined): number {
    const now = this.#options.now();
    return consistent === true ? now : now - this.#options.staleness();
  }
}

function emptyKey(name: string): string {
  return `The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`;
}

function checkDistinct(keys: readonly { hash: string; range: string }[]): void {
  const distinct = new Set(keys.map(({ hash, range }) => `${hash}\n${range}`));
  if (distinct.size < keys.length) throw invalid('Provided list of item keys contains duplicates');
}

function checkCondition(
  condition: Condition | undefined,
  old: Item | undefined,
  {
    ExpressionAttributeValues: values = {},
    ReturnValuesOnConditionCheckFailure: wanted,
  }: Pick<PutItemCommandInput, 'ExpressionAttributeValues' | 'ReturnValuesOnConditionCheckFailure'>,
): void {
  if (condition === undefined || condition(old ?? {}, values)) return;
  throw new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: { httpStatusCode: 400 },
    ...(wanted === 'ALL_OLD' && old !== undefined ? { Item: old } : {}),
  });
}

function returned(
  wanted: UpdateItemCommandInput['ReturnValues'],
  old: Item | undefined,
  item: Item,
  paths: Compiled['updatedPaths'],
): Item | undefined {
  switch (wanted) {
    case 'ALL_OLD':
      return old;
    case 'ALL_NEW':
      return item;
    case 'UPDATED_OLD':
      return old && pathsOf(old, paths);
    case 'UPDATED_NEW':
      return pathsOf(item, paths);
    default:
      return undefined;
  }
}
