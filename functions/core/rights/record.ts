/**
 * The rights of a finished record: what its fields say and what stands in words in notes, terms, captions and labels,
 * as `wire.rights`, and in the article where ninjs can say it. What nobody understands is kept as it is written.
 */
import type { Article, Uri } from '../article/ninjs.ts';
import type { ArticleRecord } from '../article/record.ts';
import type { AiInvolvement, AiUse, Restriction, Rights, RightsEvidence } from '../article/rights.ts';
import { conceptUri } from '../article/concepts.ts';
import type { ItemRights } from '../article/wire-item.ts';
import { collapse } from '../text/whitespace.ts';
import { dataMiningOf } from './data-mining.ts';
import { digitalSourceOf, type DigitalSource } from './digital-source.ts';
import type { RightsSlot, WordsFound } from './forms.ts';
import { restrictionOf, restrictionsIn } from './words.ts';

const MOST_RESTRICTIONS = 200;
const LONGEST_TEXT = 1000;
const LONGEST_EXPRESSION = 32_768;
/** Paragraphs at the head and at the end of a story, where desks and systems write. */
const PARAGRAPHS = 3;
const LONGEST_PARAGRAPH = 600;

interface Source {
  text: string;
  slot: RightsSlot;
  field: string;
}

/** The record with `wire.rights`, and with what of it the article can say. */
export function withRights(record: ArticleRecord, given: ItemRights = {}): ArticleRecord {
  const { article, wire } = record;
  const words = sourcesOf(record).flatMap(({ text, slot, field }) =>
    restrictionsIn(text, slot, article.language).map((found) => ({ found, field })),
  );
  const statements = (given.statements ?? []).flatMap((statement) =>
    statementOf(statement, article.language),
  );
  const all = [...statements, ...words];
  const source =
    article.digitalSourceType === undefined ? undefined : digitalSourceOf(article.digitalSourceType);
  const restrictions = restrictionsOf(all);
  const dataMining = dataMiningOf(
    given.dataMining ?? [],
    all.filter(({ found }) => found.kind === 'data-mining'),
  );
  const ai = aiOf(given.ai ?? [], source, all);
  const rightsInfo = rightsInfoOf(given, article, dataMining?.uri ?? undefined);
  const { credentials } = given;
  const isSaid =
    credentials !== undefined || restrictions.length > 0 || dataMining !== undefined || ai !== undefined;
  const rights = (): Rights => ({
    ...(dataMining === undefined ? {} : { dataMining }),
    ...(ai === undefined ? {} : { ai }),
    ...(credentials === undefined ? {} : { credentials }),
    restrictions,
  });
  return {
    article: {
      ...article,
      ...(source === undefined ? {} : { digitalSourceType: source.type }),
      ...(rightsInfo === undefined ? {} : { rightsInfo }),
    },
    wire: {
      ...wire,
      ...(isSaid ? { rights: rights() } : {}),
      ...keptExpression(given, rightsInfo, wire.extra),
    },
  };
}

/** Every text in which restrictions are written, with its field. */
function sourcesOf({ article, wire }: ArticleRecord): Source[] {
  const sources: Source[] = [];
  const add = (text: string | null | undefined, slot: RightsSlot, field: string): void => {
    if (text !== undefined && text !== null && text !== '') sources.push({ text, slot, field });
  };
  add(article.usageTerms, 'terms', 'usageTerms');
  add(article.copyrightNotice, 'terms', 'copyrightNotice');
  for (const [index, { role, text }] of wire.edNotes.entries()) {
    add(text, /instruction|usage|restriction|rights/i.test(role) ? 'terms' : 'note', `edNotes[${index}]`);
  }
  add(article.slugline, 'label', 'slugline');
  add(wire.takeKey, 'label', 'takeKey');
  add(article.title, 'label', 'title');
  for (const [index, { value }] of (article.headlines ?? []).entries())
    add(value, 'label', `headlines[${index}]`);
  for (const [index, { value }] of (article.descriptions ?? []).entries()) {
    add(value, 'text', `descriptions[${index}]`);
  }
  for (const paragraph of paragraphsOf(article)) add(paragraph, 'text', 'body');
  for (const [index, member] of (article.associations ?? []).slice(0, 50).entries()) {
    add(member.usageTerms, 'terms', `associations[${index}].usageTerms`);
    add(member.copyrightNotice, 'terms', `associations[${index}].copyrightNotice`);
    for (const { value } of member.descriptions ?? []) add(value, 'text', `associations[${index}].caption`);
  }
  return sources;
}

function paragraphsOf({ bodies = [] }: Article): string[] {
  const plain = bodies.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
  if (plain === '') return [];
  const paragraphs = plain.split('\n\n');
  const outer =
    paragraphs.length <= 2 * PARAGRAPHS
      ? paragraphs
      : [...paragraphs.slice(0, PARAGRAPHS), ...paragraphs.slice(-PARAGRAPHS)];
  return outer.filter((paragraph) => paragraph.length <= LONGEST_PARAGRAPH);
}

interface Found {
  found: WordsFound;
  field: string;
}

