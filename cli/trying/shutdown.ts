/** npm passes a Ctrl-C on that the terminal has sent to this process already: within this time it is the same one. */
const SAME_REQUEST_MS = 500;

/** Resolves at the first Ctrl-C (or SIGTERM); the next one ends the process at once. */
export function shutdownRequested(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const ask = (): void => {
      const now = performance.now();
      if (asked !== undefined && now - asked > SAME_REQUEST_MS) process.exit(130);
      asked ??= now;
      resolve();
    };
    process.on('SIGINT', ask).on('SIGTERM', ask);
  });
}
