/**
 * The agency's own ways to name an item: a slug, the number of a message, a picture's job id. A kill in words names its
 * victim by one of them, so every item keeps those that it can be named by, in one form.
 */
import { referenceKey } from '../kill.ts';
import type { KillReference } from '../record.ts';
import type { WireItem } from '../wire-item.ts';
import { killIn } from './kill.ts';
import type { Slot } from './slots.ts';
import { timeAt } from './time.ts';
import { folded, tokensOf } from './tokens.ts';
import { isStop } from './vocabulary.ts';
import type { WrittenTime } from './written-time.ts';

/** The names by which a later notice may call an item. */
export interface Named {
  slugline: string | undefined;
  /** RFC 3339: numbers and slugs come again, so the day belongs to them. */
  created: string | undefined;
}

/** Roles of ids that are numbers of a message: with the letters of the service before them, or by themselves. */
const SEQUENCES = new Set(['sequence']);
const NUMBERS = new Set([
  'sender-reference',
  'news-item-id',
  'transmission-reference',
  'transmitid',
  'friendlykey',
  'entry_id',
]);

/** What names the item, in the order of its fields. */
export function ownReferences(item: WireItem, { slugline, created }: Named): KillReference[] {
  const date = created?.slice(0, 10);
  const dated = (kind: KillReference['kind'], value: string | undefined): KillReference[] =>
    value === undefined || value === '' ? [] : [{ kind, value, ...(date === undefined ? {} : { date }) }];
  const found = [
    ...dated('slug', slugline === undefined ? undefined : slugOf(slugline)),
    ...(item.altIds ?? []).flatMap(({ role = '', value = '' }): KillReference[] => {
      const name = role.toLowerCase();
      if (name === 'keyword') return dated('slug', slugOf(value));
      if (name === 'message-id') return [mailOf(value)];
      if (name === 'job-id') return [{ kind: 'job-id', value: codeOf(value) }];
      if (SEQUENCES.has(name))
        return sequenceOf(value, item.service).flatMap(([kind, one]) => dated(kind, one));
      return NUMBERS.has(name) ? dated('message-number', codeOf(value)) : [];
    }),
  ];
  const hasNumber = item.type === 'picture' || found.some(({ kind }) => kind === 'message-number');
  const ofId = hasNumber ? [] : codesOfId(item.id).flatMap((code) => dated('message-number', code));
  return uniqueReferences([...found, ...ofId]);
}

/** A mail by its Message-ID, which is never used again: replies name it. */
export function mailOf(messageId: string): KillReference {
  return { kind: 'message-number', value: codeOf(messageId.trim().replace(/^<|>$/g, '')) };
}

function sequenceOf(number: string, service: string | undefined): [KillReference['kind'], string][] {
  const own = service?.trim() ?? '';
  if (own === '' || !/^\d{1,6}$/.test(number)) return [];
  return /^\p{L}{1,6}$/u.test(own)
    ? [['message-number', codeOf(`${own}${number}`)]]
    : [['service-number', `${folded(own)} ${Number(number)}`]];
}

