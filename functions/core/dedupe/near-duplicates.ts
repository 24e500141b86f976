/**
 * The near-duplicate engine: whether a text is new, or the same or mostly the same as one that came before.
 *
 *   arrive at 6 anchors, look at 12 ──▶ read <= 8 candidates ──▶ all of them settled? ── yes ──▶ write own entry, settled
 *                                                          │ no: they come at this very moment
 *                                                          ▼
 *                    write own entry, open ──▶ wait for theirs ──▶ link ──▶ settle
 *
 * Of any two copies the later at a common anchor sees the earlier, and no article settles before it has looked at what
 * it saw. Open articles are linked to the one that is first in an order on which all agree (`Rank`), by conditional
 * writes; so of N copies at the same instant exactly one settles as new, and the links of the others lead to it.
 */
import { MIN_WORDS } from './exact.ts';
import { candidatesOf, isYoung, rankOf } from './candidates.ts';
import { fingerprint, type ArticleText, type Fingerprint, type Printed } from './fingerprint.ts';
import { headlinesDiffer } from './headline.ts';
import { newStory, type Entry, type Judgement, type Member, type NearIndex } from './near-index.ts';
import { decide } from './verdict.ts';
import { comparedWith, judgementOf, linkedOnly, matchesAmong, newBeside, type Judged } from './judgements.ts';
import { isBefore, nextLink, targetOf } from './order.ts';

export interface NearArticle extends ArticleText {
  articleId: string;
  /** Undefined where it is not known: then never the same as another one's. */
  provider: string | undefined;
  /** When it came, epoch milliseconds; undefined where no time is known: then the window does not apply. */
  at: number | undefined;
}

export interface NearDuplicatesOptions {
  /** Waits; needed only where articles are judged side by side. */
  pause: (milliseconds: number) => Promise<void>;
}

/** Whether two texts are near enough to hide the one behind the other; no index is asked. */
export function areCopies(one: NearArticle, other: NearArticle): boolean {
  const [a, b] = [one, other].map(({ at, provider, ...text }) => ({
    fingerprint: fingerprint(text).fingerprint,
    at,
    provider,
  }));
  return a !== undefined && b !== undefined && decide(a, b).verdict === 'duplicate';
}

/** How long an article waits for another that came at the same moment, milliseconds: 1.6 s in all. */
const WAITS = [25, 50, 100, 200, 400, 800];

/** A link may be taken by others while we look: after so many turns something else is wrong. */
const LINK_ATTEMPTS = 16;

/** The index kept changing under us: the delivery is to be tried again. */
export class NearIndexContended extends Error {
  override readonly name = 'NearIndexContended';
  readonly code = 'near-index-contended';
}

export class NearDuplicates {
  readonly #index: NearIndex;
  readonly #pause: NearDuplicatesOptions['pause'];

  constructor(index: NearIndex, { pause }: NearDuplicatesOptions) {
    this.#index = index;
    this.#pause = pause;
  }

  /**
   * Judges a new article and enters it, so that its copies find it. Nothing has to be written after, the article's
   * own record excepted. Safe to repeat: the same article with the same text gets the same answer.
   *
   * `duplicate` rests on an article that was judged before; whether that one has come to be stored is for the caller
   * to check (`of`, `match`), as its taker may have died since.
   *
   * @param printed where its fingerprint has been made already
   */
  async judge(article: NearArticle, printed?: Printed): Promise<Judgement> {
    const judged = await this.#arrive(article, true, printed);
    if (judged === undefined) return newStory(article.articleId);
    const { entry, earlier } = judged;
    const entries = await this.#index.read(idsOf(earlier), false);
    const missing = earlier.filter((member) => !entries.has(member.articleId) && isYoung(member, article.at));
    const candidates = comparedWith(entry, entries.values());
    const matches = matchesAmong(candidates);
    if (missing.length > 0 || matches.some((match) => match.entry.state.kind !== 'settled')) {
      return this.#settleTogether(judged, entries, missing);
    }
    const judgement = judgementOf(judged, matches) ?? newBeside(judged, candidates);
    const there = await this.#index.create({ ...entry, state: { kind: 'settled', judgement } });
    return there === undefined ? judgement : this.#judgeAgain(judged, there, entries);
  }

