/** What changed from one revision of an article to the next. Pure. */
import { diffWordsWithSpace } from 'diff';
import type { Article } from '../article/ninjs.ts';
import type { WordChange } from './contract.ts';

/** Names of the properties that are not what they were, and of those that came or went. */
export function changedProperties(before: Article, after: Article): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => textOf(before, name) !== textOf(after, name)).sort();
}

function textOf(article: Article, name: string): string {
  return JSON.stringify(article[name as keyof Article] ?? null);
}

/** Two texts that share little take long to compare, and nobody reads the result. */
const LONGEST_MS = 200;

export function wordChanges(before: string, after: string): WordChange[] {
  const found = diffWordsWithSpace(before, after, { timeout: LONGEST_MS });
  const all: WordChange[] =
    found === undefined
      ? [
          { kind: 'removed', text: before },
          { kind: 'added', text: after },
        ]
      : found.map(({ added, removed, value }) => ({
          kind: added ? 'added' : removed ? 'removed' : 'same',
          text: value,
        }));
  return all.filter(({ text }) => text !== '');
}
