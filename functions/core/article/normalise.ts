/**
 * From what a parser read to the record: all that is the same for every wire format happens here, once.
 * A pure function of the item, the provider's settings and the time of receipt.
 */
import type { WireItem } from './wire-item.ts';
import { cleanBody, inlineText, type CleanBody } from '../text/html.ts';
import { contradictingLanguage, detectLanguage, languageTag } from '../text/language.ts';
import { collapse } from '../text/whitespace.ts';
import { associationsOf, conceptsOf, renditionsOf, subjectsOf, type UriContext } from './concepts.ts';
import { cityOfDateline, datelineOf, datelineOfText } from './dateline.ts';
import type { NormaliseContext } from './context.ts';
import { filled } from './filled.ts';
import { isEmbargoed, readDates, type ArticleDates } from './item-dates.ts';
import { derivedUri, uriOf, versionOf } from './identity.ts';
import type { AltId, Article, BodyText, PubStatus, Text, Uri } from './ninjs.ts';
import type { ArticleRecord, Dateline, EdNote, Signal, Warning, Wire } from './record.ts';
import { embargoInWords, signalsInWords, takeKeyOf } from './signals.ts';

export interface Normalised {
  record: ArticleRecord;
  /** URIs of other items that this one says are killed. */
  cancels: Uri[];
}

export const NINJS_SCHEMA = 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json';
const DERIVED_HEADLINE_LENGTH = 90;

/** Makes the record of one item. Never throws for anything an item can hold. */
export function normalise(item: WireItem, context: NormaliseContext): Normalised {
  const warnings: Warning[] = [...context.fileWarnings, ...(item.warnings ?? [])];
  const body = item.body === undefined ? undefined : cleanBody(item.body);
  if (body !== undefined) warnings.push(...body.warnings);
  const uriContext: UriContext = { provider: context.provider, raw: context.raw };

  const signals = new Set<Signal>(item.signals ?? []);
  const headlines = headlinesOf(item, body, signals);
  const edNotes = edNotesOf(item);
  const slugline = shortText(item.slugline);
  const takeKey = clean(item.takeKey) ?? (slugline === undefined ? undefined : takeKeyOf(slugline));
  const words = wordSlots(slugline, takeKey, headlines, edNotes);
  for (const signal of signalsInWords(words)) signals.add(signal);

  const dates = readDates(item, {
    context,
    warnings,
    embargoInWords: words.find(({ slot, text }) => embargoInWords(slot, text))?.text,
  });
  const status = pubStatusOf(item, warnings);
  if (status === 'canceled') signals.add('kill');

  const uri =
    item.id === undefined || item.id.trim() === ''
      ? derivedUri(context.provider, derivation(item, headlines, body))
      : uriOf(context.provider, item.id);
  const dateline = datelineFor(item, body);
  const keywords = unique((item.keywords ?? []).map(collapse));
  const language = languageOf(item, context, { body, headlines, edNotes, warnings });
  const urgency = scaleOf(item.urgency, 'urgency', warnings);
  const version = clean(versionOf(item.version ?? ''));
  const associations = associationsOf(item.associations ?? [], uriContext);

  const article: Article = prune({
    uri,
    type: item.type ?? 'text',
    representationType: item.representationType,
    profile: clean(item.profile),
    version,
    ...dates.article,
    pubStatus: status,
    urgency,
    copyrightHolder: shortText(item.copyrightHolder),
    copyrightNotice: shortText(item.copyrightNotice),
    usageTerms: shortText(item.usageTerms),
    edNote: clean(
      edNotes
        .filter((note) => note.public)
        .map((note) => note.text)
        .join(' '),
    ),
    language,
    title: shortText(item.title),
    by: shortText(item.by),
    slugline,
    located: shortText(item.located) ?? dateline.city ?? undefined,
    headlines: headlines.map((headline) => ({ ...headline, contentType: 'text/plain' })),
    descriptions: textsOf(item.descriptions ?? []),
    bodies: body === undefined || body.plain === '' ? undefined : bodiesOf(body),
    people: conceptsOf(item.people ?? []),
    organisations: conceptsOf(item.organisations ?? []),
    places: conceptsOf(item.places ?? []),
    subjects: subjectsOf(item.subjects ?? [], keywords),
    events: conceptsOf(item.events ?? []),
    objects: conceptsOf(item.objects ?? []),
    genres: conceptsOf(item.genres ?? []),
    infoSources: conceptsOf(item.infoSources ?? []),
    renditions: renditionsOf(item.renditions ?? [], uriContext),
    associations,
    altIds: altIdsOf(item, uri),
    eventDetails: item.eventDetails,
    plannedCoverage: item.plannedCoverage === undefined ? undefined : [...item.plannedCoverage],
    digitalSourceType:
      item.digitalSourceType === undefined ? undefined : conceptsOf([item.digitalSourceType])[0],
    standard: { name: 'ninjs', version: '3.1', schema: NINJS_SCHEMA },
  });

  const wire: Wire = {
    provider: context.provider,
    format: context.format,
    itemIndex: context.itemIndex,
    itemCount: context.itemCount,
    versionSequence: sequenceOf(item, version),
    clock: dates.clock,
    signals: [...signals].sort(),
    replaces: unique((item.replaces ?? []).map((id) => uriOf(context.provider, id))),
    takeKey: takeKey ?? null,
    keywords,
    priority: wholeNumber(item.priority) ?? null,
    service: clean(item.service) ?? '',
    categories: unique((item.categories ?? []).map(collapse)),
    dateline,
    creditLine: clean(item.creditLine) ?? null,
    embargo: dates.embargo,
    edNotes,
    providerWordCount: wholeNumber(item.wordCount) ?? null,
    sources: [],
    text: { removed: [...(item.removed ?? []), ...(body?.removed ?? [])], lossRatio: body?.lossRatio ?? 0 },
    raw: context.raw,
    warnings: uniqueWarnings(warnings),
    extra: {
      ...item.extra,
      ...(item.photoCredits === undefined || item.photoCredits.length === 0
        ? {}
        : { photoCredits: [...item.photoCredits] }),
    },
  };
  return {
    record: { article, wire },
    cancels: unique((item.cancels ?? []).map((id) => uriOf(context.provider, id))),
  };
}

