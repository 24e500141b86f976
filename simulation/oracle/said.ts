/**
 * What agencies and operators have said of each article, in the order in which the inbox had it. Made from the history
 * and the inbox alone.
 */
import {
  articleOf,
  HOUR,
  MINUTE,
  type ArticleName,
  type Clock,
  type OperatorCommand,
  type ProviderId,
  type Saying,
  type Text,
} from '../histories/saying.ts';

/** A file as the inbox had it. */
export interface Put {
  saying: Saying;
  key: string;
  versionId: string;
  /** Epoch milliseconds. */
  at: number;
  /** When the queue has it at the latest, if nothing fails. */
  arrives: number;
  /** Nobody can take it to its end. */
  poisoned: boolean;
}

/** A command as it ended. */
export interface Operated {
  command: OperatorCommand;
  at: number;
  /** refused: with a reason, and nothing happened; failed: its process died or it found its own effect; anything may have happened. */
  outcome: 'done' | 'refused' | 'failed' | 'skipped';
}

/** From when to when an instant may be: a day is a range. */
export interface Range {
  from: number;
  to: number;
}

/** One thing that was said of one article. */
export interface Said {
  article: ArticleName;
  what: 'text' | 'withheld' | 'killed';
  /** Id of the text; undefined for ends without one. */
  text: string | undefined;
  version: number | undefined;
  /** Its own clock; ahead of the inbox it counts as the minutes before the inbox had it. */
  clock: Range | undefined;
  clockAhead: boolean;
  put: number;
  arrives: number;
  /** Place in the order of the inbox. */
  place: number;
  /** Of a text: not before; Infinity: not before somebody releases it. */
  from: number;
  /** It said that it is an embargo, over or not. */
  embargoed: boolean;
  /** The very item again, without version and clock, after something else: news, or a file that came twice. */
  repeated: boolean;
  reinstates: boolean;
  corrects: boolean;
  /** Withheld by status, with a time from which it may run. */
  withheldUntil: boolean;
  saying: Saying | undefined;
  by: 'agency' | 'another item' | 'operator';
}

/** A clock may be so far ahead of the inbox. */
const AHEAD = 10 * MINUTE;

export interface Sayings {
  ofArticle: ReadonlyMap<ArticleName, readonly Said[]>;
  /** Kill notices that name no victim. */
  unnamedKills: readonly Put[];
  /** Articles of items that kill another one: what becomes of them is free. */
  killers: ReadonlySet<ArticleName>;
}

/**
 * @param puts in the order of the inbox
 * @param takenAt when the receipt of a file was there; Infinity: never
 */
export function sayingsOf(
  puts: readonly Put[],
  operated: readonly Operated[],
  takenAt: (put: Put) => number,
): Sayings {
  const ofArticle = new Map<ArticleName, Said[]>();
  const unnamedKills: Put[] = [];
  const killers = new Set<ArticleName>();
  /** Notices that may be taken for a kill of what has their id. */
  const ambiguous = new Set<string>();
  const add = (said: Said): void => {
    const before = ofArticle.get(said.article) ?? [];
    ofArticle.set(said.article, before);
    const repeats = before.filter(
      ({ saying, by }) => saying !== undefined && saying.id === said.saying?.id && by === said.by,
    );
    const first = repeats[0] === undefined ? undefined : puts[Math.floor(repeats[0].place)];
    if (first === undefined) before.push(said);
    else if (isNewAgain(said, before, Math.max(first.arrives, takenAt(first))))
      before.push({ ...said, repeated: true });
  };
  for (const [place, put] of puts.entries()) {
    const { saying } = put;
    const own = saidOf(put, place);
    if (typeof saying.kills === 'object') {
      killers.add(articleOf(saying));
      add(killOfAnother(own, `${saying.provider}/${saying.kills.story}`));
    }
    // An id that nobody has seen before names nothing
    const known = (ofArticle.get(own.article) ?? []).length > 0;
    if (saying.kills === 'unnamed' || (saying.kills === 'itself' && !known)) unnamedKills.push(put);
    const first = puts.find((one) => one.saying.id === saying.id) ?? put;
    const others = (ofArticle.get(own.article) ?? []).filter(({ by }) => by === 'agency');
    // It comes again before it was taken, and something else under its id has been: it reads as a kill of that
    const readsAsKill =
      saying.kills === 'unnamed' && put.at < takenAt(first) && others.at(-1)?.saying?.id !== saying.id;
    if (first !== put && readsAsKill) ambiguous.add(saying.id);
    const kills = (saying.kills === 'itself' && known) || (first !== put && readsAsKill);
    add(kills ? { ...own, what: 'killed', from: own.put } : own);
  }
  for (const { command, at, outcome } of operated) {
    if (command.do !== 'kill' || outcome === 'skipped' || outcome === 'refused') continue;
    const after = puts.filter((put) => put.at <= at).length;
    add(operatorsKill(command.article, at, after - 0.5));
  }
  for (const said of ofArticle.values()) said.sort((a, b) => a.place - b.place);
  return { ofArticle, unnamedKills: unnamedKills.filter(({ saying }) => !ambiguous.has(saying.id)), killers };
}

