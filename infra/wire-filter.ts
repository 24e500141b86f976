/** Which articles a subscriber wants, and the filter policy of SNS that says so. */

/** What may happen to an article, but for its end, which every subscriber hears of. */
export const WIRE_EVENTS = ['published', 'updated', 'corrected', 'reinstated', 'duplicate'] as const;
export type WireEvent = (typeof WIRE_EVENTS)[number];

export const WIRE_FLAGS = [
  'kill',
  'kill-notice',
  'correction',
  'alert',
  'advisory',
  'embargo-lifted',
  'reinstated',
  'resend',
  'test',
  'truncated',
  'restricted',
  'no-online',
  'no-print',
  'no-broadcast',
  'no-archive',
  'no-sales',
  'no-commercial',
  'editorial-only',
  'territorial',
  'mandatory-credit',
  'not-for-publication',
  'ai',
  'data-mining-prohibited',
] as const;
export type WireFlag = (typeof WIRE_FLAGS)[number];

/**
 * Articles that have one of the values in each list. Absent: any value, or none.
 * Whatever it says, kills and withholdings come: what has to be taken down may have been published before the filter
 * was what it is now.
 */
export interface WireFilter {
  readonly type?: readonly WireEvent[];
  /** Ids of the agencies that delivered. */
  readonly provider?: readonly string[];
  /** Ids of the agencies that an article names as its sources. */
  readonly sources?: readonly string[];
  /** BCP 47. A language alone also means its regions: `en` is `en-GB` too. */
  readonly language?: readonly string[];
  /** 1, the most urgent, to 9. */
  readonly urgency?: readonly number[];
  /** URIs of subjects. */
  readonly subjects?: readonly string[];
  readonly flags?: readonly WireFlag[];
  /** Ids of stories: articles of one text, and versions of it. */
  readonly story?: readonly string[];
  /** Whether it is, or was, under an embargo. */
  readonly embargoed?: boolean;
}

export type FilterValue = string | { readonly prefix: string };
export type FilterAttributes = Readonly<Record<string, readonly FilterValue[]>>;
/** As SNS takes it, over message attributes. */
export interface FilterPolicy {
  readonly $or: readonly FilterAttributes[];
}

/** Thrown for a filter that SNS would refuse or that means nothing; its message lists everything that is wrong. */
export class WireFilterError extends Error {
  override readonly name = 'WireFilterError';
  readonly code = 'filter-invalid';

  constructor(problems: readonly string[]) {
    super(`The filter cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** What SNS allows a filter policy: keys, and products of the numbers of their values. */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

const ENDS: FilterAttributes = { type: ['wire.article.killed', 'wire.article.withheld'] };

/**
 * The filter policy for articles that any of the filters lets through; undefined where that is all of them.
 * @throws WireFilterError
 */
export function filterPolicyOf(filter: WireFilter | readonly WireFilter[]): FilterPolicy | undefined {
  const filters = isList(filter) ? filter : [filter];
  const problems = filters.flatMap((one, index) =>
    problemsOf(one).map((problem) => (isList(filter) ? `filter ${index + 1}: ${problem}` : problem)),
  );
  if (problems.length > 0) throw new WireFilterError(problems);
  const wanted = filters.map(attributesOf);
  if (wanted.length === 0 || wanted.some((attributes) => Object.keys(attributes).length === 0))
    return undefined;
  const policy = { $or: [...wanted, ENDS] };
  const beyond = beyondLimits(policy);
  if (beyond.length > 0) throw new WireFilterError(beyond);
  return policy;
}

function isList(filter: WireFilter | readonly WireFilter[]): filter is readonly WireFilter[] {
  return Array.isArray(filter);
}

const ATTRIBUTES: Readonly<
  Record<
    keyof WireFilter,
    { toPolicy: (value: string) => readonly FilterValue[]; isValue: (value: unknown) => boolean }
  >
> = {
  type: { toPolicy: (type) => [`wire.article.${type}`], isValue: oneOf(WIRE_EVENTS) },
  provider: { toPolicy: asItIs, isValue: isText },
  sources: { toPolicy: asItIs, isValue: isText },
  language: {
    toPolicy: (language) => (language.includes('-') ? [language] : [language, { prefix: `${language}-` }]),
    isValue: isText,
  },
  urgency: {
    toPolicy: asItIs,
    isValue: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 9,
  },
  subjects: { toPolicy: asItIs, isValue: isText },
  flags: { toPolicy: asItIs, isValue: oneOf(WIRE_FLAGS) },
  story: { toPolicy: asItIs, isValue: isText },
  embargoed: { toPolicy: asItIs, isValue: (value) => typeof value === 'boolean' },
};

function attributesOf(filter: WireFilter): FilterAttributes {
  return Object.fromEntries(
    entriesOf(filter).map(([name, values]) => [
      name,
      values.flatMap((value) => ATTRIBUTES[name].toPolicy(String(value))),
    ]),
  );
}

/** The filter may come from JavaScript or a file, where no compiler has looked at it. */
function problemsOf(filter: WireFilter): string[] {
  const unknown = Object.keys(filter)
    .filter((name) => !Object.hasOwn(ATTRIBUTES, name))
    .map((name) => `${name}: is no attribute; there are ${Object.keys(ATTRIBUTES).join(', ')}`);
  const wrong = entriesOf(filter).flatMap(([name, values]) => [
    ...(values.length === 0 ? [`${name}: an empty list lets nothing through`] : []),
    ...values
      .filter((value) => !ATTRIBUTES[name].isValue(value))
      .map((value) => `${name}: ${JSON.stringify(value)} is no value of it${choicesOf(name)}`),
  ]);
  return [...unknown, ...wrong];
}

function choicesOf(name: keyof WireFilter): string {
  if (name === 'type') return `; there are ${WIRE_EVENTS.join(', ')}`;
  if (name === 'flags') return `; there are ${WIRE_FLAGS.join(', ')}`;
  return name === 'urgency' ? ', which is 1 to 9' : '';
}

function entriesOf(filter: WireFilter): (readonly [keyof WireFilter, readonly unknown[]])[] {
  return Object.entries(filter).flatMap(([name, value]: [string, unknown]) =>
    value === undefined || !isAttribute(name)
      ? []
      : [[name, Array.isArray(value) ? (value as unknown[]) : [value]]],
  );
}

function isAttribute(name: string): name is keyof WireFilter {
  return Object.hasOwn(ATTRIBUTES, name);
}

/** Counted as the documentation of SNS counts, without a discount for alternatives: of those it says nothing. */
function beyondLimits({ $or }: FilterPolicy): string[] {
  const lists = $or.flatMap((attributes) => Object.values(attributes));
  const combinations = lists.reduce((product, values) => product * values.length, 1);
  return [
    ...(lists.length > MOST_KEYS
      ? [`has ${lists.length} attributes with the one for kills; SNS takes ${MOST_KEYS}`]
      : []),
    ...(combinations > MOST_COMBINATIONS
      ? [`has ${combinations} combinations of values with the two for kills; SNS takes ${MOST_COMBINATIONS}`]
      : []),
  ].map((problem) => `${problem}: subscribe a second queue for a part of it`);
}

function asItIs(value: string): readonly FilterValue[] {
  return [value];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function oneOf(values: readonly string[]): (value: unknown) => boolean {
  return (value) => values.some((known) => known === value);
}
