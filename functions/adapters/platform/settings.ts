/** What a function is told by its environment, read once at cold start; a missing name is one clear error. */

export interface Settings {
  tableName: string;
  archiveBucket: string;
  articleTopicArn: string;
  opsTopicArn: string;
  /** Base of the URL at which the JSON Schemas of docs/schemas stand: goes into every message. */
  schemaBaseUrl: string;
  /** Send `duplicate` events too. */
  publishDuplicates: boolean;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'settings';
}

/** @throws SettingsError naming every variable that is absent or blank */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const missing: string[] = [];
  const required = (name: string): string => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') missing.push(name);
    return value;
  };
  const settings: Settings = {
    tableName: required('TABLE_NAME'),
    archiveBucket: required('ARCHIVE_BUCKET'),
    articleTopicArn: required('ARTICLE_TOPIC_ARN'),
    opsTopicArn: required('OPS_TOPIC_ARN'),
    schemaBaseUrl: required('SCHEMA_BASE_URL').replace(/\/$/, ''),
    publishDuplicates: environment.PUBLISH_DUPLICATES === 'true',
  };
  if (missing.length > 0) {
    throw new SettingsError(`environment variables are not set: ${missing.join(', ')}`);
  }
  return settings;
}
