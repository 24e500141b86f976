/** Keys and what they do: one table, for the page and for its help. */

export type Command =
  | 'next'
  | 'previous'
  | 'open'
  | 'close'
  | 'first'
  | 'scroll'
  | 'scroll-back'
  | 'search'
  | 'filters'
  | 'show-new'
  | 'auto-update'
  | 'save-search'
  | 'fold'
  | 'previous-tab'
  | 'next-tab'
  | 'copy-text'
  | 'copy-html'
  | 'split'
  | 'ticker'
  | 'health'
  | 'wire'
  | 'mute'
  | 'settings'
  | 'help';

export interface Key {
  /** As `KeyboardEvent.key` has them. */
  keys: readonly string[];
  command: Command;
  does: string;
}

export const KEYS: readonly Key[] = [
  { keys: ['j', 'ArrowDown'], command: 'next', does: 'Next article' },
  { keys: ['k', 'ArrowUp'], command: 'previous', does: 'Previous article' },
  { keys: ['o', 'Enter'], command: 'open', does: 'Open the selected article' },
  { keys: ['Escape'], command: 'close', does: 'Close the story, then the search' },
  { keys: ['g', 'Home'], command: 'first', does: 'To the top of the list' },
  { keys: [' '], command: 'scroll', does: 'Read on' },
  { keys: ['b'], command: 'scroll-back', does: 'Read back' },
  { keys: ['/'], command: 'search', does: 'Search' },
  { keys: ['f'], command: 'filters', does: 'Show or hide filters' },
  { keys: ['n'], command: 'show-new', does: 'Show what is new' },
  { keys: ['u'], command: 'auto-update', does: 'Update by itself, or not' },
  { keys: ['s'], command: 'save-search', does: 'Save this search' },
  { keys: ['x'], command: 'fold', does: 'Show or fold duplicates' },
  { keys: ['[', 'ArrowLeft'], command: 'previous-tab', does: 'Previous tab of the story' },
  { keys: [']', 'ArrowRight'], command: 'next-tab', does: 'Next tab of the story' },
  { keys: ['c'], command: 'copy-text', does: 'Copy as text' },
  { keys: ['h'], command: 'copy-html', does: 'Copy as HTML' },
  { keys: ['v'], command: 'split', does: 'Story beside or below the list' },
  { keys: ['t'], command: 'ticker', does: 'Pop out a ticker' },
  { keys: ['w'], command: 'wire', does: 'The wire' },
  { keys: ['e'], command: 'health', does: 'Feed health' },
  { keys: ['m'], command: 'mute', does: 'Sounds on or off' },
  { keys: [','], command: 'settings', does: 'Settings' },
  { keys: ['?'], command: 'help', does: 'This list' },
];

export interface Pressed {
  key: string;
  /** Control, alt or the command key is down. */
  modified: boolean;
  /** Something is being written. */
  writing: boolean;
  /** A button or link has the focus, which Enter and space press. */
  onControl: boolean;
  /** Single letters are commands. */
  letters: boolean;
}

export function commandOf({ key, modified, writing, onControl, letters }: Pressed): Command | null {
  if (modified) return null;
  if (writing) return key === 'Escape' ? 'close' : null;
  if (onControl && (key === 'Enter' || key === ' ')) return null;
  if (!letters && key.length === 1 && key !== ' ') return null;
  const known = key.length === 1 ? key.toLowerCase() : key;
  return KEYS.find(({ keys }) => keys.includes(known))?.command ?? null;
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

export function keyName(key: string): string {
  return NAMES[key] ?? key;
}
