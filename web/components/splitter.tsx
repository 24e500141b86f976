import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { boundedShare } from '../state/saved.ts';

interface SplitterProps {
  stacked: boolean;
  share: number;
  onShare: (share: number) => void;
  first: ComponentChildren;
  second: ComponentChildren;
}

const STEP = 0.03;

/** Two panes, and between them a bar that is drawn, or moved by arrows. */
export function Splitter({ stacked, share, onShare, first, second }: SplitterProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<number | null>(null);
  const at = drawn ?? share;
  const shareAt = (event: PointerEvent): number => {
    const rect = box.current?.getBoundingClientRect();
    if (rect === undefined) return share;
    return boundedShare(
      stacked ? (event.clientY - rect.top) / rect.height : (event.clientX - rect.left) / rect.width,
    );
  };
  return (
    <div ref={box} class={stacked ? 'split stack' : 'split side'} style={{ '--share': `${at * 100}%` }}>
      <div class="pane first">{first}</div>
      <div
        class="splitter"
        role="separator"
        tabIndex={0}
        aria-label="Width of the list"
        aria-orientation={stacked ? 'horizontal' : 'vertical'}
        aria-valuenow={Math.round(at * 100)}
        aria-valuemin={20}
        aria-valuemax={80}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn(share);
        }}
        onPointerMove={(event) => {
          if (drawn !== null) setDrawn(shareAt(event));
        }}
        onPointerUp={() => {
          if (drawn !== null) onShare(drawn);
          setDrawn(null);
        }}
        onKeyDown={(event) => {
          const less = stacked ? 'ArrowUp' : 'ArrowLeft';
          const more = stacked ? 'ArrowDown' : 'ArrowRight';
          if (event.key !== less && event.key !== more) return;
          event.preventDefault();
          event.stopPropagation();
          onShare(boundedShare(share + (event.key === more ? STEP : -STEP)));
        }}
      />
      <div class="pane second">{second}</div>
    </div>
  );
}
