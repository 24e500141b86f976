/** The policy of a queue that lets a topic in, beside whatever stands in it. Pure. */

type Json = Readonly<Record<string, unknown>>;

export interface Admission {
  /** The whole policy, as the queue has to have it. */
  policy: Json;
  /** What was added; undefined where the topic is let in already. */
  added: Json | undefined;
}

const SID = 'AllowMessagesOfTheWire';

/** @param text the policy that the queue has; undefined where it has none */
export function admit(text: string | undefined, queueArn: string, topicArn: string): Admission {
  const before = text === undefined || text === '' ? {} : (JSON.parse(text) as Json);
  const { Statement: held = [] } = before;
  const statements = (Array.isArray(held) ? held : [held]) as Json[];
  const wanted = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  const known = statements.some(({ Sid: _sid, ...statement }) => same(statement, wanted));
  if (known) return { policy: before, added: undefined };
  const sids = new Set(statements.map(({ Sid }) => Sid));
  let sid = SID;
  for (let count = 2; sids.has(sid); count++) sid = `${SID}${count}`;
  const added = { Sid: sid, ...wanted };
  return { policy: { Version: '2012-10-17', ...before, Statement: [...statements, added] }, added };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sorted(value[0]) : value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]): [string, unknown] => [name, sorted(one)])
      .sort(([first], [second]) => first.localeCompare(second)),
  );
}
