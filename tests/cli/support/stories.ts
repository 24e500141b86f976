/** Stories of which every word is looked for afterwards, wherever it may have been kept. */
import { articleIdOf } from '../../../functions/core/article/identity.ts';
import { ninjsFile, paragraphsOn, type Story } from '../../pipeline/support/newsroom.ts';

export interface Stories {
  articleOf: (name: string, provider?: string) => string;
  /** The sentences of a story. */
  wordsOf: (name: string) => string[];
  story: (name: string, more?: Story) => Uint8Array;
  /** Sentences, headline and slug of stories. */
  textsOf: (...names: string[]) => string[];
}

/** @param topic another one makes other sentences */
export function storiesOn(topic: string): Stories {
  const uri = (name: string): string => `urn:x:${name}`;
  const wordsOf = (name: string): string[] => paragraphsOn(`${topic} ${name}`);
  return {
    articleOf: (name, provider = 'aurora') => articleIdOf(provider, uri(name)),
    wordsOf,
    story: (name, more = {}) =>
      ninjsFile({
        uri: uri(name),
        headline: `Headline of ${name}`,
        slugline: `slug-of-${name}`,
        paragraphs: wordsOf(name),
        ...more,
      }),
    textsOf: (...names) =>
      names.flatMap((name) => [...wordsOf(name), `Headline of ${name}`, `slug-of-${name}`]),
  };
}
