declare module 'dynalite' {
  import type { Server } from 'node:http';
  import type { DynaliteOptions } from 'dynalite/db/index.js';

  export default function dynalite(options?: DynaliteOptions): Server;
}

declare module 'dynalite/db/index.js' {
  import type { AttributeValue } from '@aws-sdk/client-dynamodb';

  export interface DynaliteOptions {
    /** Folder of the LevelDB; absent: in memory. */
    path?: string;
    /** Milliseconds that a table is CREATING. */
    createTableMs?: number;
  }
  type Item = Readonly<Record<string, AttributeValue>>;
  type Callback<T> = (error: Error | null, value: T) => void;
  export interface Table {
    GlobalSecondaryIndexes?: readonly unknown[];
  }
  interface Puts {
    puts: readonly { index: string; key: string; item: Item }[];
  }
  export interface Level {
    batch(puts: readonly { type: 'put'; key: string; value: Item }[], done: Callback<unknown>): void;
  }
  export interface Store {
    getTable(name: string, done: Callback<Table>): void;
    getItemDb(table: string): Level;
    getIndexDb(kind: 'Global', table: string, index: string): Level;
  }
  const db: {
    create: (options?: DynaliteOptions) => Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(indexes: readonly unknown[], existing: undefined, item: Item, table: Table): Puts;
  };
  export default db;
}
