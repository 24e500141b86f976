/**
 * The cookies with which the edge lets a reader poll `/v1/live/<rights>`: a policy of CloudFront for that path alone,
 * signed with the key of the stage. The name of the site is written out: a wildcard before the path would take the rest
 * of some other path for it.
 */
import { createSign } from 'node:crypto';
import { LIVE_PREFIX } from '../../core/feed/rights.ts';
import { ON_OWN_MACHINE } from './settings.ts';

export interface LiveDoor {
  /** Name of the site, with a port where it has one. */
  host: string;
  /** Id of the public key in CloudFront. */
  keyId: string;
  /** PEM; asked for when a reader first asks who they are. */
  privateKey: () => Promise<string>;
}

/** Seconds for which cookies open the live feed; then the page asks `GET /v1/me` again, and rights may have changed. */
export const LIVE_SECONDS = 3600;

/**
 * Values of `Set-Cookie`.
 * @param rights as `encodeRights` writes them
 * @param now epoch milliseconds
 */
export async function liveCookies(
  { host, keyId, privateKey }: LiveDoor,
  rights: string,
  now: number,
): Promise<string[]> {
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: `https://${host}${LIVE_PREFIX}${rights}*`,
        Condition: { DateLessThan: { 'AWS:EpochTime': Math.floor(now / 1000) + LIVE_SECONDS } },
      },
    ],
  });
  // SHA-1 is what CloudFront takes for RSA
  const signature = createSign('RSA-SHA1')
    .update(policy)
    .sign(await privateKey());
  const attributes = `Path=${LIVE_PREFIX}; Max-Age=${LIVE_SECONDS}; Secure; HttpOnly; SameSite=Strict`;
  return [
    ['CloudFront-Policy', inCookie(Buffer.from(policy))],
    ['CloudFront-Signature', inCookie(signature)],
    ['CloudFront-Key-Pair-Id', keyId],
  ].map(([name, value]) => `${name}=${value}; ${attributes}`);
}

/**
 * As the template tells it: LIVE_HOST, LIVE_KEY_ID, LIVE_KEY_PARAMETER. Undefined where the function has no part in it.
 * The local stack has no Parameter Store: it hands the key itself over, which no template does.
 */
export function liveDoorOf(environment: Readonly<Record<string, string | undefined>>): LiveDoor | undefined {
  const {
    LIVE_HOST: host,
    LIVE_KEY_ID: keyId,
    LIVE_KEY_PARAMETER: parameter,
    [ON_OWN_MACHINE]: own,
  } = environment;
  if (host === undefined || keyId === undefined || parameter === undefined) return undefined;
  const handed = own === 'true' ? environment[LIVE_KEY] : undefined;
  let key: Promise<string> | undefined;
  const load = (): Promise<string> =>
    (key ??= (handed === undefined ? fromParameterStore(parameter) : Promise.resolve(handed)).catch(
      (error: unknown) => {
        key = undefined;
        throw error;
      },
    ));
  return { host, keyId, privateKey: load };
}

/** Set by the local stack alone. */
export const LIVE_KEY = 'NEWSWIRE_LIVE_KEY';

async function fromParameterStore(name: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const client = new SSMClient({ maxAttempts: 3 });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  if (Parameter?.Value === undefined) throw new Error(`${name} of the Parameter Store is empty`);
  return Parameter.Value;
}

/** Base 64 with the three characters replaced that cookies cannot carry. */
function inCookie(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
}
