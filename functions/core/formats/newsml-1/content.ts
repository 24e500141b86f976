/** The content of a NewsItem: its components made into headline, text, metadata and media. */
import { isText, type ChildNode, type Element } from 'domhandler';
import { datelineOf } from '../../article/dateline.ts';
import type { Text } from '../../article/ninjs.ts';
import type { EdNote, Signal } from '../../article/record.ts';
import { attribute, children, rawText } from '../../text/xml.ts';
import type { Body, ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { labelled, present } from '../common/json.ts';
import { candidatesOf, isInLanguage, sectionsOf, storyOf, type Candidate } from './body.ts';
import { componentsOf, walk, type Component, type RoleKind } from './components.ts';
import { isPrivate, linesOf } from './lines.ts';
import { mediaItemOf, mediaOf } from './media.ts';
import { metadataOf, originOf } from './metadata.ts';
import { nitfHeadOf } from './nitf-head.ts';
import { securityIn } from './properties.ts';
import type { Topics } from './topics.ts';

export interface ContentContext {
  topics: Topics;
  providerId: string | undefined;
  /** The family id of a nested NewsItem, for the list of members. */
  idOf: (newsItem: Element) => string | undefined;
}

export interface ItemContent {
  components: readonly Component[];
  fields: Partial<WireItem>;
  /** There is a story to read. */
  hasText: boolean;
  /** Its first words. */
  start: string | undefined;
}

const OTHER_TEXTS = 10;
const OTHER_TEXT_LENGTH = 10_000;

/**
 * Reads what a NewsItem holds beside Identification and NewsManagement.
 * @param holder the NewsItem, or an element with NewsComponents in its place (an edited revision)
 */
export function contentOf(holder: Element, { topics, providerId, idOf }: ContentContext): ItemContent {
  const components = componentsOf(holder);
  const candidates = candidatesOf(components);
  const language = languageOf(holder, components, candidates);
  const story = storyOf(candidates, language);
  const own = ownComponents(components, language);
  const nitf = story?.parts.find(({ nitf }) => nitf !== undefined)?.nitf;
  const inNitf = nitf === undefined ? {} : nitfHeadOf(nitf);
  const named = story?.parts.find(({ named }) => named !== undefined)?.named ?? {};
  const namedDateline = named.dateline === undefined ? undefined : { text: named.dateline };
  const lines = linesOf(own, language, providerId);
  const metadata = metadataOf(own, topics, language ?? inNitf.language);
  const media = story === undefined ? mediaItemOf(components) : undefined;
  const sections = story === undefined ? undefined : sectionsOf(story.body);
  const keywords = metadata.keywords ?? [];
  const allKeywords = [...(lines.keywords ?? []), ...keywords];
  const usedKeywords = allKeywords.length > 0 ? allKeywords : (inNitf.keywords ?? []);
  const { associations = [], photoCredits } = media ?? mediaOf(components);
  const fields: Partial<WireItem> = present({
    ...media,
    ...metadata,
    ...lines,
    type: story === undefined ? (media?.type ?? typeWithoutText(holder, components)) : 'text',
    language: metadata.language ?? inNitf.language,
    headlines: headlinesOf(lines.headlines ?? [], candidates, [
      ...(inNitf.headlines ?? []),
      ...labelled('main', named.headline),
    ]),
    body: story === undefined ? undefined : (bodyOfSections(sections, lines.headlines) ?? story.body),
    descriptions: [
      ...(media?.descriptions ?? []),
      ...textsOf(candidates, 'abstract', 'abstract'),
      ...textsOf(candidates, 'lead', 'abstract'),
      ...sectionTexts(sections),
      ...(inNitf.descriptions ?? []),
      ...(media === undefined && story === undefined ? textsOf(candidates, 'caption', 'caption') : []),
    ],
    by: lines.by ?? inNitf.by ?? named.by,
    dateline: datelineFrom(
      lines.dateline ?? inNitf.dateline ?? namedDateline,
      own,
      story?.parts[0]?.plain ?? '',
    ),
    wordCount: metadata.wordCount ?? inNitf.wordCount,
    copyrightHolder: metadata.copyrightHolder ?? inNitf.copyrightHolder,
    usageTerms: metadata.usageTerms ?? lines.usageTerms,
    keywords: usedKeywords,
    places: [...(metadata.places ?? []), ...(inNitf.places ?? [])],
    organisations: [
      ...(metadata.organisations ?? []),
      ...usedKeywords.flatMap((keyword) => securityIn(keyword) ?? []),
    ],
    edNotes: [...(lines.edNotes ?? []), ...notesOf(candidates)],
    associations: [...associations, ...(inNitf.associations ?? []), ...membersOf(components, idOf)],
    photoCredits,
    signals: openingSignals(story?.parts[0]?.plain ?? ''),
    extra: present({
      ...metadata.extra,
      ...lines.extra,
      otherTexts: otherTexts(candidates, story?.unused ?? [], language),
    }),
  });
  return { components, fields, hasText: story !== undefined, start: story?.parts[0]?.plain.slice(0, 200) };
}

/** Lines with which some agencies open the text of a new version, in words of their own. */
const OPENINGS: readonly (readonly [RegExp, readonly Signal[]])[] = [
  // ANP: "N i e u w bericht, vervangt: ..."
  [/^n ?i ?e ?u ?w bericht, vervangt\b/i, ['replaces', 'update']],
  [/^\(?annule et remplace\b/i, ['replaces', 'correction']],
  [/^\(?rectificatif\b/i, ['correction']],
];

function openingSignals(text: string): readonly Signal[] {
  return OPENINGS.find(([pattern]) => pattern.test(text))?.[1] ?? [];
}

/** Components of the story: no media and captions, no alternatives in other languages. */
function ownComponents(components: readonly Component[], language: string | undefined): Component[] {
  const all = [...walk(components)];
  const wanted = language?.slice(0, 2).toLowerCase();
  const story = all.filter(
    (component) =>
      !inMedia(component) &&
      component.kind !== 'skip' &&
      (component.language === undefined || component.language.slice(0, 2).toLowerCase() === wanted),
  );
  return story.length > 0 ? story : all;
}

function inMedia(component: Component): boolean {
  for (let at: Component | undefined = component; at !== undefined; at = at.parent)
    if (at.isMedia) return true;
  return false;
}

/** The first language that a component with text names; an item in several gives the first. */
function languageOf(
  holder: Element,
  components: readonly Component[],
  candidates: readonly Candidate[],
): string | undefined {
  const ofText = candidates.find(
    ({ kind, component }) => kind === 'body' && component.language !== undefined,
  );
  return (
    ofText?.component.language ??
    [...walk(components)].find(({ language }) => language !== undefined)?.language ??
    attribute(holder, 'xml:lang')
  );
}

function headlinesOf(
  lines: readonly Text[],
  candidates: readonly Candidate[],
  inNitf: readonly Text[],
): readonly Text[] {
  const pick = (role: string, kind: RoleKind): readonly Text[] => {
    const found = lines.filter((line) => line.role === role);
    if (found.length > 0) return found;
    const written = textsOf(
      candidates.filter(({ component }) => !inMedia(component)),
      kind,
      role,
    ).slice(0, 5);
    return written.length > 0 ? written : inNitf.filter((line) => line.role === role);
  };
  return [...pick('main', 'headline').slice(0, 1), ...pick('sub', 'subheadline')];
}

function textsOf(candidates: readonly Candidate[], kind: RoleKind, role: string): Text[] {
  return candidates
    .filter((candidate) => candidate.kind === kind && candidate.plain !== '')
    .slice(0, 20)
    .map(({ plain }) => ({ role, value: plain }));
}

function notesOf(candidates: readonly Candidate[]): EdNote[] {
  return candidates
    .filter(({ kind }) => kind === 'note')
    .map(({ component, plain }) => ({
      role: component.role,
      text: plain,
      public: !isPrivate(component.role),
    }));
}

/** Texts that the record has no field for (tweets, slugs, the story in another language or another length): kept, cut. */
function otherTexts(
  candidates: readonly Candidate[],
  unused: readonly Candidate[],
  language: string | undefined,
): { role: string; language?: string; text: string }[] {
  return candidates
    .flatMap((candidate) => {
      const { component, kind, plain } = candidate;
      const isForeign = !isInLanguage(component, language) && !component.isMedia;
      if (kind !== 'other' && !isForeign && !unused.includes(candidate)) return [];
      const text = plain.slice(0, OTHER_TEXT_LENGTH).toWellFormed();
      return [
        { role: component.role, ...present({ language: isForeign ? component.language : undefined }), text },
      ];
    })
    .slice(0, OTHER_TEXTS);
}

/**
 * A dateline of the item wins over a Location, which agencies fill with a default; the Location only adds the
 * country where it agrees, and the city where neither field nor text has one.
 */
function datelineFrom(
  dateline: WireItem['dateline'],
  components: readonly Component[],
  text: string,
): WireItem['dateline'] {
  const origin = originOf(components);
  const words = dateline?.text ?? datelineOf(text.slice(0, 300))?.text ?? undefined;
  const agrees =
    words === undefined ||
    (origin.city !== undefined && words.toLowerCase().startsWith(origin.city.toLowerCase()));
  const found = present({
    ...dateline,
    city: dateline?.city ?? (words === undefined ? origin.city : undefined),
    country: agrees && origin.city !== undefined ? origin.country : undefined,
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

/** The sections of a release but its headline, which stands in its own field, and its lead (the abstract). */
function bodyOfSections(
  sections: Map<string, ChildNode[]> | undefined,
  headlines: readonly Text[] | undefined,
): Body | undefined {
  if (sections === undefined) return undefined;
  const headline = headlines?.[0]?.value;
  const nodes = [...sections].flatMap(([name, inner]) => {
    const isHeadline = name === 'title' && inner.map(rawText).join('').trim() === headline;
    return name === 'leadtext' || isHeadline ? [] : inner;
  });
  return { kind: 'nodes', nodes };
}

function sectionTexts(sections: Map<string, ChildNode[]> | undefined): Text[] {
  const lead = (sections?.get('leadtext') ?? []).map((node) => (isText(node) ? node.data : rawText(node)));
  const value = lead.join(' ').trim();
  return value === '' ? [] : [{ role: 'abstract', value }];
}

function typeWithoutText(holder: Element, components: readonly Component[]): WireItem['type'] {
  // a NewsItem can be a controlled vocabulary
  if (components.length === 0 && children(holder, 'TopicSet').length > 0) return 'component';
  const all = [...walk(components)];
  const isPackage = all.some(
    ({ element, isMedia }) =>
      isMedia || children(element, 'NewsItemRef').length > 0 || children(element, 'NewsItem').length > 0,
  );
  return isPackage ? 'composite' : undefined;
}

/** Other NewsItems that the components name or hold. */
function membersOf(components: readonly Component[], idOf: ContentContext['idOf']): ItemAssociation[] {
  const members: ItemAssociation[] = [];
  for (const { element, role } of walk(components)) {
    const ids = [
      ...children(element, 'NewsItemRef').map((ref) => attribute(ref, 'NewsItem') ?? attribute(ref, 'Href')),
      ...children(element, 'NewsItem').map(idOf),
    ];
    for (const id of ids) {
      if (id === undefined || members.length >= OTHER_TEXTS * 50) continue;
      members.push({
        name: `item-${members.length + 1}`,
        rel: role === '' ? 'member' : role.toLowerCase(),
        id,
      });
    }
  }
  return members;
}
