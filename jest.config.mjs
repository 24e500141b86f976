import { join } from 'node:path';

/**
 * Node itself loads what is tested, once a worker. Where jest has to see every line (coverage) or every change
 * (watching) its own sandbox does it, once a test file, at half the speed.
 */
const sandboxed = process.argv.some((argument) => /^--(?:coverage|collectCoverage|watch)/u.test(argument));

// To those who keep something from one test file to the next
if (sandboxed) delete process.env.NODE_LOADS_TESTS;
else process.env.NODE_LOADS_TESTS = 'yes';

/** Libraries that Node loads for the sandbox, too. */
const OUTSIDE = '/node_modules/(?:aws-cdk-lib|constructs|cdk-nag|dynalite)/';

// Most of what a short command does is compiling: processes and threads that tests start find it done
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/newswire-compiled');

// A browser comes as a package for Linux; elsewhere the machine's own is asked for: `npm run test:browser`
const hasBrowser = process.platform === 'linux' || process.env.BROWSER_TESTS !== undefined;

/** @type {import('jest').Config} */
export default {
  ...(sandboxed
    ? { testEnvironment: 'node' }
    : {
        runtime: '<rootDir>/tests/support/in-node/runtime.cjs',
        testEnvironment: '<rootDir>/tests/support/in-node/environment.cjs',
      }),
  roots: ['<rootDir>/tests'],
  // tests/corpus reads files that are no part of the repository: `npm run test:corpus`; tests/growth compares times, which
  // are those of the whole machine: `npm run check:growth`; tests/package looks at what has to be built before:
  // `npm run pack:check`
  testMatch: [
    '**/*.test.ts',
    '!**/tests/{corpus,growth,package}/**',
    ...(hasBrowser ? [] : ['!**/tests/browser/**']),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': '<rootDir>/tests/support/strip-types.cjs',
    [`${OUTSIDE}.+\\.js$`]: '<rootDir>/tests/support/outside.cjs',
  },
  transformIgnorePatterns: [`^(?!.*${OUTSIDE}).*/node_modules/`],
  // Only a test that hangs takes this long: nothing depends on how busy the machine is
  testTimeout: 300_000,
  // A page that waits leaves its core to others
  maxWorkers: 3,
  // What Node has compiled is written when a worker ends, which takes a busy machine longer than jest's half second
  workerGracefulExitTimeout: 30_000,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  reporters: ['<rootDir>/tests/support/slowest-files.mjs', 'default'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['functions/**/*.ts'],
};
