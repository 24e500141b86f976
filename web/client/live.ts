/** Follows the feed: asks each second, less often behind other windows and after failures. */
import type { Me, RowChanges } from '../../functions/core/feed/contract.ts';
import { isLost, pauseOf, type Connection } from '../state/pace.ts';
import type { Answer, Api } from './api.ts';

export interface Followed {
  onPage: (page: RowChanges) => void;
  onConnection: (connection: Connection) => void;
  /** The place is older than the feed remembers: the list has to be loaded again. */
  onGone: () => void;
}

/** @returns ends it */
export function follow(api: Api, from: string, { onPage, onConnection, onGone }: Followed): () => void {
  const ended = new AbortController();
  let next = from;
  let etag: string | null = null;
  let failures = 0;
  let heard = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  const isEnded = (): boolean => ended.signal.aborted;

  async function ask(): Promise<void> {
    if (asking || isEnded()) return;
    asking = true;
    clearTimeout(timer);
    let answer = await api.get<RowChanges>(next, { etag, signal: ended.signal });
    if (isRefused(answer)) {
      // The edge lets in who has asked lately who he is: so does this
      const me = await api.get<Me>('/v1/me', { signal: ended.signal });
      if (me.kind === 'ok') answer = await api.get<RowChanges>(next, { etag, signal: ended.signal });
      if (me.kind === 'ok' && answer.kind === 'signed-out') answer = { kind: 'unreachable' };
    }
    asking = false;
    if (isEnded()) return;
    let behind = false;
    if (answer.kind === 'ok' || answer.kind === 'same') {
      failures = 0;
      heard = Date.now();
      onConnection({ kind: 'live' });
      if (answer.kind === 'ok') {
        behind = answer.data.more;
        etag = answer.data.next === next ? answer.etag : null;
        next = answer.data.next;
        if (answer.data.rows.length > 0) onPage(answer.data);
      }
    } else if (answer.kind === 'problem' && answer.status === 410) {
      onGone();
      return;
    } else {
      failures++;
    }
    const hidden = document.visibilityState === 'hidden';
    const pause = pauseOf({ failures, hidden, behind });
    if (answer.kind === 'signed-out') onConnection({ kind: 'signed-out' });
    else if (isLost(failures)) onConnection({ kind: 'lost', since: heard, retryAt: Date.now() + pause });
    timer = setTimeout(() => void ask(), pause);
  }

  const hurry = (): void => {
    if (document.visibilityState === 'visible') void ask();
  };
  addEventListener('online', hurry, { signal: ended.signal });
  document.addEventListener('visibilitychange', hurry, { signal: ended.signal });
  void ask();
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}

function isRefused(answer: Answer<unknown>): boolean {
  return answer.kind === 'signed-out' || (answer.kind === 'problem' && answer.status === 403);
}
