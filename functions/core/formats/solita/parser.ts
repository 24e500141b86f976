/** Press releases in Solita's XML (the platform behind STT Info, NTB Kommunikasjon, Via Ritzau ...). */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

/** Elements that no other XML with a root called "release" has. */
const SIGNATURE = /<(?:publicationDate|contactsAsText|leadtext)[\s/>]/;

export const solita: FormatParser = {
  format: 'solita',

  recognises(file) {
    const { root } = file;
    return (root?.local === 'release' || root?.local === 'releases') && SIGNATURE.test(file.text);
  },

  parse: async (file) => (await reader()).parse(file),
};
