/** Secrets on the local stack, where there is no Secrets Manager: a JSON file of ARNs and their texts. */
import { readFileSync } from 'node:fs';

/** How the local stack tells its functions where that file is. No template sets it. */
export const SECRETS_FILE = 'NEWSWIRE_SECRETS_FILE';

/** @throws Error that says what to write where */
export function localSecret(file: string | undefined, arn: string): string {
  if (file === undefined) throw new Error(`on one machine it stands in a file: npm start -- --secrets FILE`);
  const secrets: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const text: unknown =
    typeof secrets === 'object' && secrets !== null && Object.hasOwn(secrets, arn)
      ? Reflect.get(secrets, arn)
      : undefined;
  if (typeof text !== 'string') throw new Error(`${file} has no text under that ARN`);
  return text;
}
