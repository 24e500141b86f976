/** The IPTC's own schema of ninjs 3.1, over all records; and our stricter one, which a stranger tests with, held against it. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { STRICT_NINJS } from '../support/ninjs.ts';
import { holdToNinjs } from '../support/record-rules.ts';
import { samplePath } from '../support/samples.ts';
import { corpusJson, corpusPath } from './corpus.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function schema(name: string): Node {
  const value = corpusJson('data', 'ninjs', name);
  if (!isNode(value)) throw new Error(`${name} is no schema`);
  return value;
}

function iptcNinjs(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(schema('GeoJSON-schema.json'));
  return ajv.compile(schema('ninjs-schema_3.1.json'));
}

describe('every record of a sample wire, by the schema of the IPTC', () => {
  holdToNinjs(samplePath(), iptcNinjs);
});

const wires = corpusPath('wires');
if (existsSync(wires)) {
  describe('every record of a foreign wire, by the schema of the IPTC', () => {
    holdToNinjs(wires, iptcNinjs);
  });
}

describe('our schema for strict ninjs', () => {
  /** A node with what its reference says. */
  function resolved(node: Node, root: Node): Node {
    const { $ref: ref, ...rest } = node;
    if (typeof ref !== 'string' || !ref.startsWith('#/')) return node;
    let target: unknown = root;
    for (const step of ref.slice(2).split('/')) target = isNode(target) ? target[step] : undefined;
    if (!isNode(target)) throw new Error(`no ${ref}`);
    const found = resolved(target, root);
    const properties = { ...propertiesOf(found), ...propertiesOf(rest) };
    return { ...found, ...rest, ...(Object.keys(properties).length > 0 && { properties }) };
  }

  const propertiesOf = (node: Node): Node => (isNode(node.properties) ? node.properties : {});

  /** What ours allows and theirs does not: names of properties, and limits that ours does not have. */
  function wider(ours: Node, theirs: Node, roots: readonly [Node, Node], path: string, depth = 0): string[] {
    const [mine, iptc] = [resolved(ours, roots[0]), resolved(theirs, roots[1])];
    if (typeof iptc.$ref === 'string' || depth > 8) return [];
    const limits = ['format', 'minimum', 'maximum', 'enum', 'required'].filter(
      (name) => iptc[name] !== undefined && JSON.stringify(iptc[name]) !== JSON.stringify(mine[name]),
    );
    const [mineHas, iptcHas] = [propertiesOf(mine), propertiesOf(iptc)];
    const below = Object.entries(mineHas).flatMap(([name, node]) => {
      const other = iptcHas[name];
      if (!isNode(node) || !isNode(other)) return [`${path}/${name}`];
      return wider(node, other, roots, `${path}/${name}`, depth + 1);
    });
    const items =
      isNode(mine.items) && isNode(iptc.items)
        ? wider(mine.items, iptc.items, roots, `${path}[]`, depth + 1)
        : [];
    return [...limits.map((name) => `${path} ${name}`), ...below, ...items];
  }

  test("allows nothing that the IPTC's does not allow", () => {
    const iptc = schema('ninjs-schema_3.1.json');
    expect(wider(STRICT_NINJS, iptc, [STRICT_NINJS, iptc], '')).toEqual([]);
  });
});
