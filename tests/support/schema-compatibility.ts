/** Whether every document of one JSON Schema is one of another: of the keywords that the generated schemas have. */
import { closed, isSchema, referred, type Schema } from '../../tools/schemas/open.ts';

/**
 * What makes a release incompatible with the one before, each with its place; empty where nothing does.
 * @param before the schema as it was released
 * @param now the schema of today
 */
export function incompatibilities(before: Schema, now: Schema): string[] {
  return [
    ...differences(before, closed(now)).map((line) => `a reader of the last release refuses it: ${line}`),
    ...differences(now, closed(before)).map((line) => `a document of the last release is refused: ${line}`),
    ...goneFrom(closed(before), closed(now)),
  ];
}

interface Side {
  root: Schema;
  node: Schema;
}

/** Why not all documents of `inner` are valid by `outer`. */
function differences(outer: Schema, inner: Schema): string[] {
  return contained({ root: outer, node: outer }, { root: inner, node: inner }, '', new Set());
}

function contained(outer: Side, inner: Side, place: string, above: ReadonlySet<string>): string[] {
  const [wide, narrow] = [resolved(outer), resolved(inner)];
  // A type that has itself inside: it is being compared already
  const pair = JSON.stringify([wide.node, narrow.node]);
  if (above.has(pair)) return [];
  const seen = new Set([...above, pair]);
  const inside = alternatives(narrow);
  if (inside.length > 1) return inside.flatMap((one) => contained(wide, one, place, seen));
  const outside = alternatives(wide);
  if (outside.length > 1) {
    const reasons = outside.map((one) => contained(one, narrow, place, seen));
    const nearest = reasons.reduce((least, one) => (one.length < least.length ? one : least));
    return nearest.length === 0
      ? []
      : [`${place}: fits none of ${outside.length} kinds (${nearest.join('; ')})`];
  }
  return [
    ...valueDifferences(wide.node, narrow.node).map((reason) => `${place}: ${reason}`),
    ...propertyDifferences(wide, narrow, place, seen),
    ...itemDifferences(wide, narrow, place, seen),
  ];
}

function valueDifferences(outer: Schema, inner: Schema): string[] {
  const reasons: string[] = [];
  const types = { outer: outer.type, inner: inner.type };
  const fits =
    types.outer === undefined ||
    types.outer === types.inner ||
    (types.outer === 'number' && types.inner === 'integer');
  if (!fits) reasons.push(`${JSON.stringify(types.inner)} is not ${JSON.stringify(types.outer)}`);
  const allowed = valuesOf(outer);
  const given = valuesOf(inner);
  if (allowed !== undefined) {
    const more = given?.filter((value) => !allowed.includes(value));
    if (more === undefined) reasons.push('any value, where only some were');
    else if (more.length > 0) reasons.push(`new values ${more.join(', ')} of what is closed`);
  }
  const refused = isSchema(outer.not) ? (valuesOf(outer.not) ?? []) : [];
  if (refused.length > 0 && (given === undefined || given.some((value) => refused.includes(value))))
    reasons.push('is a known kind');
  for (const keyword of ['format', 'pattern'])
    if (outer[keyword] !== undefined && outer[keyword] !== inner[keyword] && given === undefined)
      reasons.push(`${keyword} ${JSON.stringify(outer[keyword])} does not hold`);
  if (Number(outer.minimum ?? -Infinity) > Number(inner.minimum ?? -Infinity)) reasons.push('may be less');
  if (Number(outer.maximum ?? Infinity) < Number(inner.maximum ?? Infinity)) reasons.push('may be more');
  return reasons;
}

function propertyDifferences(outer: Side, inner: Side, place: string, above: ReadonlySet<string>): string[] {
  const known = schemasIn(outer.node.properties);
  const given = schemasIn(inner.node.properties);
  const certain = listOf(inner.node.required);
  const missing = listOf(outer.node.required)
    .filter((name) => !certain.includes(name))
    .map((name) => `${place}/${String(name)}: is required, and may be absent`);
  const others = outer.node.additionalProperties;
  const changed = Object.entries(given).flatMap(([name, node]) => {
    if (!isSchema(node)) return [];
    const wanted = known[name] ?? others;
    if (wanted === undefined || wanted === true) return [];
    if (!isSchema(wanted)) return [`${place}/${name}: is not known`];
    return contained({ ...outer, node: wanted }, { ...inner, node }, `${place}/${name}`, above);
  });
  const free = inner.node.additionalProperties;
  if (isSchema(others) && isSchema(free))
    changed.push(...contained({ ...outer, node: others }, { ...inner, node: free }, `${place}/*`, above));
  else if (others === false && free !== false) changed.push(`${place}/*: is not known`);
  return [...missing, ...(inner.node.type === 'object' ? changed : [])];
}

function itemDifferences(outer: Side, inner: Side, place: string, above: ReadonlySet<string>): string[] {
  if (!isSchema(outer.node.items)) return [];
  if (!isSchema(inner.node.items)) return inner.node.type === 'array' ? [`${place}[]: anything`] : [];
  return contained(
    { ...outer, node: outer.node.items },
    { ...inner, node: inner.node.items },
    `${place}[]`,
    above,
  );
}

/** Properties that readers had and have no more. */
function goneFrom(before: Schema, now: Schema): string[] {
  const names = (schema: Schema): Set<string> => {
    const found = new Set<string>();
    const visit = (node: unknown, place: string): void => {
      if (Array.isArray(node)) for (const one of node) visit(one, place);
      if (!isSchema(node)) return;
      for (const [name, one] of Object.entries(schemasIn(node.properties))) {
        found.add(`${place}/${name}`);
        visit(one, `${place}/${name}`);
      }
      for (const keyword of ['anyOf', 'items']) visit(node[keyword], place);
      for (const [name, one] of Object.entries(schemasIn(node.definitions))) visit(one, name);
    };
    visit(schema, '');
    return found;
  };
  const left = names(now);
  return [...names(before)].filter((name) => !left.has(name)).map((name) => `${name}: is gone`);
}

function resolved(side: Side): Side {
  const { $ref: reference } = side.node;
  if (typeof reference !== 'string') return side;
  const node = referred(side.root, reference);
  if (!isSchema(node)) throw new Error(`nothing is at ${reference}`);
  return resolved({ ...side, node });
}

/** The kinds of value that a schema lets through, each as a schema of its own. */
function alternatives(side: Side): Side[] {
  const { node } = side;
  if (Array.isArray(node.anyOf))
    return (node.anyOf as unknown[])
      .filter(isSchema)
      .flatMap((one) => alternatives(resolved({ ...side, node: one })));
  if (Array.isArray(node.type))
    return (node.type as unknown[]).map((type) => ({ ...side, node: { ...node, type } }));
  return [side];
}

function valuesOf({ enum: several, const: one }: Schema): unknown[] | undefined {
  if (one !== undefined) return [one];
  return Array.isArray(several) ? (several as unknown[]) : undefined;
}

function schemasIn(value: unknown): Record<string, unknown> {
  return isSchema(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