/** A field of the format: by its kind, by its words, or as it stands. */
function statementOf(
  { text, field, kind, scope }: NonNullable<ItemRights['statements']>[number],
  language: string | undefined,
): Found[] {
  const written = text.trim().slice(0, LONGEST_TEXT);
  if (written === '') return [];
  const as = (one: NonNullable<typeof kind>): Found => ({
    found: { kind: one, scope: scope ?? null, text: written, evidence: written },
    field,
  });
  if (kind !== undefined) return [as(kind)];
  const words = restrictionsIn(text, 'terms', language).map((found) => ({ found, field }));
  return words.length > 0 ? words : [as('other')];
}

/** Each kind and scope once for a field that says it; captions often say again what the terms say. */
function restrictionsOf(all: readonly Found[]): Restriction[] {
  const found = new Map<string, Restriction>();
  for (const one of all) {
    const restriction = restrictionOf(one.found, one.field);
    if (restriction === undefined) continue;
    const member = /^associations\[\d+\]/.exec(one.field)?.[0] ?? '';
    const key = [
      restriction.kind,
      restriction.scope ?? '',
      member,
      restriction.kind === 'other' ? restriction.text : '',
    ];
    if (!found.has(key.join('\n'))) found.set(key.join('\n'), restriction);
  }
  return [...found.values()].slice(0, MOST_RESTRICTIONS);
}

const INVOLVED = { 'ai-generated': 'generated', 'ai-edited': 'edited', 'ai-partly': 'partly' } as const;

function aiOf(
  fields: NonNullable<ItemRights['ai']>,
  source: DigitalSource | undefined,
  all: readonly Found[],
): AiUse | undefined {
  const words = all.flatMap(({ found, field }) =>
    field.startsWith('associations[') || !isInvolved(found.kind)
      ? []
      : [{ involvement: INVOLVED[found.kind], evidence: { field, text: found.evidence } }],
  );
  const ofSource = source?.involvement ?? undefined;
  // how a photo was taken says something of AI only where there is a question
  const saysNothing = fields.length === 0 && words.length === 0 && source === undefined;
  if (saysNothing) return undefined;
  const evidence: RightsEvidence[] = [
    ...(source === undefined ? [] : [{ field: 'digitalSourceType', text: source.written }]),
    ...fields.map(({ field, ...said }) => ({
      field,
      text: collapse(Object.values(said).join(', ')).slice(0, LONGEST_TEXT),
    })),
    ...words.map((one) => one.evidence),
  ];
  return {
    involvement: involvementOf(ofSource, words, fields.length > 0),
    digitalSourceType: source?.involvement === null ? null : (source?.type.uri ?? null),
    systems: fields.flatMap(({ system, version, provider, uri }) =>
      system === undefined
        ? []
        : [
            {
              name: collapse(system),
              version: version ?? null,
              provider: provider ?? null,
              uri: uri ?? null,
            },
          ],
    ),
    prompt: joined(fields.map(({ prompt }) => prompt)),
    promptWriter: joined(fields.map(({ promptWriter }) => promptWriter)),
    evidence,
  };
}

function isInvolved(kind: WordsFound['kind']): kind is keyof typeof INVOLVED {
  return Object.hasOwn(INVOLVED, kind);
}

/** The source type knows best; words where it is silent or says less. */
function involvementOf(
  ofSource: AiInvolvement | undefined,
  words: readonly { involvement: AiInvolvement }[],
  hasSystem: boolean,
): AiInvolvement {
  if (ofSource !== undefined && ofSource !== 'unknown' && ofSource !== 'none') return ofSource;
  return words[0]?.involvement ?? (hasSystem ? 'unknown' : (ofSource ?? 'unknown'));
}

function joined(texts: readonly (string | undefined)[]): string | null {
  const said = [...new Set(texts.flatMap((text) => (text === undefined ? [] : collapse(text))))].join('\n');
  return said === '' ? null : said.slice(0, 4 * LONGEST_TEXT);
}

/** ninjs has one of a link and an expression; a concept of the PLUS vocabulary is a link to what it means. */
function rightsInfoOf(
  { linked, encoded, language }: ItemRights,
  { usageTerms }: Article,
  plus: Uri | undefined,
): Article['rightsInfo'] {
  const expression = encoded?.trim() ?? '';
  const named = language === undefined ? undefined : conceptUri(language);
  const langId = named === undefined ? {} : { langId: named };
  const terms = usageTerms !== undefined && /^https?:\/\/\S+$/.test(usageTerms) ? usageTerms : undefined;
  const written = [linked, ...(expression === '' ? [terms, plus] : [])].find((one) => one !== undefined);
  const link = written === undefined ? undefined : conceptUri(written);
  if (link !== undefined) return { ...(written === linked ? langId : {}), linkedRights: link };
  if (expression === '' || expression.length > LONGEST_EXPRESSION) return undefined;
  return { ...langId, encodedRights: expression };
}

/** Where the article has the link, the expression stays beside the fields, as everything else that has no place. */
function keptExpression(
  { linked, encoded }: ItemRights,
  info: Article['rightsInfo'],
  extra: Record<string, unknown>,
): { extra?: Record<string, unknown> } {
  const kept = {
    ...(encoded === undefined || info?.encodedRights !== undefined ? {} : { encodedRights: encoded }),
    ...(linked === undefined || info?.linkedRights !== undefined ? {} : { linkedRights: linked }),
  };
  return Object.keys(kept).length === 0 ? {} : { extra: { ...extra, ...kept } };
}
