/** The register that was deployed beside a function's code: infra/bundle.ts writes it, from checked settings. */
import { readFileSync } from 'node:fs';
import type { Provider } from '../../core/providers/agency.ts';
import { registerOf, type Register } from '../../core/providers/register.ts';
import { SettingsError } from './settings.ts';

/**
 * @param handler URL of the handler's module
 * @throws SettingsError when it is missing or no list of agencies
 */
export function readDeployedRegister(handler: string): Register {
  const file = new URL('agencies.json', handler);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SettingsError('agencies.json beside the code cannot be read', { cause });
  }
  if (!isList(value)) throw new SettingsError('agencies.json beside the code is no list of agencies');
  return registerOf(value);
}

/** All else was checked before it was deployed. */
function isList(value: unknown): value is Provider[] {
  return (
    Array.isArray(value) &&
    value.every((entry: unknown) => typeof entry === 'object' && entry !== null && 'id' in entry)
  );
}
