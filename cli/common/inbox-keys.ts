import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';

/** A key of the inbox, as people name it: with or without the prefix of all. */
export function keyIn(name: string): string {
  return name.startsWith(INBOX_PREFIX) ? name : `${INBOX_PREFIX}${name}`;
}
