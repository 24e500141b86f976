// A library that Node itself loads, once for all test files of a process: jest would read and compile it for each file.
// What jest gets instead is one line: `node:vm` is real in its sandbox, and leads to the loader outside.
const LOADER = `require('node:vm').runInThisContext("process.getBuiltinModule('node:module')").createRequire(__filename)`;
module.exports = { process: () => ({ code: `module.exports = ${LOADER}(__filename);` }) };