function saidOf({ saying, at, arrives }: Put, place: number): Said {
  const { status, version, clock, embargo, says = [], text } = saying;
  const range = clock === undefined ? undefined : rangeOf(clock, saying.provider);
  const ahead = range !== undefined && range.from > at + AHEAD;
  // Of a day that has not begun where its agency is, the rest may count or not
  const until = typeof clock === 'object' && range !== undefined ? range.to : at;
  const end = embargo === undefined ? at : embargo === 'unreadable' ? Infinity : embargo.until;
  const waits = status === 'withheld' && embargo !== undefined && embargo !== 'unreadable';
  const what = status === 'canceled' ? 'killed' : status === 'withheld' && !waits ? 'withheld' : 'text';
  return {
    article: articleOf(saying),
    what,
    text,
    version,
    clock: ahead ? { from: at - AHEAD, to: until } : range,
    clockAhead: ahead,
    put: at,
    arrives,
    place,
    from: what === 'text' ? Math.max(at, end) : at,
    embargoed: embargo !== undefined,
    repeated: false,
    reinstates: says.includes('reinstated'),
    corrects: says.includes('correction'),
    withheldUntil: waits,
    saying,
    by: 'agency',
  };
}

/** What a kill of another item says of its victim: its own version is none of the victim's. */
function killOfAnother(killer: Said, victim: ArticleName): Said {
  return {
    ...killer,
    article: victim,
    what: 'killed',
    text: undefined,
    version: undefined,
    from: killer.put,
    embargoed: false,
    by: 'another item',
  };
}

function operatorsKill(article: ArticleName, at: number, place: number): Said {
  return {
    article,
    what: 'killed',
    text: undefined,
    version: undefined,
    clock: undefined,
    clockAhead: false,
    put: at,
    arrives: at,
    place,
    from: at,
    embargoed: false,
    repeated: false,
    reinstates: false,
    corrects: false,
    withheldUntil: false,
    saying: undefined,
    by: 'operator',
  };
}

/**
 * Where it has a version or a clock it says nothing new, nor where nothing else was said in between.
 * @param firstTaken when the file that came first was: this one may have been taken before
 */
function isNewAgain(said: Said, before: readonly Said[], firstTaken: number): boolean {
  if (said.put < firstTaken) return true;
  const dated = said.version !== undefined || said.clock !== undefined;
  return !dated && before.at(-1)?.saying?.id !== said.saying?.id;
}

/** Hours by which the agencies' zones are ahead of UTC in the days of the histories, as the register has them. */
const ZONES: Record<ProviderId, number> = { aurora: 1, borealis: 1, cascade: -7, delta: 1, evergreen: 0 };

/** A day is the whole of it, where its agency is. */
function rangeOf(clock: Clock, provider: ProviderId): Range {
  if (typeof clock === 'number') return { from: clock, to: clock };
  const from = Date.parse(clock.day) - ZONES[provider] * HOUR;
  return { from, to: from + 24 * HOUR - 1 };
}

/** The same text, or the same but for a sentence. */
export function isAlike(a: string, b: string, texts: readonly Text[]): boolean {
  const root = (id: string): string => texts.find((text) => text.id === id)?.nearTo ?? id;
  return root(a) === root(b);
}
