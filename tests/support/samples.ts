import { join } from 'node:path';

/** A path below events/wires: sample wires of our own writing. */
export function samplePath(...parts: string[]): string {
  return join(import.meta.dirname, '..', '..', 'events', 'wires', ...parts);
}
