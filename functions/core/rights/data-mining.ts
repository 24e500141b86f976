/** Text and data mining: the PLUS vocabulary (`plus:DataMining`, NewsML-G2 `dataMining`), TDM reservations, and words. */
import type { DataMining, DataMiningStatus } from '../article/rights.ts';
import type { ItemRights } from '../article/wire-item.ts';
import { collapse } from '../text/whitespace.ts';
import type { WordsFound } from './forms.ts';

const VOCABULARY = 'http://ns.useplus.org/ldf/vocab/';
const LONGEST = 1000;

/** From the most to the least that is said; the strictest counts. */
const ORDER: readonly DataMiningStatus[] = ['prohibited', 'unknown', 'allowed', 'unspecified'];

interface Statement {
  status: DataMiningStatus;
  uri: string | null;
  constraints: string | undefined;
  field: string;
  text: string;
}

/**
 * What an item says of data mining; undefined where it says nothing.
 * @param words what its texts say of it
 */
export function dataMiningOf(
  fields: NonNullable<ItemRights['dataMining']>,
  words: readonly { found: WordsFound; field: string }[],
): DataMining | undefined {
  const statements = [
    ...fields.map(statementOf),
    ...words.map(({ found, field }): Statement => ({
      status: 'prohibited',
      uri: null,
      constraints: undefined,
      field,
      text: found.evidence,
    })),
  ];
  if (statements.length === 0) return undefined;
  const status = ORDER.find((one) => statements.some((statement) => statement.status === one)) ?? 'unknown';
  const constraints = [...new Set(statements.flatMap(({ constraints: one }) => one ?? []))].join(' ');
  return {
    status,
    uri: statements.find((one) => one.status === status && one.uri !== null)?.uri ?? null,
    constraints: constraints === '' ? null : constraints,
    evidence: statements.map(({ field, text }) => ({ field, text })),
  };
}

function statementOf({
  value,
  constraints,
  field,
}: {
  value: string;
  constraints?: string;
  field: string;
}): Statement {
  const written = collapse(value);
  const code = codeIn(written);
  const more = collapse(constraints ?? '').slice(0, LONGEST);
  return {
    status: statusOf(code, written),
    uri: code === undefined ? null : `${VOCABULARY}${code}`,
    constraints: more === '' ? undefined : more,
    field,
    text: written.slice(0, LONGEST),
  };
}

/** The code at the end of a URI, a qcode or by itself. */
function codeIn(written: string): string | undefined {
  const at = written.toUpperCase().lastIndexOf('DMI-');
  return at < 0 ? undefined : /^DMI-[A-Z-]{1,60}$/.exec(written.slice(at).toUpperCase())?.[0];
}

function statusOf(code: string | undefined, written: string): DataMiningStatus {
  if (code !== undefined) {
    if (code.startsWith('DMI-PROHIBITED')) return 'prohibited';
    if (code === 'DMI-ALLOWED') return 'allowed';
    return code === 'DMI-UNSPECIFIED' ? 'unspecified' : 'unknown';
  }
  // tdm-reservation of the W3C's community group; robots directives; what systems of agencies write
  if (/^(?:0|allowed|permitted|granted|yes|true)$/i.test(written)) return 'allowed';
  return /^(?:1|prohibited|denied|forbidden|reserved|not allowed|no|false|noai|noimageai|disallowed?)$/i.test(
    written,
  )
    ? 'prohibited'
    : 'unknown';
}
