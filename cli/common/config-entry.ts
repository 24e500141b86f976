/** Writes an agency into the settings without touching how the rest of the file is written. */
import type { Provider } from '../../functions/core/providers/agency.ts';

/** As the formatter of this repository breaks lines. */
const LINE_WIDTH = 110;

/**
 * The settings with one agency more, at the end of the list.
 * @param text a file that has been checked
 */
export function withAgency(text: string, entry: Provider): string {
  const list = listOf(text);
  const inner = text.slice(list.start + 1, list.end);
  const indent = indentOf(text, list.start);
  const unit = /\n( +|\t)"/.exec(text)?.[1] ?? '  ';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const written = entryText(entry, { indent: indent + unit, unit, lineEnd });
  if (inner.trim() === '')
    return `${text.slice(0, list.start + 1)}${lineEnd}${indent}${unit}${written}${lineEnd}${indent}${text.slice(list.end)}`;
  const last = list.start + 1 + inner.trimEnd().length;
  return `${text.slice(0, last)},${lineEnd}${indent}${unit}${written}${text.slice(last)}`;
}

interface Style {
  indent: string;
  unit: string;
  lineEnd: string;
}

/** On one line where it fits. */
function entryText(entry: Provider, { indent, unit, lineEnd }: Style): string {
  const line = `{ ${Object.entries(entry)
    .map(([key, value]) => `${JSON.stringify(key)}: ${inline(value)}`)
    .join(', ')} }`;
  if (indent.length + line.length <= LINE_WIDTH) return line;
  return JSON.stringify(entry, null, unit).replaceAll('\n', `${lineEnd}${indent}`);
}

function inline(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(inline).join(', ')}]` : JSON.stringify(value);
}

function indentOf(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** Where the brackets of the list `agencies` of the outermost object stand. */
function listOf(text: string): { start: number; end: number } {
  let depth = 0;
  let key = '';
  let start = -1;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token.startsWith('"')) {
      if (depth === 1 && start < 0) key = token;
    } else if (token === '{' || token === '[') {
      if (depth === 1 && key === '"agencies"' && start < 0) start = index;
      depth++;
    } else {
      depth--;
      if (depth === 1 && start >= 0) return { start, end: index };
    }
  }
  throw new Error('the settings have no list of agencies');
}
