/** As it can be pasted into a shell. */
export function shellWord(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** How this command is called: from the repository, or from the package. */
export function ourName(): string {
  return process.argv[1]?.endsWith('.ts') === true ? 'npm run -s wire --' : 'npx wire';
}
