/** One text under several names. One file: the checks of copies share who may give a text out. */
import type { ArticleName } from '../../histories/saying.ts';
import { MINUTE } from '../../histories/saying.ts';
import type { Told } from '../account.ts';
import { isEndKind, RACE, TAKING, type View } from '../view.ts';
import type { Breach, Check } from './check.ts';
import { isUnsure } from './events.ts';
import { isKilledIn } from './standing.ts';

export const givenOutOnce: Check = {
  name: 'copies.once',
  rule: 'Of articles with one text only one gives it out at a time.',
  broken: (view) =>
    firstTellings(view).flatMap(({ article, told, text }) => {
      if (told.kind !== 'published' || isException(view, article, told)) return [];
      const other = view.articles.find(
        (one) =>
          one !== article &&
          // Under the headline of a kill notice the same words say something else
          !view.isNotice(one) &&
          view.commands(one, told.at, 'split', 'merge').length === 0 &&
          view.shows(one, text, told.at) &&
          view.shows(one, text, told.at + RACE) &&
          !isSimultaneousLoser(view, one, told, text) &&
          !wasFirst(view, one, told, text) &&
          !isGivenUp(view, one, told, text) &&
          !corrects(view, one, told) &&
          !goesOn(view, one, told, text),
      );
      return other === undefined
        ? []
        : [
            {
              at: told.at,
              article,
              detail: `${told.id} tells text ${text}, which ${other} gives out already`,
            },
          ];
    }),
};

/** An operator decided otherwise, it says that it corrects, or it is a notice, which is never hidden. */
function isException(view: View, article: ArticleName, told: Told): boolean {
  if (view.isNotice(article)) return true;
  return view.commands(article, told.at, 'split', 'merge').length > 0 || view.saidBy(told)?.corrects === true;
}

/**
 * What was said before takes its article on to something else, and is on its way: sent by then, or held up by SNS. What
 * stands is asked whether a claim is worth something, and not what was told: it "no longer carries the text".
 */
function goesOn(view: View, article: ArticleName, told: Told, text: string): boolean {
  if (!view.shows(article, text, told.at + RACE)) return true;
  if (isReplacedUntold(view, article, told, text)) return true;
  return view.events(article).some((event) => {
    if (event.at <= told.at || event.at > told.at + TAKING || event.kind === 'duplicate') return false;
    if (!isEndKind(event)) {
      const said = view.saidBy(event);
      return said !== undefined && said.text !== text && said.put <= told.at;
    }
    return view.said(article).some(({ what, withheldUntil, put }) => {
      return (what === event.kind || (withheldUntil && event.kind === 'withheld')) && put <= told.at;
    });
  });
}

/** What takes it on, or down, was taken by then, waits for SNS, and may itself be replaced before it is told. */
function isReplacedUntold(view: View, article: ArticleName, told: Told, text: string): boolean {
  const since = view
    .said(article)
    .filter(
      (said) => (said.what !== 'text' || said.text !== text) && said.put <= told.at && said.from <= told.at,
    );
  const pending = view.account.receipts.filter(({ at }) => at > told.at - TAKING && at <= told.at + RACE);
  return pending.some(
    ({ key, items }) =>
      items.some(({ outcome }) => outcome === 'pending') &&
      view.account.puts.some(
        (put) => put.key === key && since.some(({ saying }) => saying?.id === put.saying.id),
      ),
  );
}

/** It might go before the other article was updated to this text, which is no copy: both have it, and both may. */
function wasFirst(view: View, other: ArticleName, told: Told, text: string): boolean {
  const shown = view.shown(other, told.at);
  if (shown.kind !== 'text' || view.saidBy(shown.told)?.text !== text) return false;
  const update = view.told(other).find(({ id }) => id === shown.told.id)?.at ?? told.at;
  const said = view.saidBy(told);
  if (said === undefined) return false;
  // Of the same file once more the first counts
  return view
    .said(said.article)
    .filter(({ saying }) => saying?.id === said.saying?.id)
    .some(({ put, from }) => Math.max(put, from) <= update + RACE && view.firstToldAt(other) < update);
}

/** Another one was killed with the text before anybody knew that subscribers have this, which was on its way: it stays hidden. */
function isGivenUp(view: View, other: ArticleName, told: Told, text: string): boolean {
  const shown = view.shown(other, told.at);
  if (shown.kind !== 'text' || !isUnsure(view, other, shown.told, told.at)) return false;
  return view.articles.some(
    (one) =>
      one !== other &&
      view.said(one).some((said) => said.text === text) &&
      view.events(one).some(({ kind, at }) => kind === 'killed' && at >= shown.told.at && at <= told.at),
  );
}

