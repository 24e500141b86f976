/** Answers of pure functions, kept for whoever asks the same again. */
import { REMEMBERED, type Remembered } from './list.ts';

/** One seed after the other asks for some hundreds. */
const MOST_KEPT = 20_000;

/** @returns a function of the list, with a memory */
export function remembered(name: string, answer: (...given: never[]) => unknown): typeof answer {
  const one = REMEMBERED.find((member) => member.name === name);
  if (one === undefined) throw new Error(`${name} is not in the list of what is remembered`);
  return remembering(answer, one.keyOf);
}

/** @returns the same function, but that its answers are frozen */
export function remembering(
  answer: (...given: never[]) => unknown,
  keyOf: Remembered['keyOf'],
): (...given: never[]) => unknown {
  const byText = new Map<string, unknown>();
  const byObject = new WeakMap<object, unknown>();
  return (...given) => {
    const key = keyOf(...given);
    if (key === undefined) return answer(...given);
    const known = typeof key === 'string' ? byText.get(key) : byObject.get(key);
    if (known !== undefined) return known;
    const found = frozen(answer(...given));
    if (typeof key === 'object') byObject.set(key, found);
    else {
      if (byText.size === MOST_KEPT) byText.clear();
      byText.set(key, found);
    }
    return found;
  };
}

/** To its depth; what cannot be frozen are bytes and maps. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
