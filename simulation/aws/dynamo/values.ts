/** Attribute values as DynamoDB compares, counts and weighs them. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

export type ValueType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

export function typeOf(value: AttributeValue): string {
  for (const type in value) return type;
  return '';
}

/** Orders two values of one type that has an order. @returns undefined where there is none */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return compareText(a.S, b.S);
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.B !== undefined && b.B !== undefined) return Buffer.compare(a.B, b.B);
  return undefined;
}

/** By UTF-8 bytes: other than UTF-16 only for surrogates against the characters above them. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  const near = Number(a) - Number(b);
  if (near !== 0 && Number.isFinite(near)) return near;
  const [x, y] = aligned(a, b);
  return x === y ? 0 : x < y ? -1 : 1;
}

/** Adds decimal numbers exactly. */
export function addNumbers(a: string, b: string, sign: 1 | -1 = 1): string {
  if (/^-?\d{1,15}$/.test(a) && /^-?\d{1,15}$/.test(b)) return String(Number(a) + sign * Number(b));
  const [x, y, scale] = aligned(a, b);
  return writeDecimal(x + BigInt(sign) * y, scale);
}

/** Two decimal numbers as whole ones of the same power of ten. */
function aligned(a: string, b: string): [bigint, bigint, scale: number] {
  const [x, p] = readDecimal(a);
  const [y, q] = readDecimal(b);
  const scale = Math.max(p, q);
  return [x * 10n ** BigInt(scale - p), y * 10n ** BigInt(scale - q), scale];
}

function readDecimal(written: string): [digits: bigint, scale: number] {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? [digits, scale] : [digits * 10n ** BigInt(-scale), 0];
}

function writeDecimal(digits: bigint, scale: number): string {
  if (scale === 0) return String(digits);
  const sign = digits < 0n ? '-' : '';
  const written = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  let end = written.length;
  while (end > written.length - scale && written[end - 1] === '0') end--;
  const fraction = written.slice(written.length - scale, end);
  return sign + written.slice(0, -scale) + (fraction === '' ? '' : `.${fraction}`);
}

export function areEqual(a: AttributeValue, b: AttributeValue): boolean {
  const order = compareValues(a, b);
  if (order !== undefined) return order === 0;
  if (a.L !== undefined && b.L !== undefined) {
    const others = b.L;
    return (
      a.L.length === others.length &&
      a.L.every((value, i) => {
        const other = others[i];
        return other !== undefined && areEqual(value, other);
      })
    );
  }
  if (a.M !== undefined && b.M !== undefined) {
    const others = b.M;
    const entries = Object.entries(a.M);
    return (
      entries.length === Object.keys(others).length &&
      entries.every(([name, value]) => {
        const other = others[name];
        return other !== undefined && areEqual(value, other);
      })
    );
  }
  if (a.BOOL !== undefined) return a.BOOL === b.BOOL;
  if (a.NULL !== undefined) return a.NULL === b.NULL;
  if (typeOf(a) !== typeOf(b)) return false;
  const members = membersOf(a) ?? [];
  const others = membersOf(b) ?? [];
  return (
    members.length === others.length &&
    members.every((member) => others.some((other) => areEqual(member, other)))
  );
}

/** The members of a set or list as values of their own. */
export function membersOf({ SS, NS, BS, L }: AttributeValue): AttributeValue[] | undefined {
  if (SS !== undefined) return SS.map((S) => ({ S }));
  if (NS !== undefined) return NS.map((N) => ({ N }));
  if (BS !== undefined) return BS.map((B) => ({ B }));
  return L;
}

/** A set of the type of another one. */
export function setOf(type: string, members: readonly AttributeValue[]): AttributeValue {
  if (type === 'SS') return { SS: members.flatMap(({ S }) => S ?? []) };
  if (type === 'NS') return { NS: members.flatMap(({ N }) => N ?? []) };
  return { BS: members.flatMap(({ B }) => (B === undefined ? [] : [B])) };
}

/** Whether an item may have more bytes than that: cheaper than its size, for most are far smaller. */
export function mayExceed(item: Item, bytes: number): boolean {
  return 3 * signsOf(item) > bytes;
}

/** No sign has more than three bytes. */
function signsOf(item: Item): number {
  let signs = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) signs += name.length + signsOfValue(value);
  }
  return signs;
}

function signsOfValue({ S, N, B, M, L, SS, NS, BS }: AttributeValue): number {
  if (M !== undefined) return 3 + signsOf(M);
  const text = S ?? N ?? B;
  if (text !== undefined) return 1 + text.length;
  const members = L?.map(signsOfValue) ?? (SS ?? NS ?? BS ?? []).map(({ length }) => length);
  return members.reduce((sum, signs) => sum + 1 + signs, 3);
}

/** Bytes of an item, names included (AWS: "DynamoDB item sizes and formats"). */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  const members = membersOf(value);
  if (members === undefined) return 1;
  const list = value.L === undefined ? 0 : 3 + members.length;
  return members.reduce((size, member) => size + valueSize(member), list);
}