/** Sent later than this one: then the breach is its own; or at the same moment as an update, which is no copy. */
function isSimultaneousLoser(view: View, other: ArticleName, told: Told, text: string): boolean {
  const first = view.firstToldAt(other, text);
  return first > told.at || (told.at - first <= RACE && view.firstToldAt(other) < first);
}

/** The other one says that it corrects, so that it is told whoever has the text; and this one could have it by then. */
function corrects(view: View, other: ArticleName, told: Told): boolean {
  const shown = view.shown(other, told.at);
  if (shown.kind === 'nothing' || view.saidBy(shown.told)?.corrects !== true) return false;
  const own = view.saidBy(told);
  return own !== undefined && own.from <= shown.told.at + RACE;
}

interface Telling {
  article: ArticleName;
  told: Told;
  text: string;
}

/** The first time that each article tells each text. */
function firstTellings(view: View): Telling[] {
  return view.articles.flatMap((article) => {
    const seen = new Set<string>();
    return view.events(article).flatMap((told) => {
      if (isEndKind(told) || told.kind === 'duplicate') return [];
      const text = view.saidBy(told)?.text;
      if (text === undefined || seen.has(text)) return [];
      seen.add(text);
      return [{ article, told, text }];
    });
  });
}

/** What was told of a killed text by its own article, or could have come from nowhere else. */
interface KilledText {
  article: ArticleName;
  text: string;
  /** When subscribers had the kill. */
  at: number;
}

function killedTexts(view: View): KilledText[] {
  return view.articles.flatMap((article) => {
    const kill = view.events(article).find(({ kind }) => kind === 'killed');
    if (kill === undefined || view.isNotice(article)) return [];
    // What came after the kill has taken its place
    const back = view.events(article).some((told) => told.revision > kill.revision && told.kind !== 'killed');
    const text = view.shown(article, kill.at - 1);
    if (back || text.kind !== 'text') return [];
    const said = view.saidBy(text.told);
    // Its agency gives the same text out again
    const again = view
      .expected(article, view.account.endedAt)
      .accepted.some((one) => one.text !== undefined && one.text === said?.text);
    return said?.text === undefined || again ? [] : [{ article, text: said.text, at: kill.at }];
  });
}

export const killedTextsStay: Check = {
  name: 'copies.killed',
  rule: 'A text that was killed is not told under another name, whoever brings it and whenever it came.',
  broken: (view) =>
    killedTexts(view).flatMap(({ article, text, at }) =>
      firstTellings(view).flatMap((telling): Breach[] => {
        if (telling.article === article || telling.text !== text || telling.told.at <= at + MINUTE) return [];
        // What was known before stays as it is, and under the headline of a notice the words say something else
        if (view.firstToldAt(telling.article) < at || view.isNotice(telling.article)) return [];
        return [
          {
            at: telling.told.at,
            article: telling.article,
            detail: `${telling.told.id} tells text ${text}, with which ${article} was killed`,
          },
        ];
      }),
    ),
};

export const killedTextsNoticed: Check = {
  name: 'copies.killed-noticed',
  rule: 'The operators hear of every copy of a killed text, also of those that came before the kill.',
  broken: (view) => {
    const killed = killedTexts(view);
    return killed.flatMap(({ article, text, at }) =>
      view.articles.flatMap((other): Breach[] => {
        const brought = view
          .said(other)
          .filter(
            (said) => said.text === text && said.what === 'text' && view.isTaken(said, view.account.endedAt),
          );
        if (other === article || brought.length === 0 || view.isNotice(other)) return [];
        // Of one that had gone on to another text, was held or ended itself, it may be silent
        const { accepted, certain } = view.expected(other, view.account.endedAt);
        if (!accepted.some((said) => certain.includes(said))) return [];
        if (!accepted.every((said) => brought.includes(said))) return [];
        const { kind } = view.shown(other, view.account.endedAt);
        if (kind !== 'nothing' && !view.shows(other, text, view.account.endedAt)) return [];
        const noticed = view.account.notices.some(
          ({ type, words }) =>
            type === 'wire.killed-text.again' &&
            view.namesArticle(words, other) &&
            // Of several that were killed with it one is enough
            view.articles.some(
              (one) => isKilledIn(view, one, text, view.account.endedAt) && view.namesArticle(words, one),
            ),
        );
        return noticed
          ? []
          : [
              {
                at,
                article: other,
                detail: `it has text ${text}, with which ${article} was killed, and no notice says so`,
              },
            ];
      }),
    );
  },
};

