/** Validators of the JSON Schemas that the project ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { SCHEMA_VERSION } from '../../functions/adapters/publish/message.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'schemas');

/** @param name record, message or notice; config.schema for the settings */
export function shippedSchema(name: string): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  formats.default(ajv);
  const file = name === 'config.schema' ? name : `${name}-${SCHEMA_VERSION}`;
  const text = readFileSync(join(FOLDER, `${file}.json`), 'utf8');
  return ajv.compile(JSON.parse(text) as object);
}

/** What is wrong with a value, each with its place; empty where it is valid. */
export function violations(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}
