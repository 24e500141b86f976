/**
 * All sources of an article, each with its role and the words that prove it. Pure; the cost grows with the text.
 * What is recognised, in which words: docs/sources.md.
 */
import type { SourceRole, SourceTag } from '../article/record.ts';
import { agenciesMeant, explainedOtherwise, meansOtherwise, type Context } from './context.ts';
import { datelineMentions } from './dateline.ts';
import type { Agency, Trust } from '../agencies/agency.ts';
import { mentionsIn, type Mention } from '../agencies/matcher.ts';
import { creditOfCaption, photoParts } from './photo.ts';
import { quoteSpans, spanAround, type QuoteSpan } from './quotes.ts';
import { agencyUri, findAgency, UNNAMED_WIRES } from '../agencies/register.ts';
import { readMention, type Reading } from './running-text.ts';
import { isCreditParagraph, namesInSlot } from './slots.ts';
import { speakersIn } from './speakers.ts';
import { unknownAgencies } from './unknown.ts';
import { sentenceAround, trimEndOf } from './words.ts';

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

export interface Caption {
  /** Its place in the record: "associations[0].caption". */
  field: string;
  text: string;
}

export interface Tagging {
  sources: SourceTag[];
  /** Names of the register that nothing proves to be a source: for people who look for misses. */
  candidates: SourceTag[];
}

interface Found {
  role: SourceRole;
  field: string;
  start: number;
  end: number;
  evidence: string;
  confidence: number;
}

/** The provider of files that belong to nobody in the register of providers. */
const UNASSIGNED = 'unassigned';
const MAX_EVIDENCE = 160;
/** Characters of a byline, credit or copyright line that are read: what is longer is no such line. */
const MAX_LINE = 500;
/** Captions of one article that are read, and characters of one. */
const MAX_CAPTIONS = 50;
const MAX_CAPTION = 2000;
/** Names that are read in one body; a list of thousands of them is no article. */
const MAX_MENTIONS = 400;
/** Paragraphs at the end of a body in which a sign-off or a credit line can stand. */
const LAST_PARAGRAPHS = 4;

/** @returns the sources in the order provider, dateline, byline, credit, photo, captions, copyright, body */
export function tagSources(parts: TaggedParts): Tagging {
  const collector = new Collector(parts);
  const [dateline, by, creditLine, copyright] = [
    parts.dateline,
    parts.by,
    parts.creditLine,
    parts.copyright,
  ].map((line) => line?.slice(0, MAX_LINE));
  collector.provider();
  if (dateline !== undefined) collector.dateline(dateline, 'dateline', true);
  if (by !== undefined) {
    if (parts.isPicture === true) collector.photo(by, 'by', 0, 'photographer');
    else collector.slot(by, 'by', 'byline');
  }
  if (creditLine !== undefined) {
    if (parts.isPicture === true) collector.photo(creditLine, 'credit', 0);
    else collector.slot(creditLine, 'credit', 'credit');
  }
  let offset = 0;
  const photos = (parts.photoCredits ?? []).join('\n');
  for (const credit of parts.photoCredits ?? []) {
    collector.photo(photos, 'photo', offset, undefined, offset + Math.min(credit.length, MAX_LINE));
    offset += credit.length + 1;
  }
  for (const caption of (parts.captions ?? []).slice(0, MAX_CAPTIONS)) collector.caption(caption);
  if (copyright !== undefined) collector.slot(copyright, 'copyright', 'copyright');
  if (parts.body !== undefined) collector.body(parts.body);
  return collector.tagging();
}

class Collector {
  readonly #parts: TaggedParts;
  readonly #context: Context;
  readonly #sources = new Map<string, SourceTag>();
  readonly #candidates = new Map<string, SourceTag>();
  #explained: ReadonlySet<string> = new Set();

