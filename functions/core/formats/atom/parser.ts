/** Atom (RFC 4287) and Atom 0.3, with the dialects of WENN and of AP's web feeds. */
import { ATOM } from '../../text/xml-names.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

/** What an entry cannot be without. */
const ENTRY = /<(?:[\w.-]{1,40}:)?(?:updated|modified|issued|published|id|content|summary)[\s>]/;

export const atom: FormatParser = {
  format: 'atom',

  recognises({ root, head }) {
    // an entry alone is a document too (RFC 4287, section 2)
    if (root?.local !== 'feed' && root?.local !== 'entry') return false;
    if (ATOM.test(root.namespace)) return true;
    // the namespace is missing, or stands further down
    const hasEntry = root.local === 'entry' || /<(?:[\w.-]{1,40}:)?entry[\s>]/.test(head);
    return (
      root.namespace === '' && hasEntry && /<(?:[\w.-]{1,40}:)?title[\s>]/.test(head) && ENTRY.test(head)
    );
  },

  parse: async (file) => (await reader()).parse(file),
};
