/**
 * The floors of docs/architecture.md, as rules: what stands higher may use what stands lower, never the other way
 * round, types included. @type {import('dependency-cruiser').IConfiguration}
 */

/** Rooms of the core from the bottom up. */
const CORE = [
  ['providers', 'text'],
  ['agencies'],
  ['article'],
  ['furniture'],
  ['formats', 'sources', 'rights', 'dedupe', 'feed'],
  ['reading', 'search'],
];
const ADAPTERS = [['platform'], ['store'], ['search', 'publish']];
/** Of the page: what it knows, how it talks to browser and API, what is seen. */
const WEB = [['state'], ['client'], ['components']];

/** A room may use those below its own floor and none beside it. */
function floorsOf(folder, floors) {
  return floors
    .flatMap((rooms, floor) =>
      rooms.map((room) => {
        const above = floors.slice(floor).flat();
        return {
          name: `floor-of-${room}`,
          comment: `${folder}${room}/ uses only what lies below it`,
          severity: 'error',
          from: { path: `^${folder}${room}/` },
          to: { path: `^${folder}(${above.filter((other) => other !== room).join('|')})/` },
        };
      }),
    )
    .filter(({ to }) => !to.path.includes('()'));
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'types included', severity: 'error', from: {}, to: { circular: true } },
    ...floorsOf('functions/core/', CORE),
    ...floorsOf('functions/adapters/', ADAPTERS),
    ...floorsOf('web/', WEB),
    {
      name: 'page-is-apart',
      comment: 'The page runs in a browser: it knows the types of the API, and types of the core alone.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(functions|simulation|infra|cli|tools|tests)/', pathNot: '^functions/core/' },
    },
    {
      name: 'nothing-stands-on-the-page',
      severity: 'error',
      from: { path: '^(functions|simulation|infra|cli)/' },
      to: { path: '^web/' },
    },
    {
      name: 'page-has-one-entry',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^web/[^/]+\\.tsx?$' },
    },
    {
      name: 'providers-stand-alone',
      severity: 'error',
      from: { path: '^functions/core/providers/' },
      to: { path: '^functions/', pathNot: '^functions/core/providers/' },
    },
    {
      name: 'core-is-the-ground',
      comment:
        'Parsing, normalising, tagging, fingerprinting and deciding are plain functions of bytes and settings.',
      severity: 'error',
      from: { path: '^functions/core/' },
      to: { path: '^(functions|simulation|infra|cli|tools|tests)/', pathNot: '^functions/core/' },
    },
    {
      name: 'core-knows-no-aws',
      severity: 'error',
      from: { path: '^functions/core/' },
      to: { path: '(^|/)node_modules/(@aws-sdk|@aws-lambda-powertools|@middy|aws-cdk-lib)/' },
    },
    {
      name: 'core-asks-no-machine',
      comment: 'No network, files or environment: bytes and settings are passed in.',
      severity: 'error',
      from: { path: '^functions/core/' },
      to: { path: '^(node:)?(fs|net|http|https|child_process|worker_threads|os|dns)(/|$)' },
    },
    {
      name: 'adapters-stand-on-core',
      severity: 'error',
      from: { path: '^functions/adapters/' },
      to: { path: '^(functions|simulation|infra|cli|tools|tests)/', pathNot: '^functions/(core|adapters)/' },
    },
    {
      name: 'desk-stands-on-adapters',
      comment: 'Steps that several functions share: they know none of those functions.',
      severity: 'error',
      from: { path: '^functions/desk/' },
      to: {
        path: '^(functions|simulation|infra|cli|tools|tests)/',
        pathNot: '^functions/(core|adapters|desk)/',
      },
    },
    {
      name: 'rooms-are-apart',
      comment: 'A Lambda function knows no other one: what they share stands below them.',
      severity: 'error',
      from: { path: '^functions/(?!core/|adapters/|desk/)([^/]+)/' },
      to: {
        path: '^(functions|simulation|infra|cli|tools|tests)/',
        pathNot: '^functions/(core|adapters|desk|$1)/',
      },
    },
    {
      name: 'consumer-stands-on-core',
      comment: 'newswire-ingest/consumer runs in apps of others: of the wire it knows what it may be told.',
      severity: 'error',
      from: { path: '^functions/consumer/' },
      to: { path: '^functions/(?!core/(feed|article)/|consumer/)' },
    },
    {
      name: 'consumer-needs-no-sdk',
      comment: 'Only the entries that are named after a service.',
      severity: 'error',
      from: { path: '^functions/consumer/(?!(s3|sqs|dynamodb|iam)\\.ts$)' },
      to: { path: '(^|/)node_modules/|^functions/consumer/(s3|sqs|dynamodb|iam)\\.ts$' },
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
      name: 'package-needs-no-repository',
      comment:
        'What adopters import needs neither a bundler, nor the app and the local stack of the repository.',
      severity: 'error',
      from: { path: '^infra/index\\.ts$' },
      to: {
        path: '^infra/(bundle|newswire-app|app|stacks/|local/)|(^|/)node_modules/(esbuild|cdk-nag)/',
        reachable: true,
      },
    },
    {
      name: 'infra-does-not-run-functions',
      comment:
        'infra/ reads only the register of providers, who may read what and has to confirm it, and the settings that both sides share; message.ts passes on types.',
      severity: 'error',
      from: { path: '^infra/(?!local/|message\\.ts$)' },
      to: {
        path: '^functions/(?!core/providers/|core/feed/(?:filter|recalls|rights|routes)\\.ts$|adapters/platform/settings)',
      },
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
