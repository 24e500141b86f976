/** ANPA 1312 (1979), the wire protocol of American agencies, in the dialects of AP and Kyodo. */
import { withControlMarks } from '../common/control-marks.ts';
import { headerOf } from './header.ts';
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const anpa1312: FormatParser = {
  format: 'anpa1312',
  recognises: (file) =>
    file.family === 'text' && headerOf(withControlMarks(file.text.slice(0, 400))) !== undefined,
  parse: async (file, context) => (await reader()).parse(file, context),
};
