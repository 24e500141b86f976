import type { JSX } from 'preact';
import type { HeldList } from '../../functions/core/feed/contract.ts';
import type { Item } from '../state/items.ts';
import type { WireState } from '../state/wire.ts';
import { FilterBar } from './filter-bar.tsx';
import { HeldStrip } from './held-strip.tsx';
import { WireList } from './list.tsx';
import { usePage } from './page.ts';

interface ListPaneProps {
  wire: WireState;
  held: HeldList | null;
  items: readonly Item[];
  selected: string | null;
  seen: ReadonlySet<string>;
  onOpen: (id: string) => void;
  onFold: (id: string) => void;
  /** Whether the newest line is in sight. */
  onTop: (top: boolean) => void;
  onEnd: () => void;
}

/** Filters, what waits, and the lines. */
export function ListPane({
  wire,
  held,
  items,
  selected,
  seen,
  onOpen,
  onFold,
  onTop,
  onEnd,
}: ListPaneProps): JSX.Element {
  const { address, kept } = usePage();
  return (
    <div class="list-pane">
      <FilterBar />
      <HeldStrip held={held?.held ?? []} selected={selected} />
      {wire.hints.map((hint) => (
        <p key={hint} class="note">
          {hint}
        </p>
      ))}
      {wire.count === null || address.query === '' ? null : (
        <p class="count" role="status">
          {wire.count.count}
          {wire.count.more ? '+' : ''} found
        </p>
      )}
      {wire.failure !== null && wire.lines.length === 0 ? <p class="note">{wire.failure}</p> : null}
      {!wire.loading && wire.failure === null && wire.lines.length === 0 ? (
        <p class="note">No articles.</p>
      ) : null}
      <WireList
        items={items}
        zone={kept.settings.zone}
        selected={selected}
        seen={seen}
        dimmed={wire.loading && wire.lines.length > 0}
        onOpen={onOpen}
        onFold={onFold}
        onTop={onTop}
        onEnd={onEnd}
      />
    </div>
  );
}
