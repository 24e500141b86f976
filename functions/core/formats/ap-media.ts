/** AP Media API: the JSON of an item, of a feed's page, or of what AP's agent saves. */
import { isPage, itemOf, membersOf } from './ap-media/items.ts';
import type { FormatParser } from './format.ts';
import { jsonOf } from './json.ts';

export const apMedia: FormatParser = {
  format: 'ap-media',
  recognises: (file) => {
    const json = jsonOf(file);
    return membersOf(json).some((member) => itemOf(member) !== undefined) || isPage(json);
  },
  parse: async (file) => (await import('./ap-media/reader.ts')).parse(file),
};
