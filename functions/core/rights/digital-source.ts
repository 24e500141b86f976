/** The digital source type: how media were made, by the vocabulary of the IPTC in its present form. */
import type { Article } from '../article/ninjs.ts';
import type { AiInvolvement } from '../article/rights.ts';
import table from './digital-source-types.json' with { type: 'json' };

const SCHEME = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

export interface DigitalSource {
  /** As `article.digitalSourceType` has it; a retired concept as its successor, the old code as `literal`. */
  type: NonNullable<Article['digitalSourceType']>;
  /** null where the vocabulary does not know the value. */
  involvement: AiInvolvement | null;
  /** As written. */
  written: string;
}

interface Entry {
  code: string;
  involvement: AiInvolvement;
  successor?: string;
}

let known: ReadonlyMap<string, Entry> | undefined;

/** A URI of the vocabulary, with or without s, a qcode, or a code; anything else stays as it is. */
export function digitalSourceOf(written: NonNullable<Article['digitalSourceType']>): DigitalSource {
  const value = written.uri ?? written.literal ?? written.name ?? '';
  known ??= new Map((table.types as Entry[]).map((entry) => [entry.code.toLowerCase(), entry]));
  const isOther = written.uri !== undefined && !/digital-?source-?type/i.test(written.uri);
  const entry = isOther ? undefined : known.get((value.trim().split(/[/:#]/).at(-1) ?? '').toLowerCase());
  if (entry === undefined) return { type: written, involvement: null, written: value };
  const { name } = written;
  return {
    type: {
      ...(name === undefined || name === value ? {} : { name }),
      uri: `${SCHEME}${entry.successor ?? entry.code}`,
      ...(entry.successor === undefined ? {} : { literal: entry.code }),
    },
    involvement: entry.involvement,
    written: value,
  };
}
