/** Files of two megabytes, read by the code as it is bundled for Lambda: the first of a process, and later ones. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandler, writeBundle } from '../../infra/bundle.ts';
import { percentile } from './figures.ts';
import type { LargeFile, LargeTimes } from './large-process.ts';
import type { Row, Section } from './measure.ts';

const SIZE = 2_000_000;
const PROCESSES = 3;
const LATER = 3;

const SENTENCE = 'its master said after a long day of work at the quay, and many came to see it.';

const KINDS: readonly { name: string; file: string; write: () => string }[] = [
  {
    name: 'a page of HTML with a story of 16,000 paragraphs',
    file: 'page.html',
    write: () =>
      `<!doctype html><html lang="en"><head><title>Ferry sails again - Vik Post</title></head><body><nav>${'<a href="/x">News</a> '.repeat(50)}</nav><article><h1>Ferry sails again</h1><p class="byline">By Mia Holm</p>${many((index) => `<p>The ferry to Havn sails again on day ${index}, ${SENTENCE}</p>`)}</article><footer>About us</footer></body></html>`,
  },
  {
    name: 'a text with credits of pictures below its story',
    file: 'page.txt',
    write: () =>
      `Ferry sails again\n\nBy Mia Holm\n\n${Array.from({ length: 8 }, (_none, index) => `The ferry to Havn sails again on day ${index}, ${SENTENCE}\n\n`).join('')}${many((index) => `Photo: Nora Tamsin${index} / AP\n\n`)}`,
  },
  {
    name: 'a text of Japanese',
    file: 'story.txt',
    write: () =>
      `連絡船が再開\n\n${many((index) => `港の連絡船は${index}日に運航を再開すると船長が述べ、多くの人が集まった。これは長い作業の後である。\n\n`)}`,
  },
];

export const large: Section = {
  name: 'large',
  title: `Files of ${SIZE / 1e6} million characters, by the bundled code (wanted: a page within 1000 ms)`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'newswire-large-'));
    try {
      writeBundle(bundleHandler('functions/core/reading/records.ts'), folder);
      const rows: Row[] = [];
      for (const { name, file, write } of KINDS) {
        const times: LargeTimes[] = [];
        const text = write();
        for (let left = PROCESSES; left > 0; left--)
          times.push(await inProcess({ module: join(folder, 'index.mjs'), name: file, text, later: LATER }));
        rows.push({
          file: name,
          MB: Number((Buffer.byteLength(text) / 1e6).toFixed(1)),
          'first of a process, ms': middle(times.map(({ first }) => first)),
          'later, ms': middle(times.flatMap(({ later }) => later)),
        });
      }
      return rows;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function many(part: (index: number) => string): string {
  let all = '';
  for (let index = 0; all.length < SIZE; index++) all += part(index);
  return all;
}

function middle(times: readonly number[]): number {
  return Math.round(percentile(times, 50));
}

async function inProcess(file: LargeFile): Promise<LargeTimes> {
  const child = fork(join(import.meta.dirname, 'large-process.ts'), { execArgv: [] });
  child.send(file);
  const [times] = (await once(child, 'message')) as [LargeTimes];
  return times;
}
