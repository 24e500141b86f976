/**
 * A place in the feed log: behind so many entries of a batch. Opaque for clients, and versioned, so that another way to
 * count can be told from this one.
 */
export interface Place {
  /** Number of the batch in the log. */
  batch: number;
  /** How many of its entries are behind us. */
  entries: number;
}

/** Before all that was ever logged. */
export const START: Place = { batch: 0, entries: 0 };

const VERSION = 1;

export type DecodedCursor = { ok: true; place: Place } | { ok: false; detail: string };

export function encodeCursor({ batch, entries }: Place): string {
  return Buffer.from(`${VERSION}.${batch}.${entries}`).toString('base64url');
}

/** Only what `encodeCursor` writes is one. */
export function decodeCursor(cursor: string): DecodedCursor {
  const none = {
    ok: false,
    detail: 'A cursor is taken from "next", "older" or "live" as it stands.',
  } as const;
  if (!/^[\w-]{1,64}$/.test(cursor)) return none;
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  const [version, batch, entries] = parts.map(Number);
  if (parts.length !== 3 || version === undefined || batch === undefined || entries === undefined)
    return none;
  if (version !== VERSION && Number.isSafeInteger(version)) {
    return { ok: false, detail: `The cursor is of version ${version}; this feed writes ${VERSION}.` };
  }
  const place = { batch, entries };
  if (!isCount(batch) || !isCount(entries) || encodeCursor(place) !== cursor) return none;
  return { ok: true, place };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** @returns below 0 when a is before b */
export function comparePlaces(a: Place, b: Place): number {
  return a.batch - b.batch || a.entries - b.entries;
}
