import type { JSX } from 'preact';

const PATHS = {
  rail: 'M2 4h12M2 8h8M2 12h10',
  sound: 'M3 6v4h2.5L9 13V3L5.5 6zM11.5 5.5a3.5 3.5 0 0 1 0 5',
  muted: 'M3 6v4h2.5L9 13V3L5.5 6zM11.5 6.2l3 3.6M14.5 6.2l-3 3.6',
  ticker: 'M6 3H3v10h10v-3M9 3h4v4M13 3L7.5 8.5',
  settings: 'M2 5h7M12 5h2M2 11h2M7 11h7M9 3.2v3.6M5.5 9.2v3.6',
  help: 'M6 6a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.1M8 11.4v.6',
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  back: 'M10 3L5 8l5 5',
} as const;

/** Lines of one weight; what the button does stands in its label. */
export function Icon({ name }: { name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
