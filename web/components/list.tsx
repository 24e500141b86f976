import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Item } from '../state/items.ts';
import type { Zone } from '../state/time.ts';
import { LineRow } from './line.tsx';
import { usePage, useWidth } from './page.ts';

const ONE_LINE = 26;
const TWO_LINES = 44;
/** Below it a line breaks in two. */
const WIDE = 760;

interface ListProps {
  items: readonly Item[];
  zone: Zone;
  selected: string | null;
  seen: ReadonlySet<string>;
  dimmed: boolean;
  onOpen: (id: string) => void;
  onFold: (id: string) => void;
  onTop: (atTop: boolean) => void;
  onEnd: () => void;
}

/** Only what is seen is drawn. */
export function WireList(props: ListProps): JSX.Element {
  const { items, zone, selected, seen, dimmed, onOpen, onFold, onTop, onEnd } = props;
  const { address } = usePage();
  const scroller = useRef<HTMLDivElement>(null);
  const [attach, width] = useWidth();
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      attach(element);
    },
    [attach],
  );
  const size = width >= WIDE ? ONE_LINE : TWO_LINES;
  const keyOf = useCallback((index: number) => items[index]?.key ?? index, [items]);
  const virtual = useVirtual(scroller, items.length, size, keyOf);
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const total = items.length;

  useEffect(() => {
    if (total > 0 && last >= total - 20) onEnd();
  }, [last, total, onEnd]);

  useEffect(() => {
    if (selected === null) return;
    const index = items.findIndex(({ key }) => key === selected);
    if (index !== -1) virtual.scrollToIndex(index, { align: 'auto' });
    // New lines on top must not bring back what was scrolled away from
  }, [selected]);

  return (
    <div
      class={dimmed ? 'list dimmed' : 'list'}
      ref={hold}
      tabIndex={0}
      role="region"
      aria-label="Articles"
      onScroll={({ currentTarget }) => {
        onTop(currentTarget.scrollTop < size);
      }}
    >
      <ol
        class={width >= WIDE ? 'lines wide' : 'lines narrow'}
        style={{ height: `${virtual.getTotalSize()}px` }}
      >
        {rows.map(({ index, start, key }) => {
          const item = items[index];
          if (item === undefined) return null;
          if (item.kind === 'day') {
            return (
              <li key={key} class="day" style={{ transform: `translateY(${start}px)` }}>
                {item.label}
              </li>
            );
          }
          return (
            <LineRow
              key={key}
              item={item}
              address={address}
              zone={zone}
              selected={item.key === selected}
              seen={seen.has(`${item.key}.${item.line.row.revision}`)}
              position={index + 1}
              total={total}
              top={start}
              onOpen={onOpen}
              onFold={onFold}
            />
          );
        })}
      </ol>
    </div>
  );
}

function useVirtual(
  scroller: { current: HTMLDivElement | null },
  count: number,
  size: number,
  getItemKey: (index: number) => string | number,
): Virtualizer<HTMLDivElement, HTMLElement> {
  const [, draw] = useState(0);
  const options: VirtualizerOptions<HTMLDivElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    getItemKey,
    overscan: 10,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => {
      draw((before) => before + 1);
    },
  };
  const [virtual] = useState(() => new Virtualizer(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => {
    virtual._willUpdate();
  });
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, size]);
  return virtual;
}
