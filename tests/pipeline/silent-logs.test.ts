/** Logs hold no text of the wire: all samples are taken, at the level that says most, and looked for in every line. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePath } from '../support/samples.ts';
import { paragraphsIn, readWire } from '../support/wires.ts';
import { Newsroom } from './support/newsroom.ts';

const WIRES = samplePath();
const FILES = readdirSync(WIRES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.includes(sep) && statSync(join(WIRES, name)).isFile())
  .map((name) => ({ path: join(WIRES, name), provider: name.split(sep)[0] ?? '' }));

let newsroom: Newsroom;
const lines: string[] = [];
beforeAll(async () => {
  const onOutput = (_name: string, line: string): void => void lines.push(line);
  newsroom = await Newsroom.open(
    { cold: true, retryAfterSeconds: 0, onOutput },
    { stage: { logLevel: 'DEBUG' } },
  );
  for (const [index, { path, provider }] of FILES.entries())
    await newsroom.drop(provider, `${index}-${basename(path)}`, readFileSync(path));
  await newsroom.stack.quiet();
  await newsroom.stack.fire('ReleaseEveryMinute');
  await newsroom.stack.quiet();
}, 300_000);
afterAll(async () => {
  await newsroom.close();
});

/** Long enough to be somebody's words, and not a code or a name that a log may hold. */
const LONG = 30;

/** What stands in a log line is a value in JSON. */
const asLogged = (text: string): string => JSON.stringify(text).slice(1, -1);

async function sentences(): Promise<string[]> {
  const found = new Set<string>();
  for (const { path, provider } of FILES) {
    const read = await readWire(path, provider);
    for (const item of read.ok ? read.items : []) {
      if (!item.ok) continue;
      const headlines = (item.record.article.headlines ?? []).map(({ value }) => value);
      for (const text of [...headlines, ...paragraphsIn(item.record)])
        for (const sentence of text.split(/(?<=[.!?])\s+/u)) if (sentence.length >= LONG) found.add(sentence);
    }
  }
  return [...found];
}

test('no line of any function holds a sentence or a headline of a sample', async () => {
  const all = await sentences();
  expect(all.length).toBeGreaterThan(300);
  const log = lines.join('\n');
  // Every file is in it by its name
  for (const event of ['delivery-done', 'item-taken', 'delivery-quarantined']) expect(log).toContain(event);
  expect(all.filter((sentence) => log.includes(sentence) || log.includes(asLogged(sentence)))).toEqual([]);
});

test('no line holds what a function signs with', () => {
  expect(lines.join('\n')).not.toMatch(
    /secretAccessKey|AWS_SECRET_ACCESS_KEY|X-Amz-Signature|authorization/iu,
  );
});
