/** Puts the texts of the evaluation set into the parts of an article that the tagger reads. */
import type { SourceTag } from '../../functions/core/article/record.ts';
import { type TaggedParts, tagSources } from '../../functions/core/sources/tagger.ts';
import type { Found } from './score.ts';
import type { EvalArticle, Sentence, Slot } from './set.ts';

const PART_OF: Record<Slot, (text: string) => TaggedParts> = {
  body: (text) => ({ body: text }),
  credit: (text) => ({ creditLine: text }),
  photo: (text) => ({ photoCredits: [text] }),
  byline: (text) => ({ by: text }),
  dateline: (text) => ({ dateline: text }),
  copyright: (text) => ({ copyright: text }),
};

/** What the tagger finds in one sentence that stands in its slot, as `wire sources` gives it. */
export function tagsOfSentence({ lang, slot, text, withMentions }: Sentence): Found[] {
  const { sources, mentions } = tagSources({ language: lang, ...PART_OF[slot](text) });
  return found(withMentions ? [...sources, ...mentions] : sources);
}

/** What the tagger finds in a whole article. */
export function tagsOfArticle(article: EvalArticle): Found[] {
  const { lang, provider, byline, creditLine, copyright, photoCredits, paragraphs } = article;
  const { sources } = tagSources({
    language: lang,
    provider: { id: provider },
    by: byline,
    creditLine,
    copyright,
    photoCredits,
    body: paragraphs.join('\n\n'),
  });
  return found(sources);
}

/** A person named by the last name counts with the full name that the tagger links it to. */
function found(tags: readonly SourceTag[]): Found[] {
  return tags.map((tag) => ({ ...tag, name: tag.fullName ?? tag.name }));
}
