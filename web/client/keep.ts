/** The one place of this browser where the page keeps something: settings and saved searches. */
import { readKept, writeKept, type Kept } from '../state/saved.ts';

const KEY = 'newswire';

export function loadKept(): Kept {
  try {
    return readKept(localStorage.getItem(KEY));
  } catch {
    return readKept(null);
  }
}

export function storeKept(kept: Kept): void {
  try {
    localStorage.setItem(KEY, writeKept(kept));
  } catch {
    // A browser that keeps nothing: it holds for as long as the page is open
  }
}

/** Another window of this page has changed it. @returns ends it */
export function onKeptElsewhere(listener: (kept: Kept) => void): () => void {
  const ended = new AbortController();
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      if (key === KEY) listener(readKept(newValue));
    },
    { signal: ended.signal },
  );
  return () => {
    ended.abort();
  };
}
