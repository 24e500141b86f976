/** The ids in what `wire ingest` prints, and how those of two runs differ. Pure. */

/** What a run made of sample wires, as far as it has an id. */
export interface Ids {
  /** By file and place in it: `<article>.<revision>` or `rejected: <code>` of all that the item became. */
  items: Map<string, string>;
  /** Event ids, each with the file and place whose article it tells of. */
  events: Map<string, string>;
}

export interface Difference {
  /** File and place in it. */
  where: string;
  what: 'item' | 'event';
  before: string | undefined;
  now: string | undefined;
}

interface Printed {
  outcome?: { file: string; itemIndex: number; articleId: string; revision: number };
  rejected?: { file: string; itemIndex: number | null; code: string | null };
  message?: { id: string; subject: string };
}

/**
 * Reads the lines of `wire ingest`, as this and older revisions print them; what else they say is passed over.
 * @param nameOf what a file is called in both runs
 */
export function idsIn(ndjson: string, nameOf: (file: string) => string): Ids {
  const lines = ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed);
  const items = new Map<string, string>();
  const articles = new Map<string, string>();
  const add = (where: string, became: string): void => {
    const known = items.get(where);
    items.set(where, known === undefined ? became : `${known} ${became}`);
  };
  for (const { outcome, rejected } of lines) {
    if (outcome !== undefined) {
      const where = `${nameOf(outcome.file)} ${outcome.itemIndex}`;
      add(where, `${outcome.articleId}.${outcome.revision}`);
      if (!articles.has(outcome.articleId)) articles.set(outcome.articleId, where);
    } else if (rejected !== undefined) {
      add(`${nameOf(rejected.file)} ${rejected.itemIndex ?? '-'}`, `rejected: ${rejected.code ?? ''}`);
    }
  }
  const events = lines.flatMap(({ message }) =>
    message === undefined ? [] : [[message.id, articles.get(message.subject) ?? 'no file'] as const],
  );
  return { items, events: new Map(events) };
}

/** In the order of files; nothing when all ids are the same. */
export function differencesOf(before: Ids, now: Ids): Difference[] {
  const items = [...new Set([...before.items.keys(), ...now.items.keys()])]
    .map((where) => ({
      where,
      what: 'item' as const,
      before: before.items.get(where),
      now: now.items.get(where),
    }))
    .filter((pair) => pair.before !== pair.now);
  const lost = [...before.events]
    .filter(([id]) => !now.events.has(id))
    .map(([id, where]) => ({ where, what: 'event' as const, before: id, now: undefined }));
  const added = [...now.events]
    .filter(([id]) => !before.events.has(id))
    .map(([id, where]) => ({ where, what: 'event' as const, before: undefined, now: id }));
  return [...items, ...lost, ...added].sort((a, b) => compare(a.where, b.where));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
