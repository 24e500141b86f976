// Node erases the types itself; lines and columns stay true, so no source maps are needed.
const { stripTypeScriptTypes } = require('node:module');
module.exports = { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
