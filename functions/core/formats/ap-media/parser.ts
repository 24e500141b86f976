/** AP Media API: the JSON of an item, of a feed's page, or of what AP's agent saves. */
import { isPage, itemOf, membersOf } from './items.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { jsonOf } from '../common/json.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const apMedia: FormatParser = {
  format: 'ap-media',
  recognises: (file) => {
    const json = jsonOf(file);
    return membersOf(json).some((member) => itemOf(member) !== undefined) || isPage(json);
  },
  parse: async (file) => (await reader()).parse(file),
};
