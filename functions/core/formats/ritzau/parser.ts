/** Ritzau's XML: an RBNews document, or the answer of its news queue with RBNews elements in it. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const ROOTS = new Set(['RBNews', 'ArrayOfRBNews', 'XMLNewsQueuedResponse', 'XMLNewsQueuedResult']);

export const ritzau: FormatParser = {
  format: 'ritzau',
  recognises: ({ root }) => root !== undefined && ROOTS.has(root.local),
  parse: async (file) => (await reader()).parse(file),
};
