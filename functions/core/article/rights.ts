/** How an item may be used and what made it, as its agency says: the types of `wire.rights`. */
import type { Instant, Uri } from './ninjs.ts';

/**
 * What a restriction forbids or asks for. `scope` says of what: the medium, the country (ISO 3166-1 alpha-2), who is to
 * be credited.
 */
export type RestrictionKind =
  | 'medium-out'
  | 'medium-only'
  | 'territory-out'
  | 'territory-only'
  | 'recipient-out'
  | 'recipient-only'
  | 'audience-out'
  | 'no-archive'
  | 'no-sales'
  | 'no-commercial'
  | 'no-alteration'
  | 'editorial-only'
  | 'private-only'
  | 'context-only'
  | 'limited-time'
  | 'mandatory-credit'
  | 'consent'
  | 'fee'
  | 'not-for-publication'
  | 'other';

/** Where something of the rights stands: a field of the record (`edNotes[0]`) or of the source, and the words there. */
export interface RightsEvidence {
  field: string;
  text: string;
}

export interface Restriction {
  kind: RestrictionKind;
  /** null where it is without one: for everybody, everywhere. */
  scope: string | null;
  /** As written. */
  text: string;
  evidence: RightsEvidence;
}

/** `unknown`: it says something that nobody knows; treat it as prohibited until a person has read the evidence. */
export type DataMiningStatus = 'allowed' | 'prohibited' | 'unspecified' | 'unknown';

/** Text and data mining, training of models: what the rights holder says of it. */
export interface DataMining {
  status: DataMiningStatus;
  /** The concept of the PLUS vocabulary, where one is named: it says for what (training, all but search engines). */
  uri: Uri | null;
  /** Further conditions in words. */
  constraints: string | null;
  evidence: RightsEvidence[];
}

/**
 * generated: made by a trained model. edited: a model changed it. partly: made of parts, some by a model.
 * algorithmic: made or changed by software that was not trained. none: said to be without. unknown: a system is named
 * and nothing else.
 */
export type AiInvolvement = 'generated' | 'edited' | 'partly' | 'algorithmic' | 'none' | 'unknown';

export interface AiSystem {
  name: string;
  version: string | null;
  provider: string | null;
  uri: string | null;
}

export interface AiUse {
  involvement: AiInvolvement;
  /** Of the IPTC vocabulary; a retired concept as its successor, with the old one among the evidence. */
  digitalSourceType: Uri | null;
  systems: AiSystem[];
  prompt: string | null;
  promptWriter: string | null;
  evidence: RightsEvidence[];
}

/**
 * valid: the manifest is whole, its signature is that of its certificate, and the picture is the one that was signed.
 * invalid: one of these fails; `problems` says which. unchecked: it could not be told.
 */
export type CredentialsValidity = 'valid' | 'invalid' | 'unchecked';

/**
 * Content Credentials (C2PA) of a picture: absent where there are none. Whether its signer is somebody to trust no
 * list says here: that is for people, by name and issuer.
 */
export interface ContentCredentials {
  validity: CredentialsValidity;
  signer: { name: string | null; organisation: string | null; issuer: string | null } | null;
  /** By the time stamp of an authority; null without one. */
  signed: Instant | null;
  /** The program that made the claim. */
  generator: string | null;
  /** Status codes of C2PA, or what kept the manifest from being read. */
  problems: string[];
}

export interface Rights {
  dataMining?: DataMining;
  ai?: AiUse;
  credentials?: ContentCredentials;
  /** Those of associated media name them in their evidence (`associations[0].caption`). */
  restrictions: Restriction[];
}
