/** How an article may be used, in words for whoever is about to use it. */
import type { AiUse, ContentCredentials, Restriction, Rights } from '../../functions/core/article/rights.ts';

export interface RightsLine {
  /** What it is about. */
  label: string;
  text: string;
  /** Restrictions on the story itself. */
  grave: boolean;
}

const LABELS: Readonly<Record<Restriction['kind'], string>> = {
  'medium-out': 'Not for',
  'medium-only': 'Only for',
  'territory-out': 'Not in',
  'territory-only': 'Only in',
  'recipient-out': 'Not for',
  'recipient-only': 'Only for',
  'audience-out': 'Not for',
  'no-archive': 'Not for archives',
  'no-sales': 'Not for resale',
  'no-commercial': 'Not for commercial use',
  'no-alteration': 'Not to be altered',
  'editorial-only': 'Editorial use only',
  'private-only': 'Private use only',
  'context-only': 'In its context only',
  'limited-time': 'For a limited time',
  'mandatory-credit': 'Credit',
  consent: 'Asks for consent',
  fee: 'Costs a fee',
  'not-for-publication': 'Not for publication',
  other: 'Restricted',
};

const INVOLVEMENTS: Readonly<Record<AiUse['involvement'], string | undefined>> = {
  generated: 'Made by a trained model',
  edited: 'Changed by a trained model',
  partly: 'Made in part by a trained model',
  algorithmic: 'Made or changed by software',
  none: 'Made without a trained model',
  unknown: 'A system is named',
};

const CREDENTIALS: Readonly<Record<ContentCredentials['validity'], string>> = {
  valid: 'Signed, and as it was signed',
  invalid: 'Signed, and NOT as it was signed',
  unchecked: 'Signed, could not be checked',
};

/** Restrictions first, those of the story before those of its pictures; then who made it and what machines may do. */
export function rightsOf({ restrictions, ai, dataMining, credentials }: Rights): RightsLine[] {
  const own = restrictions.filter((one) => !isOfMedia(one));
  const lines = [...own, ...restrictions.filter(isOfMedia)].map((one) => ({
    label: isOfMedia(one) ? `Picture: ${labelOf(one).toLowerCase()}` : labelOf(one),
    text: one.text,
    grave: !isOfMedia(one) && one.kind !== 'mandatory-credit',
  }));
  const made = ai === undefined ? undefined : INVOLVEMENTS[ai.involvement];
  const systems = (ai?.systems ?? []).map(({ name }) => name).join(', ');
  if (made !== undefined) lines.push({ label: 'AI', text: joined(made, systems), grave: false });
  if (dataMining !== undefined && dataMining.status !== 'unspecified') {
    const text = joined(`Text and data mining: ${dataMining.status}`, dataMining.constraints ?? '');
    lines.push({ label: 'Machines', text, grave: false });
  }
  if (credentials !== undefined) {
    const { signer, validity } = credentials;
    const who = [signer?.organisation ?? signer?.name, signer?.issuer].filter(
      (part) => typeof part === 'string',
    );
    lines.push({ label: 'Signature', text: joined(CREDENTIALS[validity], who.join(', by ')), grave: false });
  }
  return lines.filter(
    ({ label, text }, index) =>
      lines.findIndex((other) => other.label === label && other.text === text) === index,
  );
}

/** `Not for online`, `Only in DE`, `Credit`: the kind, and of what. */
function labelOf({ kind, scope }: Restriction): string {
  return scope === null || kind === 'mandatory-credit' ? LABELS[kind] : `${LABELS[kind]} ${scope}`;
}

function isOfMedia({ evidence }: Restriction): boolean {
  return evidence.field.startsWith('associations[');
}

function joined(what: string, detail: string): string {
  return detail === '' ? what : `${what} (${detail})`;
}
