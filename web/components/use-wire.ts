/** The list and its feed: loads it, follows it, and loads it again when filter or query change. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Row, RowChanges, SearchPage, WirePage } from '../../functions/core/feed/contract.ts';
import { failureOf, type Api } from '../client/api.ts';
import { follow } from '../client/live.ts';
import { searchOf, type Address } from '../state/address.ts';
import { filterParameters } from '../state/filters.ts';
import { isLost, pauseOf, type Connection } from '../state/pace.ts';
import { createStore } from '../state/store.ts';
import { EMPTY_WIRE, reduceWire, type WireState } from '../state/wire.ts';
import { useLatest, useStore } from './page.ts';

const PAGE = '200';
const HITS = '100';
/** A search is asked again so long after something came. */
const AGAIN = 5000;

export interface WireHook {
  wire: WireState;
  connection: Connection;
  showNew: () => void;
  loadOlder: () => void;
}

/**
 * @param mayShow whether new articles may appear now
 * @param onRows hears of all that comes, shown or not
 */
export function useWire(
  api: Api,
  address: Address,
  mayShow: () => boolean,
  onRows: (rows: readonly Row[]) => void,
): WireHook {
  const store = useMemo(() => createStore(reduceWire, EMPTY_WIRE), []);
  const wire = useStore(store);
  const [connection, setConnection] = useState<Connection>({ kind: 'starting' });
  const [turn, setTurn] = useState(0);
  const generation = useRef(0);
  const show = useLatest(mayShow);
  const tell = useLatest(onRows);
  const { query, filters } = address;
  const search = searchOf(address);

  useEffect(() => {
    const own = ++generation.current;
    const ended = new AbortController();
    const { signal } = ended;
    let stopFollowing: (() => void) | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    store.dispatch({ type: 'start', generation: own });

    const found = async (): Promise<string | null> => {
      const answer = await api.get<SearchPage>(pathOf('/v1/search', filters, { q: query, limit: HITS }), {
        signal,
      });
      if (answer.kind === 'ok') store.dispatch({ type: 'found', generation: own, page: answer.data });
      return failureOf(answer);
    };
    const onPage = (changes: RowChanges): void => {
      const searching = query !== '';
      store.dispatch({ type: 'came', generation: own, changes, show: show(), searching });
      tell(changes.rows);
      if (!searching || again !== undefined) return;
      again = setTimeout(() => {
        again = undefined;
        if (show()) void found();
      }, AGAIN);
    };

    async function start(failures: number): Promise<void> {
      const limit = query === '' ? PAGE : '1';
      const answer = await api.get<WirePage>(pathOf('/v1/wire', filters, { limit }), { signal });
      if (signal.aborted) return;
      if (answer.kind !== 'ok') {
        if (answer.kind === 'signed-out') {
          setConnection({ kind: 'signed-out' });
          return;
        }
        const why = failureOf(answer) ?? '';
        store.dispatch({ type: 'failed', generation: own, why });
        const pause = pauseOf({ failures: failures + 1, hidden: false, behind: false });
        if (isLost(failures + 1)) {
          setConnection({ kind: 'lost', since: Date.now(), retryAt: Date.now() + pause });
        }
        again = setTimeout(() => void start(failures + 1), pause);
        return;
      }
      const { live } = answer.data;
      if (query === '') store.dispatch({ type: 'loaded', generation: own, page: answer.data });
      else {
        store.dispatch({ type: 'followed', generation: own, live });
        void found().then((failure) => {
          if (failure !== null) store.dispatch({ type: 'failed', generation: own, why: failure });
        });
      }
      stopFollowing = follow(api, live, {
        onPage,
        onConnection: setConnection,
        onGone: () => {
          setTurn((before) => before + 1);
        },
      });
    }
    void start(0);
    return () => {
      ended.abort();
      clearTimeout(again);
      stopFollowing?.();
    };
    // Query and filters are what `search` says
  }, [api, store, search, turn]);

  const loading = useRef<string | null>(null);
  const loadOlder = useLatest(() => {
    const { older } = store.get();
    if (older === null || loading.current === older) return;
    loading.current = older;
    const own = generation.current;
    const asked =
      query === ''
        ? api.get<WirePage>(older).then((answer) => {
            if (answer.kind === 'ok') store.dispatch({ type: 'older', generation: own, page: answer.data });
            return answer.kind;
          })
        : api.get<SearchPage>(older).then((answer) => {
            if (answer.kind === 'ok')
              store.dispatch({ type: 'found-more', generation: own, page: answer.data });
            return answer.kind;
          });
    void asked.then((kind) => {
      if (kind !== 'ok') loading.current = null;
    });
  });
  const showNew = useCallback(() => {
    store.dispatch({ type: 'show' });
  }, [store]);
  return { wire, connection, showNew, loadOlder };
}

function pathOf(path: string, filters: Address['filters'], others: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(others);
  for (const [name, value] of filterParameters(filters)) parameters.append(name, value);
  return `${path}?${parameters.toString()}`;
}
