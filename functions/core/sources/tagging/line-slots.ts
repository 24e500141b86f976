/** Sources in what has a line of its own: the provider, the dateline, byline, credit and copyright lines. */
import type { SourceTag } from '../../article/record.ts';
import { agencyUri, findAgency } from '../../agencies/register.ts';
import type { Mention } from '../../agencies/matcher.ts';
import type { Context } from '../context.ts';
import { datelineAlone } from '../bare-dateline.ts';
import { datelineMentions } from '../dateline.ts';
import { isOfPhotoDesks } from '../photo.ts';
import { namesInSlot } from '../slots.ts';
import { trimEndOf } from '../words.ts';
import { tagsOfPhotoCredit } from './photo-slots.ts';
import { evidenceIn, tagOfMention, tagOfName } from './tag.ts';

/** The provider of files that belong to nobody in the register of providers. */
const UNASSIGNED = 'unassigned';

/** Who delivered the file; a file that nobody was registered for has no provider. */
export function tagsOfProvider(provider: { id: string; name?: string } | undefined): SourceTag[] {
  if (provider === undefined || provider.id === UNASSIGNED) return [];
  const agency = findAgency(provider.id);
  return [
    {
      id: agency?.id ?? (provider.name === undefined ? null : provider.id),
      name: provider.name ?? agency?.name ?? provider.id,
      role: 'provider',
      uri: agency === undefined ? null : agencyUri(agency),
      field: 'provider',
      start: 0,
      end: provider.id.length,
      evidence: provider.id,
      confidence: 1,
    },
  ];
}

/** A dateline that the source gives apart. */
export function tagsOfDateline(text: string, context: Context): SourceTag[] {
  const mentions = datelineMentions(text, true);
  const named =
    mentions.length > 0 ? mentions : datelineAlone(text.slice(0, LONGEST_DATELINE), context.language, true);
  return datelineTags(text, named, { field: 'dateline', offset: 0 }, context);
}

/** The dateline that a paragraph of a body may begin with, or that `mentions` are in its midst. */
export function tagsOfDatelineInBody(
  paragraph: string,
  offset: number,
  context: Context,
  mentions = datelineMentions(paragraph, false, context.language),
): SourceTag[] {
  return datelineTags(paragraph, mentions, { field: 'body', offset }, context);
}

function datelineTags(
  text: string,
  mentions: readonly Mention[],
  { field, offset }: { field: 'dateline' | 'body'; offset: number },
  context: Context,
): SourceTag[] {
  return mentions.map((mention) => {
    const { start, end } = mention;
    const evidence = evidenceIn(text, Math.max(0, end - LONGEST_DATELINE), end + 1);
    const place = { start: offset + start, end: offset + end };
    return tagOfMention(
      text,
      mention,
      { role: 'dateline', field, ...place, evidence, confidence: 0.97 },
      context,
    );
  });
}

/** Characters of a dateline that are quoted as evidence. */
const LONGEST_DATELINE = 140;

/** A byline; "Jane Doe | Getty Images" is the credit of a picture in its place. */
export function tagsOfByline(text: string, context: Context): SourceTag[] {
  if (isOfPhotoDesks(text)) return tagsOfPhotoCredit(text, 'by', { start: 0, end: text.length }, context);
  return namedIn(text, { slot: 'byline', field: 'by' }, context);
}

export function tagsOfCopyright(text: string, context: Context): SourceTag[] {
  return namedIn(text, { slot: 'copyright', field: 'copyright' }, context);
}

/** A credit line; where it names nobody of the register, the house that it names. */
export function tagsOfCreditLine(text: string, context: Context): SourceTag[] {
  const tags = namedIn(text, { slot: 'credit', field: 'credit' }, context);
  return tags.length > 0 ? tags : unknownHouse(text);
}

/** A byline, a credit or a copyright line that stands in a body, from `start` on. */
export function tagsOfLineInBody(
  line: string,
  slot: 'byline' | 'credit' | 'copyright',
  start: number,
  context: Context,
): SourceTag[] {
  return namedIn(line, { slot, field: 'body', offset: start }, context);
}

interface LineSlot {
  /** What a name is here where the line says nothing else. */
  slot: 'credit' | 'byline' | 'copyright';
  field: string;
  /** Where the line begins in its field. */
  offset?: number;
}

function namedIn(text: string, { slot, field, offset = 0 }: LineSlot, context: Context): SourceTag[] {
  const evidence = evidenceIn(text);
  return namesInSlot(text, slot).map(({ mention, role }) => {
    const [start, end] = [offset + mention.start, offset + mention.end];
    return tagOfMention(text, mention, { role, field, start, end, evidence, confidence: 0.95 }, context);
  });
}

/** What only houses are called: one word in a credit line may be anything ("Advertisement"). */
const HOUSE =
  /(?:\b(?:news|press|presse|agency|wire|wires|newswire|media|times|post|herald|gazette|tribune|journal|guardian|courier|chronicle|mail|mirror|observer|telegraph|zeitung|nachrichten|anzeiger|kurier|rundschau|diario|periódico|jornal|giornale|corriere|courant|dagblad|krant|avis|tidende|bladet|tidningen|radio|tv|television|broadcasting|pictures|images|photos|bureau|service|services)\b|zeitung$|bladet$|press$|presse$)/iu;

/** A credit line of one name that the register does not have: the name is told, the id is not. */
function unknownHouse(text: string): SourceTag[] {
  const name = trimEndOf(text.replace(/^[\s(—–-]{1,6}/u, ''), ' .)');
  const words = name.split(/\s+/);
  if (
    words.length > 5 ||
    !words.every((word) => /^(?:\p{Lu}|de|of|the|and|für|van|der|del|di|la|le)/u.test(word))
  )
    return [];
  if (!HOUSE.test(name) || /\b(?:reporting|editing|writing|by|staff|source)\b/i.test(name)) return [];
  const start = text.indexOf(name);
  const end = start + name.length;
  const evidence = evidenceIn(text);
  return [tagOfName(name, { role: 'credit', field: 'credit', start, end, evidence, confidence: 0.6 })];
}
