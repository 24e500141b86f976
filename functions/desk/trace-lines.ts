/** The lines of a trace: what happened to a delivery or an article, and where it is now; and their order. */
import type { QueueCounts } from '../adapters/platform/queues.ts';
import type { Receipt } from '../adapters/store/outcomes.ts';
import type { Pause } from '../adapters/store/pauses.ts';
import type { DeskAction } from '../adapters/store/records.ts';
import type { Placed } from '../core/article/life-cycle/standing.ts';

/** A version of a file of the inbox. */
export interface OfFile {
  key: string;
  version: string;
}

/** What happened; `at` is RFC 3339, null where nobody has noted it. */
export type Happening = { at: string | null } & (
  | (OfFile & { what: 'stored'; bytes: number })
  | (OfFile & { what: 'deleted' })
  | (OfFile & { what: 'taken'; counts: Receipt['counts']; repeats: number })
  | (OfFile & {
      what: 'quarantined';
      code: string | null;
      message: string | null;
      quarantineKey: string | null;
    })
  | (OfFile & { what: 'discarded'; by: string; reason: string })
  | (OfFile & { what: 'purged'; by: string; reason: string; operation: string })
  | (OfFile & { what: 'item'; itemIndex: number; outcome: string } & (
        { articleId: string; revision: number } | { code: string; message: string }
      ))
  | {
      what: 'revision';
      articleId: string;
      revision: number;
      place: Placed['place'];
      status: string;
      verdict: string;
      headline: string;
      /** The file that brought it; absent where a person made it, or it was made again. */
      key?: string;
      version?: string;
      itemIndex?: number;
      desk?: DeskAction;
      madeFrom?: number;
    }
  | { what: 'told'; articleId: string; id: string }
  | { what: 'operation'; id: string; command: string; by: string; reason: string | null }
);

/** Where something is now. */
export type Whereabouts = { what: 'now' } & (
  | (OfFile & { where: 'done' })
  | (OfFile & { where: 'quarantine'; code: string | null; quarantineKey: string | null; kept: boolean })
  | (OfFile & { where: 'dead-letter-queue'; messageId: string; sentAt: string })
  /** Its agency is paused, or was: `wire resume` lets it flow. */
  | (OfFile & { where: 'paused'; pause: Pause | null })
  /** Or on its way there; `taken` of its items are done. */
  | (OfFile & { where: 'intake-queue'; taken: number; queue: QueueCounts })
  /** No receipt, and nothing waits: the inbox was never heard. */
  | (OfFile & { where: 'nowhere'; command: string })
  | { where: 'outbox'; articleId: string; event: string; revision: number; dueAt: string }
  /** Behind what is being told. */
  | { where: 'outbox'; articleId: string; event: null; revision: number; dueAt: null }
  | { where: 'held'; articleId: string; revision: number; until: string }
  | { where: 'hidden'; articleId: string; revision: number; of: string | null }
  | { where: 'told'; articleId: string; id: string }
  | { where: 'stored'; articleId: string; revision: number; status: string }
  /** In the dead-letter queue, and not about a file. */
  | { where: 'dead-letter-queue'; messageId: string; sentAt: string; reason: string }
);

export type TraceLine = Happening | Whereabouts;

/** Of the same moment, what leads to the other comes first. */
const RANKS = [
  'stored',
  'operation',
  'revision',
  'told',
  'item',
  'taken',
  'quarantined',
  'discarded',
  'purged',
  'deleted',
  'now',
];

/** By time; what has none stays behind what it follows. */
export function inOrder(lines: readonly TraceLine[]): TraceLine[] {
  let last = '';
  return lines
    .map((line) => {
      last = line.what === 'now' ? '~' : (line.at ?? last);
      return { line, time: last, rank: RANKS.indexOf(line.what) };
    })
    .sort((a, b) => (a.time === b.time ? a.rank - b.rank : a.time < b.time ? -1 : 1))
    .map(({ line }) => line);
}