  constructor(parts: TaggedParts) {
    this.#parts = parts;
    this.#context = {
      language: parts.language,
      text: [parts.creditLine, parts.by, parts.body].filter((part) => part !== undefined).join('\n'),
      place: [parts.place, parts.dateline].filter((part) => part !== undefined).join(' '),
    };
  }

  tagging(): Tagging {
    const sources = [...this.#sources.values()];
    const known = new Set(sources.map(({ name, field, start }) => `${name}\n${field}\n${start}`));
    return {
      sources,
      candidates: [...this.#candidates.values()].filter(
        ({ name, field, start }) => !known.has(`${name}\n${field}\n${start}`),
      ),
    };
  }

  provider(): void {
    const { provider } = this.#parts;
    // a file that nobody was registered for has no provider
    if (provider === undefined || provider.id === UNASSIGNED) return;
    const agency = findAgency(provider.id);
    this.#add({
      id: agency?.id ?? (provider.name === undefined ? null : provider.id),
      name: provider.name ?? agency?.name ?? provider.id,
      role: 'provider',
      uri: agency === undefined ? null : agencyUri(agency),
      field: 'provider',
      start: 0,
      end: provider.id.length,
      evidence: provider.id,
      confidence: 1,
    });
  }

  dateline(text: string, field: string, sure: boolean): boolean {
    const mentions = datelineMentions(text, sure);
    for (const mention of mentions) {
      this.#mention(text, mention, {
        role: 'dateline',
        field,
        start: mention.start,
        end: mention.end,
        evidence: text.slice(0, Math.min(mention.end + 1, MAX_EVIDENCE)),
        confidence: 0.97,
      });
    }
    return mentions.length > 0;
  }

  /** @param slot what a name is here where the line says nothing else */
  slot(text: string, field: string, slot: 'credit' | 'byline' | 'copyright', offset = 0): void {
    const names = namesInSlot(text, slot);
    for (const { mention, role } of names) {
      this.#mention(text, mention, {
        role,
        field,
        start: offset + mention.start,
        end: offset + mention.end,
        evidence: text.slice(0, MAX_EVIDENCE),
        confidence: 0.95,
      });
    }
    if (names.length === 0 && slot === 'credit' && field === 'credit') this.#unknownCredit(text);
  }

  /** A credit line of one name that the register does not have: the name is told, the id is not. */
  #unknownCredit(text: string): void {
    const name = trimEndOf(text.replace(/^[\s(—–-]{1,6}/u, ''), ' .)');
    const words = name.split(/\s+/);
    if (
      words.length > 5 ||
      !words.every((word) => /^(?:\p{Lu}|de|of|the|and|für|van|der|del|di|la|le)/u.test(word))
    )
      return;
    if (!HOUSE.test(name) || /\b(?:reporting|editing|writing|by|staff|source)\b/i.test(name)) return;
    const start = text.indexOf(name);
    this.#add({
      id: null,
      name,
      role: 'credit',
      uri: null,
      field: 'credit',
      start,
      end: start + name.length,
      evidence: text.slice(0, MAX_EVIDENCE),
      confidence: 0.6,
    });
  }

  /** One photo credit: text[from, to). */
  photo(text: string, field: string, from: number, person?: 'photographer', to = text.length): void {
    const credit = text.slice(from, to);
    const parts = photoParts(credit);
    for (const part of parts) {
      const span = part.kind === 'agency' ? part.mention : part;
      const found: Found = {
        role: part.kind === 'agency' ? part.role : 'photographer',
        field,
        start: from + span.start,
        end: from + span.end,
        evidence: credit.slice(0, MAX_EVIDENCE),
        confidence: part.kind === 'agency' ? 0.95 : 0.85,
      };
      if (part.kind === 'agency') this.#mention(credit, part.mention, found);
      else this.#add({ id: null, name: credit.slice(span.start, span.end), uri: null, ...found });
    }
    if (parts.length === 0 && person !== undefined && credit.trim() !== '') {
      this.#add({
        id: null,
        name: credit.trim(),
        role: person,
        uri: null,
        field,
        start: from,
        end: from + credit.length,
        evidence: credit.slice(0, MAX_EVIDENCE),
        confidence: 0.7,
      });
    }
  }

  /** The credit at the end of a caption; the rest of it tells what is to be seen. */
  caption({ field, text }: Caption): void {
    if (text.length > MAX_CAPTION) return;
    const credit = creditOfCaption(text);
    if (credit !== undefined) this.photo(text, field, credit.start, undefined, credit.end);
  }

  body(text: string): void {
    const spans = quoteSpans(text);
    this.#explained = explainedOtherwise(text, (phrase) => mentionsIn(phrase, 'running').length > 0);
    const taken = this.#linesOfTheirOwn(text);
    const mentions = mentionsIn(text, 'running').filter(
      (mention, index, all) =>
        !taken.some(({ start, end }) => start <= mention.start && mention.end <= end) &&
        // "the Jiji and Kyodo news agencies": they have been named
        !(isUnnamed(mention.alias) && all[index - 1]?.end === mention.start - 1),
    );
    for (const group of groupsOf(text, mentions.slice(0, MAX_MENTIONS))) this.#group(text, group, spans);
    this.#unknown(text, [...taken, ...mentions], spans);
    for (const speaker of speakersIn(text, spans)) {
      this.#add({ id: null, uri: null, role: 'speaker', field: 'body', ...speaker });
    }
  }

  /** Dateline, credit lines, sign-offs and photo credits within a body. @returns the places that are done with */
  #linesOfTheirOwn(text: string): { start: number; end: number }[] {
    const taken: { start: number; end: number }[] = [];
    if (this.dateline(text, 'body', false)) taken.push({ start: 0, end: datelineEnd(text) });
    const paragraphs = paragraphsIn(text);
    paragraphs.forEach(({ start, end }, index) => {
      const paragraph = text.slice(start, end);
      if (end - start > 400) return;
      if (PHOTO_LINE.test(paragraph) && photoParts(paragraph).some(({ kind }) => kind === 'agency')) {
        this.photo(text, 'body', start, undefined, end);
        taken.push({ start, end });
      } else if (COPYRIGHT_LINE.test(paragraph)) {
        this.slot(paragraph, 'body', 'copyright', start);
        taken.push({ start, end });
      } else if (
        REPORTING.test(paragraph) ||
        (CONTRIBUTED.test(paragraph) && THIS_REPORT.test(paragraph) && isCreditParagraph(paragraph)) ||
        ((index > 0 || paragraphs.length === 1) &&
          (index >= paragraphs.length - LAST_PARAGRAPHS || CONTRIBUTED.test(paragraph)) &&
          isCreditParagraph(paragraph))
      ) {
        this.slot(paragraph, 'body', 'credit', start);
        taken.push({ start, end });
      }
    });
    for (const match of text.matchAll(BRACKETED_CREDIT)) {
      const inner = match[1] ?? '';
      const start = match.index + 1;
      if (/\b(?:photo|foto)\b/i.test(inner) && photoParts(inner).some(({ kind }) => kind === 'agency')) {
        this.photo(text, 'body', start, undefined, start + inner.length);
        taken.push({ start, end: start + inner.length });
      }
    }
    const last = paragraphs.at(-1);
    const signOff = last === undefined ? null : SIGN_OFF.exec(text.slice(last.start, last.end));
    const groups = signOff?.groups;
    const names = groups?.names ?? groups?.dashed ?? groups?.slashed ?? groups?.copy;
    if (last !== undefined && signOff !== null && names !== undefined) {
      const start = last.start + signOff.index + signOff[0].indexOf(names);
      if (isCreditParagraph(names)) {
        this.slot(names, 'body', 'credit', start);
        taken.push({ start, end: start + names.length });
      }
    }
    return taken;
  }

  /** Names joined by commas and "and" are read as one: "told AFP and Reuters" names both. */
  #group(text: string, group: readonly Mention[], spans: readonly QuoteSpan[]): void {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    const sentence = sentenceAround(text, first.start);
    const trust = this.#mostTrusted(group);
    const reading =
      group.length === 1
        ? undefined
        : readMention(text, { start: first.start, end: last.end }, sentence, trust);
    for (const mention of group) {
      const joint =
        reading !== undefined && reading.kind !== 'none' && mention.alias.trust !== 'slot'
          ? reading
          : undefined;
      const own = joint ?? readMention(text, mention, sentence, this.#trust(mention));
      this.#running(text, mention, spans, sentence, own);
    }
  }

  #mostTrusted(group: readonly Mention[]): Trust {
    const trusts = group.map((mention) => this.#trust(mention));
    return (['sure', 'fair', 'risky'] as const).find((trust) => trusts.includes(trust)) ?? 'slot';
  }

  /** At home a short name means the agency: "ANP" in Dutch, "TT" in Swedish. English is everybody's. */
  #trust({ alias: { trust, agencies } }: Mention): Trust {
    const language = this.#parts.language?.split('-', 1)[0] ?? 'en';
    const isHome = language !== 'en' && agencies.some(({ languages }) => languages[0] === language);
    return trust === 'risky' && isHome ? 'fair' : trust;
  }

  #running(
    text: string,
    mention: Mention,
    spans: readonly QuoteSpan[],
    sentence: { start: number; end: number },
    reading: Reading,
  ): void {
    const { alias } = mention;
    const words = text.slice(sentence.start, sentence.end);
    const doubt = this.#doubt(text, mention, spans, words, reading);
    if (doubt !== undefined || reading.kind === 'none') {
      this.#candidate(text, mention, doubt ?? 'nothing said of it');
      return;
    }
    if (isUnnamed(alias) && reading.kind === 'subject') return;
    this.#mention(text, mention, {
      role: reading.kind,
      field: 'body',
      start: mention.start,
      end: mention.end,
      evidence: text.slice(reading.from, reading.to).slice(0, MAX_EVIDENCE),
      confidence: reading.confidence,
    });
  }

  /** Why a name is no source after all, or undefined. */
  #doubt(
    text: string,
    { alias, start }: Mention,
    spans: readonly QuoteSpan[],
    sentence: string,
    reading: Reading,
  ): string | undefined {
    if (this.#explained.has(alias.text)) return 'explained as something else in this text';
    if (reading.kind === 'none') return reading.reason;
    if (spanAround(spans, start) !== undefined) return 'within a quotation';
    if (alias.trust === 'sure') return undefined;
    const evidence = text.slice(reading.from, reading.to);
    if (/agen(?:cy|tur|ce|cia|zia)|byr[åa]|bureau/i.test(evidence)) return undefined;
    const isTold = TOLD.test(evidence);
    const looked =
      this.#trust({ alias, start, end: start }) === 'fair' || isTold ? sentence : this.#context.text;
    return meansOtherwise(alias, looked) ? 'the text is about something else of that name' : undefined;
  }

  /** "the news agency Norvana": the text calls it one, and the register does not have it. */
  #unknown(
    text: string,
    taken: readonly { start: number; end: number }[],
    spans: readonly QuoteSpan[],
  ): void {
    for (const { start, end } of unknownAgencies(text)) {
      if (taken.some((place) => place.start < end && start < place.end)) continue;
      if (spanAround(spans, start) !== undefined) continue;
      const reading = readMention(text, { start, end }, sentenceAround(text, start), 'fair');
      if (reading.kind !== 'attribution') continue;
      this.#add({
        id: null,
        name: text.slice(start, end),
        role: 'attribution',
        uri: null,
        field: 'body',
        start,
        end,
        evidence: text.slice(reading.from, reading.to).slice(0, MAX_EVIDENCE),
        confidence: 0.75,
      });
    }
  }

  #candidate(text: string, mention: Mention, reason: string): void {
    const [agency, ...others] = mention.alias.agencies;
    const name = text.slice(mention.start, mention.end);
    const key = `${name}\n${reason}`;
    if (agency === undefined || this.#candidates.has(key)) return;
    this.#candidates.set(key, {
      id: others.length > 0 ? null : agency.id,
      name,
      role: agency.id === UNNAMED_WIRES ? 'unnamed-wires' : 'attribution',
      uri: others.length > 0 ? null : agencyUri(agency),
      field: 'body',
      start: mention.start,
      end: mention.end,
      evidence: reason,
      confidence: 0.3,
    });
  }

  #mention(text: string, { alias, start, end }: Mention, found: Found): void {
    const agencies = agenciesMeant(alias, { ...this.#context, role: found.role }, text.slice(0, 600));
    const [agency] = agencies;
    if (agency === undefined) return;
    const name = text.slice(start, end);
    if (agencies.length === 1) {
      this.#add({ id: agency.id, name, uri: agencyUri(agency), ...found, role: roleOf(agency, found.role) });
      return;
    }
    this.#add({
      id: null,
      name,
      uri: null,
      ...found,
      confidence: 0.5,
      candidates: agencies.map(({ id }) => id),
    });
  }

  /** One tag per source and role: the first evidence, unless a later one is stronger. */
  #add(tag: SourceTag): void {
    const key = [tag.id ?? tag.name, tag.role, tag.field === 'provider' ? 'provider' : ''].join('\n');
    const earlier = this.#sources.get(key);
    if (earlier === undefined || (earlier.confidence < tag.confidence && earlier.field === tag.field))
      this.#sources.set(key, tag);
  }
}

