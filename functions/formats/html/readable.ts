/** The part of a page that is its story, by @mozilla/readability over linkedom (six times faster than jsdom). */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ParseError } from '../format.ts';

export interface Readable {
  title: string | undefined;
  byline: string | undefined;
  /** HTML. */
  content: string;
}

/** Shorter texts are briefs, and news all the same; the library's own 500 would let them go. */
const SHORTEST = 140;

/**
 * @param text of a page or of a piece of one; linkedom needs html and body around it
 * @throws ParseError too-many-nodes
 */
export function readableBody(text: string, maxElements: number): Readable | undefined {
  const page: unknown = parseHTML(isDocument(text) ? text : `<html><body>${text}</body></html>`);
  // linkedom's window answers for its properties only when asked
  const document: unknown =
    typeof page === 'object' && page !== null ? Reflect.get(page, 'document') : undefined;
  let article: ReturnType<Readability['parse']>;
  try {
    article = new Readability(document as ConstructorParameters<typeof Readability>[0], {
      maxElemsToParse: maxElements,
      charThreshold: SHORTEST,
      disableJSONLD: true,
    }).parse();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/too large/i.test(message)) throw new ParseError('too-many-nodes', message);
    throw new ParseError('malformed-html', message);
  }
  if (article === null) return undefined;
  return {
    title: filled(article.title),
    byline: filled(article.byline),
    content: article.content ?? '',
  };
}

function isDocument(text: string): boolean {
  return /<html[\s>]/i.test(text.slice(0, 8192)) && /<body[\s>]/i.test(text);
}

function filled(value: string | null | undefined): string | undefined {
  const trimmed = value?.replace(/\s+/g, ' ').trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
