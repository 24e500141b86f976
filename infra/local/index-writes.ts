/**
 * What items cost the indexes that they stand in, which dynalite does not count. AWS bills a write for an item that
 * comes into an index or leaves it or changes there, and two where its keys there change; less than a kilobyte each.
 */
import { isArray, isObject, textOf, type Json, type JsonObject } from './json.ts';

interface Index {
  keys: string[];
  /** Undefined: all attributes. */
  others: string[] | undefined;
}

export class IndexWrites {
  readonly #indexes = new Map<Json | undefined, Index[]>();
  /** What stands in the indexes, by the key of the item. */
  readonly #standing = new Map<string, (string | undefined)[]>();

  /** @param table what CreateTable was asked for */
  learn(table: JsonObject): void {
    const indexes = listOf(table.GlobalSecondaryIndexes).map(({ KeySchema, Projection }) => ({
      keys: listOf(KeySchema).map(({ AttributeName }) => textOf(AttributeName)),
      others: projected(isObject(Projection) ? Projection : {}),
    }));
    this.#indexes.set(table.TableName, indexes);
  }

  /** @param request what PutItem was asked for, and did @returns write units */
  put({ TableName, Item }: JsonObject): number {
    const indexes = this.#indexes.get(TableName) ?? [];
    if (!isObject(Item) || indexes.length === 0) return 0;
    const id = JSON.stringify([TableName, Item.pk, Item.sk]);
    const before = this.#standing.get(id) ?? [];
    const after = indexes.map((index) => entryOf(index, Item));
    if (before.length > 0 || after.some((entry) => entry !== undefined)) this.#standing.set(id, after);
    return indexes.reduce((sum, { keys }, i) => sum + unitsOf(before[i], after[i], keys.length), 0);
  }
}

function listOf(value: Json | undefined): JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

function projected({ ProjectionType, NonKeyAttributes }: JsonObject): string[] | undefined {
  if (ProjectionType === 'ALL') return undefined;
  return isArray(NonKeyAttributes) ? NonKeyAttributes.map(textOf) : [];
}

/** Keys, then the rest: undefined where the item has not all of the keys. */
function entryOf({ keys, others }: Index, item: JsonObject): string | undefined {
  if (keys.some((name) => item[name] === undefined)) return undefined;
  return JSON.stringify([...keys, ...(others ?? Object.keys(item).sort())].map((name) => item[name] ?? null));
}

function unitsOf(before: string | undefined, after: string | undefined, keys: number): number {
  if (before === after) return 0;
  if (before === undefined || after === undefined) return 1;
  const [was, is] = [before, after].map((entry) =>
    JSON.stringify((JSON.parse(entry) as Json[]).slice(0, keys)),
  );
  return was === is ? 1 : 2;
}
