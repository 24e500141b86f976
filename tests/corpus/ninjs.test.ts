/** The IPTC's own schemas of ninjs, over all records; and our stricter ones, which a stranger tests with, held against them. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { NinjsVersion } from '../../functions/core/article/ninjs.ts';
import { strictSchema } from '../support/ninjs.ts';
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

/** 3.2 where it is at hand. */
const VERSIONS = (['3.1', '3.2'] as const).filter((version) =>
  existsSync(corpusPath('data', 'ninjs', `ninjs-schema_${version}.json`)),
);

function iptcNinjs(version: NinjsVersion): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(schema('GeoJSON-schema.json'));
  return ajv.compile(schema(`ninjs-schema_${version}.json`));
}

describe('every record of a sample wire, by the schema of the IPTC', () => {
  for (const version of VERSIONS) holdToNinjs(samplePath(), version, iptcNinjs);
});

const wires = corpusPath('wires');
if (existsSync(wires)) {
  describe('every record of a foreign wire, by the schema of the IPTC', () => {
    for (const version of VERSIONS) holdToNinjs(wires, version, iptcNinjs);
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

  const requiredOf = ({ required }: Node): string[] =>
    Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];

  const propertiesOf = (node: Node): Node => (isNode(node.properties) ? node.properties : {});

  /** What ours allows and theirs does not: names of properties, and limits that ours does not have. */
  function wider(ours: Node, theirs: Node, roots: readonly [Node, Node], path: string, depth = 0): string[] {
    const [mine, iptc] = [resolved(ours, roots[0]), resolved(theirs, roots[1])];
    if (typeof iptc.$ref === 'string' || depth > 8) return [];
    const [asked, asks] = [requiredOf(iptc), requiredOf(mine)];
    const limits = ['format', 'minimum', 'maximum', 'enum'].filter(
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
    const missing = asked.filter((name) => !asks.includes(name)).map((name) => `${path} requires ${name}`);
    return [...limits.map((name) => `${path} ${name}`), ...missing, ...below, ...items];
  }

  test.each(VERSIONS)("of %s allows nothing that the IPTC's does not allow", (version) => {
    const iptc = schema(`ninjs-schema_${version}.json`);
    const ours = strictSchema(version);
    expect(wider(ours, iptc, [ours, iptc], '')).toEqual([]);
  });
});