/** The parts of an id that people read out: "newsml_L1N0AB2C3", "urn:...:eca00075"; "hbr.k8.a" is one. */
function codesOfId(id: string | undefined): string[] {
  const parts = (id ?? '').slice(0, MOST_READ).split(/[:/_#;?=&]/);
  const isCode = (part: string): boolean => CODE.test(part) || (parts.length === 1 && DOTTED.test(part));
  return parts
    .filter((part) => isCode(part) && !/^\d{8}t?\d{0,6}z?$/i.test(part))
    .slice(-2)
    .map(codeOf);
}

const CODE = /^(?=.{4,24}$)(?=[a-z-]{0,20}\d)(?=[\d-]{0,20}[a-z])[a-z\d-]+$/i;
const DOTTED = /^(?=.{4,24}$)(?=[a-z.-]{0,20}\d)(?=[\d.-]{0,20}[a-z])[a-z\d.-]+$/i;
const MOST_READ = 1000;

/** "dpx 0157", "DPX157" and "dpx157" are one number. */
function codeOf(written: string): string {
  const bare = folded(written).replace(/\s+/g, '');
  const [, letters = '', digits = ''] = /^([a-z]+)[-.]?(\d+)$/.exec(bare) ?? [];
  return letters === '' ? bare : `${letters}${withoutZeros(digits)}`;
}

function withoutZeros(digits: string): string {
  let at = 0;
  while (at < digits.length - 1 && digits[at] === '0') at++;
  return digits.slice(at);
}

/** Without case, signs at its ends, and the word for a kill. */
function slugOf(written: string): string {
  const words = folded(written)
    .replace(/\bkill\b/g, ' ')
    .replace(/[\s_]+/g, ' ');
  return trimmedOf(words);
}

const EDGE = ' /,;:.-';

function trimmedOf(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && EDGE.includes(text[from] ?? '')) from++;
  while (to > from && EDGE.includes(text[to - 1] ?? '')) to--;
  return text.slice(from, to);
}

// ---- victims

/** A text of the notice, and where it stands. */
export interface SlotText {
  slot: Slot;
  text: string;
}

export interface NoticeContext {
  /** Letters of the notice's own service: "item 157" is one of it. */
  service: string | undefined;
  /** When the notice was written, epoch milliseconds: dates without a year are near it. */
  written: number;
}

/** Behind these words the notice speaks of what runs instead. */
const INSTEAD =
  /\b(?:substitute|replacement|instead|replaced by|use the|ersatz|neufassung|stattdessen|ersetzt durch|rempla|nouvelle version|sustitu|reempla|sostitu|vervang|erstat|ersätt|substitu)/i;
/** A slug goes to the next sign, or to a word that says where and when. */
const SLUGGED =
  /\b(?:slug(?:ged|line)?|stichwort|titulada con slug)\b[\s:=]{0,3}["“„«']?(?<slug>[\p{Lu}\d][^"”“»',;()\n]{1,80})/iu;
/** "Mandatory kill: Ferry-Sale, Nov. 28": a name with a day behind the label. */
const LABELLED = /^(?<label>[^:\n]{4,40}):\s{0,3}(?<slug>[\p{Lu}\d][^"”“»',;:()\n]{1,60})[,(]/u;
const SLUG_END =
  /\s(?:that|which|of|from|ex|at|sent|moved|on|has|is|was|vom|von|mit|wird|du|de|del|dal)\s.*$/isu;
const ANPA_SLUG = /\b[A-Z]{2}-(?:[A-Z]{2,5}-?)?-[^",.;()“”\n]{2,60}/;
/** "dpx 157", "w0388": letters of a service and a number. */
const NUMBER = /(?<![\p{L}\d-])(?<letters>\p{L}{1,10})[ -]?(?<number>\d{2,6})(?![\p{L}\d:.]\d|\d|\p{L})/gu;
/** "item 157", "Nr. 0388": a number of the same service. */
const BARE =
  /\b(?:item|story|number|no|nr|nummer|meldung|dépêche|numéro|número|noticia|notizia|bericht)[.:°]? ?(?<number>\d{2,6})\b/giu;
/** "dpa-infoline 0123", "Basisdienst 123". */
const SERVICE_NUMBER =
  /(?<![\p{L}\d-])(?<service>\p{L}{2,12}-\p{L}{2,16}|\p{L}{0,12}dienst) (?<number>\d{2,6})(?!\d)/gu;
const MIXED = /(?<![\w-])(?=[A-Z\d]{0,16}[A-Z])(?=[A-Z\d]{0,16}\d)[A-Z\d]{4,20}(?![\w-])/g;
/** "lark-k45", "hbr.k8.a": an id as it is written, of letters, signs and digits. */
const ID =
  /(?<![\p{L}\d.:_-])(?=[\p{L}._-]{0,30}\d)(?=[\d._-]{0,30}\p{L})[\p{L}\d]{1,20}(?:[._-][\p{L}\d]{1,20}){1,6}(?![\p{L}\d:])/gu;
const URI = /\b(?:urn|tag):[^\s"”“»<>()]{4,200}/g;
const QUOTED = /["“„«](?<quoted>[^"”“»«„]{8,200})["”“»]/g;
/** Words before a number that are no service. */
const NO_SERVICE = new Set(
  'item story number no nr nummer at on of in to um at am vom the le la el il de den kl klokken gmt utc est edt cet hrs uhr a by from and or part para page at um vor bis jan feb mar apr may jun jul aug sep sept oct nov dec januar februar märz april mai juni juli august september oktober november dezember january february march june july october december'.split(
    ' ',
  ),
);

/**
 * What the sentences of a notice that order a kill name as its victim.
 * @param texts the slots of the notice as plain text
 */
export function victimsOf(texts: readonly SlotText[], context: NoticeContext): KillReference[] {
  return uniqueReferences(orders(texts).flatMap((order) => referencesIn(order, context)));
}

/** Headlines that those sentences quote. */
export function quotedIn(texts: readonly SlotText[]): string[] {
  const found = orders(texts).flatMap(({ text }) =>
    [...text.matchAll(QUOTED)].map(({ groups }) => groups?.quoted?.trim() ?? ''),
  );
  return [...new Set(found)];
}

/** The sentences that order a kill, each to where it speaks of what runs instead. */
function orders(texts: readonly SlotText[]): SlotText[] {
  return texts.flatMap(({ text, slot }) =>
    sentencesOf(text)
      .filter((one) => killIn(one, 'note')?.kind === 'kill' || killIn(one, 'text')?.kind === 'kill')
      .map((one) => ({ slot, text: one.slice(0, INSTEAD.exec(one)?.index) })),
  );
}

export function sentencesOf(text: string): string[] {
  const tokens = tokensOf(text);
  const sentences: string[] = [];
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (!isStop(tokens, at)) continue;
    sentences.push(text.slice(from, token.end));
    from = token.end;
  }
  sentences.push(text.slice(from, from + MOST_READ));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

function referencesIn(
  { text: order, slot }: SlotText,
  { service, written: sent }: NoticeContext,
): KillReference[] {
  // numbers in a quoted headline are those of the news
  const sentence = order.replace(QUOTED, ' ');
  const date = dateIn(sentence, sent);
  const dated = date === undefined ? {} : { date };
  const own = service !== undefined && /^\p{L}{1,6}$/u.test(service) ? service : undefined;
  const slug = (
    SLUGGED.exec(order)?.groups?.slug ??
    ANPA_SLUG.exec(sentence)?.[0] ??
    (date === undefined ? undefined : labelledIn(sentence))
  )?.replace(SLUG_END, '');
  const numbers = [...sentence.matchAll(NUMBER)].flatMap(({ 0: written, groups }): KillReference[] => {
    const letters = groups?.letters ?? '';
    // "to cut 300 jobs" is the news that the headline is about
    const isNews = slot === 'headline' && /\s/.test(written);
    if (isNews || NO_SERVICE.has(letters.toLowerCase())) return [];
    return [{ kind: 'message-number', value: codeOf(`${letters}${groups?.number ?? ''}`), ...dated }];
  });
  const bare = [...sentence.matchAll(BARE)].flatMap(({ groups }): KillReference[] =>
    own === undefined
      ? []
      : [{ kind: 'message-number', value: codeOf(`${own}${groups?.number ?? ''}`), ...dated }],
  );
  const services = [...sentence.matchAll(SERVICE_NUMBER)].map(({ groups }): KillReference => {
    const value = `${folded(groups?.service ?? '')} ${Number(groups?.number)}`;
    return { kind: 'service-number', value, ...dated };
  });
  const mixed = [...sentence.matchAll(MIXED)].flatMap(([code]): KillReference[] => [
    { kind: 'message-number', value: codeOf(code), ...dated },
    { kind: 'job-id', value: codeOf(code) },
  ]);
  const uris = [...sentence.matchAll(URI)].map(([uri]): KillReference => ({
    kind: 'uri',
    value: trimmedOf(uri),
  }));
  const ids = [...sentence.replace(URI, ' ').matchAll(ID)].map(([id]): KillReference => ({
    kind: 'message-number',
    value: codeOf(id),
    ...dated,
  }));
  return [
    ...(slug === undefined ? [] : [{ kind: 'slug' as const, value: slugOf(slug), ...dated }]),
    ...numbers,
    ...bare,
    ...services,
    ...mixed,
    ...ids,
    ...uris,
  ];
}

function labelledIn(sentence: string): string | undefined {
  const { label, slug } = LABELLED.exec(sentence)?.groups ?? {};
  return killIn(label ?? '', 'note')?.kind === 'kill' ? slug : undefined;
}

/** The day that a sentence names: "Nov 28", "28 Nov 2026", "vom 28.11."; none where it names two. */
function dateIn(sentence: string, written: number): string | undefined {
  const tokens = tokensOf(sentence);
  const days = new Set<string>();
  for (let at = 0; at < tokens.length; at++) {
    const time = timeAt(tokens, at);
    if (time?.month === undefined || time.either === true || time.day === undefined) continue;
    days.add(dayOf(time, written));
  }
  const [day, other] = days;
  return other === undefined ? day : undefined;
}

function dayOf({ year, month = 1, day = 1 }: WrittenTime, written: number): string {
  const thisYear = new Date(written).getUTCFullYear();
  const two = (number: number): string => String(number).padStart(2, '0');
  const of = (one: number): string => `${one}-${two(month)}-${two(day)}`;
  if (year !== undefined) return of(year);
  return Date.parse(`${of(thisYear)}T00:00:00Z`) > written + 2 * 86_400_000 ? of(thisYear - 1) : of(thisYear);
}

function uniqueReferences(references: readonly KillReference[]): KillReference[] {
  return [...new Map(references.map((one) => [referenceKey(one), one])).values()];
}
