/**
 * A browser for tests: on Linux the one that comes as a package, elsewhere the Chrome of the machine. The package's own
 * arguments are for Lambda; those that would hide a fault of the page (its origins, its policies) are left out.
 */
import { chromium as playwright, type Browser } from 'playwright-core';

const HIDING = [
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--single-process',
];

export async function launchChrome(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = await import('@sparticuz/chromium');
    packed.setGraphicsMode = false;
    return playwright.launch({
      executablePath: await packed.executablePath(),
      args: packed.args.filter((argument) => !HIDING.includes(argument)),
      headless: true,
    });
  }
  try {
    return await playwright.launch({ channel: 'chrome', headless: true });
  } catch (error) {
    throw new Error(
      'The tests of the page need Chrome on this machine: install it, or run them on Linux (x64), where a browser comes with `npm ci`.',
      { cause: error },
    );
  }
}
