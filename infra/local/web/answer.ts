/** What goes back to whoever asked. */
export interface WebAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  cookies: readonly string[];
  body: Uint8Array;
}

export interface WebRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

/** As API Gateway refuses. */
export function refused(status: number, message: string): WebAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** 304 where the reader has it already. */
export function unlessKnown(answer: WebAnswer, ifNoneMatch: string | undefined): WebAnswer {
  const { etag } = answer.headers;
  if (answer.status !== 200 || etag === undefined || ifNoneMatch === undefined) return answer;
  const plain = (tag: string): string => tag.trim().replace(/^W\//u, '');
  const known = ifNoneMatch.split(',').map(plain);
  return known.includes(plain(etag)) || known.includes('*')
    ? { ...answer, status: 304, body: new Uint8Array() }
    : answer;
}