function headlinesOf(item: WireItem, body: CleanBody | undefined, signals: Set<Signal>): Text[] {
  const headlines = (item.headlines ?? [])
    .map((headline) => ({ role: headline.role ?? 'main', value: inlineText(headline.value) }))
    .filter((headline) => headline.value !== '');
  if (!headlines.some((headline) => headline.role === 'main')) {
    const derived = derivedHeadline(item, body);
    if (derived !== undefined) {
      signals.add('headline-derived');
      headlines.unshift({ role: 'main', value: derived });
    }
  }
  return headlines.sort((a, b) => Number(b.role === 'main') - Number(a.role === 'main'));
}

/** The first paragraph, cut at a word; a title where there is no text. */
function derivedHeadline(item: WireItem, body: CleanBody | undefined): string | undefined {
  const first = body?.plain.split('\n\n', 1)[0] ?? '';
  const withoutDateline = first.slice(datelineOf(first)?.text?.length ?? 0).replace(/^[\s\-—–_]{1,8}/, '');
  const text = collapse(withoutDateline);
  if (text === '') return clean(item.title) ?? shortened(inlineText(item.descriptions?.[0]?.value ?? ''));
  return shortened(text);
}

/** Cut at a word; undefined where there is nothing. */
function shortened(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length <= DERIVED_HEADLINE_LENGTH) return text;
  const cut = text.lastIndexOf(' ', DERIVED_HEADLINE_LENGTH);
  return `${text.slice(0, cut < 40 ? DERIVED_HEADLINE_LENGTH : cut).toWellFormed()}…`;
}

function edNotesOf(item: WireItem): EdNote[] {
  return (item.edNotes ?? [])
    .map((note) => ({ role: note.role, text: inlineText(note.text), public: note.public }))
    .filter((note) => note.text !== '');
}

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

const USABLE =
  /^(?:usable|open|published?|final|approved|released?|active|live|new|updated?|corrected|normal|)$/;
const WITHHELD = /^(?:withheld|draft|pending|hold|held|on[ -]?hold|inactive|private|future)$/;
const CANCELED =
  /^(?:cancell?ed|cancel|kill(?:ed)?|deleted?|withdrawn|retracted|spiked|recalled|annul.{0,8})$/;

function pubStatusOf(item: WireItem, warnings: Warning[]): PubStatus {
  const status = collapse(item.status ?? '').toLowerCase();
  if (CANCELED.test(status)) return 'canceled';
  if (WITHHELD.test(status)) return 'withheld';
  if (!USABLE.test(status) && !isEmbargoed(status)) {
    warnings.push({ code: 'status-unknown', detail: `status "${status.slice(0, 40)}" is taken as usable` });
  }
  return 'usable';
}

function datelineFor(item: WireItem, body: CleanBody | undefined): Dateline {
  const given = item.dateline;
  const found = body === undefined ? undefined : datelineOfText(body.plain);
  const text = clean(given?.text);
  return {
    text: text ?? found?.text ?? null,
    city:
      clean(given?.city) ?? (text === undefined ? undefined : cityOfDateline(text)) ?? found?.city ?? null,
    country: clean(given?.country) ?? found?.country ?? null,
    date: clean(given?.date) ?? found?.date ?? null,
  };
}

