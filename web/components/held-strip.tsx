import type { JSX } from 'preact';
import type { HeldList } from '../../functions/core/feed/contract.ts';
import { countdown, fullTime } from '../state/time.ts';
import { Chip } from './chips.tsx';
import { useNow, usePage } from './page.ts';

const MOST = 4;

/** What waits, above the list: for the wire desk alone. */
export function HeldStrip({
  held,
  selected,
}: {
  held: HeldList['held'];
  selected: string | null;
}): JSX.Element | null {
  const { go, kept } = usePage();
  const now = useNow(held.length > 0);
  if (held.length === 0) return null;
  const soonest = held.toSorted((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9')).slice(0, MOST);
  return (
    <ul class="held-strip" aria-label="Held">
      {soonest.map(({ id, provider, headline, until, why, revision }) => (
        <li key={`${id} ${revision}`} class={selected === id ? 'selected' : ''} title={why}>
          <span class="badge embargo" title={fullTime(until, kept.settings.zone)}>
            {until === null ? 'HELD' : `EMBARGO ${countdown(until, now)}`}
          </span>
          <Chip name="provider" value={provider} coloured quiet />
          <a
            href={`?article=${encodeURIComponent(id)}`}
            dir="auto"
            onClick={(event) => {
              event.preventDefault();
              go({ article: id, tab: 'text' });
            }}
          >
            {headline === '' ? id : headline}
          </a>
        </li>
      ))}
      {held.length > MOST ? (
        <li>
          <button
            type="button"
            class="plain"
            onClick={() => {
              go({ view: 'health' });
            }}
          >
            {held.length - MOST} more wait
          </button>
        </li>
      ) : null}
    </ul>
  );
}
