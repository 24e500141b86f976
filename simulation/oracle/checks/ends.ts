/** Ends are not undone by what is not newer. */
import { mayReplace, mustReplace } from '../order.ts';
import type { Said } from '../said.ts';
import { isEndKind, RACE, type View } from '../view.ts';
import type { Breach, Check } from './check.ts';

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
        const released = view.commands(article, told.at, 'release');
        if (released.some(({ at }) => at >= before.at - RACE || ends.every(({ put }) => put <= at)))
          return [];
        if (ends.some((end) => end === said || mayReplace(said, end))) return [];
        // It goes on what had taken the end back, and was replaced before it was told
        const between = view.said(article).filter(({ what, put }) => what === 'text' && put <= told.at);
        if (ends.some((end) => between.some((one) => mayReplace(one, end) && mayReplace(said, one))))
          return [];
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

export const overwrittenEnds: Check = {
  name: 'ends.overwritten',
  rule: 'An end that stands is told even if something newer comes before it could be; only a newer end takes its place.',
  broken: (view) =>
    view.articles.flatMap((article) =>
      view.said(article).flatMap((end): Breach[] => {
        const { what, put, saying } = end;
        const taken = receivedAt(view, end);
        if (what === 'text' || end.repeated || taken === undefined) return [];
        const others = view.said(article).filter((other) => other !== end && other.put <= taken + RACE);
        if (!others.every((other) => mustReplace(end, other))) return [];
        if (view.commands(article, Infinity, 'hold', 'release', 'kill', 'merge', 'split').length > 0)
          return [];
        const told = view.events(article).some((event) => isEndKind(event) && event.at >= put);
        const later = view.said(article).some((other) => other.what !== 'text' && other.put > put);
        // Nothing newer came: then it is missing at the end, which is another matter
        const overtaken = view.said(article).some((other) => other.put > taken + RACE);
        return told || later || !overtaken
          ? []
          : [{ at: put, article, detail: `${saying?.id ?? ''} was taken, and never told` }];
      }),
    ),
};

/** When the first receipt of what brought it was written. */
function receivedAt({ account }: View, { saying, by }: Said): number | undefined {
  if (by !== 'agency' || saying === undefined) return undefined;
  const keys = account.puts.filter((put) => put.saying.id === saying.id).map(({ key }) => key);
  return account.receipts.find(({ key }) => keys.includes(key))?.at;
}

export const unknownEnds: Check = {
  name: 'ends.said',
  rule: 'Nothing is taken down that nobody asked to take down; a withholding with a time is an embargo for those who have nothing of it.',
  broken: (view) =>
    view.articles.flatMap((article) =>
      view.events(article).flatMap((told) => {
        if (!isEndKind(told) || view.sayings.killers.has(article)) return [];
        // Also where a text was on its way, and nobody can say whether it had arrived
        const known = view.said(article).some((said) => view.mayGo(said, told.at));
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
