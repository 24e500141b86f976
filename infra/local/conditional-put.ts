/** Conditions of a PUT, which fauxqs passes over: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */

/** What S3 answers where the condition does not hold. */
export interface Failed {
  status: 404 | 412;
  code: 'NoSuchKey' | 'PreconditionFailed';
}

type Headers = Readonly<Record<string, unknown>>;

export function isConditional(headers: Headers): boolean {
  return headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
}

/** @param eTag of what is there; undefined where nothing is */
export function failedCondition(headers: Headers, eTag: string | undefined): Failed | undefined {
  const { 'if-match': wanted, 'if-none-match': unwanted } = headers;
  if (unwanted !== undefined && eTag !== undefined) return { status: 412, code: 'PreconditionFailed' };
  if (wanted === undefined) return undefined;
  if (eTag === undefined) return { status: 404, code: 'NoSuchKey' };
  const plain = (tag: unknown): string => String(tag).replaceAll('"', '');
  return plain(wanted) === plain(eTag) ? undefined : { status: 412, code: 'PreconditionFailed' };
}
