import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { LOG_EVENT } from '../../functions/adapters/platform/log-events.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';

test('docs/logs.md has every event of the logs, once', () => {
  const logs = readFileSync(join(REPOSITORY_ROOT, 'docs/logs.md'), 'utf8');
  const told = [...logs.matchAll(/^\| `([\w-]+)` \|/gmu)].map(([, event]) => event);
  expect(told.sort()).toEqual(Object.values(LOG_EVENT).sort());
});
