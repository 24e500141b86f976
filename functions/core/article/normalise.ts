/**
 * From what a parser read to the record: all that is the same for every wire format happens here, once.
 * A pure function of the item, the provider's settings and the time of receipt.
 */
import type { WireItem } from './wire-item.ts';
import { collapse } from '../text/whitespace.ts';
import { associationsOf, conceptsOf, renditionsOf, subjectsOf } from './concepts.ts';
import type { NormaliseContext } from './context.ts';
import { clean, prune, scaleOf, shortText, unique, wholeNumber } from './fields.ts';
import { givenHeadlines, headlinesOf } from './headlines.ts';
import { uriOf, versionOf } from './identity.ts';
import { readDates, type ArticleDates } from './item-dates.ts';
import { datelineOfItem } from './item-dateline.ts';
import { altIdsOf, sequenceOf, uriOfItem } from './item-ids.ts';
import { languageOf } from './item-language.ts';
import type { Article, PubStatus, Text, Uri } from './ninjs.ts';
import { partsOfMarkup, type MarkupParts } from './markup-parts.ts';
import { edNotesOf, publicNote } from './notes.ts';
import type { ArticleRecord, Dateline, EdNote, Signal, Warning, Wire } from './record.ts';
import { signalsInWords, takeKeyOf } from './signals.ts';
import { isWithheldUntil, pubStatusOf } from './status.ts';
import { bodiesOf, textsOf } from './texts.ts';
import { endsInWords, type Ends } from './words/ends.ts';
import { readWords, type ItemWords } from './words/item-words.ts';

export interface Normalised {
  record: ArticleRecord;
  /** URIs of other items that this one says are killed. */
  cancels: Uri[];
}

export const NINJS_SCHEMA = 'http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json';

/** Makes the record of one item. Never throws for anything an item can hold. */
export function normalise(item: WireItem, context: NormaliseContext): Normalised {
  const parts = readParts(item, context);
  const cancels = [...(item.cancels ?? []), ...parts.ends.cancels];
  return {
    record: { article: articleOf(item, parts, context), wire: wireOf(item, parts, context) },
    cancels: unique(cancels.map((id) => uriOf(context.provider, id))),
  };
}

/** What takes more than one field of the item to know, or stands in both halves of the record. */
interface Parts {
  /** Title, descriptions, notes and body, without the lines that say an embargo. */
  words: ItemWords;
  headlines: Text[];
  slugline: string | undefined;
  takeKey: string | undefined;
  signals: ReadonlySet<Signal>;
  dates: ArticleDates;
  status: PubStatus;
  ends: Ends;
  dateline: Dateline;
  language: string | undefined;
  urgency: number | undefined;
  keywords: string[];
  version: string | undefined;
  /** Pictures and links of mark-up that becomes plain text. */
  markup: MarkupParts;
  warnings: readonly Warning[];
}

function readParts(item: WireItem, context: NormaliseContext): Parts {
  const slugline = shortText(item.slugline);
  const takeKey = clean(item.takeKey) ?? (slugline === undefined ? undefined : takeKeyOf(slugline));
  const words = readWords({
    slugline,
    takeKey,
    title: shortText(item.title),
    headlines: givenHeadlines(item),
    descriptions: textsOf(item.descriptions ?? []),
    edNotes: edNotesOf(item),
    body: item.body,
    usageTerms: shortText(item.usageTerms),
    embargoText: item.embargoText,
  });
  const { body, edNotes } = words;
  const warnings: Warning[] = [
    ...context.fileWarnings,
    ...(item.warnings ?? []),
    ...(body === undefined ? [] : body.warnings),
  ];
  const { headlines, isDerived } = headlinesOf(words);
  const doubts: Warning[] = [];
  const language = languageOf(item, context, { body, headlines, edNotes, warnings: doubts });
  const dates = readDates(item, { context, warnings, embargoes: words.embargoes, language });
  const status = pubStatusOf(item, dates.embargo, warnings);
  const ends = endsInWords(item, { words, status, slugline, dates, context });
  warnings.push(...doubts);
  const urgency = scaleOf(item.urgency, 'urgency', warnings);

  const signals = new Set<Signal>([
    ...(item.signals ?? []),
    ...signalsInWords(wordSlots(slugline, takeKey, headlines, edNotes)),
    ...ends.signals,
  ]);
  if (isDerived) signals.add('headline-derived');

  return {
    words,
    headlines,
    slugline,
    takeKey,
    signals,
    dates,
    status,
    ends,
    dateline: datelineOfItem(item, body),
    language,
    urgency,
    keywords: unique((item.keywords ?? []).map(collapse)),
    version: clean(versionOf(item.version ?? '')),
    markup: partsOfMarkup(item.descriptions ?? [], body, item.associations ?? []),
    warnings,
  };
}

