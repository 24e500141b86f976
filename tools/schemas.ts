/**
 * Writes the JSON Schemas of what others read, and of the settings, into docs/schemas, from the TypeScript types:
 * `npm run schemas`; and the AsyncAPI document over them. What others read is open for what comes later (docs/versioning.md); slips in settings are refused.
 * A test holds the files against the types, so that they cannot drift apart.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openApiOf } from './openapi.ts';
import { SCHEMA_VERSION } from '../functions/adapters/publish/article-message.ts';
import { asyncApiOf } from './schemas/asyncapi.ts';
import { generatorOf } from './schemas/generator.ts';
import { opened, type Schema } from './schemas/open.ts';

const ROOT = join(import.meta.dirname, '..');
export const SCHEMA_FOLDER = join(ROOT, 'docs', 'schemas');
export const ASYNC_API = join(ROOT, 'docs', 'asyncapi.json');

const SCHEMAS = [
  {
    file: `record-${SCHEMA_VERSION}.json`,
    source: 'functions/core/article/record.ts',
    type: 'ArticleRecord',
  },
  {
    file: `message-${SCHEMA_VERSION}.json`,
    source: 'functions/adapters/publish/article-message.ts',
    type: 'ArticleMessage',
  },
  {
    file: `receipt-${SCHEMA_VERSION}.json`,
    source: 'functions/adapters/publish/agency-receipt.ts',
    type: 'AgencyReceipt',
  },
  { file: `left-${SCHEMA_VERSION}.json`, source: 'functions/core/feed/contract.ts', type: 'LeftMessage' },
  { file: `notice-${SCHEMA_VERSION}.json`, source: 'functions/adapters/publish/ops.ts', type: 'OpsNotice' },
  // Of the file of this very version: it has none of its own
  { file: 'config.schema.json', source: 'infra/config-shape.ts', type: 'ConfigFile' },
];

const SOURCES = `{${SCHEMAS.map(({ source }) => source).join(',')}}`;

/** @returns file names and their texts, as they should stand in docs/schemas */
export async function generateSchemas(): Promise<Map<string, string>> {
  const style = await resolveConfig(join(SCHEMA_FOLDER, 'record.json'));
  const texts = new Map<string, string>();
  for (const { file, type } of SCHEMAS) {
    const options = { type, topRef: false, additionalProperties: false, schemaId: file };
    const exact = generatorOf(SOURCES, options).createSchema(type) as Schema;
    const schema = type === 'ConfigFile' ? exact : opened(exact);
    texts.set(file, await format(JSON.stringify(schema), { ...style, parser: 'json' }));
  }
  // Of this very version too, and it says which
  texts.set('openapi.json', await format(JSON.stringify(openApiOf()), { ...style, parser: 'json' }));
  return texts;
}

/** @returns the text of docs/asyncapi.json */
export async function generateAsyncApi(): Promise<string> {
  const style = await resolveConfig(ASYNC_API);
  return format(JSON.stringify(asyncApiOf(SCHEMA_VERSION)), { ...style, parser: 'json' });
}

if (import.meta.main) {
  mkdirSync(SCHEMA_FOLDER, { recursive: true });
  for (const [file, text] of await generateSchemas()) {
    writeFileSync(join(SCHEMA_FOLDER, file), text);
    process.stdout.write(`docs/schemas/${file}\n`);
  }
  writeFileSync(ASYNC_API, await generateAsyncApi());
  process.stdout.write('docs/asyncapi.json\n');
}
