/** Calls of services of AWS that have no client here: signed with what a client of the SDK knows already. */
import type { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

export type SignedFetch = (
  url: string,
  request: { method: string; body?: string; type?: string; signal?: AbortSignal },
) => Promise<Response>;

/** @param service as it stands in signatures, such as `aoss` */
export function signedFetch(service: string, { config }: Pick<S3Client, 'config'>): SignedFetch {
  const { region, credentials, sha256 } = config;
  const signer = new SignatureV4({ service, region, credentials, sha256 });
  return async (url, { method, body, type = 'application/json', signal }) => {
    const { protocol, hostname, port, host, pathname } = new URL(url);
    const signed = await signer.sign({
      method,
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: pathname,
      // `content-length` is none of it: OpenSearch Serverless refuses a signature with it
      headers: { host, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    const { host: _host, ...headers } = signed.headers;
    return fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  };
}
