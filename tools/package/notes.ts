/** The section of a version in a changelog, without its heading; undefined where there is none. */
export function notesOf(changelog: string, version: string): string | undefined {
  const section = changelog
    .split(/^## /mu)
    .find((part) => part.startsWith(`[${version}]`) || part.startsWith(`${version} `));
  const text = section?.slice(section.indexOf('\n')).trim();
  return text === '' ? undefined : text;
}
