import type { Publisher } from '../adapters/publish/publisher.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { ClaimTable } from '../adapters/store/claims.ts';
import type { SourceIndex } from '../adapters/store/source-index.ts';
import type { NearDuplicates } from '../core/dedupe/near-duplicates.ts';
import type { Register } from '../core/providers/register.ts';

/** What the steps need of the world. All of it is passed in: the same steps run over a model of AWS. */
export interface DeskPorts {
  table: ArticleTable;
  claims: ClaimTable;
  publisher: Publisher;
  near: Pick<NearDuplicates, 'judge' | 'refresh'>;
  sources: SourceIndex;
  /** Who delivers, and what is agreed with them. */
  providers: Register;
  /** Epoch milliseconds. */
  now: () => number;
  /** Waits, milliseconds. */
  pause: (ms: number) => Promise<void>;
  /** An article is stored but SNS did not take it. */
  publishFailed: (articleId: string, revision: number, error: unknown) => void;
  /** Send `duplicate` events too. */
  publishDuplicates: boolean;
}
