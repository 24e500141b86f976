/** A run as the checks look at it: by article, by text, and at any time. One file: its answers are kept for each other. */
import { noteMarker, sayingMarker, textMarker } from '../histories/markers.ts';
import { MINUTE, uriOfArticle, type ArticleName, type OperatorCommand } from '../histories/saying.ts';
import type { Account, Told } from './account.ts';
import { mayReplace, mustReplace, standing } from './order.ts';
import { sayingsOf, type Operated, type Said, type Sayings } from './said.ts';

/** What a subscriber has of an article that drops repeated ids and lower revisions. */
export type Shown = { kind: 'nothing' } | { kind: 'text' | 'withheld' | 'killed'; told: Told };

/** Two senders at the same time cannot know of each other: within this time order and kind are open. */
export const RACE = MINUTE;

/** From the time when the queue has a file until it is taken, if nothing fails but that copies wait for each other. */
export const TAKING = 15 * MINUTE;

/** From the end of an embargo until it is told. */
export const RELEASING = 3 * MINUTE;

/** Whatever may hold words of a text. */
export interface Carrier {
  words: string;
}

export class View {
  readonly account: Account;
  readonly sayings: Sayings;
  readonly articles: readonly ArticleName[];
  readonly #told = new Map<ArticleName, Told[]>();
  readonly #byUri = new Map<string, ArticleName>();
  readonly #textMarkers: readonly { id: string; marker: string }[];
  readonly #sayingMarkers: readonly { said: Said; marker: string }[];
  readonly #textsIn = new Map<Carrier, string[]>();
  readonly #sayingsIn = new Map<Carrier, Said[]>();

  constructor(account: Account) {
    this.account = account;
    this.sayings = sayingsOf(account.puts, account.operated, ({ key, versionId }) => {
      const receipt = account.receipts.find((one) => one.key === key && one.versionId === versionId);
      return receipt?.at ?? Infinity;
    });
    this.articles = [...this.sayings.ofArticle.keys()];
    this.#textMarkers = account.history.texts.map(({ id }) => ({ id, marker: textMarker(id) }));
    this.#sayingMarkers = this.articles
      .flatMap((article) => this.said(article))
      .flatMap((said) =>
        said.by === 'agency' && said.saying !== undefined
          ? [{ said, marker: sayingMarker(said.saying.id) }]
          : [],
      );
    for (const name of this.articles) this.#byUri.set(uriOfArticle(name), name);
    for (const told of account.told) {
      const name = this.articleOf(told);
      if (name === undefined) continue;
      this.#told.set(name, [...(this.#told.get(name) ?? []), told]);
    }
  }

  articleOf({ uri }: Pick<Told, 'uri'>): ArticleName | undefined {
    return this.#byUri.get(uri);
  }

  said(article: ArticleName): readonly Said[] {
    return this.sayings.ofArticle.get(article) ?? [];
  }

  /** In the order of sending, repeated ones too. */
  told(article: ArticleName): readonly Told[] {
    return this.#told.get(article) ?? [];
  }

  /** Each event once, by revision. */
  events(article: ArticleName): readonly Told[] {
    const seen = new Set<string>();
    return this.told(article)
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .sort((a, b) => a.revision - b.revision);
  }

  shown(article: ArticleName, at: number): Shown {
    let last: Told | undefined;
    for (const told of this.told(article)) {
      if (told.at > at || told.kind === 'duplicate') continue;
      if (last === undefined || told.revision > last.revision) last = told;
    }
    if (last === undefined) return { kind: 'nothing' };
    return { kind: last.kind === 'killed' || last.kind === 'withheld' ? last.kind : 'text', told: last };
  }

  /** The ids of all texts of which a word stands in it. */
  textsIn(carrier: Carrier): string[] {
    return remembered(this.#textsIn, carrier, ({ words }) =>
      this.#textMarkers.filter(({ marker }) => words.includes(marker)).map(({ id }) => id),
    );
  }

  /** The sayings of which something beside the text stands in it. */
  sayingsIn(carrier: Carrier): Said[] {
    return remembered(this.#sayingsIn, carrier, ({ words }) =>
      this.#sayingMarkers.filter(({ marker }) => words.includes(marker)).map(({ said }) => said),
    );
  }

