/**
 * The object without its undefined properties and empty lists: what a source does not say is absent.
 * @returns the object itself where it has none
 */
export function filled(properties: object): Record<string, unknown> {
  const given = properties as Record<string, unknown>;
  const names = Object.keys(given);
  const first = names.findIndex((name) => !isFilled(given[name]));
  if (first < 0) return given;
  const kept: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) {
    const value = given[name];
    if (index < first || isFilled(value)) kept[name] = value;
  }
  return kept;
}

function isFilled(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
