/** dpa digitalwires: one entry of dpa's JSON feeds, as file or in the pages of its wireq API. */
import { entriesOf, isEntry } from './items.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { jsonOf } from '../common/json.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const dpaDigitalwires: FormatParser = {
  format: 'dpa-digitalwires',
  recognises: (file) => entriesOf(jsonOf(file)).some(isEntry),
  parse: async (file) => (await reader()).parse(file),
};
