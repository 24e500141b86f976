/** What this browser keeps: saved searches and how the page is to look. One text, which people can carry elsewhere. */

export interface SavedSearch {
  name: string;
  /** As in the address: `?provider=aurora&q=harbour`. */
  search: string;
}

export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  zone: string;
  theme: Theme;
  /** The story beside the list, or below it. */
  split: 'side' | 'stack';
  /** Share of the list, 0 to 1. */
  share: number;
  rail: boolean;
  autoUpdate: boolean;
  soundAlerts: boolean;
  soundKills: boolean;
  flashTitle: boolean;
  /** Single letters as commands. */
  keys: boolean;
}

export interface Kept {
  settings: Settings;
  searches: readonly SavedSearch[];
}

export const FRESH: Kept = {
  settings: {
    zone: 'local',
    theme: 'system',
    split: 'side',
    share: 0.46,
    rail: true,
    autoUpdate: true,
    soundAlerts: false,
    soundKills: true,
    flashTitle: true,
    keys: true,
  },
  searches: [],
};

/** @returns what can be understood of it; the rest is as in a fresh browser */
export function readKept(text: string | null): Kept {
  const value = parsed(text);
  if (!isRecord(value)) return FRESH;
  const written = isRecord(value.settings) ? value.settings : {};
  const { settings } = FRESH;
  const flag = (key: keyof Settings, fallback: boolean): boolean => {
    const own = written[key];
    return typeof own === 'boolean' ? own : fallback;
  };
  return {
    settings: {
      zone: typeof written.zone === 'string' && isZone(written.zone) ? written.zone : settings.zone,
      theme: written.theme === 'light' || written.theme === 'dark' ? written.theme : 'system',
      split: written.split === 'stack' ? 'stack' : 'side',
      share: typeof written.share === 'number' ? boundedShare(written.share) : settings.share,
      rail: flag('rail', settings.rail),
      autoUpdate: flag('autoUpdate', settings.autoUpdate),
      soundAlerts: flag('soundAlerts', settings.soundAlerts),
      soundKills: flag('soundKills', settings.soundKills),
      flashTitle: flag('flashTitle', settings.flashTitle),
      keys: flag('keys', settings.keys),
    },
    searches: searchesIn(value.searches),
  };
}

export function writeKept(kept: Kept): string {
  return JSON.stringify({ version: 1, ...kept });
}

/** For a file that others load: searches alone. */
export function exportSearches(searches: readonly SavedSearch[]): string {
  return `${JSON.stringify({ version: 1, searches }, null, 2)}\n`;
}

/** @returns all searches, with those of the file in the place of others of their names; null where it holds none */
export function importSearches(
  searches: readonly SavedSearch[],
  text: string,
): readonly SavedSearch[] | null {
  const value = parsed(text);
  const read = isRecord(value) ? searchesIn(value.searches) : [];
  return read.length === 0 ? null : read.reduce(withSearch, searches);
}

/** A name is there once. */
export function withSearch(searches: readonly SavedSearch[], search: SavedSearch): readonly SavedSearch[] {
  const others = searches.filter(({ name }) => name !== search.name);
  return [...others, search].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function boundedShare(share: number): number {
  return Math.min(0.8, Math.max(0.2, share));
}

function searchesIn(value: unknown): SavedSearch[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) =>
    isRecord(entry) &&
    typeof entry.name === 'string' &&
    entry.name.trim() !== '' &&
    typeof entry.search === 'string'
      ? [{ name: entry.name.trim().slice(0, 80), search: entry.search.slice(0, 2000) }]
      : [],
  );
}

function isZone(zone: string): boolean {
  if (zone === 'local') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
