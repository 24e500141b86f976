/** The deliberate faults that the simulation has to find, by the part of the promises that they break. */
import type { Mutant } from './mutant.ts';

const ORDER = 'functions/core/article/life-cycle/order.ts';
const DECIDE = 'functions/core/article/life-cycle/decide.ts';
const CHANGES = 'functions/core/article/life-cycle/changes.ts';
const QUESTIONS = 'functions/core/article/life-cycle/questions.ts';
const MESSAGE = 'functions/adapters/publish/message.ts';
const PUBLISHER = 'functions/adapters/publish/publisher.ts';
const DISCLOSURE = 'functions/core/article/disclosure.ts';
const TABLE = 'functions/adapters/store/article-table.ts';
const CLAIMS = 'functions/adapters/store/claims.ts';
const WORTH = 'functions/desk/worth.ts';
const PLAN = 'functions/desk/plan.ts';
const SETTLE = 'functions/desk/settle.ts';
const REVIEW = 'functions/desk/review.ts';
const TAKE = 'functions/desk/take.ts';
const TELLING = 'functions/desk/telling.ts';
const NOTICES = 'functions/desk/notices.ts';

export const MUTANTS: readonly Mutant[] = [
  // Which saying is newer
  {
    name: 'versions are not compared',
    file: ORDER,
    needle: "if (byVersion === 'newer' || byVersion === 'older')",
    replacement: 'if (Number.isNaN(incoming.inbox.at))',
  },
  {
    name: 'clocks are not compared',
    file: ORDER,
    needle: "if (byClock === 'newer' || byClock === 'older')",
    replacement: 'if (Number.isNaN(incoming.inbox.at))',
  },
  {
    name: 'what is taken later counts as later in the inbox',
    file: ORDER,
    needle: 'const byTime = compareNumbers(a.at, b.at);',
    replacement: 'const byTime = compareNumbers(1, 0);',
  },
  {
    name: 'an end with a clock behind is older than its story',
    file: ORDER,
    needle: "const behind = age.by === 'clock' && age.order === 'older';",
    replacement: 'const behind = false;',
  },
  {
    name: 'a late text is told',
    file: DECIDE,
    needle: "if (ages.some(({ age }) => age.order === 'older')) return late();",
    replacement: '',
  },
  // Ends
  {
    name: 'a kill is undone by any text after it',
    file: DECIDE,
    needle: '!isSurelyNewer(age));',
    replacement: "age.order === 'older');",
  },
  {
    name: 'a withholding takes the place of a kill',
    file: DECIDE,
    needle: "return isNewer ? ends : late('kill-contradicted');",
    replacement: 'return ends;',
  },
  {
    name: 'an end drops a held newer text',
    file: CHANGES,
    needle: 'return held === null || isOvertaken(held, placed, placed.saidAgain) ? null : held;',
    replacement: 'return null;',
  },
  {
    name: 'what waits behind is told after an end',
    file: CHANGES,
    needle: '    next: null,\n    // Also one',
    replacement: '    next: standing.next,\n    // Also one',
  },
  {
    name: 'an end that waits is overwritten by a text',
    file: CHANGES,
    needle: 'if (telling !== null || next === null) return standing;',
    replacement: 'if (next === null) return standing;',
  },
  {
    name: 'messages of ends are not bare',
    file: MESSAGE,
    needle: 'ends ? bareEnd(record, revision.withNote) : record;',
    replacement: 'record;',
  },
  {
    name: 'the reason of a kill is told of what nobody knows',
    file: DISCLOSURE,
    needle: 'withNote && edNote !== undefined',
    replacement: 'edNote !== undefined',
  },
  {
    name: 'the message of an end names the file',
    file: DISCLOSURE,
    needle: 'raw: bareRaw(wire.raw),',
    replacement: '',
  },
  // Embargoes
  {
    name: 'embargoes are ignored',
    file: PLAN,
    needle: "held: status === 'usable' && publishableAt(record, now) !== now,",
    replacement: 'held: false,',
  },
  {
    name: 'what is held is let go with the next thing that is due',
    file: SETTLE,
    needle: 'if (isDue(head, now))',
    replacement: 'if (head.held !== null && head.held.dueAt !== null)',
  },
  {
    name: 'nobody lets go what is held',
    file: QUESTIONS,
    needle: '[telling?.dueAt, held?.dueAt ?? undefined, reviewAt ?? undefined, expiresAt]',
    replacement: '[telling?.dueAt, reviewAt ?? undefined, expiresAt]',
  },
  {
    name: 'an embargo that is moved keeps its old time',
    file: CHANGES,
    needle: 'held: { ...markOf(placed), dueAt: placed.dueAt, ',
    replacement: 'held: { ...markOf(placed), dueAt: held?.dueAt ?? placed.dueAt, ',
  },
  {
    name: 'the operators do not hear of an embargo nobody can read',
    file: NOTICES,
    needle: "if (place === 'held' && dueAt === null && head?.onHold !== true)",
    replacement: "if (place === 'held' && dueAt !== null && head?.onHold !== true)",
  },
  // What subscribers are told
  {
    name: 'what was interrupted is not told again',
    file: QUESTIONS,
    needle: '[telling?.dueAt, held?.dueAt ?? undefined, reviewAt ?? undefined, expiresAt]',
    replacement: '[held?.dueAt ?? undefined, reviewAt ?? undefined, expiresAt]',
  },
  {
    name: 'the first event of an article is an update',
    file: CHANGES,
    needle: "if (!announced) return 'published';",
    replacement: "if (!announced && event === null) return 'updated';",
  },
  {
    name: 'what comes after an end is an update',
    file: CHANGES,
    needle: "if (isEndEvent(event)) return 'reinstated';",
    replacement: '',
  },
  {
    name: 'a correction is an update',
    file: CHANGES,
    needle: "return correction ? 'corrected' : 'updated';",
    replacement: "return 'updated';",
  },
  {
    name: 'revisions do not rise',
    file: QUESTIONS,
    needle: 'return held !== null && held.revision > highest;',
    replacement: 'return held !== null;',
  },
  {
    name: 'an event that comes again has another id',
    file: MESSAGE,
    needle: 'return `${articleId}.${revision}.${event}`;',
    replacement: 'return `${articleId}.${revision}.${event}.${process.hrtime.bigint()}`;',
  },
  {
    name: 'it is told before it is stored that it will be',
    file: TAKE,
    needle: 'for (const notice of plan.notices) await ports.publisher.notify(notice);',
    replacement:
      "await ports.publisher.publish({ revision, record, event: 'published', time: revision.takenAt });",
  },
  {
    name: 'the head is written without looking whether somebody else did',
    file: TABLE,
    needle: "ConditionExpression: 'turn = :turn',",
    replacement: "ConditionExpression: 'turn = :turn OR attribute_exists(pk)',",
  },
  {
    name: 'a number is given to two revisions',
    file: TABLE,
    needle: "Item: item,\n        ConditionExpression: 'attribute_not_exists(pk)',",
    replacement: 'Item: item,',
  },
  {
    name: 'it is noted as told before it is sent',
    file: TELLING,
    needle: 'await ports.publisher.publish({ ...stored, event: telling.event, time });',
    replacement:
      'current = await ports.table.changeHead(current, (latest) => headWith(latest, afterTold(latest, telling, time)));\n    await ports.publisher.publish({ ...stored, event: telling.event, time });',
  },
  {
    name: 'SNS is not asked whether it took a message',
    file: PUBLISHER,
    needle: 'MessageAttributes: attributesOf(message),\n      }),\n    );',
    replacement: 'MessageAttributes: attributesOf(message),\n      }),\n    ).catch(() => undefined);',
  },
  {
    name: 'a taker that comes again finds a redelivery',
    file: TAKE,
    needle: 'if (stored !== undefined && isSameDelivery(stored.revision.delivery, delivery)) {',
    replacement: 'if (stored === undefined) {',
  },
  // Copies
  {
    name: 'a text is given to everybody who claims it',
    file: CLAIMS,
    needle: "'attribute_not_exists(pk) OR articleId = :mine OR expiresAt < :now'",
    replacement:
      "'attribute_not_exists(pk) OR articleId = :mine OR expiresAt < :now OR attribute_exists(pk)'",
  },
  {
    name: 'the claim of what gives nothing out counts',
    file: WORTH,
    needle: "\n  return gives ? { kind: 'gives', root: owner, owner } : { kind: 'nothing' };",
    replacement: "\n  return { kind: 'gives', root: owner, owner };",
  },
  {
    name: 'a text with which an article was killed is as good as any other',
    file: QUESTIONS,
    needle: 'if (held?.textKey === textKey) return false;',
    replacement: 'if (held?.textKey !== null) return false;',
  },
  {
    name: 'hidden copies are not judged again',
    file: REVIEW,
    needle: 'if (copy.line.hidden && !ended) await reviewHidden(ports, copy, options);',
    replacement: '',
  },
  {
    name: 'the operators do not hear of the copies of what is killed',
    file: REVIEW,
    needle: 'if (told.length > 0) await notifyOfCopies(ports, head, told);',
    replacement: '',
  },
  {
    name: 'what is held is told at its time whoever gives it out',
    file: SETTLE,
    needle: "const hidden = byHand || others?.verdict === 'duplicate';\n  if (!hidden",
    replacement: "const hidden = byHand || others?.verdict === 'killed';\n  if (!hidden",
  },
  {
    name: 'an original that never came is waited for for ever',
    file: WORTH,
    needle: 'return now() - Date.parse(claimedAt) > ORPHAN_MS;',
    replacement: 'return now() < Date.parse(claimedAt);',
  },
  {
    name: 'what says that it reinstates does not',
    file: DECIDE,
    needle: 'if (isKilled && !incoming.reinstates)',
    replacement: 'if (isKilled)',
  },
];
