/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  // tests/corpus reads files that are no part of the repository: `npm run test:corpus`; tests/package looks at what
  // has to be built before: `npm run pack:check`
  testMatch: ['**/*.test.ts', '!**/tests/{corpus,package}/**'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.cjs' },
  // Only a test that hangs takes this long: nothing depends on how busy the machine is
  testTimeout: 300_000,
  maxWorkers: 2,
  reporters: ['<rootDir>/tests/support/slowest-files.mjs', 'default'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['functions/**/*.ts'],
};
