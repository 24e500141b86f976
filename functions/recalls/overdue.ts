/** Each minute: what is due and not confirmed counts as overdue, and the operators are told of it once. */
import type { OpsNotice } from '../adapters/publish/ops.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { OpenRecall, Recalls } from '../adapters/store/recalls.ts';

export interface OverduePorts {
  recalls: Pick<Recalls, 'due' | 'becomeOverdue' | 'areTold' | 'counts'>;
  table: Pick<ArticleTable, 'heads'>;
  notify: (notice: OpsNotice) => Promise<void>;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface Counts {
  open: number;
  overdue: number;
}

/** Looked at in one turn; an end that has more readers is told in several notices. */
const MOST_AT_ONCE = 1000;
/** A notice has to be a message. */
const MOST_NAMED = 50;

/** @param hasTime false: the rest is for the next minute */
export async function tellOverdue(ports: OverduePorts, hasTime: () => boolean): Promise<Counts> {
  const { recalls, now } = ports;
  const at = new Date(now()).toISOString();
  while (hasTime()) {
    const due = await recalls.due(at, MOST_AT_ONCE);
    const open = await recalls.becomeOverdue(due);
    await tell(ports, open);
    await recalls.areTold(due);
    if (due.length < MOST_AT_ONCE) break;
  }
  return recalls.counts();
}

async function tell({ table, notify }: OverduePorts, open: readonly OpenRecall[]): Promise<void> {
  const ends = Map.groupBy(open, ({ articleId, revision, dueAt }) => `${articleId}.${revision} ${dueAt}`);
  const heads = await table.heads(open.map(({ articleId }) => articleId));
  for (const recalls of ends.values()) {
    const [first] = recalls;
    const head = first === undefined ? undefined : heads.get(first.articleId);
    if (first === undefined || head === undefined) continue;
    const { articleId, revision, event, since, dueAt } = first;
    await notify({
      type: 'wire.recall.open',
      // Who opened the article after its end is due later: a notice of their own
      id: `${articleId}.${revision}.recall.${dueAt}`,
      time: dueAt,
      provider: head.provider,
      articleId,
      uri: head.uri,
      revision,
      event,
      since,
      count: recalls.length,
      readers: recalls.slice(0, MOST_NAMED).map(({ reader, kind, name }) => ({ reader, kind, name })),
      command: `wire recalls ${articleId}`,
    });
  }
}
