import type { NearDuplicates } from '../core/dedupe/near-duplicates.ts';
import type { OutboxPorts } from '../adapters/publish/outbox.ts';
import type { SourceIndex } from '../adapters/store/source-index.ts';

/** What the steps of ingest need of the world. All of it is passed in: the same steps run over a model of AWS. */
export interface IngestPorts extends OutboxPorts {
  near: Pick<NearDuplicates, 'judge' | 'refresh'>;
  sources: SourceIndex;
  /** Waits, milliseconds. */
  pause: (ms: number) => Promise<void>;
  /** An article is stored but SNS did not take it. */
  publishFailed: (articleId: string, revision: number, error: unknown) => void;
  /** Send `duplicate` events too. */
  publishDuplicates: boolean;
}
