/** Fingerpost's "GOA-WIRES-NINJS": many agencies' wires in one flat JSON shape that is not ninjs, at times not even JSON. */
import { BROKEN, isHeartbeat, isItem, membersOf } from './items.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { jsonOf } from '../common/json.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const fingerpost: FormatParser = {
  format: 'fingerpost',
  recognises: (file) => {
    if (file.family !== 'json') return false;
    const json = jsonOf(file);
    return json === undefined ? BROKEN.test(file.text) : membersOf(json).some(isItem) || isHeartbeat(json);
  },
  isSignOfLife: (file) => isHeartbeat(jsonOf(file)),
  parse: async (file) => (await reader()).parse(file),
};
