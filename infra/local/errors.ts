/**
 * The template asks for something that this stack does not have. Thrown at start, never later, and always with the
 * logical id: a local stack that leaves something out in silence is worse than none.
 */
export class UnsupportedByLocalStackError extends Error {
  override readonly name = 'UnsupportedByLocalStackError';
  readonly logicalId: string;

  constructor(logicalId: string, what: string) {
    super(`${logicalId}: ${what} is not supported by the local stack (see infra/local/README.md)`);
    this.logicalId = logicalId;
  }
}
