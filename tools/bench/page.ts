/** The page on the local stack, as a browser shows it that has never been there; and how soon a wire is on it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Browser, Page } from 'playwright-core';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { launchChrome } from '../../tests/browser/support/chrome.ts';
import { buildWeb } from '../build-web.ts';
import { figure, percentile } from './figures.ts';
import type { Row, Section } from './measure.ts';
import { ninjsArticle } from './texts.ts';

const ARTICLES = 120;
const VISITS = 9;
const WIRES = 9;

export const page: Section = {
  name: 'page',
  title: `The page on the local stack with ${ARTICLES} articles: ${VISITS} visits with nothing kept, then ${WIRES} wires`,
  run: measure,
};

async function measure(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'newswire-bench-page-'));
  const { firstScript } = await buildWeb(folder);
  const stack = await startLocalStack({ page: folder });
  try {
    for (let i = 0; i < ARTICLES; i++) await put(stack, `page-${i}`);
    await stack.quiet();
    const browser = await launchChrome();
    try {
      // The first starts the containers that answer
      await visit(browser, stack);
      const visits = [];
      for (let i = 0; i < VISITS; i++) visits.push(await visit(browser, stack));
      const waits = await wires(browser, stack);
      const paints = visits.map(({ painted }) => painted);
      const lists = visits.map(({ listed }) => listed);
      return [
        figure('script before the first paint, KB gzip', firstScript / 1024, 1, '<= 60'),
        figure('first paint, ms, median', percentile(paints, 50), 0, '<= 1000'),
        figure('first paint, ms, slowest', Math.max(...paints), 0),
        figure('the list, ms, median', percentile(lists, 50), 0),
        figure('from message to page, ms, median', percentile(waits, 50), 0, '<= 2000'),
        figure('from message to page, ms, slowest', Math.max(...waits), 0),
      ];
    } finally {
      await browser.close();
    }
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Visit {
  /** Milliseconds from the click to the first text or picture. */
  painted: number;
  /** To the first line of the list. */
  listed: number;
}

async function visit(browser: Browser, stack: LocalStack): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await openPage(page, stack);
    return await page.evaluate<Visit>(`new Promise((resolve) => {
      const listed = performance.now();
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve({ painted: startTime, listed });
      }).observe({ type: 'paint', buffered: true });
    })`);
  } finally {
    await context.close();
  }
}

/** @returns milliseconds from each message to its line */
async function wires(browser: Browser, stack: LocalStack): Promise<number[]> {
  const told = new Map<string, () => void>();
  const subscriber = await stack.subscribe(stack.ref('ArticleTopic'));
  subscriber.watch(({ body }) => {
    const { data } = body as { data: { article: { uri: string } } };
    told.get(data.article.uri)?.();
  });
  const page = await browser.newPage();
  await openPage(page, stack);
  const times: number[] = [];
  for (let i = 0; i < WIRES; i++) {
    const name = `page-wire-${i}`;
    const message = new Promise<void>((resolve) => told.set(ninjsArticle(name).uri, resolve));
    await put(stack, name);
    await message;
    const start = performance.now();
    await page.locator('.line', { hasText: `Bench ${name}` }).waitFor();
    times.push(performance.now() - start);
  }
  return times;
}

async function openPage(page: Page, stack: LocalStack): Promise<void> {
  await page.goto(stack.endpoints.web);
  await page.locator('.line').first().waitFor();
}

async function put(stack: LocalStack, name: string): Promise<void> {
  await stack.clients.s3.send(
    new PutObjectCommand({
      Bucket: stack.ref('InboxBucket'),
      Key: `incoming/aurora/${name}.json`,
      Body: ninjsArticle(name).bytes,
    }),
  );
}