  /** By its URI, or by the id that its messages and receipts give it. */
  namesArticle(words: string, article: ArticleName): boolean {
    const uri = uriOfArticle(article);
    if (words.includes(`${uri.toLowerCase()}"`)) return true;
    return this.idsOf(article).some((id) => words.includes(id.toLowerCase()));
  }

  idsOf(article: ArticleName): string[] {
    const uri = uriOfArticle(article);
    const told = this.account.told.filter((one) => one.uri === uri).map(({ subject }) => subject);
    const received = this.account.receipts
      .flatMap(({ items }) => items)
      .flatMap((item) => (item.uri === uri && item.articleId !== undefined ? [item.articleId] : []));
    return [...new Set([...told, ...received])];
  }

  hasNote({ words }: { words: string }): boolean {
    return this.account.puts.some(({ saying }) => words.includes(noteMarker(saying.id)));
  }

  /** The saying of its own article that a message tells. */
  saidBy(told: Told): Said | undefined {
    const article = this.articleOf(told);
    if (article === undefined) return undefined;
    const own = this.sayingsIn(told).filter((said) => said.article === article);
    // Not the same file once more, which came later
    if (own.length > 0) return own.findLast(({ put }) => put <= told.at) ?? own.at(-1);
    const texts = this.textsIn(told);
    return this.said(article).findLast(({ text }) => text !== undefined && texts.includes(text));
  }

  /** It kills another item in words, or did once: under that headline the words of a story are another text. */
  isNotice(article: ArticleName): boolean {
    return this.said(article).some(({ saying, what }) => saying?.kills !== undefined && what === 'text');
  }

  shows(article: ArticleName, text: string, at: number): boolean {
    const shown = this.shown(article, at);
    return shown.kind === 'text' && this.saidBy(shown.told)?.text === text;
  }

  /** Commands about an article that may have had an effect by then. */
  commands(article: ArticleName, by: number, ...names: OperatorCommand['do'][]): Operated[] {
    return this.account.operated.filter(
      ({ command, at, outcome }) =>
        at <= by &&
        outcome !== 'skipped' &&
        outcome !== 'refused' &&
        names.includes(command.do) &&
        (command.article === article || (command.do === 'merge' && command.into === article)),
    );
  }

  /** An operator may have made it a part of another story, and nobody has split it off since. */
  isMaybeMerged(article: ArticleName, at: number): boolean {
    const splits = this.commands(article, at, 'split').filter(({ outcome }) => outcome === 'done');
    return this.commands(article, at, 'merge').some(
      (merge) => merge.command.article === article && splits.every((split) => split.at < merge.at),
    );
  }

  /** When a text was first told of an article; Infinity: never. */
  firstToldAt(article: ArticleName, text?: string): number {
    const first = this.told(article).find(
      (told) =>
        !isEndKind(told) &&
        told.kind !== 'duplicate' &&
        (text === undefined || this.saidBy(told)?.text === text),
    );
    return first?.at ?? Infinity;
  }

  /** A text may leave because of this saying. */
  mayGo(said: Said, at: number): boolean {
    if (said.what !== 'text' || said.put > at + this.account.skew) return false;
    const released = this.commands(said.article, at, 'release').some((command) => command.at >= said.put);
    if (released) return true;
    return said.from <= at + this.account.skew;
  }

  /**
   * What may stand of what may go, and what of it is beyond doubt.
   * @param at a time at which nothing was on its way
   */
  expected(article: ArticleName, at: number): { accepted: Said[]; certain: Said[] } {
    const certain: Said[] = [];
    const possible: Said[] = [];
    for (const said of this.said(article)) {
      const chance = this.#counts(said, at);
      if (chance !== 'no') possible.push(said);
      if (chance === 'yes') certain.push(said);
      const withheld = withholdingOf(said);
      if (withheld !== undefined && said.put <= at && this.#mayBeKnown(said, at)) {
        possible.push(withheld);
        const killed = this.events(article).some(
          ({ kind, at: told }) => kind === 'killed' && told >= said.put && told <= said.arrives + TAKING,
        );
        const isPublic = this.shown(article, said.put).kind === 'text' && !killed;
        const sure = isPublic && !said.repeated && this.isTaken(said, at);
        if (sure && at < said.from) certain.push(withheld);
      }
    }
    const all = new Set(standing(possible));
    const accepted = possible.filter(
      (one) => all.has(one) || standing(certain.includes(one) ? certain : [...certain, one]).includes(one),
    );
    return { accepted, certain };
  }

