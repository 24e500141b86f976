/** "ALERTE", "RECTIFICATIF 2", "=URGENTE=": a line above a headline that says what kind of message follows. Data: take-lines.json. */
import type { Signal } from '../../article/record.ts';
import table from './take-lines.json' with { type: 'json' };

const SIGNALS = ['alert', 'correction', 'update', 'resend'] as const satisfies readonly Signal[];
const LINES = new Map(SIGNALS.flatMap((signal) => table[signal].map((line) => [line, signal] as const)));

/** The signal that the whole of a line is, whatever signs and numbers stand beside it. */
export function signalOfLine(line: string): (typeof SIGNALS)[number] | undefined {
  return LINES.get((line.toLowerCase().match(/[\p{L}']+/gu) ?? []).join(' '));
}
