/** Changes by lines. */
import { LARGEST, bounded, insert, type Mutation } from './mutation.ts';
import { run } from './run.ts';

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

const repeatLine: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    const count = bounded(random, line.length + 1, text.length, 100_000);
    lines.splice(at, 1, ...Array.from({ length: count }, () => line));
  });
const removeLines: Mutation = (text, random) =>
  onLines(text, (lines) => lines.splice(random.below(lines.length), random.size(lines.length)));
const swapLines: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  });
const runInLine: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    const piece = run(random, LARGEST - text.length);
    lines[at] = random.pick([
      piece,
      line + piece,
      piece + line,
      insert(line, random.below(line.length + 1), piece),
    ]);
  });

export const LINES: readonly Mutation[] = [repeatLine, removeLines, swapLines, runInLine, runInLine];
