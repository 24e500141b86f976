/** Ends are not undone by what is not newer. */
import { mayReplace } from '../order.ts';
import { isEndKind, RACE } from '../view.ts';
import type { Check } from './check.ts';

export const stickyEnds: Check = {
  name: 'ends.undone',
  rule: 'What was killed comes back only by something that is newer by version or by clock, or that says that it reinstates; what was withheld by something newer.',
  broken: (view) =>
    view.articles.flatMap((article) => {
      const events = view.events(article).filter(({ kind }) => kind !== 'duplicate');
      return events.flatMap((told, index) => {
        const before = events[index - 1];
        if (before === undefined || !isEndKind(before) || isEndKind(told)) return [];
        const said = view.saidBy(told);
        const ends = view
          .said(article)
          .filter(
            ({ what, put, withheldUntil }) => (what === before.kind || withheldUntil) && put <= before.at,
          );
        if (said === undefined || ends.length === 0) return [];
        if (view.commands(article, told.at, 'release').some(({ at }) => at >= before.at - RACE)) return [];
        if (ends.some((end) => end === said || mayReplace(said, end))) return [];
        return [
          {
            at: told.at,
            article,
            detail: `${told.id} tells ${said.saying?.id ?? ''} after ${before.id}, which it is not newer than`,
          },
        ];
      });
    }),
};

export const unknownEnds: Check = {
  name: 'ends.said',
  rule: 'Nothing is taken down that nobody asked to take down; a withholding with a time is an embargo for those who have nothing of it.',
  broken: (view) =>
    view.articles.flatMap((article) =>
      view.events(article).flatMap((told) => {
        if (!isEndKind(told) || view.sayings.killers.has(article)) return [];
        const known = view.firstToldAt(article) <= told.at;
        const asked =
          view.commands(article, told.at, 'hold', 'kill').length > 0 ||
          view
            .said(article)
            .some(
              ({ what, put, withheldUntil }) =>
                put <= told.at + view.account.skew &&
                (what === told.kind || (withheldUntil && known && told.kind === 'withheld')),
            );
        return asked ? [] : [{ at: told.at, article, detail: `${told.id}: nobody has said so` }];
      }),
    ),
};