  /**
   * Enters a further revision of an article, whose place in its story is known: copies of the new text find it.
   * @param standing what the article was judged to be when it was new
   */
  async refresh(article: NearArticle, standing: Judgement): Promise<void> {
    const judged = await this.#arrive(article, false);
    if (judged === undefined) return;
    await this.#index.replace({ ...judged.entry, state: { kind: 'settled', judgement: standing } });
  }

  async #arrive(article: NearArticle, seeks: boolean, printed?: Printed): Promise<Judged | undefined> {
    const { articleId, provider, at } = article;
    const { fingerprint: print, labels, anchors } = printed ?? fingerprint(article);
    if (print.length < MIN_WORDS) return undefined;
    const arrivals = await this.#index.arrive({ articleId, at: at ?? 0 }, anchors.entered);
    // After the writes: of two that come together and share only what both look up, one finds the other
    const seen = seeks && anchors.sought.length > 0 ? await this.#index.lookUp(anchors.sought) : [];
    return {
      entry: { articleId, provider, at, fingerprint: print, rank: rankOf(arrivals) },
      labels,
      earlier: candidatesOf(arrivals, articleId, at, seen),
    };
  }

  /** The article has an entry: from a try before a crash, or of an earlier text that was a duplicate. */
  async #judgeAgain(judged: Judged, there: Entry, entries: Map<string, Entry>): Promise<Judgement> {
    const same = sameText(there.fingerprint, judged.entry.fingerprint);
    if (same && there.state.kind === 'settled') return there.state.judgement;
    if (!same) await this.#index.replace({ ...judged.entry, state: { kind: 'open' } });
    return this.#settleTogether(judged, entries, []);
  }

  async #settleTogether(judged: Judged, entries: Map<string, Entry>, missing: Member[]): Promise<Judgement> {
    const { entry } = judged;
    const there = await this.#index.create({ ...entry, state: { kind: 'open' } });
    if (there?.state.kind === 'settled' && sameText(there.fingerprint, entry.fingerprint)) {
      return there.state.judgement;
    }
    const seen = new Map([...entries, ...(await this.#waitFor(missing))]);
    const matches = matchesAmong(comparedWith(entry, seen.values()));
    const rivals = matches.map((match) => match.entry.articleId);
    await this.#join(entry.articleId, rivals);
    return this.#conclude(judged, rivals);
  }

  /** Entries of articles that are on their way; one that does not come was given up, or comes as a retry later. */
  async #waitFor(missing: readonly Member[]): Promise<Map<string, Entry>> {
    const found = new Map<string, Entry>();
    let ids = idsOf(missing);
    for (const wait of [0, ...WAITS]) {
      if (ids.length === 0) break;
      if (wait > 0) await this.#pause(wait);
      for (const [id, entry] of await this.#index.read(ids, true)) found.set(id, entry);
      ids = ids.filter((id) => !found.has(id));
    }
    return found;
  }

  /** Links the roots of all that are copies of each other, the later to the earlier. */
  async #join(articleId: string, rivals: readonly string[]): Promise<void> {
    for (let attempt = 0; attempt < LINK_ATTEMPTS; attempt++) {
      const roots = await this.#rootsOf([articleId, ...rivals]);
      const own = roots.get(articleId);
      const pair = own === undefined ? undefined : nextLink(own, roots.values());
      if (pair === undefined) return;
      await this.#index.link(pair.later.articleId, pair.earlier.articleId);
    }
    throw new NearIndexContended(`${articleId} could not be linked in ${LINK_ATTEMPTS} turns`);
  }

  async #rootOf(articleId: string): Promise<Entry | undefined> {
    return (await this.#rootsOf([articleId])).get(articleId);
  }

  /**
   * The entries to which the links of articles lead: open, or settled as new. A way that ends at an article without an
   * entry (its text is too short, or was erased), or goes round, leads to the last on it that is settled and is no
   * part of the article itself. One read for each step.
   */
  async #rootsOf(articleIds: readonly string[]): Promise<Map<string, Entry>> {
    const roots = new Map<string, Entry>();
    const known = new Map<string, Entry>();
    let ways = articleIds.map((from) => ({ from, at: from, passed: [] as string[] }));
    while (ways.length > 0) {
      const unread = new Set(ways.map(({ at }) => at).filter((at) => !known.has(at)));
      if (unread.size > 0)
        for (const [id, entry] of await this.#index.read([...unread], true)) known.set(id, entry);
      ways = ways.flatMap(({ from, at, passed }) => {
        const entry = known.get(at);
        if (entry === undefined || passed.includes(at)) {
          const last = passed
            .flatMap((id) => known.get(id) ?? [])
            .findLast(({ state }) => state.kind === 'settled' && targetOf(state) !== from);
          if (last !== undefined) roots.set(from, last);
          return [];
        }
        const to = targetOf(entry.state);
        if (to !== undefined) return [{ from, at: to, passed: [...passed, at] }];
        roots.set(from, entry);
        return [];
      });
    }
    return roots;
  }

  async #conclude(judged: Judged, rivals: readonly string[]): Promise<Judgement> {
    const { articleId } = judged.entry;
    for (const wait of [0, ...WAITS, 0]) {
      if (wait > 0) await this.#pause(wait);
      const root = await this.#rootOf(articleId);
      if (root?.articleId === articleId) {
        // Settled by one that could not wait for us
        if (root.state.kind === 'settled') return root.state.judgement;
        const judgement = await this.#settleAsRoot(root, rivals);
        if (judgement !== undefined) return judgement;
      } else if (root?.state.kind === 'settled') {
        return this.#settleUnder(judged, root, rivals);
      }
    }
    return this.#settleWithout(judged, rivals);
  }

  /** Nobody is before it; undefined while it is not decided what it is a copy of. */
  async #settleAsRoot(own: Entry, rivals: readonly string[]): Promise<Judgement | undefined> {
    const { articleId } = own;
    // A copy of copies of others, which are no copies of its own
    const others = await this.#othersRoots(articleId, rivals);
    const settled = others.find((root) => root.state.kind === 'settled');
    if (settled !== undefined) {
      await this.#index.link(articleId, settled.articleId);
      return undefined;
    }
    if (others.some((root) => isBefore(root, own))) return undefined;
    const judgement = newStory(articleId);
    return (await this.#index.settle(articleId, judgement)) ? judgement : undefined;
  }

  /** In the order of the rivals, the best match first. */
  async #othersRoots(articleId: string, rivals: readonly string[]): Promise<Entry[]> {
    const roots = await this.#rootsOf(rivals);
    return rivals.flatMap((rival) => roots.get(rival) ?? []).filter((root) => root.articleId !== articleId);
  }

  /** Compared with the settled ones only: two that rest on each other would both be hidden. */
  async #settleUnder(judged: Judged, root: Entry, rivals: readonly string[]): Promise<Judgement> {
    const { entry } = judged;
    const entries = await this.#index.read([...new Set([root.articleId, ...rivals])], true);
    const settled = [...entries.values()].filter(({ state }) => state.kind === 'settled');
    const judgement =
      judgementOf(judged, matchesAmong(comparedWith(entry, settled))) ??
      linkedOnly(judged, root, decide(entry, root));
    await this.#index.settle(entry.articleId, judgement);
    return judgement;
  }

  /** Those it waits for do not come: better twice in the paper than not at all. */
  async #settleWithout(judged: Judged, rivals: readonly string[]): Promise<Judgement> {
    const { articleId } = judged.entry;
    const judgement = newStory(articleId);
    if (await this.#index.settle(articleId, judgement)) return judgement;
    const root = await this.#rootOf(articleId);
    if (root === undefined) {
      await this.#index.replace({ ...judged.entry, state: { kind: 'settled', judgement } });
      return judgement;
    }
    if (root.articleId !== articleId) {
      await this.#index.settle(root.articleId, newStory(root.articleId));
    }
    const settled = await this.#rootOf(articleId);
    if (settled?.state.kind !== 'settled') {
      throw new NearIndexContended(`what ${articleId} is linked to changes under it`);
    }
    if (settled.articleId === articleId) return settled.state.judgement;
    return this.#settleUnder(judged, settled, rivals);
  }
}

function idsOf(members: readonly Member[]): string[] {
  return members.map(({ articleId }) => articleId);
}

function sameText(a: Fingerprint, b: Fingerprint): boolean {
  return a.digest === b.digest && a.revises === b.revises && !headlinesDiffer(a.headline, b.headline);
}
