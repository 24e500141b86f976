/** What a table has to have, whoever made it: for the template, and for those who look at a table that was restored. */

/** The index of what is due for publishing; only `release` reads it. */
export const OUTBOX_INDEX = 'outbox';
/** What an agency delivered, by day. */
export const PROVIDER_INDEX = 'byProvider';
/** The articles that joined the story of another one; sparse. */
export const STORY_INDEX = 'byStory';

export interface Keys {
  readonly partition: string;
  readonly sort: string;
}

export const TABLE_KEYS: Keys = { partition: 'pk', sort: 'sk' };

/** Texts, all of them. */
export const INDEX_KEYS: Readonly<Record<string, Keys>> = {
  [PROVIDER_INDEX]: { partition: 'providerDay', sort: 'listedAt' },
  [STORY_INDEX]: { partition: 'story', sort: 'listedAt' },
  [OUTBOX_INDEX]: { partition: 'outbox', sort: 'dueAt' },
};

/** By which items expire. */
export const EXPIRY = 'expiresAt';
