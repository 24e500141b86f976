/** Ids, revisions and kinds of events, by which subscribers work. */
import type { Told } from '../account.ts';
import type { Said } from '../said.ts';
import { isEndKind, RACE, type View } from '../view.ts';
import type { Check } from './check.ts';

export const sameIdSameContent: Check = {
  name: 'events.identity',
  rule: 'An event that comes again has the same id and the same content but for the time of sending; a revision has one event, an article one subject.',
  broken: (view) => {
    const byId = new Map<string, Told>();
    const byRevision = new Map<string, Told>();
    const bySubject = new Map<string, Told>();
    return view.account.told.flatMap((told) => {
      const article = view.articleOf(told);
      const breach = (detail: string): { at: number; detail: string; article?: string }[] => [
        { at: told.at, detail, ...(article === undefined ? {} : { article }) },
      ];
      const same = remember(byId, told.id, told);
      if (same !== undefined && same.content !== told.content) {
        return breach(`${told.id} came with another content: ${difference(same.content, told.content)}`);
      }
      const other = remember(byRevision, `${told.subject}.${told.revision}`, told);
      if (other !== undefined && other.id !== told.id) return breach(`${other.id} came again as ${told.id}`);
      const subject = remember(bySubject, told.uri, told);
      if (subject !== undefined && subject.subject !== told.subject) {
        return breach(`${told.uri} is ${subject.subject} and ${told.subject}`);
      }
      return article === undefined ? breach(`${told.id} is about ${told.uri}, which nobody delivered`) : [];
    });
  },
};

function remember(map: Map<string, Told>, key: string, told: Told): Told | undefined {
  const before = map.get(key);
  if (before === undefined) map.set(key, told);
  return before;
}

function difference(a: string, b: string): string {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  return `${a.slice(Math.max(0, start - 40), start + 60)} | ${b.slice(Math.max(0, start - 40), start + 60)}`;
}

export const risingRevisions: Check = {
  name: 'events.revisions',
  rule: 'What is told later has a higher revision than all that was told of the article before.',
  broken: (view) =>
    view.articles.flatMap((article) => {
      const seen = new Set<string>();
      let highest: Told | undefined;
      return view.told(article).flatMap((told) => {
        if (seen.has(told.id)) return [];
        seen.add(told.id);
        const before = highest;
        if (before === undefined || told.revision > before.revision) {
          highest = told;
          return [];
        }
        // Two senders at the same moment: subscribers drop the lower one
        if (told.at - before.at <= RACE) return [];
        return [{ at: told.at, article, detail: `${told.id} was told after ${before.id}` }];
      });
    }),
};

export const eventKinds: Check = {
  name: 'events.kind',
  rule: 'The kind of an event follows what was told: the first text is published, the first after an end is reinstated, any other is corrected or updated.',
  broken: (view) =>
    view.articles.flatMap((article) => {
      const events = view.events(article).filter(({ kind }) => kind !== 'duplicate');
      return events.flatMap((told, index) => {
        if (isEndKind(told)) return [];
        const before = events.slice(0, index);
        const unsure = before.filter(
          (one) =>
            Math.abs(one.at - told.at) <= RACE ||
            isUnsure(view, article, one, told.at) ||
            isOvertaken(one, before),
        );
        const allowed = new Set(
          subsets(unsure).flatMap((left) =>
            kindsOf(
              view,
              told,
              before.filter((one) => !left.includes(one)),
            ),
          ),
        );
        if (allowed.has(told.kind)) return [];
        const after = before.length === 0 ? 'nothing' : before.map(({ kind }) => kind).join(', ');
        return [
          {
            at: told.at,
            article,
            detail: `${told.id} after ${after} should be ${[...allowed].join(' or ')}`,
          },
        ];
      });
    }),
};

/** Nobody who sent it until then knows that subscribers have it. */
export function isUnsure(view: View, article: Parameters<View['told']>[0], event: Told, at: number): boolean {
  return view
    .told(article)
    .filter(({ id, at: sent }) => id === event.id && sent <= at)
    .every(({ senderUnsure }) => senderUnsure);
}

/** Subscribers drop it, for they have a higher one; whether its taker could know of it is open. */
function isOvertaken(event: Told, others: readonly Told[]): boolean {
  return others.some((other) => other.revision > event.revision && other.at < event.at);
}

/** Without some of a few; of many only the last count. */
function subsets(events: readonly Told[]): Told[][] {
  return events
    .slice(-4)
    .reduce<Told[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

function kindsOf(view: View, told: Told, before: readonly Told[]): Told['kind'][] {
  if (before.every(isEndKind)) return ['published'];
  const last = before.at(-1);
  if (last !== undefined && isEndKind(last)) return ['reinstated'];
  const said = view.saidBy(told);
  if (said === undefined || said.corrects)
    return said === undefined ? ['updated', 'corrected'] : ['corrected'];
  const silently = view
    .said(said.article)
    .some(
      (other) =>
        other !== said && other.version === said.version && other.put <= told.at && differs(other, said),
    );
  return silently ? ['updated', 'corrected'] : ['updated'];
}

/** In its text, or in the headline that makes it a notice of a kill. */
function differs(a: Said, b: Said): boolean {
  return a.text !== b.text || (a.saying?.kills === undefined) !== (b.saying?.kills === undefined);
}
