/** What `@jest/globals` is to tests that Node itself loads: always that of the test file which runs. */
import Runtime from './runtime.cjs';

const { globals } = Runtime;

const forwarded = (name) =>
  new Proxy(() => undefined, {
    apply: (_target, self, parameters) => Reflect.apply(globals[name], self, parameters),
    get: (_target, key) => globals[name][key],
  });

export const [describe, test, it, expect] = ['describe', 'test', 'it', 'expect'].map(forwarded);
export const [beforeAll, beforeEach, afterEach, afterAll] = [
  'beforeAll',
  'beforeEach',
  'afterEach',
  'afterAll',
].map(forwarded);
