/** What a newsroom acts on: the closed vocabulary of the attribute and filter `flags`. */
import type { Signal, Wire } from './record.ts';
import type { Restriction, RestrictionKind } from './rights.ts';

/** Signals that are flags. */
const SIGNALS = [
  'kill',
  'kill-notice',
  'correction',
  'alert',
  'advisory',
  'embargo-lifted',
  'reinstated',
  'resend',
  'test',
] as const satisfies readonly Signal[];

/** What follows from the rights of an item, and from how it came. */
const OTHERS = [
  'truncated',
  'restricted',
  'no-online',
  'no-print',
  'no-broadcast',
  'no-archive',
  'no-sales',
  'no-commercial',
  'editorial-only',
  'territorial',
  'mandatory-credit',
  'not-for-publication',
  'ai',
  'data-mining-prohibited',
] as const;

export type Flag = (typeof SIGNALS)[number] | (typeof OTHERS)[number];

export const FLAGS: ReadonlySet<Flag> = new Set<Flag>([...SIGNALS, ...OTHERS]);

const OF_KIND: Readonly<Partial<Record<RestrictionKind, Flag>>> = {
  'territory-out': 'territorial',
  'territory-only': 'territorial',
  'no-archive': 'no-archive',
  'no-sales': 'no-sales',
  'no-commercial': 'no-commercial',
  'editorial-only': 'editorial-only',
  'mandatory-credit': 'mandatory-credit',
  'not-for-publication': 'not-for-publication',
};

const OF_MEDIUM: Readonly<Partial<Record<string, Flag>>> = {
  online: 'no-online',
  mobile: 'no-online',
  social: 'no-online',
  print: 'no-print',
  newspapers: 'no-print',
  magazines: 'no-print',
  broadcast: 'no-broadcast',
  television: 'no-broadcast',
  radio: 'no-broadcast',
};

/** The flags of an item, each once, in the order of the vocabulary. */
export function flagsOf({
  signals,
  rights,
  warnings,
}: Pick<Wire, 'signals' | 'rights' | 'warnings'>): Flag[] {
  const found = new Set<string>(signals);
  if (warnings.some(({ code }) => code === 'truncated')) found.add('truncated');
  if (rights !== undefined) {
    const { ai, dataMining, restrictions } = rights;
    for (const one of restrictions) for (const flag of flagsOfRestriction(one)) found.add(flag);
    if (ai !== undefined && /^(?:generated|edited|partly)$/.test(ai.involvement)) found.add('ai');
    if (dataMining?.status === 'prohibited') found.add('data-mining-prohibited');
  }
  return [...FLAGS].filter((flag) => found.has(flag));
}

/** A picture's restrictions are not the story's: they stand in `wire.rights` alone. */
function flagsOfRestriction({ kind, scope, evidence }: Restriction): Flag[] {
  if (evidence.field.startsWith('associations[')) return [];
  const own = kind === 'medium-out' ? OF_MEDIUM[scope ?? ''] : OF_KIND[kind];
  // a credit is owed for nearly every picture: by itself it restricts nothing
  return [
    ...(kind === 'mandatory-credit' ? [] : ['restricted' as const]),
    ...(own === undefined ? [] : [own]),
  ];
}
