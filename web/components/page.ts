/** What every part of the page may need, by context; and the hooks that the parts share. */
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Me, Scope } from '../../functions/core/feed/contract.ts';
import { failureOf, type Api, type Versioned } from '../client/api.ts';
import type { Address } from '../state/address.ts';
import type { FilterName } from '../state/filters.ts';
import type { Kept, Settings } from '../state/saved.ts';
import type { Store } from '../state/store.ts';

export interface Page {
  api: Api;
  me: Me | null;
  /** With a token, which a plain link does not carry. */
  signsIn: boolean;
  address: Address;
  go: (change: Partial<Address>) => void;
  filter: (name: FilterName, value: string, side: 'in' | 'out') => void;
  kept: Kept;
  set: (change: Partial<Settings>) => void;
  keep: (change: Partial<Kept>) => void;
  /** Says something for some seconds. */
  say: (text: string) => void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('outside of the page');
  return page;
}

export function may(me: Me | null, scope: Scope): boolean {
  return me?.scopes.includes(scope) ?? false;
}

export function useStore<State, Action>(store: Store<State, Action>): State {
  const [state, setState] = useState(store.get);
  useLayoutEffect(() => {
    setState(store.get);
    return store.subscribe(() => {
      setState(store.get);
    });
  }, [store]);
  return state;
}

/** The time, again each second; it stands still where nothing counts down. */
export function useNow(running = true): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return now;
}

export interface Resource<T> {
  data: T | null;
  failure: string | null;
  reload: () => void;
}

export interface ResourceOptions {
  /** Milliseconds after which it is asked again; null: only when told. */
  every?: number | null;
  /** Asked again at once when it changes. */
  version?: string;
  /** What was there for another version may not be shown any more. */
  forget?: boolean;
}

interface Held<T> {
  path: string | null;
  version: string;
  data: T | null;
  failure: string | null;
}

/** @param path null: nothing is asked, and nothing kept */
export function useResource<T extends Versioned>(
  api: Api,
  path: string | null,
  { every = null, version = '', forget = false }: ResourceOptions = {},
): Resource<T> {
  const [held, setHeld] = useState<Held<T>>({ path: null, version, data: null, failure: null });
  const [turn, setTurn] = useState(0);
  const etag = useRef<{ path: string; etag: string | null } | null>(null);
  const isCurrent = held.path === path && (!forget || held.version === version);

  useEffect(() => {
    if (!isCurrent) {
      etag.current = null;
      setHeld({ path, version, data: null, failure: null });
    }
    if (path === null) return undefined;
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const known = etag.current?.path === path ? etag.current.etag : null;
      const answer = await api.get<T>(path, { etag: known, signal: ended.signal });
      if (ended.signal.aborted) return;
      if (answer.kind === 'ok') {
        etag.current = { path, etag: answer.etag };
        setHeld({ path, version, data: answer.data, failure: null });
      } else if (answer.kind !== 'same') {
        const failure = failureOf(answer);
        setHeld((before) => {
          const gone = answer.kind === 'problem' && [403, 404, 410].includes(answer.status);
          return { path, version, data: gone || before.path !== path ? null : before.data, failure };
        });
      }
      if (every !== null) timer = setTimeout(() => void ask(), every);
    };
    void ask();
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
    // What is held is an outcome of this, not a reason for it
  }, [api, path, version, every, turn]);

  const reload = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { data: isCurrent ? held.data : null, failure: isCurrent ? held.failure : null, reload };
}

/** A callback that is always the newest and never a new one. */
export function useLatest<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const ended = new AbortController();
    setMatches(media.matches);
    media.addEventListener(
      'change',
      () => {
        setMatches(media.matches);
      },
      { signal: ended.signal },
    );
    return () => {
      ended.abort();
    };
  }, [query]);
  return matches;
}

export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const attach = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    observer.current = null;
    if (element === null) return;
    setWidth(element.clientWidth);
    observer.current = new ResizeObserver(() => {
      setWidth(element.clientWidth);
    });
    observer.current.observe(element);
  }, []);
  return [attach, width];
}
