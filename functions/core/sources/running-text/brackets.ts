/** A name alone in brackets behind a full stop: "Paris, 9. März. (Havas.) Die Kammer ...", "... depuis dimanche. (AFP)". */
import type { Trust } from '../../agencies/agency.ts';
import type { Reading } from './reading.ts';

/** What may stand in the brackets beside the name. */
const BEFORE =
  /(?:^|[.!?…:—–”"»])\s?\((?:(?:de |par )?(?:l')?(?:ag|agence|agentur|agenzia|agencia|tel|dép)\.?\s)?$/iu;
const AFTER = /^\.?\)/u;

/** Names of people, too, that old newspapers took for agencies; others are written in capitals. */
const OLD = /^(?:Reuter|Rcuter|Reutcr|Wolff|Stefani|Havas|Hayas|Ilavas|Havaß)$/u;

const REACH = 24;

/** The name as the credit of what stands around it, or undefined. */
export function creditInBrackets(
  text: string,
  { start, end }: { start: number; end: number },
  trust: Trust,
): Reading | undefined {
  const ahead = text.slice(Math.max(0, start - REACH), start).replaceAll('’', "'");
  const open = ahead.lastIndexOf('(');
  if (open < 0 || !BEFORE.test(ahead) || !AFTER.test(text.slice(end, end + 2))) return undefined;
  const name = text.slice(start, end);
  if (trust === 'slot' && !OLD.test(name) && name !== name.toUpperCase()) return undefined;
  const from = start - (ahead.length - open);
  return { kind: 'credit', from, to: text.indexOf(')', end) + 1, confidence: trust === 'slot' ? 0.8 : 0.9 };
}
