/** NITF 3.x (IPTC News Industry Text Format). */
import type { FormatParser } from './format.ts';

export const nitf: FormatParser = {
  format: 'nitf',
  recognises: ({ root }) => root?.local === 'nitf',
  parse: async (file, context) => (await import('./nitf/reader.ts')).parse(file, context),
};
