/** There is no realm but Node's own. Jest puts its console and its globals here, and runtime.cjs hands them out. */
module.exports = class Environment {
  global = {};
  fakeTimers = null;
  fakeTimersModern = null;
  getVmContext() {
    return null;
  }
  async setup() {}
  async teardown() {}
};
