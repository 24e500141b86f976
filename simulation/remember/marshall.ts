/** `marshall` and `unmarshall` of the SDK for what items are made of; all else is left to them. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { convertToAttr, convertToNative } from '@aws-sdk/util-dynamodb';

interface Options {
  removeUndefinedValues?: boolean;
}

export function marshall(data: object, options?: Options): Record<string, AttributeValue> {
  const item: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    if (value !== undefined || options?.removeUndefinedValues !== true)
      item[name] = attributeOf(value, options);
  }
  return item;
}

function attributeOf(value: unknown, options: Options | undefined): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) {
    const members =
      options?.removeUndefinedValues === true ? value.filter((one) => one !== undefined) : value;
    return { L: members.map((one) => attributeOf(one, options)) };
  }
  if (typeof value === 'object' && value.constructor === Object) return { M: marshall(value, options) };
  return convertToAttr(value, options);
}

export function unmarshall(item: Record<string, AttributeValue>): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) data[name] = valueOf(value);
  return data;
}

function valueOf(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.M !== undefined) return unmarshall(value.M);
  if (value.L !== undefined) return value.L.map(valueOf);
  return convertToNative(value);
}
