/**
 * Prints the files of a run that took longest. A run of a single file has none; jest's own summary comes after, as it is.
 */
const SHOWN = 10;

/** @implements {import('@jest/reporters').Reporter} */
export default class SlowestFiles {
  #times = [];
  #root;

  constructor({ rootDir }) {
    this.#root = rootDir;
  }

  onTestResult(_test, { testFilePath, perfStats }) {
    this.#times.push({ file: testFilePath.slice(this.#root.length + 1), ms: perfStats.runtime });
  }

  onRunComplete() {
    if (this.#times.length < 2) return;
    const slowest = this.#times.sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
    const lines = slowest.map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`);
    process.stderr.write(`\nSlowest files:\n${lines.join('\n')}\n`);
  }
}
