/**
 * Who asks, and what of the wire is for them. One pure function reads it off what the door has checked already (a
 * token, or a signature of AWS); whatever cannot be read leaves less, never more.
 */
import { API_VERSION, type Limits, type Me, type Scope } from './contract.ts';

export const SCOPES = ['wire:read', 'wire:desk', 'wire:operate'] as const satisfies readonly Scope[];

/** Groups of a Cognito pool, and what their members may. */
export const GROUPS = {
  read: ['wire:read'],
  desk: ['wire:read', 'wire:desk'],
  operate: ['wire:read', 'wire:operate'],
} as const satisfies Record<string, readonly Scope[]>;

/** A machine of AWS, as the settings name it. */
export interface Machine {
  /** Of an IAM role or user. */
  readonly arn: string;
  readonly scopes: readonly Scope[];
  /** Ids of agencies; absent: all. */
  readonly providers?: readonly string[];
  /** Absent: none is left out. */
  readonly withoutFlags?: readonly string[];
}

export interface Asker {
  kind: 'person' | 'machine';
  /** The `sub` of the token, or the ARN of a machine as the settings name it. */
  id: string;
  name: string;
  scopes: readonly Scope[];
  limits: Limits;
}

/** Of `requestContext.authorizer` of an HTTP API. */
export interface Authorizer {
  jwt?: { claims?: Readonly<Record<string, unknown>> | null };
  iam?: { userArn?: string | null } | null;
}

export type Asking =
  | { ok: true; asker: Asker }
  /** `nobody`: no proof of who asks (401); `no-scopes`: known, but nothing of the wire is for them (403). */
  | { ok: false; code: 'nobody' | 'no-scopes'; detail: string };

export const NO_LIMITS: Limits = { providers: null, withoutFlags: [] };

/**
 * Who asks, by the context that the door made of a request.
 * @param machines those of the settings
 */
export function askerOf(authorizer: Authorizer | null | undefined, machines: readonly Machine[]): Asking {
  const claims = authorizer?.jwt?.claims ?? undefined;
  if (claims !== undefined) return askerOfClaims(claims);
  const arn = authorizer?.iam?.userArn ?? '';
  if (arn !== '') return askerOfArn(arn, machines);
  return { ok: false, code: 'nobody', detail: 'The request says nothing of who asks.' };
}

/** Whether somebody has a scope. None implies another: groups give all that belongs together. */
export function may({ scopes }: Pick<Asker, 'scopes'>, scope: Scope): boolean {
  return scopes.includes(scope);
}

/** Whether an article is within the limits: the one rule for feed, articles, listings and search. */
export function isWithin(
  { providers, withoutFlags }: Limits,
  article: { provider: string; flags: readonly string[] },
): boolean {
  return (
    (providers === null || providers.includes(article.provider)) &&
    !article.flags.some((flag) => withoutFlags.includes(flag))
  );
}

/** The answer of `GET /v1/me`. */
export function meOf({ id, name, scopes, limits }: Asker, { recalls }: { recalls: boolean }): Me {
  return {
    schemaVersion: API_VERSION,
    id,
    name,
    scopes: [...scopes],
    limits: canonical(limits),
    live: `${LIVE_PREFIX}${encodeRights(limits)}`,
    recalls,
  };
}

export const LIVE_PREFIX = '/v1/live/';

/** A whole path of the live feed, as the edge lets it through: rights with nothing in them to escape, and no more. */
export const LIVE_PATH = /^\/v1\/live\/[\w-]+~\/changes$/;

/** No code of rights begins another one: a signed `/v1/live/<rights>*` is for these rights alone. */
const END = '~';

/** The rights class of a reader as a segment of a path: the same for all that may read the same. */
export function encodeRights(limits: Limits): string {
  const { providers, withoutFlags } = canonical(limits);
  return `${Buffer.from(JSON.stringify([providers, withoutFlags])).toString('base64url')}${END}`;
}

