/** NewsML 1.0, 1.1 and 1.2 (IPTC): a `NewsML` document in none of NewsML-G2's namespaces. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const newsml1: FormatParser = {
  format: 'newsml-1',

  recognises({ root }) {
    return root?.local === 'NewsML' && !root.namespace.includes('/nar/');
  },

  parse: async (file) => (await reader()).parse(file),
};
