/** NewsML-G2 (IPTC, versions 2.0 to 2.35): a message or a single item, in whatever namespace prefix. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { ITEMS } from './items.ts';

const reader = loadOnce(() => import('./reader.ts'));

const NAMESPACE = /^(?:https?:\/\/(?:www\.)?iptc\.org\/std\/nar\/.*)?$/i;

export const newsmlG2: FormatParser = {
  format: 'newsml-g2',

  recognises({ root }) {
    return (
      root !== undefined &&
      (root.local === 'newsMessage' || ITEMS.has(root.local)) &&
      NAMESPACE.test(root.namespace)
    );
  },

  parse: async (file, context) => (await reader()).parse(file, context),
};
