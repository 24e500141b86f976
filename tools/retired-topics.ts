/**
 * Writes functions/core/article/retired-topics.json from the IPTC's own export of its media topics (JSON of
 * cv.iptc.org): node tools/retired-topics.ts FILE. Of each retired concept the note of change says what to use instead;
 * where it names several, nothing is written, for which of them is meant only a person can tell.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLE = join(import.meta.dirname, '..', 'functions', 'core', 'article', 'retired-topics.json');

interface Concept {
  qcode?: string;
  retired?: string;
  changeNote?: Readonly<Record<string, string>>;
}

/** From code to code, of retired concepts with one successor; chains are followed to one that is in use. */
export function successorsIn(concepts: readonly Concept[]): Map<string, string> {
  const named = new Map<string, string>();
  const retired = new Set<string>();
  for (const { qcode = '', retired: since, changeNote } of concepts) {
    if (since === undefined) continue;
    const code = codeOf(qcode);
    retired.add(code);
    const note = Object.values(changeNote ?? {}).find((text) => /retired/i.test(text)) ?? '';
    const use = /\buse\b(?<rest>.*)$/isu.exec(note)?.groups?.rest ?? '';
    const codes = [...new Set([...use.matchAll(/\d{8}/g)].map(([found]) => found))];
    if (codes.length === 1 && codes[0] !== undefined && codes[0] !== code) named.set(code, codes[0]);
  }
  const found = new Map<string, string>();
  for (const [code, first] of named) {
    let successor: string | undefined = first;
    for (let steps = 0; successor !== undefined && retired.has(successor) && steps < 10; steps++) {
      successor = named.get(successor);
    }
    if (successor !== undefined && !retired.has(successor)) found.set(code, successor);
  }
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)));
}

function codeOf(qcode: string): string {
  return qcode.slice(qcode.indexOf(':') + 1);
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('usage: node tools/retired-topics.ts FILE');
    process.exit(2);
  }
  const { conceptSet = [] } = JSON.parse(readFileSync(file, 'utf8')) as { conceptSet?: Concept[] };
  const lines = [...successorsIn(conceptSet)].map(
    ([code, successor]) => `    { "code": "${code}", "successor": "${successor}" }`,
  );
  writeFileSync(
    TABLE,
    `{\n  "$schema": "./retired-topics.schema.json",\n  "topics": [\n${lines.join(',\n')}\n  ]\n}\n`,
  );
  console.log(`${lines.length} retired topics with a successor`);
}
