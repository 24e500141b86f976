/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  // tests/corpus reads files that are no part of the repository: `npm run test:corpus`
  testMatch: ['**/*.test.ts', '!**/tests/corpus/**'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.cjs' },
  // A stack comes up in seconds; on a machine that is busy with other things in more of them
  testTimeout: 120_000,
  maxWorkers: 2,
  reporters: ['<rootDir>/tests/support/slowest-files.mjs', 'default'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['functions/**/*.ts'],
};
