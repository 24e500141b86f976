/** What subscribers must have of each article when nothing is on its way. */
import type { ArticleName } from '../../histories/saying.ts';
import { mustReplace } from '../order.ts';
import { isAlike, type Said } from '../said.ts';
import type { Shown, View } from '../view.ts';
import type { Breach, Check } from './check.ts';

interface Difference extends Breach {
  which: 'ends' | 'texts' | 'copies' | 'taken over';
}

const differences = new WeakMap<View, Difference[]>();

/** Of every article at every quiet time, once: a run that went wrong stays wrong. */
function differencesOf(view: View): Difference[] {
  const known = differences.get(view);
  if (known !== undefined) return known;
  const found = view.articles.flatMap((article) => {
    for (const at of view.account.settled) {
      const difference = differenceAt(view, article, at);
      if (difference !== undefined) return [difference];
    }
    return [];
  });
  differences.set(view, found);
  return found;
}

function differenceAt(view: View, article: ArticleName, at: number): Difference | undefined {
  if (view.sayings.killers.has(article)) return undefined;
  const { accepted, certain } = view.expected(article, at);
  if (certain.length === 0) return undefined;
  const shown = view.shown(article, at);
  // What was merged stays hidden whatever text it gets; what subscribers have of it is kept up to date, and it ends like any other
  const hidden = shown.kind !== 'text' && view.isMaybeMerged(article, at);
  if (hidden && accepted.some(({ what }) => what === 'text')) return undefined;
  if (accepted.some((said) => isShown(view, said, shown))) return undefined;
  if (shown.kind === 'withheld' && view.commands(article, at, 'hold').length > 0) return undefined;
  if (accepted.some((said) => mayBeHidden(view, said, shown, at))) return undefined;
  if (shown.kind !== 'text' && accepted.some((said) => isKeptBackSince(view, said, at))) return undefined;
  const expected = accepted.map(
    (said) => `${nameOf(said)} (${said.what}${said.text === undefined ? '' : ` ${said.text}`})`,
  );
  const which = accepted.every(({ what }) => what !== 'text')
    ? 'ends'
    : !accepted.some(({ text }) => isCopied(view, article, text))
      ? 'texts'
      : accepted.every(({ text }) => text === undefined || wasGivenOut(view, article, text, at))
        ? 'taken over'
        : 'copies';
  return {
    which,
    at,
    article,
    detail: `subscribers have ${shownName(view, shown)}, and ${expected.join(' or ')} stands`,
  };
}

function isShown(view: View, said: Said, shown: Shown): boolean {
  if (shown.kind === 'nothing') return false;
  if (said.what !== 'text') return shown.kind === said.what || isKilledSince(view, said, shown);
  if (shown.kind !== 'text') return false;
  const told = view.saidBy(shown.told);
  return told !== undefined && (told === said || told.text === said.text);
}

/** A kill that came when a newer withholding was known already may count for more. */
function isKilledSince(view: View, said: Said, shown: Shown): boolean {
  return (
    shown.kind === 'killed' &&
    said.what === 'withheld' &&
    view.said(said.article).some(
      ({ what, saying, put, arrives }) =>
        what === 'killed' &&
        put <= shown.told.at &&
        // Also in a file that came again
        (arrives > said.put ||
          view.account.puts.some((file) => file.saying.id === saying?.id && file.at > said.put)),
    )
  );
}

/**
 * Another article gives the same text out, or did and has gone on to newer text since; or it is one that was killed:
 * then older things may be what subscribers have.
 */
function mayBeHidden(view: View, said: Said, shown: Shown, at: number): boolean {
  if (said.what !== 'text' || said.text === undefined) return false;
  if (shown.kind !== 'nothing') {
    const last = view.saidBy(shown.told);
    if (shown.kind === 'text' && last !== undefined && !mustReplace(said, last)) return false;
  }
  const { text } = said;
  return view.articles.some(
    (other) =>
      other !== said.article &&
      (showsAlike(view, other, text, at) ||
        isMerged(view, other, text, at) ||
        (view.shown(other, at).kind === 'text' && view.firstToldAt(other, text) <= at) ||
        isKilledIn(view, other, text, at)),
  );
}

/** It was a copy that nobody had seen, and its agency has put the same words under embargo since. */
function isKeptBackSince(view: View, { article, text, put }: Said, at: number): boolean {
  if (text === undefined || !isCopied(view, article, text)) return false;
  return view
    .said(article)
    .some((said) => said.text === text && said.put > put && said.put <= at && said.from > at);
}

/** An operator made its text one of another story: a copy of it is a duplicate of the root, as long as nobody splits it. */
function isMerged(view: View, article: ArticleName, text: string, at: number): boolean {
  return (
    view.account.operated.some(
      (one) =>
        one.command.do === 'merge' &&
        one.command.article === article &&
        one.at <= at &&
        (one.outcome === 'done' || one.outcome === 'failed') &&
        view.said(article).some((said) => said.text === text && said.put <= one.at) &&
        view.shown(one.command.into, at).kind === 'text',
    ) && view.commands(article, at, 'split').length === 0
  );
}

/** The same text, or one that differs by so little that who has it may need nothing of this one. */
function showsAlike(view: View, article: ArticleName, text: string, at: number): boolean {
  return view.account.history.texts.some(
    ({ id }) => isAlike(id, text, view.account.history.texts) && view.shows(article, id, at),
  );
}

/** An article that had this text may be killed by then. */
export function isKilledIn(view: View, article: ArticleName, text: string, at: number): boolean {
  return (
    view.said(article).some((said) => said.text === text && said.put <= at) &&
    (view.said(article).some(({ what, put }) => what === 'killed' && put <= at) ||
      view.events(article).some((told) => told.kind === 'killed' && told.at <= at) ||
      view.expected(article, at).accepted.some(({ what }) => what === 'killed'))
  );
}

function isCopied(view: View, article: ArticleName, text: string | undefined): boolean {
  return view.articles.some(
    (other) => other !== article && view.said(other).some((said) => text !== undefined && said.text === text),
  );
}

/** Another article told this text once, and does not stand for it any more. */
function wasGivenOut(view: View, article: ArticleName, text: string, at: number): boolean {
  return view.articles.some((other) => other !== article && view.firstToldAt(other, text) <= at);
}

function nameOf({ saying, by }: Said): string {
  return saying === undefined ? `the ${by}'s kill` : saying.id;
}

function shownName(view: View, shown: Shown): string {
  if (shown.kind === 'nothing') return 'nothing';
  const said = view.saidBy(shown.told);
  return `${shown.kind} ${shown.told.revision}${said === undefined || shown.kind !== 'text' ? '' : ` (${nameOf(said)}, ${said.text ?? ''})`}`;
}

function check(which: Difference['which'], name: string, rule: string): Check {
  return {
    name,
    rule,
    broken: (view) => differencesOf(view).filter((difference) => difference.which === which),
  };
}

export const endsTold = check(
  'ends',
  'ends.told',
  'An end is told at once, whatever is held or waits, also of an article of which nothing was ever told; nothing older undoes it.',
);

export const textsTold = check(
  'texts',
  'texts.told',
  'A text that may go is told unless something newer of its article that may go too was told; one that is held does not hold the older one.',
);

export const copiesTold = check(
  'copies',
  'copies.given-out',
  'Of articles with one text one gives it out as soon as one of them may.',
);

export const copiesTakenOver = check(
  'taken over',
  'copies.taken-over',
  'When the article that gave a text out is withheld, another one that stands for it gives it out.',
);
