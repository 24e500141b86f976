/** Names of the register in the sentences of a body: which are sources, which the news itself, and which neither. */
import type { SourceTag } from '../../article/record.ts';
import type { Trust } from '../../agencies/agency.ts';
import { mentionsIn, type Mention } from '../../agencies/matcher.ts';
import { UNNAMED_WIRES } from '../../agencies/register.ts';
import { explainedOtherwise, isGivenName, meansOtherwise, type Context } from '../context.ts';
import { spanAround, type QuoteSpan } from '../quotes.ts';
import { GRAMMAR } from '../grammar.ts';
import { readMention, type Reading } from '../running-text.ts';
import { fullNameOf } from '../speakers/names.ts';
import { sentenceAround } from '../words.ts';
import { DETERMINER, PREPOSITION } from '../words/people.ts';
import type { Tagging } from './collect.ts';
import { candidateOf, evidenceIn, tagOfMention, type Span } from './tag.ts';

/** Names that are read in one body; a list of thousands of them is no article. */
const MAX_MENTIONS = 400;

/** What is read of every name of one body. */
interface Body {
  text: string;
  quotes: readonly QuoteSpan[];
  /** Short names that the text explains as something else. */
  explained: ReadonlySet<string>;
  context: Context;
}

/** A name, and what its sentence says of it. */
interface ReadName {
  mention: Mention;
  sentence: Span;
  reading: Reading;
}

/** The names of a body that are sources, and those that nothing proves to be. */
export function namesInSentences(
  text: string,
  mentions: readonly Mention[],
  quotes: readonly QuoteSpan[],
  context: Context,
): Tagging {
  const explained = explainedOtherwise(text, (phrase) => mentionsIn(phrase, 'running').length > 0);
  const body = { text, quotes, explained, context };
  const sources: SourceTag[] = [];
  const candidates: SourceTag[] = [];
  const mentioned: SourceTag[] = [];
  for (const group of groupsOf(text, mentions.slice(0, MAX_MENTIONS))) {
    for (const name of readGroup(body, group)) {
      const { mention, reading } = name;
      const doubt = doubtOf(body, name);
      if (doubt !== undefined) candidates.push(candidateOf(text, mention, doubt));
      else if (reading.kind === 'none' || (isUnnamed(mention) && reading.kind !== 'attribution')) continue;
      else if (reading.kind === 'mention') mentioned.push(tagOfReading(body, mention, reading));
      else {
        const tag = tagOfReading(body, mention, reading);
        // "L'APS du lycée ferme": where nobody knows which agency it is, it may be none
        if (tag.id === null && tag.role === 'subject')
          candidates.push(candidateOf(text, mention, 'the name of several agencies, and of other things'));
        else sources.push(tag);
      }
    }
  }
  return { sources, candidates, mentions: mentioned };
}

/** "wire services", "Agenturen": no agency by name. */
export function isUnnamed({ alias }: Pick<Mention, 'alias'>): boolean {
  return alias.agencies.some(({ id }) => id === UNNAMED_WIRES);
}

