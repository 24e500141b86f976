/**
 * Who looks: OpenID Connect, code flow with PKCE, by `/config.json`; without an issuer there the machine stands for its
 * user. The library is loaded only where somebody signs in.
 */
import type * as OAuth from 'oauth4webapi';

export interface Session {
  /** The value of the header; null where none is asked for. */
  authorization: () => Promise<string | null>;
  /** @returns false: the user has to sign in again */
  renew: () => Promise<boolean>;
  /** Leaves the page, and comes back to what it shows now. */
  signIn: () => Promise<void>;
  /** Whether there is anything to sign in to. */
  canSignIn: boolean;
}

interface Provider {
  issuer: string;
  clientId: string;
  scope: string;
  /** Absent: the issuer is asked. */
  endpoints: { authorize: string; token: string } | null;
  /** Which of the tokens goes to the API. */
  token: 'id' | 'access';
}

interface Tokens {
  bearer: string;
  refresh: string | null;
  /** Epoch milliseconds. */
  until: number;
}

interface Attempt {
  verifier: string;
  state: string;
  /** Where the user was. */
  address: string;
}

const TOKENS = 'newswire.tokens';
const ATTEMPT = 'newswire.sign-in';
/** A token is renewed so long before its end. */
const MARGIN = 60_000;

const NOBODY: Session = {
  authorization: () => Promise.resolve(null),
  renew: () => Promise.resolve(false),
  signIn: () => {
    location.reload();
    return Promise.resolve();
  },
  canSignIn: false,
};

/** @returns null where the browser is on its way to the sign-in */
export async function startSession(): Promise<Session | null> {
  const provider = await configured();
  if (provider === null) return NOBODY;
  const session = sessionOf(provider);
  const query = new URLSearchParams(location.search);
  const attempt = readAttempt();
  if (attempt !== null && query.has('state') && (query.has('code') || query.has('error'))) {
    sessionStorage.removeItem(ATTEMPT);
    const tokens = await exchanged(provider, attempt, query);
    history.replaceState(null, '', attempt.address);
    if (tokens !== null) write(tokens);
    return session;
  }
  if (read() === null) {
    await session.signIn();
    return null;
  }
  return session;
}

function sessionOf(provider: Provider): Session {
  let renewal: Promise<boolean> | null = null;
  const renew = (): Promise<boolean> => {
    renewal ??= renewed(provider).finally(() => (renewal = null));
    return renewal;
  };
  return {
    authorization: async () => {
      const tokens = read();
      if (tokens === null) return null;
      if (tokens.until - MARGIN < Date.now() && tokens.refresh !== null) await renew();
      return `Bearer ${(read() ?? tokens).bearer}`;
    },
    renew,
    signIn: () => leave(provider),
    canSignIn: true,
  };
}

async function configured(): Promise<Provider | null> {
  try {
    const response = await fetch('/config.json', { cache: 'no-cache' });
    if (!response.ok) return null;
    const written: unknown = await response.json();
    if (!isRecord(written) || !isRecord(written.signIn)) return null;
    const { issuer, clientId, scope, endpoints, token } = written.signIn;
    if (typeof issuer !== 'string' || typeof clientId !== 'string') return null;
    return {
      issuer,
      clientId,
      scope: typeof scope === 'string' ? scope : 'openid',
      endpoints: isEndpoints(endpoints) ? endpoints : null,
      token: token === 'id' ? 'id' : 'access',
    };
  } catch {
    // The API will say whether it wants to know who asks
    return null;
  }
}

async function serverOf(
  oauth: typeof OAuth,
  { issuer, clientId, endpoints }: Provider,
): Promise<{ server: OAuth.AuthorizationServer; client: OAuth.Client }> {
  const client = { client_id: clientId };
  if (endpoints !== null) {
    const { authorize, token } = endpoints;
    return { server: { issuer, authorization_endpoint: authorize, token_endpoint: token }, client };
  }
  const url = new URL(issuer);
  return { server: await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url)), client };
}

async function leave(provider: Provider): Promise<void> {
  const oauth = await import('oauth4webapi');
  const { server } = await serverOf(oauth, provider);
  const attempt: Attempt = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    address: `${location.pathname}${location.search}`,
  };
  sessionStorage.setItem(ATTEMPT, JSON.stringify(attempt));
  const url = new URL(server.authorization_endpoint ?? provider.issuer);
  const parameters = {
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: provider.scope,
    state: attempt.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  location.assign(url);
}

async function exchanged(
  provider: Provider,
  { verifier, state }: Attempt,
  query: URLSearchParams,
): Promise<Tokens | null> {
  const oauth = await import('oauth4webapi');
  try {
    const { server, client } = await serverOf(oauth, provider);
    const parameters = oauth.validateAuthResponse(server, client, query, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      redirectUri(),
      verifier,
    );
    return tokensOf(provider, await oauth.processAuthorizationCodeResponse(server, client, response), null);
  } catch {
    return null;
  }
}

async function renewed(provider: Provider): Promise<boolean> {
  const refresh = read()?.refresh ?? null;
  if (refresh === null) return false;
  const oauth = await import('oauth4webapi');
  try {
    const { server, client } = await serverOf(oauth, provider);
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh);
    write(tokensOf(provider, await oauth.processRefreshTokenResponse(server, client, response), refresh));
    return true;
  } catch {
    return false;
  }
}

function tokensOf(
  { token }: Provider,
  response: OAuth.TokenEndpointResponse,
  refresh: string | null,
): Tokens {
  return {
    bearer: token === 'id' ? (response.id_token ?? response.access_token) : response.access_token,
    refresh: response.refresh_token ?? refresh,
    until: Date.now() + (response.expires_in ?? 3600) * 1000,
  };
}

function redirectUri(): string {
  return `${location.origin}/`;
}

function write(tokens: Tokens): void {
  sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
}

function read(): Tokens | null {
  const value = stored(TOKENS);
  if (value === null || typeof value.bearer !== 'string' || typeof value.until !== 'number') return null;
  const refresh = typeof value.refresh === 'string' ? value.refresh : null;
  return { bearer: value.bearer, until: value.until, refresh };
}

function readAttempt(): Attempt | null {
  const value = stored(ATTEMPT);
  if (value === null) return null;
  const { verifier, state, address } = value;
  return typeof verifier === 'string' && typeof state === 'string' && typeof address === 'string'
    ? { verifier, state, address }
    : null;
}

function stored(key: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isEndpoints(value: unknown): value is { authorize: string; token: string } {
  return isRecord(value) && typeof value.authorize === 'string' && typeof value.token === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
