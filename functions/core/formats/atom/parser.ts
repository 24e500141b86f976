/** Atom (RFC 4287), with the dialects of WENN and of AP's web feeds. */
import type { FormatParser } from '../common/format.ts';

const NAMESPACE = 'http://www.w3.org/2005/Atom';

export const atom: FormatParser = {
  format: 'atom',

  recognises({ root }) {
    // an entry alone is a document too (RFC 4287, section 2)
    return (root?.local === 'feed' || root?.local === 'entry') && root.namespace === NAMESPACE;
  },

  parse: async (file) => (await import('./reader.ts')).parse(file),
};
