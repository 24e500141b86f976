import type { JSX } from 'preact';
import type { Badge } from '../state/badges.ts';
import { colourOf } from '../state/badges.ts';
import { FILTER_LABELS, type FilterName } from '../state/filters.ts';
import { usePage } from './page.ts';

interface ChipProps {
  name: FilterName;
  value: string;
  label?: string;
  /** Coloured by its id. */
  coloured?: boolean;
  /** In lists of thousands the way by tab would be endless: there the filters are. */
  quiet?: boolean;
}

/** A click filters by it, one with alt leaves it out. */
export function Chip({
  name,
  value,
  label = value,
  coloured = false,
  quiet = false,
}: ChipProps): JSX.Element {
  const { filter } = usePage();
  const { hue, strong } = colourOf(value);
  return (
    <button
      type="button"
      class={coloured ? `chip coloured${strong ? ' strong' : ''}` : 'chip'}
      style={coloured ? { '--hue': String(hue) } : {}}
      tabIndex={quiet ? -1 : 0}
      title={`${FILTER_LABELS[name]} ${value}: click to filter, alt-click to leave out`}
      onClick={(event) => {
        event.stopPropagation();
        filter(name, value, event.altKey ? 'out' : 'in');
      }}
    >
      {label}
    </button>
  );
}

export function BadgeList({ badges }: { badges: readonly Badge[] }): JSX.Element {
  const { filter } = usePage();
  return (
    <span class="badges">
      {badges.map(({ kind, label, flag }) =>
        flag === null ? (
          <span key={label} class={`badge ${kind}`}>
            {label}
          </span>
        ) : (
          <button
            key={label}
            type="button"
            tabIndex={-1}
            class={`badge ${kind}`}
            title={`Flag ${flag}: click to filter, alt-click to leave out`}
            onClick={(event) => {
              event.stopPropagation();
              filter('flags', flag, event.altKey ? 'out' : 'in');
            }}
          >
            {label}
          </button>
        ),
      )}
    </span>
  );
}
