/** What a stranger can look up: everything that the package and the functions ship. */
import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

test('the bill of materials names everything that is shipped, each with its licence and digest', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const printed = execFileSync('npm', ['run', '-s', 'sbom'], { cwd: ROOT, encoding: 'utf8' });
  const { components } = JSON.parse(printed) as { components: Component[] };
  const shipped = components.filter((one) => !isForDevelopment(one));
  const versions = new Map(shipped.map(({ name, version }) => [name, version]));
  for (const [name, version] of Object.entries(dependencies)) expect(versions.get(name)).toBe(version);
  expect(shipped.filter(({ licenses, hashes }) => !licenses?.length || !hashes?.length)).toEqual([]);
  expect(components.filter(isForDevelopment).map(({ name }) => name)).toContain('jest');
});

interface Component {
  name: string;
  version: string;
  licenses?: unknown[];
  hashes?: unknown[];
  properties: { name: string; value: string }[];
}

function isForDevelopment({ properties }: Component): boolean {
  return properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
}
