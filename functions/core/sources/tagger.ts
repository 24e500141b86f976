/**
 * All sources of an article, each with its role and the words that prove it. Pure; the cost grows with the text.
 * What is recognised, in which words: docs/sources.md.
 */
import type { SourceTag } from '../article/record.ts';
import type { Context } from './context.ts';
import { tagsOfBody } from './tagging/body.ts';
import { collected, type Tagging } from './tagging/collect.ts';
import {
  tagsOfByline,
  tagsOfCopyright,
  tagsOfCreditLine,
  tagsOfDateline,
  tagsOfProvider,
} from './tagging/line-slots.ts';
import { tagsOfCaption, tagsOfPhotoCredits, tagsOfPictureLine, type Caption } from './tagging/photo-slots.ts';

export type { Caption, Tagging };

/** The parts of an article that can name a source; each is the plain text that the offsets refer to. */
export interface TaggedParts {
  /** BCP 47. */
  language?: string | undefined;
  /** Id and name of the register entry that delivered the file. */
  provider?: { id: string; name?: string } | undefined;
  dateline?: string | undefined;
  /** City or country of the dateline, where it is known apart. */
  place?: string | undefined;
  by?: string | undefined;
  creditLine?: string | undefined;
  /** The credit line and the byline are those of a picture. */
  isPicture?: boolean;
  photoCredits?: readonly string[];
  copyright?: string | undefined;
  body?: string | undefined;
  /** Of pictures and videos that belong to the article. */
  captions?: readonly Caption[];
}

/** Characters of a byline, credit or copyright line that are read: what is longer is no such line. */
const MAX_LINE = 500;
/** Captions of one article that are read. */
const MAX_CAPTIONS = 50;

/** @returns the sources in the order provider, dateline, byline, credit, photo, captions, copyright, body */
export function tagSources(parts: TaggedParts): Tagging {
  const context = contextOf(parts);
  const body = parts.body === undefined ? undefined : tagsOfBody(parts.body, context);
  const sources: SourceTag[] = [
    ...tagsOfProvider(parts.provider),
    ...tagsOfLine(parts.dateline, (line) => tagsOfDateline(line, context)),
    ...tagsOfLine(parts.by, (line) =>
      parts.isPicture === true ? tagsOfPictureLine(line, 'by', context) : tagsOfByline(line, context),
    ),
    ...tagsOfLine(parts.creditLine, (line) =>
      parts.isPicture === true ? tagsOfPictureLine(line, 'credit', context) : tagsOfCreditLine(line, context),
    ),
    ...tagsOfPhotoCredits(parts.photoCredits ?? [], MAX_LINE, context),
    ...(parts.captions ?? []).slice(0, MAX_CAPTIONS).flatMap((caption) => tagsOfCaption(caption, context)),
    ...tagsOfLine(parts.copyright, (line) => tagsOfCopyright(line, context)),
    ...(body?.sources ?? []),
  ];
  return collected(sources, body ?? { candidates: [], mentions: [] });
}

/** What decides between agencies of the same name. */
function contextOf({ language, creditLine, by, body, place, dateline }: TaggedParts): Context {
  return {
    language,
    text: [creditLine, by, body].filter((part) => part !== undefined).join('\n'),
    place: [place, dateline].filter((part) => part !== undefined).join(' '),
  };
}

function tagsOfLine(line: string | undefined, read: (line: string) => SourceTag[]): SourceTag[] {
  return line === undefined ? [] : read(line.slice(0, MAX_LINE));
}
