/**
 * The tests of the page alone: `npm run test:browser`; with `--screenshots` also the pictures of the README, into
 * docs/images. What else is given goes to jest.
 */
import { run } from 'jest';

const given = process.argv.slice(2);
process.env.BROWSER_TESTS = 'yes';
if (given.includes('--screenshots')) process.env.SCREENSHOTS = 'yes';
await run(['tests/browser', ...given.filter((argument) => argument !== '--screenshots')]);
