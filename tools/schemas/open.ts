/**
 * What others validate with is open: a property, a value or a kind of notice that came later is passed over, not
 * refused. The types are closed; so are the schemas that the tests hold our own output against.
 */
export type Schema = Readonly<Record<string, unknown>>;

/** Names of the types whose values grow in minor versions (docs/versioning.md). All other enumerations are closed. */
const GROWING: ReadonlySet<string> = new Set([
  'WireFormat',
  'Signal',
  'SourceRole',
  'Verdict',
  'Outcome',
  'KillReferenceKind',
  'NinjsVersion',
  'RestrictionKind',
  'DataMiningStatus',
  'AiInvolvement',
  'CredentialsValidity',
]);

const LATER = 'A kind that came later.';

/** The schema as it is published. @param closed as the types say it */
export function opened(closed: Schema): Schema {
  const schema = mapped(closed, (node, name) => {
    const { additionalProperties, ...rest } = node;
    const open = additionalProperties === false ? rest : node;
    if (!GROWING.has(name)) return open;
    if (Array.isArray(open.anyOf))
      return { ...open, anyOf: [...(open.anyOf as unknown[]), { type: 'string', description: LATER }] };
    const { enum: examples, ...growing } = open;
    return { ...growing, examples };
  });
  const kinds = kindsOf(closed);
  if (!Array.isArray(schema.anyOf) || kinds.length === 0) return schema;
  return { ...schema, anyOf: [...(schema.anyOf as unknown[]), laterKind(kinds)] };
}

/** What `opened` was made from. @param open a published schema */
export function closed(open: Schema): Schema {
  return mapped(open, (node, name) => {
    const alternatives = Array.isArray(node.anyOf)
      ? { anyOf: (node.anyOf as unknown[]).filter((one) => !isSchema(one) || one.description !== LATER) }
      : {};
    const properties =
      node.properties === undefined || 'additionalProperties' in node ? {} : { additionalProperties: false };
    const exact = { ...node, ...alternatives, ...properties };
    if (!GROWING.has(name) || node.examples === undefined) return exact;
    const { examples, ...growing } = node;
    return { ...growing, enum: examples };
  });
}

/** Of a schema that lists kinds, each with its own `type`: any other one, of which only the frame is known. */
function laterKind(known: readonly string[]): Schema {
  return {
    type: 'object',
    description: LATER,
    properties: {
      type: { type: 'string', not: { enum: known } },
      id: { type: 'string' },
      time: { type: 'string' },
    },
    required: ['type', 'id', 'time'],
  };
}

/** The values of `type` among the alternatives of a schema, however they are nested. */
function kindsOf(schema: Schema): string[] {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (!isSchema(node)) return;
    if (typeof node.$ref === 'string') {
      look(referred(schema, node.$ref));
      return;
    }
    if (Array.isArray(node.anyOf)) for (const one of node.anyOf as unknown[]) look(one);
    const type = isSchema(node.properties) ? node.properties.type : undefined;
    if (isSchema(type) && typeof type.const === 'string') found.add(type.const);
  };
  if (Array.isArray(schema.anyOf)) look(schema);
  return [...found].sort();
}

/** What a reference within a schema names. */
export function referred(schema: Schema, reference: string): unknown {
  const name = decodeURIComponent(reference.replace(/^#\/definitions\//u, ''));
  return isSchema(schema.definitions) ? schema.definitions[name] : undefined;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Goes through the schemas in a schema, and leaves names of properties and values alone. */
function mapped(schema: Schema, change: (node: Schema, name: string) => Schema): Schema {
  const visit = (node: unknown, name: string): unknown => {
    if (!isSchema(node)) return node;
    const inner = Object.entries(node).map(([keyword, value]) => {
      if (NAMED.has(keyword) && isSchema(value))
        return [
          keyword,
          Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one, key)])),
        ];
      if (LISTED.has(keyword) && Array.isArray(value))
        return [keyword, value.map((one: unknown) => visit(one, ''))];
      return [keyword, SINGLE.has(keyword) ? visit(value, '') : value];
    });
    return change(Object.fromEntries(inner) as Schema, name);
  };
  return visit(schema, '') as Schema;
}

const NAMED: ReadonlySet<string> = new Set(['properties', 'definitions']);
const LISTED: ReadonlySet<string> = new Set(['anyOf', 'allOf', 'oneOf']);
const SINGLE: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'not']);
