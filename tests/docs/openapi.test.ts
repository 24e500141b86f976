import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { routesTo } from '../../infra/constructs/reading/routes.ts';
import { routed, ROUTES } from '../../functions/core/feed/routes.ts';
import { SCHEMA_FOLDER } from '../../tools/schemas.ts';

const document = JSON.parse(readFileSync(join(SCHEMA_FOLDER, 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string; security?: unknown[] }>>;
};

test('the OpenAPI document is one of version 3.1, with every reference in place', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('every operation of the route table is in it, under its own name', () => {
  const told = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(told.sort()).toEqual(ROUTES.map(({ operation }) => operation).sort());
});

test('what the door lets through is in the table: nothing answers that the document does not have', () => {
  for (const { method, path } of routesTo(['api', 'command', 'search', 'recalls'])) {
    const asked = path.replaceAll(/\{[^{}]+\}/g, 'x');
    expect([path, routed(ROUTES, method, asked).ok]).toEqual([path, true]);
  }
});

test('only the documents are open', () => {
  const open = ROUTES.filter(({ door }) => door === 'open').map(({ operation }) => operation);
  expect(open).toEqual(['getOpenApi', 'getSchema']);
});
