/** Who has to confirm kills, as it was deployed beside a function's code: infra writes it, from checked settings. */
import { readFileSync } from 'node:fs';
import type { RecallSettings } from '../../core/feed/recalls.ts';
import { SettingsError } from './settings.ts';

/**
 * A list of readers has no bounds, and the environment of a function has: so it is a file.
 * @param handler URL of the handler's module
 * @throws SettingsError when it is missing or something else
 */
export function readDeployedRecalls(handler: string): RecallSettings {
  const file = new URL('recalls.json', handler);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new SettingsError('recalls.json beside the code cannot be read', { cause });
  }
  if (!isSettings(value)) throw new SettingsError('recalls.json beside the code names no readers');
  return value;
}

/** All else was checked before it was deployed. */
function isSettings(value: unknown): value is RecallSettings {
  return (
    typeof value === 'object' &&
    value !== null &&
    'readers' in value &&
    Array.isArray(value.readers) &&
    'afterMinutes' in value &&
    'people' in value
  );
}
