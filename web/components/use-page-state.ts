/** What the page keeps: its address, what this browser keeps of a reader, and what was said last. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { loadKept, onKeptElsewhere, storeKept } from '../client/keep.ts';
import { formatAddress, isStep, parseAddress, type Address } from '../state/address.ts';
import type { Kept } from '../state/saved.ts';

export function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(() => parseAddress(location.search));
  const current = useRef(address);
  useEffect(() => {
    const ended = new AbortController();
    addEventListener(
      'popstate',
      () => {
        current.current = parseAddress(location.search);
        setAddress(current.current);
      },
      { signal: ended.signal },
    );
    return () => {
      ended.abort();
    };
  }, []);
  const go = useCallback((change: Partial<Address>) => {
    const from = current.current;
    const to = { ...from, ...change };
    const text = formatAddress(to);
    if (text === formatAddress(from)) return;
    const url = `${location.pathname}${text}`;
    if (isStep(from, to)) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    current.current = to;
    setAddress(to);
  }, []);
  return [address, go];
}

export function useKept(): [Kept, (change: (before: Kept) => Kept) => void] {
  const [kept, setKept] = useState(loadKept);
  const current = useRef(kept);
  useEffect(
    () =>
      onKeptElsewhere((other) => {
        current.current = other;
        setKept(other);
      }),
    [],
  );
  const change = useCallback((by: (before: Kept) => Kept) => {
    current.current = by(current.current);
    setKept(current.current);
    storeKept(current.current);
  }, []);
  return [kept, change];
}

export function useSaid(): [string, (text: string) => void] {
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string) => {
    setSaid(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSaid('');
    }, 4000);
  }, []);
  return [said, say];
}
