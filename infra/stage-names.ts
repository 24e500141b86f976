/** The names that infra and the command line share. */
export const APP_NAME = 'newswire-ingest';

export const STAGES = ['dev', 'staging', 'prod'] as const;
export type StageName = (typeof STAGES)[number];
