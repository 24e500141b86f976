/** Sources in a body: its lines of their own, the names in its sentences, and the people who speak. */
import type { SourceTag } from '../../article/record.ts';
import { mentionsAt } from '../../agencies/matcher.ts';
import type { Context } from '../context.ts';
import { quoteSpans, spanAround, type QuoteSpan } from '../quotes.ts';
import { readMention } from '../running-text.ts';
import { speakersIn } from '../speakers.ts';
import { surveyOf } from '../survey.ts';
import { unknownAgencies } from '../unknown.ts';
import { sentenceAround } from '../words.ts';
import { linesOfTheirOwn } from './body-lines.ts';
import type { Tagging } from './collect.ts';
import { Places } from './places.ts';
import { isUnnamed, namesInSentences } from './running-names.ts';
import { evidenceIn, tagOfName, type Span } from './tag.ts';

/** The sources of a body, and the names that nothing proves to be one. */
export function tagsOfBody(text: string, context: Context): Tagging {
  const { paragraphs, names } = surveyOf(text);
  const quotes = quoteSpans(text);
  const unknown = unknownAgencies(text);
  const lines = linesOfTheirOwn(text, paragraphs, unknown, context);
  const places = new Places(lines.places);
  const mentions = mentionsAt(text, names, 'running').filter(
    (mention, index, all) =>
      !places.hold(mention) &&
      // "the Jiji and Kyodo news agencies": they have been named
      !(isUnnamed(mention) && all[index - 1]?.end === mention.start - 1),
  );
  const named = namesInSentences(text, mentions, quotes, context);
  return {
    sources: [
      ...lines.tags,
      ...named.sources,
      ...unknownIn(text, unknown, [...lines.places, ...mentions], quotes),
      ...speakersIn(text, paragraphs, quotes).map((speaker): SourceTag => ({
        id: null,
        uri: null,
        role: 'speaker',
        field: 'body',
        ...speaker,
      })),
    ],
    candidates: named.candidates,
    mentions: named.mentions,
  };
}

/** "the news agency Norvana": the text calls it one, and the register does not have it. */
function unknownIn(
  text: string,
  unknown: readonly Span[],
  taken: readonly Span[],
  quotes: readonly QuoteSpan[],
): SourceTag[] {
  return unknown.flatMap(({ start, end }): SourceTag[] => {
    if (taken.some((place) => place.start < end && start < place.end)) return [];
    if (spanAround(quotes, start) !== undefined) return [];
    const reading = readMention(text, { start, end }, sentenceAround(text, start), 'fair');
    if (reading.kind !== 'attribution') return [];
    const evidence = evidenceIn(text, reading.from, reading.to);
    return [
      tagOfName(text.slice(start, end), {
        role: 'attribution',
        field: 'body',
        start,
        end,
        evidence,
        confidence: 0.75,
      }),
    ];
  });
}
