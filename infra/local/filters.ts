/**
 * Filter policies over lists. SNS compares each value of a `String.Array`; fauxqs compares the JSON text that the list
 * is written in. So the policy that fauxqs evaluates also asks for each value as it stands in such a text.
 */
import type { BuildAppOptions } from 'fauxqs';
import { isArray, isObject, type Json } from './json.ts';

type SnsStore = NonNullable<BuildAppOptions['stores']>['snsStore'];

/** Lets the subscriptions of a store match lists. What they say their policy is stays as it was written. */
export function matchLists(store: SnsStore): void {
  const find = store.getSubscription.bind(store);
  store.getSubscription = (arn) => {
    const subscription = find(arn);
    const policy = subscription?.attributes.FilterPolicy;
    // fauxqs forgets what it parsed when the policy changes
    if (subscription !== undefined && policy !== undefined && subscription.parsedFilterPolicy === undefined) {
      const parsed = JSON.parse(policy) as Json;
      const inBody = subscription.attributes.FilterPolicyScope === 'MessageBody';
      if (isObject(parsed)) subscription.parsedFilterPolicy = inBody ? parsed : overLists(parsed);
    }
    return subscription;
  };
}

/** The same policy, matching texts of lists too: `anything-but` and numbers stay as they are. */
function overLists(policy: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(policy).map(([name, conditions]): [string, Json] => {
      if (!isArray(conditions)) return [name, conditions];
      if (name === '$or') return [name, conditions.map((one) => (isObject(one) ? overLists(one) : one))];
      return [name, conditions.flatMap((condition) => [condition, ...inText(condition)])];
    }),
  );
}

function inText(condition: Json): Json[] {
  if (typeof condition === 'string') return [{ wildcard: `*${JSON.stringify(condition)}*` }];
  if (!isObject(condition)) return [];
  const { prefix, suffix } = condition;
  if (typeof prefix === 'string') return [{ wildcard: `*${JSON.stringify(prefix).slice(0, -1)}*` }];
  if (typeof suffix === 'string') return [{ wildcard: `*${JSON.stringify(suffix).slice(1)}*` }];
  return [];
}
