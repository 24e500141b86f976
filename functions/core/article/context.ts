/** What is known of an item besides the item: its provider's settings, its file, and when that was received. */
import type { EmbargoPolicy, TruncatedPolicy, WordsPolicy } from '../providers/agency.ts';
import type { RawReference, Warning, WireFormat } from './record.ts';

export interface NormaliseContext {
  /** Id of the register entry that delivered the file. */
  provider: string;
  zone?: string;
  language?: string;
  /** Asked where neither item nor feed names a language and everyday words do not tell it. */
  languageOfShort?: (text: string) => string | undefined;
  embargo?: EmbargoPolicy;
  killsInWords?: WordsPolicy;
  truncated?: TruncatedPolicy;
  /** Rights in words, for items that state none. */
  restrictions?: string;
  /** When the file was received, epoch milliseconds: only bounds dates, never part of an identity. */
  received: number;
  format: WireFormat;
  itemIndex: number;
  itemCount: number;
  raw: RawReference;
  /** What was noticed about the file as a whole; stands on each of its records. */
  fileWarnings: readonly Warning[];
}
