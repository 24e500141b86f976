import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { ReadIndexes } from '../adapters/store/read-indexes.ts';
import type { Recalls } from '../adapters/store/recalls.ts';
import type { RhythmTable } from '../adapters/store/rhythms.ts';
import type { SequenceTable } from '../adapters/store/sequences.ts';
import type { Register } from '../core/providers/register.ts';

/** What the read API needs of the world. */
export interface ApiPorts {
  table: Pick<ArticleTable, 'head' | 'heads' | 'revision' | 'revisions' | 'revisionsOf' | 'waiting'>;
  log: Pick<FeedLog, 'tail' | 'from' | 'upTo'>;
  indexes: Pick<ReadIndexes, 'ofStory' | 'receiptsOf' | 'takenSince' | 'refusedSince'>;
  sequences: Pick<SequenceTable, 'get'>;
  rhythms: Pick<RhythmTable, 'get'>;
  /** Absent: people are not asked to confirm kills. */
  recalls?: Pick<Recalls, 'ofReader'>;
  /** A link to a file that is good for some minutes. */
  linkTo: (file: { bucket: string; key: string; versionId: string }) => Promise<string>;
  providers: Register;
  inboxBucket: string;
  archiveBucket: string;
  schemaBaseUrl: string;
  /** Whether the live feed is behind an edge, which lets in who has asked who they are. */
  edge: boolean;
  /** Epoch milliseconds. */
  now: () => number;
}
