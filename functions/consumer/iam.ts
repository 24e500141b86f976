/** `newswire-ingest/consumer/iam`: calls signed by IAM, for machines; needs `@smithy/signature-v4`, as every SDK client does. */
import { createHash, createHmac, type Hash } from 'node:crypto';
import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';

export interface IamOptions {
  /** Of the API. */
  region: string;
  /** Such as those of an SDK client: `client.config.credentials`. */
  credentials: SignatureV4Init['credentials'];
  /** Absent: the one of the platform. */
  fetch?: typeof fetch;
  /** Absent: that of API Gateway. */
  service?: string;
}

/** A `fetch` for a FeedClient with `url: '<origin>/machine'`. */
export function iamFetch(options: IamOptions): typeof fetch {
  const { region, credentials, fetch: send = fetch, service = 'execute-api' } = options;
  const signer = new SignatureV4({ region, credentials, service, sha256: Sha256 });
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { method = 'GET', body } = init;
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: queryOf(url),
      headers: { ...Object.fromEntries(new Headers(init.headers)), host: url.host },
      ...(typeof body === 'string' ? { body } : {}),
    });
    const { host: _host, ...headers } = signed.headers;
    return send(url, { ...init, headers });
  };
}

function queryOf(url: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  return query;
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** As the signer asks for it. */
class Sha256 {
  readonly #secret: Uint8Array | string | undefined;
  #hash: Hash | ReturnType<typeof createHmac>;

  constructor(secret?: Bytes) {
    this.#secret = secret === undefined ? undefined : bytesOf(secret);
    this.#hash = this.#begun();
  }

  update(chunk: Bytes): void {
    this.#hash.update(bytesOf(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    this.#hash = this.#begun();
  }

  #begun(): Hash | ReturnType<typeof createHmac> {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function bytesOf(value: Bytes): Uint8Array | string {
  if (typeof value === 'string') return value;
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}
