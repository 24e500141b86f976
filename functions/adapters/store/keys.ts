/** The keys of the table's items. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** The table holds something that this version of the code cannot read: a surprise, so it is retried and kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** With what keys of a kind begin. */
export const PREFIX = {
  article: 'A#',
  revision: 'R#',
  content: 'C#',
  anchor: 'K#',
  reference: 'N#',
  delivery: 'D#',
  progress: 'P#',
  source: 'S#',
} as const;

export const keys = {
  article: (articleId: string) => `${PREFIX.article}${articleId}`,
  head: 'HEAD',
  revision: (revision: number) => `${PREFIX.revision}${String(revision).padStart(6, '0')}`,
  /** By what an article is found by those that are mostly the same; the lists of them. */
  entry: 'F',
  anchor: (anchor: string) => `${PREFIX.anchor}${anchor}`,
  content: (contentKey: string) => `${PREFIX.content}${contentKey}`,
  copy: (copyId: string) => `L#${copyId}`,
  reference: (provider: string, reference: string) => `${PREFIX.reference}${provider}#${reference}`,
  delivery: (bucket: string, key: string) => `${PREFIX.delivery}${bucket}/${key}`,
  progress: (bucket: string, key: string) => `${PREFIX.progress}${bucket}/${key}`,
  source: (source: string, day: string) => `${PREFIX.source}${source}#${day}`,
  feed: (provider: string, feed: string) => `F#${provider}#${feed}`,
  log: 'LOG',
  /** Sorts as its number does, up to the largest that is safe. */
  batch: (number: number) => String(number).padStart(16, '0'),
  /** Who has opened or copied an article. */
  taken: (articleId: string) => `T#${articleId}`,
  /** The kills of an article that readers have to confirm, or have confirmed. */
  recalls: (articleId: string) => `K#${articleId}`,
  recall: (revision: number, reader: string) => `${recallRevision(revision)}#${reader}`,
  /** What a reader has to confirm. */
  openOf: (reader: string) => `KR#${reader}`,
  openEnd: (articleId: string, revision: number) => `${articleId}#${recallRevision(revision)}`,
  /** What nobody has been told of yet, by the time it is due; and what is overdue. */
  recallsWaiting: 'KW',
  recallsOverdue: 'KO',
  dueRecall: (dueAt: string, articleId: string, revision: number, reader: string) =>
    `${dueAt}#${articleId}#${recallRevision(revision)}#${reader}`,
  sequence: (provider: string) => `Q#${provider}`,
  /** How much an agency usually sends, and when it was heard. */
  rhythm: (provider: string) => `W#${provider}`,
  /** Which blocks come with an agency's stories again and again. */
  furniture: (provider: string) => `B#${provider}`,
  /** What operators have done with many files or messages at once. */
  operations: 'OPS',
  /** What one of them has erased. */
  purged: (operation: string) => `OPS#${operation}`,
  /** Agencies whose deliveries wait, and these. */
  paused: 'PAUSED',
  waiting: (provider: string) => `Z#${provider}`,
  /** How far the inbox was compared with its receipts. */
  reconciling: 'RECONCILE',
  forgetting: (provider: string, day?: string) =>
    day === undefined ? `X#${provider}` : `X#${provider}#${day}`,
  /** How far `release` has looked for what was interrupted. */
  interrupted: 'I',
  only: '-',
};

function recallRevision(revision: number): string {
  return String(revision).padStart(6, '0');
}

export function keyOf(pk: string, sk: string): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}
