/** What a consumer cannot go on with now; the message, or the call, comes again. */
export class ConsumerError extends Error {
  override readonly name = 'ConsumerError';
  /** busy, lease-lost, claim-check, feed, owed */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a consumer gets over by itself, and somebody should hear of. */
export interface Problem {
  code: 'invalid' | 'failed' | 'not-acknowledged' | 'feed' | 'cursor-expired';
  message: string;
  error?: unknown;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
