/** Rules for settings that people write: what is wrong with a value, each mistake with its place. */

/** @returns a line for each mistake, which begins with its place */
export type Check = (value: unknown, place: string) => readonly string[];

/** A rule for each key of a type, none forgotten. */
export type Rules<T> = Readonly<Record<keyof Required<T>, Check>>;

/** A single value. @param says what it is instead, after the value: `is no whole number` */
export function rule(
  isRight: (value: unknown) => boolean,
  says: string | ((value: unknown) => string),
): Check {
  return (value, place) => {
    if (isRight(value)) return [];
    return [`${place}: ${shown(value)} ${typeof says === 'string' ? says : says(value)}`];
  };
}

/** An object with these keys and no others. */
export function objectOf(rules: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, place) => {
    const at = (key: string): string => (place === '' ? key : `${place}.${key}`);
    if (!isObject(value)) return [`${place === '' ? 'the whole' : place}: ${shown(value)} is no object`];
    const missing = required.filter((key) => value[key] === undefined).map((key) => `${at(key)}: is missing`);
    const wrong = Object.entries(value).flatMap(([key, entry]) => {
      const check = Object.hasOwn(rules, key) ? rules[key] : undefined;
      return check === undefined ? [noSuchKey(at(key), key, Object.keys(rules))] : check(entry, at(key));
    });
    return [...missing, ...wrong];
  };
}

/** What is said of a key that nobody reads. @param place where it stands */
export function noSuchKey(place: string, key: string, known: readonly string[]): string {
  return `${place}: no such key${didYouMean(key, known)}`;
}

/** A list of such values. */
export function listOf(check: Check, { atLeastOne = false } = {}): Check {
  return (value, place) => {
    if (!Array.isArray(value)) return [`${place}: ${shown(value)} is no list`];
    if (atLeastOne && value.length === 0) return [`${place}: the list is empty`];
    return value.flatMap((entry, index) => check(entry, `${place}[${index}]`));
  };
}

export function oneOf(choices: readonly string[]): Check {
  return rule(
    (value) => typeof value === 'string' && choices.includes(value),
    (value) => `is none of ${choices.join(', ')}${didYouMean(value, choices)}`,
  );
}

export function wholeNumber(from: number, to: number): Check {
  return rule(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to,
    `is no whole number from ${from} to ${to}`,
  );
}

export const yesOrNo: Check = rule((value) => typeof value === 'boolean', 'is neither true nor false');

export function textLike(pattern: RegExp, says: string): Check {
  return rule((value) => typeof value === 'string' && pattern.test(value), says);
}

/** Words for people: some, and nothing that ends a line or hides in it. */
export function words(longest: number): Check {
  return rule(
    (value) =>
      typeof value === 'string' &&
      value.trim() === value &&
      value !== '' &&
      value.length <= longest &&
      !/\p{Cc}/u.test(value),
    `is no text of 1 to ${longest} characters on one line`,
  );
}

/** The question whether the likeliest of the choices was meant; nothing where none is like it. */
export function didYouMean(written: unknown, choices: Iterable<string>): string {
  if (typeof written !== 'string') return '';
  const word = written.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const choice of choices) {
    const steps = distance(word, choice.toLowerCase(), least);
    if (steps >= least) continue;
    least = steps;
    best = choice;
  }
  return best === undefined ? '' : `; did you mean ${JSON.stringify(best)}?`;
}

/** Characters that are to be put in, left out or changed; `limit` where it is that many or more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}

const LONGEST_SHOWN = 80;

export function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return String(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
