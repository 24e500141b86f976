/** The layers of docs/architecture.md, as rules. @type {import('dependency-cruiser').IConfiguration} */
const pure = '^functions/core/';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-never-imports-edge',
      comment: 'Parsing, normalising, tagging and fingerprinting are plain functions of bytes and settings.',
      severity: 'error',
      from: { path: pure },
      to: { path: '^(functions/(ingest|release|desk|adapters)/|infra/|cli/|tools/|tests/|simulation/)' },
    },
    {
      name: 'core-knows-no-aws',
      severity: 'error',
      from: { path: pure },
      to: { path: '(^|/)node_modules/(@aws-sdk|@aws-lambda-powertools|@middy|aws-cdk-lib)/' },
    },
    {
      name: 'functions-stand-alone',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|cli|tools|tests|simulation)/' },
    },
    {
      name: 'handlers-are-leaves',
      comment: 'A handler is an entry point: nothing in functions/ imports one.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^functions/[^/]+/handler\\.ts$' },
    },
    {
      name: 'bundle-ships-dependencies-only',
      comment: 'What a Lambda function imports is in "dependencies" and so in an ADR.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'infra-does-not-run-functions',
      comment: 'infra/ reads only the register of providers and the settings that both sides share.',
      severity: 'error',
      from: { path: '^infra/(?!local/)' },
      to: { path: '^functions/(?!core/providers/|adapters/platform/settings)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
