/**
 * What every implementation of DynamoDB has to answer alike. A case sends commands one after the other; what is compared
 * is the list of its answers. Each has keys of its own, so that all may run in one table.
 * One file, for it is a table of cases.
 */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type QueryCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from '../aws/wiring.ts';

export type Item = Record<string, AttributeValue>;

/** What DynamoDB does and some that stand in for it do not. */
export type Ability =
  /** Equality of lists and maps. */
  | 'compares-documents'
  /** The item in the exception of a failed condition. */
  | 'shows-item-of-failure'
  /** A page that ends at its limit names its last key, whether or not there is more. */
  | 'names-last-key';

export interface ContractCase {
  name: string;
  /** It is about what not every implementation does. */
  needs?: Ability;
  commands: (pk: string) => object[];
}

const TableName = TABLE.name;

export const key = (pk: string, sk = '-'): Item => ({ pk: { S: pk }, sk: { S: sk } });
export const item = (pk: string, sk: string, attributes: Item = {}): Item => ({
  ...key(pk, sk),
  ...attributes,
});
export const put = (of: Item, more: object = {}): PutItemCommand =>
  new PutItemCommand({ TableName, Item: of, ...more });
export const get = (of: Item, more: object = {}): GetItemCommand =>
  new GetItemCommand({ TableName, Key: of, ConsistentRead: true, ...more });
export const update = (
  of: Item,
  more: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>,
): UpdateItemCommand => new UpdateItemCommand({ TableName, Key: of, ...more });
export const remove = (of: Item, more: object = {}): DeleteItemCommand =>
  new DeleteItemCommand({ TableName, Key: of, ...more });
export const query = (more: Omit<QueryCommandInput, 'TableName'>): QueryCommand =>
  new QueryCommand({ TableName, ...more });

const S = (text: string): AttributeValue => ({ S: text });
const N = (number: number | string): AttributeValue => ({ N: String(number) });
const bytes = (...list: number[]): AttributeValue => ({ B: Uint8Array.from(list) });

/** A conditional write for each condition, with the same values. */
function conditions(
  pk: string,
  list: readonly (readonly [condition: string, values?: Item, names?: Record<string, string>])[],
): object[] {
  return list.map(([ConditionExpression, values, names]) =>
    update(key(pk), {
      UpdateExpression: 'SET touched = :touched',
      ConditionExpression,
      ExpressionAttributeValues: { ':touched': S('yes'), ...values },
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
      ReturnValues: 'UPDATED_NEW',
    }),
  );
}

const RICH: Item = {
  text: S('Storm over the fjord'),
  count: N(7),
  price: N('12.50'),
  packed: bytes(1, 2, 3),
  yes: { BOOL: true },
  none: { NULL: true },
  names: { SS: ['ann', 'bo'] },
  numbers: { NS: ['1', '2', '10'] },
  list: { L: [S('a'), N(2), { M: { deep: S('x') } }] },
  map: { M: { inner: { M: { leaf: N(1) } }, other: S('o') } },
  empty: S(''),
};

