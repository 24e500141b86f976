/**
 * Says of a run which promises were broken. It knows what agencies and operators said, in which order the inbox had
 * it, and what the two topics got and when; the table it does not know. Where the rules leave room it takes either.
 */
import type { Account, Violation } from './account.ts';
import type { Check } from './checks/check.ts';
import { copiesTakenOver, copiesTold, endsTold, textsTold } from './checks/standing.ts';
import { givenOutOnce, killedTextsNoticed, killedTextsStay, mergesStay, rootsOnly } from './checks/copies.ts';
import { bareEnds, embargoes } from './checks/embargo.ts';
import { overwrittenEnds, stickyEnds, unknownEnds } from './checks/ends.ts';
import { eventKinds, risingRevisions, sameIdSameContent } from './checks/events.ts';
import {
  clocksAhead,
  contradictedKills,
  embargoesTooLate,
  lateEnds,
  reusedIds,
  stableNotices,
  unreadableEmbargoes,
  unresolvedKills,
} from './checks/notices.ts';
import { everyReceipt, trueReceipts } from './checks/receipts.ts';
import { View } from './view.ts';

export const CHECKS: readonly Check[] = [
  embargoes,
  bareEnds,
  endsTold,
  stickyEnds,
  overwrittenEnds,
  unknownEnds,
  textsTold,
  eventKinds,
  risingRevisions,
  sameIdSameContent,
  copiesTold,
  copiesTakenOver,
  givenOutOnce,
  killedTextsStay,
  killedTextsNoticed,
  rootsOnly,
  mergesStay,
  everyReceipt,
  trueReceipts,
  unresolvedKills,
  contradictedKills,
  unreadableEmbargoes,
  embargoesTooLate,
  clocksAhead,
  reusedIds,
  lateEnds,
  stableNotices,
];

/** @returns in the order of time */
export function judge(account: Account): Violation[] {
  const view = new View(account);
  return CHECKS.flatMap(({ name, rule, broken }) =>
    broken(view).map((breach) => ({ check: name, rule, ...breach })),
  ).sort((a, b) => a.at - b.at);
}
