/** ZCZC texts: messages between "ZCZC" and "NNNN", in the dialects that are still sent. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { hasFrame } from './messages.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const zczc: FormatParser = {
  format: 'zczc',
  recognises: (file) => file.family === 'text' && hasFrame(file.text),
  parse: async (file, context) => (await reader()).parse(file, context),
};
