/** NITF 3.x (IPTC News Industry Text Format). */
import type { FormatParser } from '../common/format.ts';

export const nitf: FormatParser = {
  format: 'nitf',
  recognises: ({ root }) => root?.local === 'nitf',
  parse: async (file, context) => (await import('./reader.ts')).parse(file, context),
};
