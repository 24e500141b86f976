/** A deliberate fault: a change of one place in the source, made while it is loaded and nowhere else. */
export interface Mutant {
  name: string;
  /** Path in the repository. */
  file: string;
  /** Stands in the file exactly once. */
  needle: string;
  replacement: string;
}

export class MutantError extends Error {
  override readonly name = 'MutantError';
  readonly code = 'mutant';
}

/** @throws MutantError where the needle stands nowhere, or more than once: the source has moved on */
export function mutated(source: string, { name, file, needle, replacement }: Mutant): string {
  const parts = source.split(needle);
  if (parts.length !== 2) {
    throw new MutantError(`${name}: the needle stands ${parts.length - 1} times in ${file}, and should once`);
  }
  return parts.join(replacement);
}
