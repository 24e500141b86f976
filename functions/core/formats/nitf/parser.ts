/** NITF 3.x (IPTC News Industry Text Format). */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const nitf: FormatParser = {
  format: 'nitf',
  recognises: ({ root }) => root?.local === 'nitf',
  parse: async (file, context) => (await reader()).parse(file, context),
};
