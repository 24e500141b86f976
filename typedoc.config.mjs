import { OptionDefaults } from 'typedoc';

/** Of JSON Schema: tools/schemas.ts reads them. */
const SCHEMA_TAGS = ['@format', '@maximum', '@minimum', '@pattern'];

/** The reference of the package: `npm run docs:api` writes it to dist/api. @type {import('typedoc').TypeDocOptions} */
export default {
  entryPoints: [
    'infra/index.ts',
    'infra/message.ts',
    ...['index', 's3', 'sqs', 'dynamodb', 'iam'].map((name) => `functions/consumer/${name}.ts`),
  ],
  tsconfig: 'tsconfig.package.json',
  out: 'dist/api',
  readme: 'infra/README.md',
  name: 'newswire-ingest',
  includeVersion: true,
  excludePrivate: true,
  disableSources: true,
  blockTags: [...OptionDefaults.blockTags, ...SCHEMA_TAGS],
  excludeTags: [...OptionDefaults.excludeTags, ...SCHEMA_TAGS],
  validation: { invalidLink: true, notExported: false },
};