  /** A text of the article was told, or on its way, when this was said. */
  #mayBeKnown(said: Said, at: number): boolean {
    if (this.firstToldAt(said.article) <= at) return true;
    return this.said(said.article).some(
      (other) =>
        other !== said && other.what === 'text' && other.put <= said.put && other.from <= said.put + TAKING,
    );
  }

  /** Taken beyond doubt. */
  isTaken(said: Said, at: number): boolean {
    if (said.by === 'operator') {
      return this.account.operated.some(
        ({ command, at: then, outcome }) =>
          command.do === 'kill' &&
          command.article === said.article &&
          then === said.put &&
          outcome === 'done',
      );
    }
    if (said.arrives + TAKING > at) return false;
    if (this.#isPoisoned(said)) return false;
    return at >= this.account.endedAt || this.isReceived(said, at);
  }

  /** One of the files that said it has a receipt. */
  isReceived({ saying }: Said, at: number): boolean {
    return this.account.puts.some(
      (put) =>
        put.saying.id === saying?.id &&
        this.account.receipts.some(
          ({ key, versionId, at: done }) => key === put.key && versionId === put.versionId && done <= at,
        ),
    );
  }

  #isPoisoned({ saying }: Said): boolean {
    return this.account.puts.some((put) => put.poisoned && put.saying.id === saying?.id);
  }

  #counts(said: Said, at: number): 'yes' | 'no' | 'maybe' {
    const chance = this.#chance(said, at);
    return said.repeated && chance === 'yes' ? 'maybe' : chance;
  }

  #chance(said: Said, at: number): 'yes' | 'no' | 'maybe' {
    if (said.put > at) return 'no';
    // What an operator let go may be anything that was there, ended or not
    if (
      said.what !== 'text' &&
      this.commands(said.article, at, 'release').some((one) => one.at >= said.put)
    ) {
      return 'maybe';
    }
    const taken = this.isTaken(said, at);
    if (said.what !== 'text') return taken ? 'yes' : 'maybe';
    if (this.commands(said.article, at, 'hold').length > 0) return 'maybe';
    const released = this.commands(said.article, at, 'release').filter((command) => command.at >= said.put);
    if (said.from > at - RELEASING && said.from > said.put) {
      const sure = released.some(
        (command) =>
          command.outcome === 'done' &&
          this.isTaken(said, command.at) &&
          this.said(said.article).every(
            (other) =>
              other === said ||
              other.put > command.at ||
              other.from <= command.at ||
              mustReplace(said, other),
          ),
      );
      if (sure) return 'yes';
      return released.length > 0 || said.from <= at ? 'maybe' : 'no';
    }
    if (this.#contradictsKill(said)) return 'maybe';
    // What was held when something newer came may be given up, whatever became of that
    const overtaken = this.said(said.article).some(
      (other) =>
        // Its own file, come twice, takes nothing of it away
        (other.saying === undefined || other.saying.id !== said.saying?.id) &&
        other.put <= said.from &&
        mustReplace(other, said),
    );
    if (said.from > said.put && overtaken) return 'maybe';
    // The same words came under an embargo since: both that they may go and that they may not was said
    const again = this.said(said.article).some(
      (other) =>
        other.text === said.text &&
        other.put <= at &&
        other.from > at - RELEASING &&
        mustReplace(other, said),
    );
    if (again) return 'maybe';
    return taken ? 'yes' : 'maybe';
  }

  /** It came after a kill that a person has taken back for another text, whose time had not come: until then the kill stands. */
  #contradictsKill(said: Said): boolean {
    const { article, put } = said;
    const all = this.said(article);
    const waits = all.some(
      (other) =>
        other.put < put &&
        other.from > put &&
        this.commands(article, put, 'release').some(({ at }) => at >= other.put),
    );
    return waits && all.some((kill) => kill.what === 'killed' && kill.put < put && !mayReplace(said, kill));
  }
}

/** A withholding with a time takes down what is public already. */
function withholdingOf(said: Said): Said | undefined {
  if (!said.withheldUntil) return undefined;
  return { ...said, what: 'withheld', text: undefined, from: said.put, place: said.place - 0.25 };
}

export function isEndKind({ kind }: Pick<Told, 'kind'>): boolean {
  return kind === 'killed' || kind === 'withheld';
}

function remembered<Key, Value>(map: Map<Key, Value>, key: Key, find: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const found = find(key);
  map.set(key, found);
  return found;
}
