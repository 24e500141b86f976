/** The embedded DynamoDB's store behind its server. */
import type { Server } from 'node:http';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import db, { type DynaliteOptions, type Level, type Store, type Table } from 'dynalite/db/index.js';

export type Item = Readonly<Record<string, AttributeValue>>;

/** dynalite tells nobody of its store, so that is caught where it is made; the version of dynalite is pinned. */
export function createDynalite(options: DynaliteOptions): { server: Server; store: Store } {
  const { create } = db;
  let store: Store | undefined;
  db.create = (given) => (store = create(given));
  try {
    const server = dynalite(options);
    if (store === undefined)
      throw new Error('dynalite has its store elsewhere: the pinned version is needed');
    return { server, store };
  } finally {
    db.create = create;
  }
}

/** Puts new items into a table and its indexes past the server. */
export async function plantItems(store: Store, tableName: string, items: readonly Item[]): Promise<void> {
  const table = await new Promise<Table>((resolve, reject) => {
    store.getTable(tableName, (error, found) => {
      if (error === null) resolve(found);
      else reject(error);
    });
  });
  const { GlobalSecondaryIndexes: indexes = [] } = table;
  const puts = new Map<Level, { type: 'put'; key: string; value: Item }[]>();
  const put = (level: Level, key: string, value: Item): void => {
    const known = puts.get(level);
    if (known === undefined) puts.set(level, [{ type: 'put', key, value }]);
    else known.push({ type: 'put', key, value });
  };
  for (const item of items) {
    put(store.getItemDb(tableName), db.createKey(item, table), item);
    const { puts: ofIndexes } = db.getIndexActions(indexes, undefined, item, table);
    for (const { index, key, item: projected } of ofIndexes)
      put(store.getIndexDb('Global', tableName, index), key, projected);
  }
  for (const [level, all] of puts) {
    await new Promise<void>((resolve, reject) => {
      level.batch(all, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }
}
