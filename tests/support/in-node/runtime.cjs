/**
 * Jest's runtime and environment for tests that Node itself loads: one realm, and each module of the project and of its
 * libraries once a worker. Jest's own sandbox reads and compiles everything once a test file, keeps it all, and runs it
 * at half the speed. What the sandbox offers for it, no test wants: modules that are mocked, a clock that is faked.
 */
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const GLOBALS = pathToFileURL(require.resolve('./globals.mjs')).href;

/** Where jest's circus keeps who listens to it; each test file starts without. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
});

module.exports = class Runtime {
  /** `describe`, `test` and so on of the file that runs; globals.mjs gives them to whoever imports `@jest/globals`. */
  static globals = {};

  constructor(_config, environment) {
    this.environment = environment;
    this.console = globalThis.console;
  }
  requireInternalModule(path) {
    // It holds the state of one test file
    delete globalThis[LISTENERS];
    delete require.cache[path];
    return require(path);
  }
  setGlobalsForRuntime(globals) {
    Object.assign(Runtime.globals, globals);
  }
  unstable_shouldLoadAsEsm() {
    return true;
  }
  async unstable_importModule(path) {
    // As anywhere else: jest has long stacks, and looks for source maps in them
    Error.stackTraceLimit = 10;
    Error.prepareStackTrace = undefined;
    globalThis.console = this.environment.global.console;
    await import(pathToFileURL(path).href);
  }
  requireModule(path) {
    return require(path);
  }
  getSourceMaps() {
    return new Map();
  }
  getAllCoverageInfoCopy() {
    return undefined;
  }
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {
    globalThis.console = this.console;
  }
};
