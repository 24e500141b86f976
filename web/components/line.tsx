import { memo } from './memo.ts';
import type { JSX } from 'preact';
import { formatAddress, type Address } from '../state/address.ts';
import { badgesOf } from '../state/badges.ts';
import type { Item } from '../state/items.ts';
import { clock, fullTime, type Zone } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { BadgeList, Chip } from './chips.tsx';

interface LineProps {
  item: Extract<Item, { kind: 'line' }>;
  address: Address;
  zone: Zone;
  selected: boolean;
  seen: boolean;
  position: number;
  total: number;
  top: number;
  onOpen: (id: string) => void;
  onFold: (id: string) => void;
}

/** One article, on one line or two as the list is wide. */
export const LineRow = memo(function LineRow(props: LineProps): JSX.Element {
  const { item, address, zone, selected, seen, position, total, top, onOpen, onFold } = props;
  const { row, outdated, found } = item.line;
  const ended = isEnded(row);
  const lang = row.language ?? undefined;
  const classes = ['line'];
  if (selected) classes.push('selected');
  if (seen) classes.push('seen');
  if (ended) classes.push('ended');
  if (item.folded) classes.push('folded');
  if (row.flags.includes('alert') && !ended) classes.push('alerting');
  return (
    <li
      class={classes.join(' ')}
      data-id={row.id}
      aria-posinset={position}
      aria-setsize={total}
      style={{ transform: `translateY(${top}px)` }}
    >
      <time dateTime={row.at} title={fullTime(row.at, zone)}>
        {clock(row.at, zone)}
      </time>
      <Chip name="provider" value={row.provider} coloured quiet />
      <span class="slug" dir="auto" lang={lang} title={row.slug ?? ''}>
        {ended ? <s>{row.slug ?? row.id.slice(0, 8)}</s> : row.slug}
      </span>
      <a
        class="headline"
        href={formatAddress({ ...address, article: row.id, tab: 'text' })}
        dir="auto"
        lang={ended ? undefined : lang}
        aria-current={selected ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(row.id);
        }}
      >
        {ended ? endOf(row.event) : found === null ? row.headline : <Found pieces={found.headline} />}
      </a>
      {item.duplicates > 0 ? (
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          aria-expanded={item.open}
          title={item.open ? 'Fold its duplicates' : 'Show its duplicates'}
          onClick={() => {
            onFold(row.id);
          }}
        >
          {item.open ? '−' : '+'}
          {item.duplicates}
        </button>
      ) : (
        <span class="fold" />
      )}
      <BadgeList badges={outdated ? [...badgesOf(row), NEWER] : badgesOf(row)} />
      <span class="words" title={row.words === null ? '' : `${row.words} words`}>
        {ended || row.words === null ? '' : row.words}
      </span>
      <span class="version" title={versionTitle(row.version, row.revision)}>
        v{row.version !== null && row.version.length <= 3 ? row.version : row.revision}
      </span>
    </li>
  );
});

const NEWER = { kind: 'quiet', label: 'NEWER', flag: null } as const;

function endOf(event: string): string {
  return event === 'withheld' ? 'Withheld: take it down' : 'Killed: take it down';
}

function versionTitle(version: string | null, revision: number): string {
  return `Revision ${revision}${version === null ? '' : `, the agency’s version ${version}`}`;
}

/** Even pieces are plain, odd ones found. */
export function Found({ pieces }: { pieces: readonly string[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          <mark class="found" key={index}>
            {piece}
          </mark>
        ),
      )}
    </>
  );
}
