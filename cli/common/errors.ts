/** What the user can mend: its message is all that is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'wrong-usage';
}
