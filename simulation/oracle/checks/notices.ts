/** What the operators must hear. */
import { articleOf, type ArticleName } from '../../histories/saying.ts';
import { mayReplace, mustReplace, surelyNewer } from '../order.ts';
import { isAlike, type Said } from '../said.ts';
import { isEndKind, RACE, TAKING, type View } from '../view.ts';
import type { Breach, Check } from './check.ts';

export const unresolvedKills: Check = {
  name: 'notices.kill-unresolved',
  rule: 'A kill in words that does not say which item it means is brought before a person.',
  broken: (view) =>
    view.sayings.unnamedKills.flatMap(({ saying, at, poisoned }) =>
      poisoned || noticed(view, 'wire.kill.unresolved', articleOf(saying))
        ? []
        : [{ at, article: articleOf(saying), detail: `no notice of ${saying.id}` }],
    ),
};

export const contradictedKills: Check = {
  name: 'notices.kill-contradicted',
  rule: 'A text that comes after a kill and is not surely newer is kept, not told, and brought before a person.',
  broken: (view) =>
    eachText(view, (said, all) => {
      const kills = all.filter((one) => one.what === 'killed' && view.isTaken(one, view.account.endedAt));
      const contradicts = kills.some(
        (kill) =>
          kill.put + RACE < said.put &&
          // Of the same file once more it is open whether it was a kill once more
          !kill.repeated &&
          !said.repeated &&
          said.version === undefined &&
          said.clock === undefined &&
          !said.reinstates &&
          !mayReplace(said, kill) &&
          // That kill stood when it came
          !all.some((other) => other !== kill && other.put <= said.put && mayReplace(other, kill)) &&
          // Nor was it taken back before this could be taken
          !all.some(
            (other) => other.put > said.put && mayReplace(other, kill) && !view.isTaken(said, other.put),
          ) &&
          // Nor was it ended once more before both were known: then nothing is contradicted any more
          !all.some(
            ({ what, put }) =>
              what !== 'text' && put > said.put && put <= Math.max(said.arrives, kill.arrives) + TAKING,
          ) &&
          view.commands(said.article, said.put, 'release').length === 0,
      );
      // It was kept for another reason, of which they have heard
      const isCopy = noticed(view, 'wire.killed-text.again', said.article);
      return contradicts && !isCopy && !noticed(view, 'wire.kill.contradicted', said.article)
        ? 'came after a kill, and no notice says so'
        : undefined;
    }),
};

export const unreadableEmbargoes: Check = {
  name: 'notices.embargo-unreadable',
  rule: 'An embargo that nobody can read holds until a person lets it go, and that person hears of it.',
  broken: (view) =>
    eachText(view, (said, all) =>
      said.saying?.embargo === 'unreadable' &&
      // Somebody has seen to it that nothing goes out
      view.commands(said.article, said.arrives + TAKING, 'hold').length === 0 &&
      // What something newer has taken the place of waits for nobody
      all.every((other) => other === said || mustReplace(said, other)) &&
      !noticed(view, 'wire.embargo.unreadable', said.article)
        ? 'is held without a time, and no notice says so'
        : undefined,
    ),
};

export const embargoesTooLate: Check = {
  name: 'notices.embargo-after-publication',
  rule: 'An embargo of what is public takes nothing down, and the operators hear of it.',
  broken: (view) =>
    eachText(view, (said, all) => {
      if (!said.embargoed || said.withheldUntil || said.from <= said.arrives + TAKING) return undefined;
      if (view.isNotice(said.article)) return undefined;
      const { article, text, put, arrives } = said;
      const isPublic =
        text !== undefined &&
        [put - RACE, put, arrives, arrives + TAKING, arrives + RACE].every((at) =>
          view.shows(article, text, at),
        );
      // Ended and back within the race, it may have been public or not when it was taken
      const ended = view.events(article).some(
        (event) =>
          isEndKind(event) &&
          event.at >= put - RACE &&
          // Told late for want of SNS, it was taken before
          (event.at <= arrives + RACE ||
            all.some((other) => (other.what !== 'text' || other.withheldUntil) && other.put <= put)),
      );
      const newest = all.every(
        (other) => other === said || other.put > arrives + TAKING || mustReplace(said, other),
      );
      return isPublic && !ended && newest && !noticed(view, 'wire.embargo.after-publication', said.article)
        ? 'puts under embargo what is public, and no notice says so'
        : undefined;
    }),
};

