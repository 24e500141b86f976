/** What the register says of one agency or service, and how much a name of it proves. */

export type AgencyKind = 'wire' | 'photo' | 'pressrelease' | 'publisher' | 'redistributor';

/**
 * What it takes for a name in running text to be a source.
 * - sure: the name means nothing else; "X said" is enough
 * - fair: it seldom means something else; "X reported" is enough, "X said" is not
 * - risky: it often means something else (a party, a state, a given name): only "told X", "according to X" or the
 *   words "news agency" beside it
 * - slot: a word or an abbreviation of everyday use: only in credits, bylines and datelines, or beside "news agency"
 */
export type Trust = 'sure' | 'fair' | 'risky' | 'slot';

export interface Agency {
  /** Lower case, digits and hyphens; never changes: tables, filters and invoices refer to it. */
  id: string;
  /** Its full name; as sure as a name can be, unless names.json has it, too. */
  name: string;
  kind: AgencyKind;
  /** ISO 3166-1 alpha-2 of its seat. */
  country: string;
  /** Languages it reports in: they decide between agencies with the same short name. */
  languages: readonly string[];
  /** Its code in the IPTC NewsCodes newsprovider, where known. */
  newsProvider?: string;
  /** Its item in Wikidata, where known. */
  wikidata?: string;
  /** First and last year of its news, of those that archives alone have. */
  years?: readonly [number, number];
  /** No longer at work: read in archives. */
  ended?: true;
}
