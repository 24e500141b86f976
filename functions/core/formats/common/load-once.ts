/**
 * A module that is loaded when it is first asked for. `import()` keeps it, too, but looks for it again each time, which takes
 * a twentieth of all that is done with a short item.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
