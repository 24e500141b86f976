/** The register of providers: who may deliver. It is made from the settings and passed to whoever asks it. */
import type { Provider } from './agency.ts';

export const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

/** Deliveries lie under this prefix of the inbox bucket: incoming/<provider>/<any name>. */
export const INBOX_PREFIX = 'incoming/';

/** What became of them is told under this prefix of the same bucket: receipts/<provider>/<the same name>.json. */
export const RECEIPTS_PREFIX = 'receipts/';

export interface Register {
  /** All providers, in the order of the settings. */
  all: () => readonly Provider[];
  /** The entry of an id, or undefined. */
  find: (id: string) => Provider | undefined;
}

/** @param providers checked entries: each id once */
export function registerOf(providers: readonly Provider[]): Register {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return { all: () => providers, find: (id) => byId.get(id) };
}

/** The provider id that an S3 key belongs to: its second segment, whether the register knows it or not. */
export function providerOfKey(key: string): string | undefined {
  if (!key.startsWith(INBOX_PREFIX)) return undefined;
  const id = key.slice(INBOX_PREFIX.length).split('/', 1)[0];
  return id === undefined || id === '' || !key.slice(INBOX_PREFIX.length + id.length).startsWith('/')
    ? undefined
    : id;
}

/** What the functions know of an entry: nothing of keys and roles, so that a new one is no new code. */
export function knownToFunctions({ writers: _writers, access = {}, ...entry }: Provider): Provider {
  const { feeds, mail, receipts } = access;
  const known = {
    ...(receipts === undefined ? {} : { receipts }),
    ...(feeds === undefined ? {} : { feeds }),
    ...(mail === undefined ? {} : { mail }),
  };
  return Object.keys(known).length === 0 ? entry : { ...entry, access: known };
}

/** Transfer Family asks for three characters, and the ids of some agencies have two. */
export function sftpUserOf(id: string): string {
  return `agency-${id}`;
}