export const mergesStay: Check = {
  name: 'copies.merged',
  rule: 'What an operator makes a part of another story stays one: where subscribers have it they hear so, and where they do not nothing of it is told.',
  broken: (view) =>
    view.account.operated.flatMap(({ command, at, outcome }): Breach[] => {
      if (command.do !== 'merge' || outcome !== 'done') return [];
      const { article } = command;
      const told = view.told(article);
      if (view.shown(article, at).kind === 'text') {
        const others = view.articles.filter((other) => other !== article);
        const heard = told.some(
          (one) =>
            one.at >= at && (isEndKind(one) || others.some((other) => view.namesArticle(one.words, other))),
        );
        return heard ? [] : [{ at, article, detail: `nobody was told that it is a part of ${command.into}` }];
      }
      if (view.firstToldAt(article) <= at || !isCalm(view, at)) return [];
      const free = told.find(
        (one) =>
          one.at > at &&
          one.kind !== 'duplicate' &&
          !isEndKind(one) &&
          view.commands(article, one.at, 'split', 'release').every((since) => since.at < at),
      );
      return free === undefined
        ? []
        : [{ at: free.at, article, detail: `${free.id} tells what was made a part of ${command.into}` }];
    }),
};

/** Nothing that was said before is on its way any more. */
function isCalm(view: View, at: number): boolean {
  return view.articles.every((article) =>
    view
      .said(article)
      .every(
        (said) => said.put > at || said.from > at || (said.from + TAKING <= at && view.isTaken(said, at)),
      ),
  );
}

/** What becomes of a version that takes the place of the one before. */
const MOVES: ReadonlySet<string> = new Set(['pending', 'updated', 'corrected', 'killed', 'withheld']);

export const rootsOnly: Check = {
  name: 'copies.root',
  rule: 'A duplicate points at an article that is no duplicate itself, or at the one with which its text was killed.',
  broken: (view) =>
    view.account.receipts.flatMap(({ at, key, items }) =>
      items.flatMap(({ outcome, of, articleId }): Breach[] => {
        if (outcome !== 'duplicate' || of === undefined || of === null) return [];
        // By what was known when its file came: an earlier taker may have judged it
        const came = view.account.puts.find((put) => put.key === key)?.at ?? at;
        const last = view.account.receipts
          .filter((receipt) => receipt.at <= came - RACE)
          .flatMap((receipt) => receipt.items.map((item) => ({ ...item, at: receipt.at })))
          .findLast((item) => item.articleId === of && item.outcome !== 'redelivery');
        // Its original has gone on, and it is being judged again
        const since = last?.at ?? Infinity;
        const free = view.account.told.some(
          (one) => one.subject === last?.of && one.at > since && one.at <= at,
        );
        // Or is to go on, and waits for SNS; or the copy is itself
        const moves = view.account.receipts.some(
          (receipt) =>
            receipt.at > since &&
            receipt.at <= at &&
            receipt.items.some(
              ({ articleId: id, outcome: became }) => (id === last?.of || id === of) && MOVES.has(became),
            ),
        );
        // It may have become the one that gives the text out, and wait for SNS
        const told = view.account.told.some((one) => one.subject === of && one.at > since);
        // Or have said what nobody has come to the end of yet, or one with its text has, whose copies are judged again then
        const name = view.articles.find((one) => view.idsOf(one).includes(of));
        const comes =
          name !== undefined &&
          view.articles.some(
            (one) =>
              (one === name || haveOneText(view, one, name)) &&
              view.said(one).some((said) => said.put <= at && !view.isReceived(said, at)),
          );
        // Or given its text up again, for its original was never stored
        const lost = !view.account.receipts.some(
          (receipt) => receipt.at <= at && receipt.items.some((item) => item.articleId === last?.of),
        );
        // Also by a kill that a withholding has overtaken before it was told
        const killed =
          view.account.told.some(({ subject, kind }) => subject === of && kind === 'killed') ||
          (name !== undefined && view.said(name).some(({ what, put }) => what === 'killed' && put <= at));
        // What it was a copy of is only a later version, which was put aside; a merge that failed may have done nothing
        const gives =
          name !== undefined &&
          view.shown(name, at).kind === 'text' &&
          !view
            .commands(name, at, 'merge')
            .some(({ command, outcome }) => command.article === name && outcome === 'done');
        // Or was let go by an operator, whose command died on its way: what it holds was to be given out
        const released =
          name !== undefined && view.commands(name, at, 'release').some((command) => command.at > since);
        const open = free || moves || told || comes || lost || killed || gives || released;
        return last?.outcome === 'duplicate' && last.of !== articleId && !open
          ? [{ at, detail: `${articleId ?? ''} is a duplicate of ${of}, which is one of ${last.of ?? ''}` }]
          : [];
      }),
    ),
};

function haveOneText(view: View, one: ArticleName, other: ArticleName): boolean {
  return view
    .said(one)
    .some(({ text }) => text !== undefined && view.said(other).some((said) => said.text === text));
}
