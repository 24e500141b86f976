/** The text of an OpenDocument file (.odt, .fodt): of the first the one file that archive.ts takes out. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const NAMESPACE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';

export const odt: FormatParser = {
  format: 'text',
  recognises: ({ root }) =>
    root !== undefined && /^document(?:-content)?$/.test(root.local) && root.namespace === NAMESPACE,
  parse: async (file) => (await reader()).parse(file),
};