/** What joins names that do the same thing. */
const JOINED =
  /^(?:\s?[,/]|,?\s(?:and|und|et|y|e|en|och|og|&|or|oder|ou|o|sowie|as well as|ni|nor))\s?(?:(?:the|l['’]|la|le|der|die|das|het|de|den|a|as|à l['’]|all['’]|el|il|dell['’]|d['’]|d[aeo]|del|della|of|from|by|von|van|av|af|fra|från|news agency|agencia|agence|agência|agenzia|agentur|nachrichtenagentur)\s?){0,3}$/iu;

function groupsOf(text: string, mentions: readonly Mention[]): [Mention, ...Mention[]][] {
  const groups: [Mention, ...Mention[]][] = [];
  for (const mention of mentions) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before !== undefined && JOINED.test(text.slice(before.end, mention.start)))
      group.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

/** Names joined by commas and "and" are read as one: "told AFP and Reuters" names both. */
function readGroup({ text, context }: Body, group: readonly [Mention, ...Mention[]]): ReadName[] {
  const [first] = group;
  const last = group.at(-1) ?? first;
  const sentence = sentenceAround(text, first.start);
  const trusts = group.map((mention) => trustOf(mention, context));
  const joint =
    group.length === 1
      ? undefined
      : readMention(text, { start: first.start, end: last.end }, sentence, mostTrusted(trusts));
  return group.map((mention) => ({
    mention,
    sentence,
    reading:
      ofReport(mention) ??
      (joint !== undefined && joint.kind !== 'none' && mention.alias.trust !== 'slot'
        ? joint
        : readMention(text, mention, sentence, trustOf(mention, context))),
  }));
}

/** "eine Havas-Depesche", "un télégramme Reuter": the name says that it is a report. */
function ofReport({ alias, start, end }: Mention): Reading | undefined {
  return /(?:meldung(?:en)?|depesche|dépêches?|télégramme)(?:$|\s)/i.test(alias.text)
    ? { kind: 'attribution', from: start, to: end, confidence: 0.8 }
    : undefined;
}

function mostTrusted(trusts: readonly Trust[]): Trust {
  return (['sure', 'fair', 'risky'] as const).find((trust) => trusts.includes(trust)) ?? 'slot';
}

/** At home a short name means the agency: "ANP" in Dutch, "TT" in Swedish. English is everybody's. */
function trustOf({ alias: { trust, agencies } }: Mention, context: Context): Trust {
  const language = context.language?.split('-', 1)[0] ?? 'en';
  const isHome = language !== 'en' && agencies.some(({ languages }) => languages[0] === language);
  return trust === 'risky' && isHome ? 'fair' : trust;
}

/** What begins a sentence before an agency: "Agence Havas", "Laut Stefani", "Die Stefani". */
const NO_GIVEN_NAME = [GRAMMAR.agency, GRAMMAR.before, GRAMMAR.inverted];
const AS = /^(?:wie|comme|come|como|zoals|som|as|nach)$/;

/** Whether the text has a person of this name: "Maria Stefani", and "Stefani" further down. */
function isOfSomebody(text: string, { alias, start, end }: Mention): boolean {
  if (alias.trust === 'fair' || /\s|^\p{Lu}{2}/u.test(alias.text)) return false;
  const fullName = fullNameOf(text, text.slice(start, end), end);
  const first = fullName?.split(' ', 1)[0]?.toLowerCase() ?? '';
  return (
    first !== '' &&
    !NO_GIVEN_NAME.some((table) => table.has(first)) &&
    !DETERMINER.hasText(first) &&
    !PREPOSITION.hasText(first) &&
    !AS.test(first)
  );
}

/** "the CNNs of deep learning": where the genitive takes an apostrophe an "s" makes a plural. */
function isPlural(text: string, { end }: Mention, { language }: Context): boolean {
  const tag = language?.split('-', 1)[0] ?? '';
  return text[end] === 's' && tag !== '' && !/^(?:de|nl|sv|da|n[obn])$/.test(tag);
}

const TOLD = /\b(?:told|dijo|disse|sagte|säger|siger|sier|déclaré|detto)\b/i;

/** Why a name is no source after all, or undefined. */
function doubtOf(
  { text, quotes, explained, context }: Body,
  { mention, sentence, reading }: ReadName,
): string | undefined {
  const { alias, start } = mention;
  if (explained.has(alias.text)) return 'explained as something else in this text';
  if (reading.kind === 'none') return reading.reason;
  const quote = spanAround(quotes, start);
  // „Agenzia Stefani“: a name in quotation marks is no quotation
  const isInside = quote !== undefined && (quote.start < start - 1 || quote.end > mention.end + 1);
  // a text that is one quotation from its first sign to its last is a clipping
  if (isInside && (quote.start > 1 || quote.end < text.length - 1)) return 'within a quotation';
  if (isPlural(text, mention, context)) return 'several things of that name';
  if (alias.trust === 'sure') return undefined;
  const evidence = text.slice(reading.from, reading.to);
  if (/agen(?:cy|tur|ce|cia|zia)|byr[åa]|bureau/i.test(evidence)) return undefined;
  if (isOfSomebody(text, mention)) return 'the name of somebody';
  // "laut Petra"; in English whom something is told is the agency rather than somebody known by a first name
  const isEnglish = context.language === undefined || context.language.startsWith('en');
  if (!isEnglish && isGivenName(alias, context.text)) return 'the first name of somebody';
  // "la strada per Ansa": the Italian word is no "according to"
  if (context.language?.startsWith('it') === true && /^per\s/i.test(evidence)) return 'the Italian “for”';
  const isNear = trustOf(mention, context) === 'fair' || TOLD.test(evidence);
  const looked = isNear ? text.slice(sentence.start, sentence.end) : context.text;
  return meansOtherwise(alias, looked) ? 'the text is about something else of that name' : undefined;
}

function tagOfReading(
  { text, context }: Body,
  mention: Mention,
  reading: Exclude<Reading, { kind: 'none' }>,
): SourceTag {
  const { start, end } = mention;
  const { kind: role, from, to, confidence } = reading;
  const evidence = evidenceIn(text, from, to);
  return tagOfMention(text, mention, { role, field: 'body', start, end, evidence, confidence }, context);
}
