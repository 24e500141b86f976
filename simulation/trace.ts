/** A run as a table for people: when who said what, what was taken, what was told, and what of it was wrong. */
import {
  articleOf,
  uriOfArticle,
  type ArticleName,
  type History,
  type Saying,
  type Step,
  type Text,
} from './histories/saying.ts';
import type { Account, Violation } from './oracle/account.ts';
import { View } from './oracle/view.ts';
import type { World } from './world/world.ts';

interface Row {
  at: number;
  who: string;
  what: string;
}

export interface Traced {
  history: History;
  account: Account;
  world: World;
  violations: readonly Violation[];
}

/** @returns lines of the form `+00:12:05.120  taken  …` */
export function traceOf({ history, account, world, violations }: Traced): string[] {
  const { start } = history;
  const view = new View(account);
  const names = namesOf(account);
  const articles = [...new Set(account.puts.map(({ saying }) => articleOf(saying)))];
  const named = (text: string): string =>
    articles.reduce((line, name) => {
      const [first, ...others] = view.idsOf(name);
      return first === undefined
        ? line
        : [first, ...others].reduce((now, id) => now.replaceAll(id, name), line);
    }, text);
  const rows: Row[] = [
    ...history.steps.flatMap((step) => rowOf(step, history)),
    ...account.told.map((told) => ({
      at: told.at,
      who: 'told',
      what: `${names.get(told.uri) ?? told.uri} ${told.revision} ${told.kind}${textOf(view, told)}${told.senderUnsure ? ' (its sender does not know)' : ''}`,
    })),
    ...account.notices.map(({ at, type, id }) => ({ at, who: 'notice', what: `${type} ${named(id)}` })),
    ...account.receipts.map(({ at, key, items, state }) => ({
      at,
      who: 'taken',
      what: `${sayingOf(account, key)}: ${state === 'done' ? items.map(({ outcome, revision, uri, of }) => `${outcome}${revision === undefined ? '' : ` ${revision}`}${uri === undefined || items.length === 1 ? '' : ` of ${names.get(uri) ?? uri}`}${of === undefined || of === null ? '' : ` (of ${named(of)})`}`).join(', ') : state}`,
    })),
    ...world.log.flatMap((entry): Row[] => {
      if (entry.kind === 'death') {
        return [{ at: entry.time, who: 'death', what: `worker ${entry.worker}, ${entry.reason}` }];
      }
      if (entry.kind === 'message-failed' || entry.kind === 'failure') {
        return [{ at: entry.time, who: 'failed', what: named(String(entry.error)) }];
      }
      if (entry.kind === 'publish-failed') {
        return [{ at: entry.time, who: 'unsent', what: `${named(entry.articleId)} ${entry.revision}` }];
      }
      return entry.kind === 'dead-letter' ? [{ at: entry.time, who: 'dead', what: entry.messageId }] : [];
    }),
    ...account.operated.map(({ at, command, outcome }) => ({
      at,
      who: 'operator',
      what: `${command.do} ${command.article}: ${outcome}`,
    })),
  ];
  const seen = rows
    .sort((a, b) => a.at - b.at)
    .map(({ at, who, what }) => `${clock(at - start)}  ${who.padEnd(9)} ${what}`);
  const broken = violations.flatMap(({ check, rule, at, article, detail }) => [
    `${clock(at - start)}  BROKEN    ${check}: ${rule}`,
    `${' '.repeat(15)}${article === undefined ? '' : `${article}: `}${named(detail)}`,
  ]);
  return [`seed ${history.seed}, ${new Date(start).toISOString()}`, ...seen, ...broken];
}

function namesOf({ puts }: Account): Map<string, ArticleName> {
  return new Map(puts.map(({ saying }) => [uriOfArticle(articleOf(saying)), articleOf(saying)]));
}

function sayingOf({ puts }: Account, key: string): string {
  return puts.find((put) => put.key === key)?.saying.id ?? key;
}

function textOf(view: View, told: Account['told'][number]): string {
  if (told.kind === 'killed' || told.kind === 'withheld') return '';
  const said = view.saidBy(told);
  return said === undefined ? '' : ` ${said.saying?.id ?? ''} with ${said.text ?? 'no text'}`;
}

function rowOf(step: Step, { start, texts }: History): Row[] {
  const at = start + step.at;
  const arrivesAfter = step.kind === 'say' || step.kind === 'again' ? step.arrivesAfter : undefined;
  const late = arrivesAfter === undefined ? '' : `, arrives ${clock(step.at + arrivesAfter)}`;
  switch (step.kind) {
    case 'say':
      return [
        {
          at,
          who: 'says',
          what: `${step.saying.id} ${saidOf(step.saying, start, texts)}${late}${step.diesAt === undefined ? '' : `, whoever takes it dies at call ${step.diesAt}`}`,
        },
      ];
    case 'again':
      return [{ at, who: 'says', what: `${step.saying} again${late}` }];
    case 'outage':
      return [{ at, who: 'outage', what: `${step.service} until ${clock(step.at + step.lasts)}` }];
    case 'operate':
      return [];
  }
}

function saidOf(saying: Saying, start: number, texts: readonly Text[]): string {
  const { status, version, clock: written, text, embargo, says = [], kills, form } = saying;
  const nearTo = texts.find(({ id }) => id === text)?.nearTo;
  return [
    articleOf(saying),
    status,
    ...(text === undefined ? [] : [nearTo === undefined ? text : `${text} (near ${nearTo})`]),
    ...(version === undefined ? [] : [`v${version}`]),
    ...(written === undefined
      ? []
      : [typeof written === 'number' ? `clock ${clock(written - start)}` : written.day]),
    ...(embargo === undefined
      ? []
      : [embargo === 'unreadable' ? 'embargo nobody can read' : `embargo ${clock(embargo.until - start)}`]),
    ...says,
    ...(kills === undefined ? [] : [`kills ${typeof kills === 'string' ? kills : kills.story} in words`]),
    ...(form === undefined || form === 'ninjs' ? [] : [form]),
  ].join(' ');
}

/** +01:02:03.456 from the beginning. */
function clock(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '+';
  return `${sign}${new Date(Math.abs(milliseconds)).toISOString().slice(11, 23)}`;
}
