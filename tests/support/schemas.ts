/** Validators of the JSON Schemas that the project ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { SCHEMA_VERSION } from '../../functions/adapters/publish/article-message.ts';
import { closed, type Schema } from '../../tools/schemas/open.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'schemas');

/** What one test file of a worker has compiled serves the next. */
const compiled = new Map<string, ValidateFunction>();

/**
 * For our own output: nothing may be in it that the types do not know.
 * @param name record, message, receipt or notice; config.schema for the settings
 */
export function shippedSchema(name: string): ValidateFunction {
  const known = compiled.get(name) ?? validatorOf(closed(schemaFile(name)));
  compiled.set(name, known);
  return known;
}

/** As a reader has it, who passes over what came later. @param name as above */
export function publishedSchema(name: string): ValidateFunction {
  return validatorOf(schemaFile(name));
}

export function validatorOf(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  formats.default(ajv);
  return ajv.compile(schema);
}

function schemaFile(name: string): Schema {
  const file = name === 'config.schema' ? name : `${name}-${SCHEMA_VERSION}`;
  return JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as Schema;
}

/** What is wrong with a value, each with its place; empty where it is valid. */
export function violations(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}
