/** The page as it is served: a file is dropped into the inbox, and an editor sees what becomes of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWeb } from '../../tools/build-web.ts';
import { Newsroom, ninjsFile } from '../pipeline/support/newsroom.ts';
import { launchChrome } from './support/chrome.ts';

const STORY = {
  uri: 'urn:newsml:aurora.example:20260314:lock',
  headline: 'Lock gate at Ulfsund jams with forty boats inside',
  paragraphs: [
    'ULFSUND (Aurora) - Forty boats were stuck in the lock of Ulfsund on Saturday after its lower gate jammed, the canal company said.',
  ],
};
const BUDGET = {
  uri: 'urn:newsml:aurora.example:20260314:tolls',
  headline: 'Canal tolls to fall by a third',
  paragraphs: [
    'ULFSUND (Aurora) - Tolls on the canal will fall by a third from June, the ministry is to announce.',
  ],
};

let folder: string;
let newsroom: Newsroom;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newswire-served-'));
  await buildWeb(folder);
  newsroom = await Newsroom.open({ page: folder, scheduleMinuteMs: 2000 });
  browser = await launchChrome();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
  await page.goto(newsroom.stack.endpoints.web);
  await page.getByText('Live').waitFor();
});

afterAll(async () => {
  await browser.close();
  await newsroom.close();
  await rm(folder, { recursive: true, force: true });
});

const line = (text: string): Locator => page.locator('.line', { hasText: text });

test('a wire that is dropped appears with the first or second answer after its message', async () => {
  await newsroom.drop('aurora', 'lock.json', ninjsFile(STORY));
  await newsroom.stack.quiet();
  // One may have been on its way already; seconds themselves are those of the machine
  const answers: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/live/')) answers.push(response.status());
  });
  await line(STORY.headline).waitFor();
  expect(answers.indexOf(200)).toBeLessThan(2);
});

test('its kill takes the text off the page', async () => {
  await line(STORY.headline).click();
  await page.locator('.reader', { hasText: 'Forty boats' }).waitFor();
  const kill = { ...STORY, version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' };
  await newsroom.drop('aurora', 'lock-kill.json', ninjsFile(kill));
  await page.locator('.line', { hasText: 'KILLED' }).waitFor();
  await page.locator('.ended-story').waitFor();
  expect(await page.content()).not.toContain('Forty boats');
});

test('an embargoed one is in nobody’s list before its time, waits for the desk in sight, and opens by itself', async () => {
  const embargoed = new Date(Date.now() + 8000).toISOString();
  await newsroom.drop('aurora', 'tolls.json', ninjsFile({ ...BUDGET, embargoed }));
  await page.locator('.held-strip', { hasText: BUDGET.headline }).waitFor();
  expect(await line(BUDGET.headline).count()).toBe(0);
  await line(BUDGET.headline).waitFor();
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(embargoed));
});