/** The slots in which desks write what their format has no field for. */
function wordSlots(
  slugline: string | undefined,
  takeKey: string | undefined,
  headlines: readonly Text[],
  edNotes: readonly EdNote[],
): { slot: 'slug' | 'headline' | 'note'; text: string }[] {
  return [
    ...[slugline, takeKey]
      .filter((text) => text !== undefined)
      .map((text) => ({ slot: 'slug' as const, text })),
    ...headlines.map(({ value }) => ({ slot: 'headline' as const, text: value })),
    ...edNotes.map(({ text }) => ({ slot: 'note' as const, text })),
  ];
}

function articleOf(item: WireItem, parts: Parts, context: NormaliseContext): Article {
  const { words, headlines, keywords } = parts;
  const dates = parts.dates.article;
  const { body } = words;
  const uri = uriOfItem(item, context.provider, headlines, body);
  return prune<Article>({
    uri,
    type: item.type ?? 'text',
    representationType: item.representationType,
    profile: clean(item.profile),
    version: parts.version,
    firstCreated: dates.firstCreated,
    versionCreated: dates.versionCreated,
    contentCreated: dates.contentCreated,
    embargoedUntil: dates.embargoedUntil,
    expires: dates.expires,
    pubStatus: parts.status,
    urgency: parts.urgency,
    copyrightHolder: shortText(item.copyrightHolder),
    copyrightNotice: shortText(item.copyrightNotice),
    usageTerms: shortText(item.usageTerms) ?? context.restrictions,
    edNote: publicNote(words.edNotes),
    language: parts.language,
    title: words.title,
    by: shortText(item.by),
    slugline: parts.slugline,
    located: shortText(item.located) ?? parts.dateline.city ?? undefined,
    headlines: headlines.map((headline) => ({ ...headline, contentType: 'text/plain' })),
    descriptions: words.descriptions,
    bodies: bodiesOf(body),
    people: conceptsOf(item.people ?? []),
    organisations: conceptsOf(item.organisations ?? []),
    places: conceptsOf(item.places ?? []),
    subjects: subjectsOf(item.subjects ?? [], keywords),
    events: conceptsOf(item.events ?? []),
    objects: conceptsOf(item.objects ?? []),
    genres: conceptsOf(item.genres ?? []),
    infoSources: conceptsOf(item.infoSources ?? []),
    renditions: renditionsOf(item.renditions ?? [], context),
    associations: associationsOf([...(item.associations ?? []), ...parts.markup.pictures], context),
    altIds: altIdsOf(item, uri),
    eventDetails: item.eventDetails,
    plannedCoverage: item.plannedCoverage === undefined ? undefined : [...item.plannedCoverage],
    digitalSourceType:
      item.digitalSourceType === undefined ? undefined : conceptsOf([item.digitalSourceType])[0],
    standard: { name: 'ninjs', version: '3.2', schema: NINJS_SCHEMA },
  });
}

function wireOf(item: WireItem, parts: Parts, context: NormaliseContext): Wire {
  const { body, edNotes } = parts.words;
  return {
    provider: context.provider,
    format: context.format,
    itemIndex: context.itemIndex,
    itemCount: context.itemCount,
    versionSequence: sequenceOf(item, parts.version),
    clock: parts.dates.clock,
    signals: [...parts.signals].sort(),
    replaces: unique((item.replaces ?? []).map((id) => uriOf(context.provider, id))),
    takeKey: parts.takeKey ?? null,
    keywords: parts.keywords,
    priority: wholeNumber(item.priority) ?? null,
    service: clean(item.service) ?? '',
    categories: unique((item.categories ?? []).map(collapse)),
    dateline: parts.dateline,
    creditLine: clean(item.creditLine) ?? null,
    embargo: isWithheldUntil(item, parts.dates.embargo)
      ? { ...parts.dates.embargo, withheld: true }
      : parts.dates.embargo,
    ...(isHeldAsCut(item, context) ? { heldFor: 'truncated' as const } : {}),
    edNotes,
    ...parts.ends.wire,
    providerWordCount: wholeNumber(item.wordCount) ?? null,
    sources: [],
    text: { removed: [...(item.removed ?? []), ...(body?.removed ?? [])], lossRatio: body?.lossRatio ?? 0 },
    raw: context.raw,
    warnings: uniqueWarnings(parts.warnings),
    extra: {
      ...item.extra,
      ...(parts.markup.links.length === 0 ? {} : { textLinks: parts.markup.links }),
      ...(item.photoCredits === undefined || item.photoCredits.length === 0
        ? {}
        : { photoCredits: [...item.photoCredits] }),
    },
  };
}

/** The warning of a parser that looks for end marks; a kill that breaks off is a kill all the same. */
function isHeldAsCut({ warnings = [] }: WireItem, { truncated }: NormaliseContext): boolean {
  return truncated === 'hold' && warnings.some(({ code }) => code === 'truncated');
}

function uniqueWarnings(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code}\n${warning.detail}`, warning])).values()];
}
