/** `POST /v1/articles/ID/{release,hold,kill,split,merge}`: what the wire desk decides, under the name of who asks. */
import { objectOf, textsIn, type Asked } from '../adapters/platform/door.ts';
import { HttpProblem, problem, type Answer } from '../adapters/platform/http.ts';
import type { DeskAction, Head, Revision } from '../adapters/store/records.ts';
import { API_VERSION, type DeskAnswer } from '../core/feed/contract.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { isWithin } from '../core/feed/rights.ts';
import { toldState } from '../core/feed/standing.ts';
import {
  holdArticle,
  killArticle,
  mergeStories,
  releaseArticle,
  splitStory,
  type Decided,
  type Decision,
} from '../desk/commands.ts';
import type { DeskPorts } from '../desk/ports.ts';

/** What is done to thousands at once is the operators'. */
export type CommandName = Exclude<DeskAction['command'], 'purge'>;

export interface Commanded {
  command: CommandName;
  articleId: string;
  by: string;
  reason: string | null;
  revision: number | null;
  /** null where it was done; else why it was refused. */
  refused: string | null;
}

const NEEDS_REASON: ReadonlySet<CommandName> = new Set(['kill']);
const LONGEST_REASON = 2000;

type Property = 'reason' | 'into' | 'revision';

/** Of the others: why. */
const PROPERTIES: Partial<Record<CommandName, readonly Property[]>> = {
  release: ['reason', 'revision'],
  merge: ['reason', 'into'],
};

export async function decide(
  ports: DeskPorts,
  command: CommandName,
  asked: Asked,
  decided: (commanded: Commanded) => void,
): Promise<Answer> {
  const { asker, values, request } = asked;
  const { id: articleId = '' } = values;
  if (asker === null) return problem('not-signed-in', 'A decision has a name.');
  const { revision, ...texts } = objectOf(request, PROPERTIES[command] ?? ['reason']);
  const { into, reason: given = '' } = textsIn(texts);
  const reason = given.trim();
  if (revision !== undefined && !isRevision(revision)) {
    throw new HttpProblem('bad-request', '"revision" is no number of a revision: 1, 2, 3 ...');
  }
  if (reason === '' && NEEDS_REASON.has(command))
    throw new HttpProblem('bad-request', `A ${command} needs a "reason".`);
  if (reason.length > LONGEST_REASON) {
    throw new HttpProblem('too-large', `A "reason" has up to ${LONGEST_REASON} characters.`);
  }
  if (command === 'merge' && (into ?? '') === '') {
    throw new HttpProblem('bad-request', 'A merge needs "into": the article it belongs to.');
  }
  for (const one of [articleId, ...(into === undefined ? [] : [into])]) await assertWithin(ports, asked, one);
  const by: Decision = { by: asker.id, ...(reason === '' ? {} : { reason }) };
  const result = await run(ports, command, articleId, { into: into ?? '', revision }, by);
  decided({
    command,
    articleId,
    by: asker.id,
    reason: reason === '' ? null : reason,
    revision: result.ok ? result.revision.revision : null,
    refused: result.ok ? null : result.code,
  });
  if (!result.ok) {
    return problem(result.code === 'not-found' ? 'not-found' : 'refused', `${result.message}.`, {
      reason: result.code,
    });
  }
  return { status: 200, body: answerOf(articleId, result.head, result.revision) };
}

function run(
  ports: DeskPorts,
  command: CommandName,
  articleId: string,
  { into, revision }: { into: string; revision: number | undefined },
  by: Decision,
): Promise<Decided> {
  switch (command) {
    case 'release':
      return releaseArticle(ports, articleId, by, revision);
    case 'hold':
      return holdArticle(ports, articleId, by);
    case 'kill':
      return killArticle(ports, articleId, { ...by, reason: by.reason ?? '' });
    case 'split':
      return splitStory(ports, articleId, by);
    case 'merge':
      return mergeStories(ports, articleId, into, by);
  }
}

function isRevision(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** Who may not read an article does not decide about it. */
async function assertWithin({ table }: DeskPorts, { limits }: Asked, articleId: string): Promise<void> {
  const head = await table.head(articleId);
  const none = new HttpProblem('not-found', `There is no article ${articleId} for who asks.`);
  if (head === undefined) throw none;
  const stored =
    limits.withoutFlags.length === 0
      ? undefined
      : await table.revision(articleId, head.held?.revision ?? head.revision);
  const flags = stored === undefined ? [] : facetsOf(stored.record).flags;
  if (!isWithin(limits, { provider: head.provider, flags })) throw none;
}

function answerOf(id: string, head: Head, { revision }: Revision): DeskAnswer {
  const state = toldState(head);
  const event = state?.revision === revision ? state.event : null;
  return { schemaVersion: API_VERSION, id, revision, event };
}
