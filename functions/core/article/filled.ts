/** The object without its undefined properties and empty lists: what a source does not say is absent. */
export function filled(properties: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const given = properties as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  }
  return kept;
}