export const CASES: readonly ContractCase[] = [
  {
    name: 'an item comes back as it was put, and what is not there has no item',
    commands: (pk) => [put(item(pk, '-', RICH)), get(key(pk)), get(key(pk, 'absent'))],
  },
  {
    name: 'a put replaces the whole item, and may return the old one',
    commands: (pk) => [
      put(item(pk, '-', { a: N(1), b: N(2) }), { ReturnValues: 'ALL_OLD' }),
      put(item(pk, '-', { a: N(3) }), { ReturnValues: 'ALL_OLD' }),
      get(key(pk)),
    ],
  },
  {
    name: 'of two that put what must not exist, one wins',
    commands: (pk) => [
      put(item(pk, '-', { by: S('first') }), { ConditionExpression: 'attribute_not_exists(pk)' }),
      put(item(pk, '-', { by: S('second') }), { ConditionExpression: 'attribute_not_exists(pk)' }),
      get(key(pk)),
    ],
  },
  {
    name: 'a failed condition shows the item where that is asked for',
    needs: 'shows-item-of-failure',
    commands: (pk) => [
      put(item(pk, '-', { by: S('first') })),
      put(item(pk, '-', { by: S('second') }), {
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
      update(key(pk), {
        UpdateExpression: 'SET #by = :second',
        ConditionExpression: '#by = :second',
        ExpressionAttributeNames: { '#by': 'by' },
        ExpressionAttributeValues: { ':second': S('second') },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
      update(key(pk, 'absent'), {
        UpdateExpression: 'SET a = :a',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':a': N(1) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ],
  },
  {
    name: 'a claim is taken by its owner again, or when its time is over',
    commands: (pk) => {
      const claim = (by: string, now: number, expiresAt: number): object =>
        put(item(pk, '-', { articleId: S(by), expiresAt: N(expiresAt) }), {
          ConditionExpression: 'attribute_not_exists(pk) OR articleId = :mine OR expiresAt < :now',
          ExpressionAttributeValues: { ':mine': S(by), ':now': N(now) },
        });
      const now = 4_000_000_000;
      return [
        claim('a', now, now + 10),
        claim('b', now, now + 10),
        claim('a', now, now + 10),
        claim('b', now + 10, now + 20),
        claim('b', now + 11, now + 20),
        get(key(pk)),
      ];
    },
  },
  {
    name: 'comparisons see types, order and absence',
    commands: (pk) => [
      put(item(pk, '-', RICH)),
      ...conditions(pk, [
        ['#count = :seven', { ':seven': N('7.0') }, { '#count': 'count' }],
        ['#count > :six', { ':six': N(6) }, { '#count': 'count' }],
        ['#count < :ten', { ':ten': N(10) }, { '#count': 'count' }],
        ['#count < :ten', { ':ten': S('10') }, { '#count': 'count' }],
        ['#count <> :ten', { ':ten': S('10') }, { '#count': 'count' }],
        ['absent = :x', { ':x': N(1) }],
        ['absent <> :x', { ':x': N(1) }],
        ['absent < :x', { ':x': N(1) }],
        ['absent >= :x', { ':x': N(1) }],
        ['NOT absent < :x', { ':x': N(1) }],
        ['price <= :x', { ':x': N('12.5') }],
        ['price BETWEEN :from AND :to', { ':from': N(12), ':to': N(13) }],
        ['#text BETWEEN :from AND :to', { ':from': S('A'), ':to': S('Storm') }, { '#text': 'text' }],
        ['#text >= :x', { ':x': S('Storm') }, { '#text': 'text' }],
        ['packed = :x', { ':x': bytes(1, 2, 3) }],
        ['packed > :x', { ':x': bytes(1, 2) }],
        ['packed < :x', { ':x': bytes(1, 200) }],
        ['yes = :x', { ':x': { BOOL: true } }],
        ['#none = :x', { ':x': { NULL: true } }, { '#none': 'none' }],
        ['#list[1] = :x', { ':x': N(2) }, { '#list': 'list' }],
        ['#list[2].deep = :x', { ':x': S('x') }, { '#list': 'list' }],
        ['#list[9] = :x', { ':x': S('x') }, { '#list': 'list' }],
        ['#map.#inner.leaf < :x', { ':x': N(2) }, { '#map': 'map', '#inner': 'inner' }],
        ['#map.absent.leaf < :x', { ':x': N(2) }, { '#map': 'map' }],
        ['#count IN (:a, :b)', { ':a': N(1), ':b': N(7) }, { '#count': 'count' }],
        ['#count IN (:a, :b)', { ':a': N(1), ':b': S('7') }, { '#count': 'count' }],
        ['empty = :x', { ':x': S('') }],
      ]),
    ],
  },
  {
    name: 'lists and maps are the same when their members are',
    needs: 'compares-documents',
    commands: (pk) => [
      put(item(pk, '-', RICH)),
      ...conditions(pk, [
        ['#list = :x', { ':x': RICH.list ?? S('') }, { '#list': 'list' }],
        ['#list = :x', { ':x': { L: [S('a'), N(2)] } }, { '#list': 'list' }],
        ['#map = :x', { ':x': RICH.map ?? S('') }, { '#map': 'map' }],
        ['#map IN (:x, :y)', { ':x': { M: {} }, ':y': { M: { other: S('o') } } }, { '#map': 'map' }],
      ]),
    ],
  },
  {
    name: 'functions of conditions',
    commands: (pk) => [
      put(item(pk, '-', RICH)),
      ...conditions(pk, [
        ['attribute_exists(yes)'],
        ['attribute_exists(absent)'],
        ['attribute_exists(#map.#inner)', {}, { '#map': 'map', '#inner': 'inner' }],
        ['attribute_not_exists(#map.absent)', {}, { '#map': 'map' }],
        ['attribute_not_exists(empty)'],
        ['attribute_type(price, :x)', { ':x': S('N') }],
        ['attribute_type(price, :x)', { ':x': S('S') }],
        ['begins_with(#text, :x)', { ':x': S('Storm') }, { '#text': 'text' }],
        ['begins_with(#text, :x)', { ':x': S('storm') }, { '#text': 'text' }],
        ['begins_with(absent, :x)', { ':x': S('storm') }],
        ['contains(#text, :x)', { ':x': S('the') }, { '#text': 'text' }],
        ['contains(#names, :x)', { ':x': S('bo') }, { '#names': 'names' }],
        ['contains(#names, :x)', { ':x': S('b') }, { '#names': 'names' }],
        ['contains(numbers, :x)', { ':x': N(10) }],
        ['contains(#list, :x)', { ':x': N(2) }, { '#list': 'list' }],
        ['size(#text) > :x', { ':x': N(19) }, { '#text': 'text' }],
        ['size(#list) = :x', { ':x': N(3) }, { '#list': 'list' }],
        ['size(packed) = :x', { ':x': N(3) }],
        ['size(absent) > :x', { ':x': N(0) }],
        ['attribute_exists(yes) AND (absent = :x OR NOT #count = :x)', { ':x': N(1) }, { '#count': 'count' }],
        ['attribute_exists(absent) OR attribute_exists(yes) AND attribute_exists(absent)'],
      ]),
    ],
  },
  {
    name: 'an update makes an item that is not there, of its key and what it sets',
    commands: (pk) => [
      update(key(pk), {
        UpdateExpression: 'SET a = :one, b = if_not_exists(a, :two) ADD n :one',
        ExpressionAttributeValues: { ':one': N(1), ':two': N(2) },
        ReturnValues: 'ALL_NEW',
      }),
      get(key(pk)),
    ],
  },
  {
    name: 'an update reads everything before it writes anything',
    commands: (pk) => [
      put(item(pk, '-', { m0: S('new'), m1: S('older') })),
      update(key(pk), {
        UpdateExpression:
          'SET m0 = :me, m1 = if_not_exists(m0, :none), m2 = if_not_exists(m1, :none), m3 = if_not_exists(m2, :none) ADD n :one',
        ExpressionAttributeValues: { ':me': S('me'), ':none': S(''), ':one': N(1) },
        ReturnValues: 'UPDATED_OLD',
      }),
      get(key(pk)),
    ],
  },
  {
    name: 'what an update returns',
    commands: (pk) => {
      const change = (ReturnValues: UpdateItemCommandInput['ReturnValues'], sk = '-'): object =>
        update(key(pk, sk), {
          UpdateExpression: 'SET a = :x, b = :x REMOVE gone',
          ExpressionAttributeValues: { ':x': S('x') },
          ReturnValues,
        });
      const before = item(pk, '-', { a: S('a'), gone: S('g'), kept: N(1) });
      return (['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'] as const).flatMap((wanted) => [
        put(before),
        change(wanted),
        get(key(pk)),
      ]);
    },
  },
  {
    name: 'sums, lists and sets in updates',
    commands: (pk) => {
      const change = (UpdateExpression: string, values: Item): object =>
        update(key(pk), { UpdateExpression, ExpressionAttributeValues: values, ReturnValues: 'ALL_NEW' });
      return [
        put(item(pk, '-', { n: N(5), d: N('0.1'), tags: { SS: ['a', 'b'] }, l: { L: [S('x')] } })),
        change('SET n = n + :two, d = d + :d', { ':two': N(2), ':d': N('0.2') }),
        change('SET n = n - :big', { ':big': N('12345678901234567890') }),
        change('ADD d :d', { ':d': N('-0.3') }),
        change('SET l = list_append(l, :more)', { ':more': { L: [S('y'), N(1)] } }),
        change('SET l = list_append(:more, l)', { ':more': { L: [S('w')] } }),
        change('SET fresh = list_append(if_not_exists(fresh, :none), :more)', {
          ':none': { L: [] },
          ':more': { L: [N(1)] },
        }),
        change('SET l[1] = :x, l[50] = :x', { ':x': S('set') }),
        change('ADD tags :t', { ':t': { SS: ['c'] } }),
        change('DELETE tags :t', { ':t': { SS: ['a', 'z'] } }),
        change('DELETE tags :t', { ':t': { SS: ['b', 'c'] } }),
        change('ADD tags :t, absent :t', { ':t': { SS: ['new'] } }),
        update(key(pk), { UpdateExpression: 'REMOVE l[0], n, nothing', ReturnValues: 'ALL_NEW' }),
      ];
    },
  },
  {
    name: 'requests that are refused for what stands in them',
    commands: (pk) => [
      put(item(pk, '-', { s: S('s') })),
      update(key(pk), { UpdateExpression: 'SET a = absent' }),
      update(key(pk), { UpdateExpression: 'SET a = s + :one', ExpressionAttributeValues: { ':one': N(1) } }),
      update(key(pk), { UpdateExpression: 'ADD s :one', ExpressionAttributeValues: { ':one': N(1) } }),
      update(key(pk), { UpdateExpression: 'SET x.y = :one', ExpressionAttributeValues: { ':one': N(1) } }),
      update(key(pk), {
        UpdateExpression: 'SET a = :one',
        ExpressionAttributeValues: { ':one': N(1), ':unused': N(2) },
      }),
      update(key(pk), { UpdateExpression: 'SET a = :absent' }),
      update(key(pk), { UpdateExpression: 'SET sk = :x', ExpressionAttributeValues: { ':x': S('x') } }),
      update(key(pk), {
        UpdateExpression: 'SET a = :x, a = :x',
        ExpressionAttributeValues: { ':x': S('x') },
      }),
      update(key(pk), { UpdateExpression: 'SET name = :x', ExpressionAttributeValues: { ':x': S('x') } }),
      update(key(pk), { UpdateExpression: 'SET a :x', ExpressionAttributeValues: { ':x': S('x') } }),
      put({ pk: S(pk) }),
      put(item(pk, '')),
      put(item(pk, '-', { outbox: N(1), dueAt: S('x') })),
      get({ pk: S(pk) }),
      get(key(pk, '')),
      query({ KeyConditionExpression: 'sk = :x', ExpressionAttributeValues: { ':x': S('x') } }),
      query({ KeyConditionExpression: 'pk > :x', ExpressionAttributeValues: { ':x': S('x') } }),
      query({
        KeyConditionExpression: 'pk = :x AND sk BETWEEN :b AND :a',
        ExpressionAttributeValues: { ':x': S('x'), ':a': S('a'), ':b': S('b') },
      }),
      query({
        IndexName: 'outbox',
        KeyConditionExpression: 'outbox = :x',
        ExpressionAttributeValues: { ':x': S('x') },
        ConsistentRead: true,
      }),
      query({
        IndexName: 'absent',
        KeyConditionExpression: 'pk = :x',
        ExpressionAttributeValues: { ':x': S('x') },
      }),
      get(key(pk)),
    ],
  },
  {
    name: 'an item above 400 KB is refused, one below is not',
    commands: (pk) => [
      put(item(pk, 'small', { body: { B: new Uint8Array(390 * 1024) } })),
      put(item(pk, 'large', { body: { B: new Uint8Array(401 * 1024) } })),
      get(key(pk, 'large')),
    ],
  },
  {
    name: 'a partition is asked for its items in the order of their keys',
    commands: (pk) => {
      const sorts = ['R#000002', 'R#000010', 'HEAD', 'R#000001', 'F', 'Zoë', 'zebra', '\u{1F600}', '\uFFFD'];
      const range = (condition: string, values: Item, more: object = {}): object =>
        query({
          KeyConditionExpression: `pk = :pk AND ${condition}`,
          ExpressionAttributeValues: { ':pk': S(pk), ...values },
          ConsistentRead: true,
          ...more,
        });
      return [
        ...sorts.map((sk, n) => put(item(pk, sk, { n: N(n) }))),
        query({
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': S(pk) },
          ConsistentRead: true,
        }),
        query({
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': S(pk) },
          ConsistentRead: true,
          ScanIndexForward: false,
        }),
        range('begins_with(sk, :x)', { ':x': S('R#') }),
        range('sk BETWEEN :from AND :to', { ':from': S('R#000002'), ':to': S('R#000010') }),
        range('sk < :x', { ':x': S('R#000002') }),
        range('sk <= :x', { ':x': S('R#000002') }),
        range('sk > :x', { ':x': S('R#000002') }),
        range('sk >= :x', { ':x': S('R#000002') }, { ScanIndexForward: false }),
        range('sk = :x', { ':x': S('HEAD') }),
        range('sk = :x', { ':x': S('none') }),
        range(
          'sk >= :x',
          { ':x': S('A') },
          {
            FilterExpression: 'n > :two',
            ExpressionAttributeValues: { ':pk': S(pk), ':x': S('A'), ':two': N(2) },
          },
        ),
        range('sk >= :x', { ':x': S('A') }, { ProjectionExpression: 'sk, n' }),
        range('sk >= :x', { ':x': S('A') }, { Select: 'COUNT' }),
      ];
    },
  },
  {
    name: 'pages end at the limit, and go on after the key that they name',
    needs: 'names-last-key',
    commands: (pk) => {
      const page = (more: object): object =>
        query({
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': S(pk) },
          ConsistentRead: true,
          Limit: 2,
          ...more,
        });
      return [
        ...['a', 'b', 'c', 'd'].map((sk, n) => put(item(pk, sk, { n: N(n) }))),
        page({}),
        page({ ExclusiveStartKey: key(pk, 'b') }),
        page({ ExclusiveStartKey: key(pk, 'd') }),
        page({ ExclusiveStartKey: key(pk, 'bb') }),
        page({ ExclusiveStartKey: key(pk, 'c'), ScanIndexForward: false }),
        page({ FilterExpression: 'n = :three', ExpressionAttributeValues: { ':pk': S(pk), ':three': N(3) } }),
      ];
    },
  },
  {
    name: 'an index holds the items that have its keys, and of them what it projects',
    commands: (pk) => {
      const due = (range: string, more: object = {}): object =>
        query({
          IndexName: 'outbox',
          KeyConditionExpression: 'outbox = :outbox AND dueAt <= :now',
          ExpressionAttributeValues: { ':outbox': S(`due#${pk}`), ':now': S(range) },
          ...more,
        });
      const waiting = (sk: string, dueAt: string): Item =>
        item(pk, sk, { outbox: S(`due#${pk}`), dueAt: S(dueAt), revision: N(1) });
      return [
        put(waiting('one', '2026-01-01')),
        put(waiting('two', '2026-01-02')),
        put(waiting('three', '2026-01-03')),
        put(item(pk, 'four', { outbox: S(`due#${pk}`) })),
        put(item(pk, 'five')),
        due('2026-01-02'),
        update(key(pk, 'one'), { UpdateExpression: 'REMOVE outbox, dueAt' }),
        update(key(pk, 'two'), {
          UpdateExpression: 'SET dueAt = :x',
          ExpressionAttributeValues: { ':x': S('2026-01-09') },
        }),
        due('2026-12-31'),
        due('2026-12-31', { ScanIndexForward: false, Limit: 1 }),
        due('2026-12-31', {
          Limit: 1,
          ExclusiveStartKey: { ...key(pk, 'three'), outbox: S(`due#${pk}`), dueAt: S('2026-01-03') },
        }),
        remove(key(pk, 'two')),
        due('2026-12-31'),
        put(
          item(pk, 'six', {
            providerDay: S(pk),
            listedAt: S('2026'),
            headline: S('h'),
            body: S('b'),
            revision: N(3),
          }),
        ),
        query({
          IndexName: 'byProvider',
          KeyConditionExpression: 'providerDay = :x',
          ExpressionAttributeValues: { ':x': S(pk) },
        }),
      ];
    },
  },
  {
    name: 'what is past its time stays until it is deleted, which takes hours',
    commands: (pk) => [
      put(item(pk, '-', { expiresAt: N(1_000_000_000) })),
      put(item(pk, 'soon', { expiresAt: N(4_000_000_000) })),
      get(key(pk)),
      query({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': S(pk) } }),
      query({
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'expiresAt > :now',
        ExpressionAttributeValues: { ':pk': S(pk), ':now': N(2_000_000_000) },
      }),
    ],
  },
  {
    name: 'deleting, with and without a condition, also what is not there',
    commands: (pk) => [
      put(item(pk, '-', { n: N(1) })),
      remove(key(pk), { ConditionExpression: 'n = :two', ExpressionAttributeValues: { ':two': N(2) } }),
      remove(key(pk), {
        ConditionExpression: 'n = :one',
        ExpressionAttributeValues: { ':one': N(1) },
        ReturnValues: 'ALL_OLD',
      }),
      remove(key(pk), { ReturnValues: 'ALL_OLD' }),
      get(key(pk)),
    ],
  },
  {
    name: 'batches',
    commands: (pk) => [
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: ['a', 'b', 'c'].map((sk, n) => ({ PutRequest: { Item: item(pk, sk, { n: N(n) }) } })),
        },
      }),
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [{ DeleteRequest: { Key: key(pk, 'a') } }, { PutRequest: { Item: item(pk, 'b') } }],
        },
      }),
      new BatchGetItemCommand({
        RequestItems: {
          [TableName]: { Keys: ['a', 'b', 'c', 'd'].map((sk) => key(pk, sk)), ConsistentRead: true },
        },
      }),
      new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys: ['b', 'b'].map((sk) => key(pk, sk)) } },
      }),
      new BatchWriteItemCommand({
        RequestItems: { [TableName]: ['a', 'a'].map((sk) => ({ PutRequest: { Item: item(pk, sk) } })) },
      }),
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: item(pk, `x${n}`) } })),
        },
      }),
    ],
  },
  {
    name: 'a projection returns what it names',
    commands: (pk) => [
      put(item(pk, '-', RICH)),
      get(key(pk), {
        ProjectionExpression: 'sk, #count, absent',
        ExpressionAttributeNames: { '#count': 'count' },
      }),
      get(key(pk), {
        ProjectionExpression: '#map.#inner, #list[1], #list[2].deep',
        ExpressionAttributeNames: { '#map': 'map', '#inner': 'inner', '#list': 'list' },
      }),
    ],
  },
];
