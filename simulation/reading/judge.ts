/** Whether readers of the feed ended with what one has that got every message, and had nothing that they must not. */
import { facetsOf } from '../../functions/core/feed/facets.ts';
import { matches, parseFilter } from '../../functions/core/feed/filter.ts';
import { isWithin } from '../../functions/core/feed/rights.ts';
import type { FeedMessage } from '../../functions/core/feed/contract.ts';
import type { Violation } from '../oracle/account.ts';
import type { Heard, Reader, Reading } from './reading.ts';

interface Message extends FeedMessage {
  heardAt: number;
}

const RULES = {
  'feed-complete': 'Who follows the feed ends with what one has that got every message.',
  'feed-as-told': 'The feed gives messages as the topic had them.',
  'feed-after-end': 'No text is given out when its end has been told.',
  'feed-rights': 'Nobody is given what is not within the filter and the rights.',
  'feed-drained': 'All that was told is in the feed, and is read.',
} as const;

export function judgeReading(reading: Reading): Violation[] {
  const messages = reading.heard.map(messageOf);
  const drained = reading.isDrained
    ? []
    : [broken('feed-drained', 0, 'the queue of the journal is not empty')];
  return [...drained, ...reading.readers.flatMap((reader) => judgeReader(reading, reader, messages))];
}

function judgeReader(reading: Reading, reader: Reader, messages: readonly Message[]): Violation[] {
  const found: Violation[] = [];
  const seen = seenBy(reader);
  if (reader.caughtUpAt < reading.loggedAt) {
    found.push(broken('feed-drained', reader.caughtUpAt, `${reader.view.query}: was never caught up`));
  }
  const byId = new Map<string, Message[]>();
  for (const message of messages) byId.set(message.id, [...(byId.get(message.id) ?? []), message]);
  const known = new Map<string, number>();
  const has = new Map<string, string>();
  for (const { event, askedAt, at } of reader.read) {
    const rises = event.revision >= (known.get(event.subject) ?? 0);
    if (rises) known.set(event.subject, event.revision);
    if (event.type === 'wire.article.left') {
      if (rises) has.delete(event.subject);
      continue;
    }
    const told = byId.get(event.id)?.some((one) => contentOf(one) === contentOf(event)) === true;
    if (!told) found.push(broken('feed-as-told', at, `${event.id} differs from what was told`));
    if (isEndMessage(event)) {
      if (rises) has.set(event.subject, event.id);
      continue;
    }
    if (!seen(event)) found.push(broken('feed-rights', at, `${event.id} is not for ${reader.view.query}`));
    const end = messages.find(
      (one) =>
        one.subject === event.subject &&
        isEndMessage(one) &&
        one.revision > event.revision &&
        one.heardAt < askedAt,
    );
    if (end !== undefined) found.push(broken('feed-after-end', at, `${event.id} was given after ${end.id}`));
    if (rises) has.set(event.subject, event.id);
  }
  for (const [subject, last] of lastOf(messages)) {
    const mine = has.get(subject);
    if (isEndMessage(last)) {
      // Of what it never had a filtered reader need not hear
      const fine = mine === last.id || (mine === undefined && reader.view !== reading.readers[0]?.view);
      if (!fine) found.push(broken('feed-complete', last.heardAt, `${last.id}: it has ${String(mine)}`));
    } else {
      const expected = seen(last) ? last.id : undefined;
      if (mine !== expected) {
        found.push(
          broken(
            'feed-complete',
            last.heardAt,
            `${reader.view.query}: ${String(expected)}, and it has ${String(mine)}`,
          ),
        );
      }
    }
  }
  return found;
}

function seenBy({ view }: Reader): (message: FeedMessage) => boolean {
  const parsed = parseFilter(new URLSearchParams(view.query));
  if (!parsed.ok) throw new Error(parsed.detail);
  const limits = { providers: null, withoutFlags: (view.claims.wire_without_flags ?? '').split(' ') };
  return ({ data }) => {
    const facets = facetsOf(data);
    return isWithin(limits, facets) && matches(parsed.filter, facets);
  };
}

/** Of each article the message that stands: the one with the highest revision. */
function lastOf(messages: readonly Message[]): Map<string, Message> {
  const last = new Map<string, Message>();
  for (const message of messages) {
    const known = last.get(message.subject);
    if (
      message.type !== 'wire.article.duplicate' &&
      (known === undefined || known.revision <= message.revision)
    ) {
      last.set(message.subject, message);
    }
  }
  return last;
}

function isEndMessage({ type }: Pick<FeedMessage, 'type'>): boolean {
  return type === 'wire.article.killed' || type === 'wire.article.withheld';
}

function messageOf({ at, body }: Heard): Message {
  return { ...(JSON.parse(body) as FeedMessage), heardAt: at };
}

/** What was sent again has another time. */
function contentOf(message: FeedMessage & { heardAt?: number }): string {
  const { time: _time, heardAt: _heardAt, ...rest } = message;
  return JSON.stringify(rest);
}

function broken(check: keyof typeof RULES, at: number, detail: string): Violation {
  return { check, rule: RULES[check], at, detail };
}
