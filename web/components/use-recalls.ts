/** What this person opened or copied, and which of it was killed since. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Me, Recalls, Row } from '../../functions/core/feed/contract.ts';
import { failureOf, type Api } from '../client/api.ts';
import { isEnded } from '../state/wire.ts';
import { useLatest, useResource } from './page.ts';
import type { OpenRecall } from './recalls.tsx';

export interface RecallsHook {
  open: readonly OpenRecall[];
  /** Notes that it was opened or copied. */
  take: (article: string, revision: number, how: 'opened' | 'copied') => void;
  /** Hears of rows: an end of what was taken here is known before the ledger says it. */
  hear: (rows: readonly Row[]) => void;
  confirm: (recall: OpenRecall) => void;
}

export function useRecalls(api: Api, me: Me | null, say: (text: string) => void): RecallsHook {
  const noted = me?.recalls ?? false;
  // What is killed while the page is open is in the feed; the ledger adds what was taken elsewhere
  const ledger = useResource<Recalls>(api, noted ? '/v1/recalls' : null, { every: 60_000 });
  const taken = useRef(new Map<string, OpenRecall['took']>());
  const [own, setOwn] = useState<readonly OpenRecall[]>([]);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());

  const take = useLatest((article: string, revision: number, how: 'opened' | 'copied') => {
    const before = taken.current.get(article);
    if (before?.revision === revision && (before.how === how || before.how === 'copied')) return;
    taken.current.set(article, { revision, how });
    if (noted) void api.post('/v1/taken', { article, revision, how });
  });

  // What was opened before the API said whether it is noted
  useEffect(() => {
    if (!noted) return;
    for (const [article, took] of taken.current) void api.post('/v1/taken', { article, ...took });
  }, [api, noted]);

  const hear = useLatest((rows: readonly Row[]) => {
    const ends = rows.flatMap((row): OpenRecall[] => {
      const took = taken.current.get(row.id);
      if (took === undefined || !isEnded(row)) return [];
      const { id, revision, event, slug, at } = row;
      return [{ article: id, revision, event, slug, since: at, took }];
    });
    if (ends.length === 0) return;
    setOwn((before) => [
      ...ends,
      ...before.filter(({ article }) => !ends.some((end) => end.article === article)),
    ]);
  });

  const confirm = useLatest((recall: OpenRecall) => {
    const done = (): void => {
      setConfirmed((before) => new Set([...before, keyOf(recall)]));
      setOwn((before) => before.filter(({ article }) => article !== recall.article));
      taken.current.delete(recall.article);
      ledger.reload();
    };
    if (!noted) {
      done();
      return;
    }
    void api.post('/v1/acks', { article: recall.article, revision: recall.revision }).then((answer) => {
      const failure = failureOf(answer);
      if (failure === null) done();
      else say(`Not confirmed: ${failure}`);
    });
  });

  const open = useMemo(() => {
    const told = (ledger.data?.recalls ?? []).filter(
      ({ confirmedAt, reader, kind }) => confirmedAt === null && reader === me?.id && kind !== 'subscription',
    );
    const known = new Map(own.map((recall) => [recall.article, recall]));
    for (const { article, revision, event, since, took } of told) {
      const slug = known.get(article)?.slug ?? null;
      known.set(article, { article, revision, event, slug, since, took });
    }
    return [...known.values()].filter((recall) => !confirmed.has(keyOf(recall)));
  }, [ledger.data, me, own, confirmed]);
  return { open, take, hear, confirm };
}

function keyOf({ article, revision }: OpenRecall): string {
  return `${article}.${revision}`;
}
