import base from '../../jest.config.mjs';

/** The tests over foreign wires; run.ts starts them. @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/tests/corpus'],
  testMatch: ['**/*.test.ts'],
  // A scorer goes through hundreds of files in one test; it is stopped by itself before that
  testTimeout: 45 * 60_000,
};
