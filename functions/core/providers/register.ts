/**
 * The register of providers: who may deliver, where, and what their files cannot tell by themselves.
 * infra/ reads it for access and alarms, functions/ for parsing. Adding an agency is one entry here.
 */

export type EmbargoPolicy =
  /** Embargoed items wait for their time; one without a readable time waits for an operator. */
  | 'hold'
  /** As hold, but a free-text embargo alone (no time that a machine can trust) only warns. */
  | 'hold-structured';

export type IdentityPolicy =
  /** An id is believed: what comes under a known one is a version of that article, and the operators hear of one that
   * has nothing in common with it. */
  | 'trust'
  /** For agencies that use an id again: a text that has nothing in common with the article of its id is a new one. */
  | 'new-article';

export interface Provider {
  /** Lower case, digits and hyphens; the S3 prefix is incoming/<id>/. */
  id: string;
  name: string;
  /** IANA zone of the local times in its files. */
  zone?: string;
  /** BCP 47: used where a file does not say its language. */
  language?: string;
  /** Bytes a file may have; larger ones are refused before they are read. */
  maxBytes?: number;
  embargo?: EmbargoPolicy;
  /** Absent: trust. Ends of publication always count for the article of their id. */
  identity?: IdentityPolicy;
  /** Minutes without a delivery after which the operators are told; absent: never. */
  silenceMinutes?: number;
  /** IAM principals that may put files under its prefix. */
  writers?: readonly string[];
}

export const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

const PROVIDERS: readonly Provider[] = [
  // The invented agencies of events/wires
  { id: 'aurora', name: 'Aurora News Agency', zone: 'Europe/Oslo', language: 'en' },
  { id: 'borealis', name: 'Borealis Presse', zone: 'Europe/Berlin', language: 'de' },
  { id: 'cascade', name: 'Cascade Wire Service', zone: 'America/Vancouver', language: 'en' },
  { id: 'delta', name: 'Agence Delta', zone: 'Europe/Paris', language: 'fr' },
  { id: 'evergreen', name: 'Evergreen Gazette', zone: 'UTC', language: 'en' },

  // Files of nobody in particular: what a feed is tried under before it has an entry (`wire normalize`, `wire ingest`)
  { id: 'unassigned', name: 'Unassigned' },

  // Agencies of the world, with the zones that their feeds use
  { id: 'aap', name: 'Australian Associated Press', zone: 'Australia/Sydney', language: 'en' },
  { id: 'afp', name: 'Agence France-Presse', zone: 'UTC' },
  { id: 'ansa', name: 'ANSA', zone: 'Europe/Rome', language: 'it' },
  { id: 'ap', name: 'The Associated Press', zone: 'UTC', language: 'en' },
  { id: 'belga', name: 'Belga', zone: 'Europe/Brussels' },
  { id: 'cp', name: 'The Canadian Press', zone: 'America/Toronto', language: 'en' },
  { id: 'dpa', name: 'Deutsche Presse-Agentur', zone: 'Europe/Berlin' },
  { id: 'efe', name: 'EFE', zone: 'Europe/Madrid', language: 'es' },
  { id: 'kyodo', name: 'Kyodo News', zone: 'Asia/Tokyo' },
  { id: 'ntb', name: 'NTB', zone: 'Europe/Oslo', language: 'nb' },
  { id: 'pa', name: 'PA Media', zone: 'Europe/London', language: 'en' },
  { id: 'reuters', name: 'Reuters', zone: 'UTC' },
  { id: 'ritzau', name: 'Ritzau', zone: 'Europe/Copenhagen', language: 'da' },
  { id: 'stt', name: 'STT', zone: 'Europe/Helsinki', language: 'fi' },
  { id: 'tass', name: 'TASS', zone: 'Europe/Moscow' },
  { id: 'tt', name: 'TT', zone: 'Europe/Stockholm', language: 'sv' },
];

/** Deliveries lie under this prefix of the inbox bucket: incoming/<provider>/<any name>. */
export const INBOX_PREFIX = 'incoming/';

const byId = new Map(PROVIDERS.map((provider) => [provider.id, provider]));

/** All providers, in the order of the register. */
export function allProviders(): readonly Provider[] {
  return PROVIDERS;
}

/** The entry of an id, or undefined. */
export function findProvider(id: string): Provider | undefined {
  return byId.get(id);
}

/** The provider id that an S3 key belongs to: its second segment, whether the register knows it or not. */
export function providerOfKey(key: string): string | undefined {
  if (!key.startsWith(INBOX_PREFIX)) return undefined;
  const id = key.slice(INBOX_PREFIX.length).split('/', 1)[0];
  return id === undefined || id === '' || !key.slice(INBOX_PREFIX.length + id.length).startsWith('/')
    ? undefined
    : id;
}
