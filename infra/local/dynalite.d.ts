declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the LevelDB; absent: in memory. */
    path?: string;
    /** Milliseconds that a table is CREATING. */
    createTableMs?: number;
  }
  export default function dynalite(options?: DynaliteOptions): Server;
}