export const reusedIds: Check = {
  name: 'notices.identity-suspect',
  rule: 'A text that has nothing in common with the one that it would replace is told to the operators.',
  broken: (view) =>
    eachText(view, (said, all) => {
      const before = all.filter(({ put, repeated }) => put < said.put && !repeated);
      const { text } = said;
      if (text === undefined || before.length === 0 || said.repeated) return undefined;
      const replaces = before.every(
        (other) =>
          other.what === 'text' &&
          other.text !== undefined &&
          !isAlike(other.text, text, view.account.history.texts) &&
          other.arrives + TAKING < said.put &&
          mustReplace(said, other),
      );
      // Of what nobody has seen nothing is taken away
      const late = all.some((other) => other.put <= said.arrives + TAKING && mayReplace(other, said));
      const seen = !late && view.shown(said.article, said.put).kind === 'text';
      // Nor of what a person had ended, told or not
      if (view.commands(said.article, said.arrives + TAKING, 'hold', 'kill').length > 0) return undefined;
      return replaces && seen && !noticed(view, 'wire.identity.suspect', said.article)
        ? 'has nothing in common with what it replaces, and no notice says so'
        : undefined;
    }),
};

export const clocksAhead: Check = {
  name: 'notices.clock-ahead',
  rule: 'A clock that is ahead of the inbox is put right, and the operators hear of the feed that has it.',
  broken: (view) =>
    view.account.puts.flatMap(({ saying, at, poisoned }) => {
      if (poisoned) return [];
      const ahead = view
        .said(articleOf(saying))
        .some((said) => said.saying?.id === saying.id && said.clockAhead);
      const heard = view.account.notices.some(
        ({ type, words }) => type === 'wire.clock-ahead' && words.includes(saying.provider),
      );
      return ahead && !heard
        ? [{ at, article: articleOf(saying), detail: `no notice of the clock of ${saying.id}` }]
        : [];
    }),
};

export const lateEnds: Check = {
  name: 'notices.end-dropped',
  rule: 'No end is passed over as late without a notice.',
  broken: (view) =>
    view.articles.flatMap((article) =>
      view.said(article).flatMap((said): Breach[] => {
        if (said.what === 'text' || said.by === 'operator') return [];
        // Nobody came to its end, which its receipt would say
        if (!view.isReceived(said, view.account.endedAt)) return [];
        // What comes again had its turn when it came first
        const since = Math.min(
          ...view.said(article).flatMap((one) => (one.saying?.id === said.saying?.id ? [one.put] : [])),
        );
        const told = view.events(article).some((one) => isEndKind(one) && one.at >= since);
        // What it asks for, or more, stands
        const { kind } = view.shown(article, said.put);
        if (told || kind === 'killed' || kind === said.what) return [];
        const overtaken = view
          .said(article)
          .some((other) => other.put + RACE < said.put && surelyNewer(other, said) === 'yes');
        // Overtaken by what came before it: then nothing but a notice tells that it was there
        const heard = view.account.notices.some(({ words }) => view.namesArticle(words, article));
        return overtaken && !heard
          ? [{ at: said.put, article, detail: `${said.saying?.id ?? ''} was neither told nor noticed` }]
          : [];
      }),
    ),
};

export const stableNotices: Check = {
  name: 'notices.identity',
  rule: 'A notice that comes again has the same id and the same content but for its time.',
  broken: ({ account }) => {
    const byId = new Map<string, string>();
    return account.notices.flatMap(({ id, type, content, at }) => {
      const before = byId.get(id);
      byId.set(id, before ?? content);
      return before === undefined || before === content
        ? []
        : [{ at, detail: `${type} ${id} came with another content: ${before} | ${content}` }];
    });
  },
};

function noticed(view: View, type: string, article: ArticleName): boolean {
  return view.account.notices.some(
    (notice) => notice.type === type && view.namesArticle(notice.words, article),
  );
}

/** Texts that were surely taken, each with all that was said of its article. */
function eachText(view: View, judge: (said: Said, all: readonly Said[]) => string | undefined): Breach[] {
  return view.articles.flatMap((article) => {
    if (view.sayings.killers.has(article)) return [];
    const all = view.said(article);
    return all.flatMap((said) => {
      if (said.what !== 'text' || said.repeated || !view.isTaken(said, view.account.endedAt)) return [];
      const fault = judge(said, all);
      return fault === undefined
        ? []
        : [{ at: said.put, article, detail: `${said.saying?.id ?? ''} ${fault}` }];
    });
  });
}