/** What only houses are called: one word in a credit line may be anything ("Advertisement"). */
const HOUSE =
  /(?:\b(?:news|press|presse|agency|wire|wires|newswire|media|times|post|herald|gazette|tribune|journal|guardian|courier|chronicle|mail|mirror|observer|telegraph|zeitung|nachrichten|anzeiger|kurier|rundschau|diario|periódico|jornal|giornale|corriere|courant|dagblad|krant|avis|tidende|bladet|tidningen|radio|tv|television|broadcasting|pictures|images|photos|bureau|service|services)\b|zeitung$|bladet$|press$|presse$)/iu;
const TOLD = /\b(?:told|dijo|disse|sagte|säger|siger|sier|déclaré|detto)\b/i;
/** What joins names that do the same thing. */
const JOINED =
  /^(?:\s?[,/]|,?\s(?:and|und|et|y|e|en|och|og|&|or|oder|ou|o|sowie|as well as|ni|nor))\s?(?:(?:the|l['’]|la|le|der|die|das|het|de|den|a|as|à l['’]|all['’]|el|il|dell['’]|d['’]|d[aeo]|del|della|of|from|by|von|van|av|af|fra|från|news agency|agencia|agence|agência|agenzia|agentur|nachrichtenagentur)\s?){0,3}$/iu;

function groupsOf(text: string, mentions: readonly Mention[]): Mention[][] {
  const groups: Mention[][] = [];
  for (const mention of mentions) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before !== undefined && JOINED.test(text.slice(before.end, mention.start)))
      group.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

function isUnnamed({ agencies }: Mention['alias']): boolean {
  return agencies.some(({ id }) => id === UNNAMED_WIRES);
}

const PHOTO_LINE =
  /^[\s([]*(?:photo|foto|bild|image|picture|crédit photo|imagen|immagine|beeld)[^\n]{0,20}?(?::|\bby\b|\/|©)|^[\s(]*©\s?\p{Lu}[^\d\n]{1,60}$/iu;
const COPYRIGHT_LINE = /^[\s([]*(?:©|\(c\)|copyright\b)/i;
/** The sign-off of those who reported, wrote and edited. */
const REPORTING =
  /^\((?:additional |further |with )?(?:reporting|writing|editing|compiled|edited|written)\b[^\n]*\)\.?$/i;
const CONTRIBUTED =
  /\b(?:contribut|contribu[éyí]|contribuiu|contribuito|colabor[óo]|collaborato|beigetragen|bijgedragen|bidrog|bidragit|bidraget|bidro\b|bidratt)/i;
/** One sentence that says nothing else. */
const THIS_REPORT =
  /\b(?:this|cet|ce|este|esta|questo|questa|diesem|dit|denne|dette|detta|denna) (?:report|story|article|artículo|informe|reporte|reportage|texte|texto|articolo|bericht|artikel|artigo|reportagem|artikkelen|saken|articolo|nota)\b/i;
const BRACKETED_CREDIT = /\(([^()\n]{4,80})\)/g;
const SIGN_OFF =
  /(?:[.!?"”»]\s{0,2})(?:\((?<names>[^()\n]{2,60})\)|[—–-]{1,2}\s?(?<dashed>[^\n]{2,40})|\/(?<slashed>[^/\n]{2,30})\/|©\s?(?<copy>[^\n]{2,30}))\s*$/u;

function roleOf(agency: Agency, role: SourceRole): SourceRole {
  if (agency.id !== UNNAMED_WIRES) return role;
  return 'unnamed-wires';
}

function datelineEnd(text: string): number {
  const end = text.search(/[)/]\s{0,2}(?:[-—–_:.]|\n)/);
  return end < 0 ? 60 : end + 1;
}

function paragraphsIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) found.push({ start, end });
    start = end + 1;
  }
  return found;
}