/** The limits that a segment stands for; undefined for whatever `encodeRights` would not have written. */
export function decodeRights(segment: string): Limits | undefined {
  if (!segment.endsWith(END)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(segment.slice(0, -END.length), 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const [providers, withoutFlags] = value as unknown[];
  if (!(providers === null || isTexts(providers)) || !isTexts(withoutFlags)) return undefined;
  const limits = { providers, withoutFlags };
  return encodeRights(limits) === segment ? limits : undefined;
}

function askerOfClaims(claims: Readonly<Record<string, unknown>>): Asking {
  const id = textOf(claims.sub);
  if (id === undefined) return { ok: false, code: 'nobody', detail: 'The token has no "sub".' };
  const scopes = scopesOf(claims);
  if (scopes.length === 0) {
    return { ok: false, code: 'no-scopes', detail: `Neither scopes nor groups of ${id} are of the wire.` };
  }
  const name =
    [claims.name, claims.email, claims['cognito:username'], claims.client_id].map(textOf).find(Boolean) ?? id;
  // A client that has a token for itself is its own subject
  const kind = id === claims.client_id ? 'machine' : 'person';
  return { ok: true, asker: { kind, id, name, scopes, limits: limitsOf(claims) } };
}

/**
 * Cognito writes `wire/read`, others `wire:read`. Of people in a Cognito pool only tokens of identity count, by their
 * groups: an access token of the same person lacks the attributes by which they are limited.
 */
function scopesOf(claims: Readonly<Record<string, unknown>>): Scope[] {
  const lacksAttributes = claims.token_use === 'access' && claims.username !== undefined;
  const told = lacksAttributes ? [] : [claims.scope, claims.scp].flatMap((claim) => listed(claim) ?? []);
  const groups = claims.token_use === 'id' ? (listed(claims['cognito:groups']) ?? []) : [];
  const named = new Set<string>([
    ...told.map((scope) => scope.replace('/', ':')),
    ...groups.flatMap((group) => (isGroup(group) ? GROUPS[group] : [])),
  ]);
  return SCOPES.filter((scope) => named.has(scope));
}

function isGroup(name: string): name is keyof typeof GROUPS {
  return Object.hasOwn(GROUPS, name);
}

/** Where a claim stands under both of its names, both hold. */
function limitsOf(claims: Readonly<Record<string, unknown>>): Limits {
  const both = (name: string) =>
    [claims[name], claims[`custom:${name}`]].filter((claim) => (claim ?? undefined) !== undefined);
  const providers = both('wire_providers')
    .map((claim) => listed(claim) ?? [])
    .reduce<string[] | null>(
      (within, ids) => (within === null ? ids : ids.filter((id) => within.includes(id))),
      null,
    );
  const flags = both('wire_without_flags').map(listed);
  // Flags that cannot be read might be any: then nothing is left
  return flags.includes(undefined)
    ? { providers: [], withoutFlags: [] }
    : canonical({ providers, withoutFlags: flags.flatMap((some) => some ?? []) });
}

function askerOfArn(arn: string, machines: readonly Machine[]): Asking {
  const machine = machines.find((known) => isSame(known.arn, arn));
  if (machine === undefined || machine.scopes.length === 0) {
    return { ok: false, code: 'no-scopes', detail: `The settings name no machine ${arn}.` };
  }
  return {
    ok: true,
    asker: {
      kind: 'machine',
      id: machine.arn,
      name: machine.arn.slice(machine.arn.lastIndexOf('/') + 1),
      scopes: SCOPES.filter((scope) => machine.scopes.includes(scope)),
      limits: canonical({
        providers: machine.providers === undefined ? null : [...machine.providers],
        withoutFlags: [...(machine.withoutFlags ?? [])],
      }),
    },
  };
}

/** Who has assumed a role calls as `sts:…:assumed-role/<name>/<session>`, without the path of the role. */
function isSame(named: string, calling: string): boolean {
  if (named === calling) return true;
  const role = /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/u.exec(named);
  const assumed = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/[^/]+$/u.exec(calling);
  return role !== null && assumed !== null && [1, 2, 3].every((part) => role[part] === assumed[part]);
}

/**
 * The values of a claim. An HTTP API gives lists as `[one two]`, Cognito has attributes of text only: words, with
 * spaces or commas between them. Undefined for what is neither text nor a list of texts.
 */
function listed(claim: unknown): string[] | undefined {
  if (isTexts(claim)) return claim;
  if (typeof claim !== 'string') return undefined;
  return claim
    .replace(/^\[|\]$/gu, '')
    .split(/[\s,]+/u)
    .map((word) => word.replace(/^"|"$/gu, ''))
    .filter((word) => word !== '');
}

function canonical({ providers, withoutFlags }: Limits): Limits {
  return {
    providers: providers === null ? null : sorted(providers),
    withoutFlags: sorted(withoutFlags),
  };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
