import { once } from 'node:events';

/** Ends quietly when the reader of a pipe has gone (`wire normalize FILE | head -1`). */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** Writes one record as a line of NDJSON and waits while the reader is slower than we are. */
export async function writeLine(record: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await once(process.stdout, 'drain');
}

/** What a function of the local stack has logged, for people. */
export function printLog(logicalId: string, line: string): void {
  process.stderr.write(`${logicalId} ${line}\n`);
}
