/**
 * Who may deliver by mail. A sender's address can be written by anybody, so a mail counts as an agency's only where SES
 * found it proved: by the sending server (SPF), by its signature (DKIM), and that both speak for the address that
 * people see (DMARC). Pure.
 */
import { addressParser } from 'postal-mime';
import type { Register } from '../core/providers/register.ts';

/** What SES says of a mail, as far as it is looked at. */
export interface ReceivedMail {
  /** The header From, as written. */
  from: readonly string[];
  /** The addresses of ours that it was sent to, as the rule has them. */
  recipients: readonly string[];
  verdicts: Readonly<Record<(typeof PROOFS)[number] | 'virus', string>>;
}

export type Gate =
  | { admitted: true; provider: string }
  | {
      admitted: false;
      code: 'unknown-recipient' | 'unknown-sender' | 'unproved' | 'virus';
      /** The agency whose address was written to, if there is one. */
      provider: string | null;
    };

export const PROOFS = ['spf', 'dkim', 'dmarc'] as const;

export function gateOf({ from, recipients, verdicts }: ReceivedMail, providers: Register): Gate {
  const ids = new Set(recipients.map((address) => address.slice(0, address.lastIndexOf('@')).toLowerCase()));
  const [id = '', ...others] = ids;
  const allowed = others.length > 0 ? undefined : providers.find(id)?.access?.mail?.from;
  if (allowed === undefined) return { admitted: false, code: 'unknown-recipient', provider: null };
  const refuse = (code: Extract<Gate, { admitted: false }>['code']): Gate => ({
    admitted: false,
    code,
    provider: id,
  });
  const sender = onlyAddress(from);
  if (sender === undefined || !allowed.some((address) => address.toLowerCase() === sender)) {
    return refuse('unknown-sender');
  }
  if (PROOFS.some((proof) => verdicts[proof] !== 'PASS')) return refuse('unproved');
  // Absent where scanning is off, gray where SES could not scan: only what it found is one
  if (verdicts.virus === 'FAIL') return refuse('virus');
  return { admitted: true, provider: id };
}

/** Mails of several authors are nobody's: readers show one of them, and DMARC may have looked at another. */
function onlyAddress(from: readonly string[]): string | undefined {
  const addresses = from.flatMap((header) => addressParser(header, { flatten: true }));
  const [only, ...others] = addresses;
  return others.length > 0 ? undefined : only?.address?.toLowerCase();
}