interface LanguageSigns {
  body: CleanBody | undefined;
  headlines: readonly Text[];
  edNotes: readonly EdNote[];
  warnings: Warning[];
}

/** What the item says of itself; else the feed's setting, but for a text that is beyond doubt in another language. */
function languageOf(
  item: WireItem,
  context: NormaliseContext,
  { body, headlines, edNotes, warnings }: LanguageSigns,
): string | undefined {
  const declared = item.language === undefined ? undefined : languageTag(item.language);
  if (declared !== undefined) return declared;
  const text = [...headlines.map(({ value }) => value), body?.plain.slice(0, 2000) ?? ''].join('\n');
  if (context.language === undefined) {
    // A story of one line may be too short to tell; the desk writes its notes in the same language
    return detectLanguage(text) ?? detectLanguage([text, ...edNotes.map((note) => note.text)].join('\n'));
  }
  const other = contradictingLanguage(text, context.language);
  if (other === undefined) return context.language;
  const detail = `the text is "${other}" and not "${context.language}", which is the provider's default`;
  warnings.push({ code: 'language-mismatch', detail });
  return other;
}

function bodiesOf(body: CleanBody): BodyText[] {
  const { charCount, wordCount } = body;
  return [
    { role: 'main', contentType: 'text/html', charCount, wordCount, value: body.html },
    { role: 'main', contentType: 'text/plain', charCount, wordCount, value: body.plain },
  ];
}

function textsOf(texts: readonly Text[]): Text[] {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const value = inlineText(text.value);
    const key = `${text.role ?? ''}\n${value}`;
    if (value === '' || seen.has(key)) return [];
    seen.add(key);
    return [prune<Text>({ role: text.role, contentType: 'text/plain', value })];
  });
}

function altIdsOf(item: WireItem, uri: Uri): AltId[] {
  const own =
    item.id !== undefined && item.id.trim() !== '' && item.id.trim() !== uri
      ? [{ role: 'provider-id', value: item.id.trim() }]
      : [];
  const all = [...own, ...(item.altIds ?? [])].flatMap(({ role, value }) => {
    const trimmed = clean(value);
    return trimmed === undefined ? [] : [prune<AltId>({ role, value: trimmed })];
  });
  return [...new Map(all.map((altId) => [`${altId.role ?? ''}\n${altId.value ?? ''}`, altId])).values()];
}

function derivation(item: WireItem, headlines: readonly Text[], body: CleanBody | undefined): string[] {
  const given = (item.idFrom ?? []).filter((part) => part.trim() !== '');
  return given.length > 0
    ? [...given]
    : [headlines[0]?.value ?? '', body?.plain ?? '', item.versionCreated ?? ''];
}

function sequenceOf(item: WireItem, version: string | undefined): number | null {
  if (item.versionSequence !== undefined) return item.versionSequence;
  return version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : null;
}

/** A value of the 1-9 scale; "", 0 and DEFAULT say nothing, anything else outside is told in a warning. */
function scaleOf(value: number | string | undefined, name: string, warnings: Warning[]): number | undefined {
  const number = wholeNumber(value);
  if (number !== undefined && number >= 1 && number <= 9) return number;
  if (value !== undefined && !/^(?:0|default)?$/i.test(String(value).trim())) {
    warnings.push({
      code: `${name}-ignored`,
      detail: `"${String(value).slice(0, 40)}" is not on the scale 1-9`,
    });
  }
  return undefined;
}

function wholeNumber(value: number | string | undefined): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  const text = value?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function clean(text: string | undefined): string | undefined {
  const collapsed = text === undefined ? '' : collapse(text);
  return collapsed === '' ? undefined : collapsed;
}

const MARKUP = /<\/?(?:p|br|div|span|a|b|i|u|em|strong)(?:\s[^<>]*)?\/?>|&(?:#x?[\da-f]{1,6}|[a-z]{2,8});/i;

/** A short text, which some systems hand over as HTML. Other angle brackets are text: "<jo@desk.example>". */
function shortText(text: string | undefined): string | undefined {
  return text !== undefined && MARKUP.test(text) ? inlineText(text) || undefined : clean(text);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

function uniqueWarnings(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code}\n${warning.detail}`, warning])).values()];
}

/** The object without its empty properties: "the source does not say" is absence, not an empty list. */
function prune<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T;
function prune(object: object): object {
  return filled(object);
}

export type { ArticleDates, NormaliseContext };
