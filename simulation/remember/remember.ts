/** Answers of pure functions, kept for whoever asks the same again. */
import { REMEMBERED, type Key, type Remembered } from './list.ts';

/** One seed after the other asks for some hundreds; what is read of a file takes much space. */
const MOST_KEPT = 2000;

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
  const byObject = new WeakMap<object, Map<string, unknown>>();
  const answersOf = (key: Key): Map<string, unknown> => {
    if (typeof key === 'string') return byText;
    const known = byObject.get(key.object) ?? new Map<string, unknown>();
    byObject.set(key.object, known);
    return known;
  };
  return (...given) => {
    const key = keyOf(...given);
    if (key === undefined) return answer(...given);
    const answers = answersOf(key);
    const text = typeof key === 'string' ? key : (key.text ?? '');
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size === MOST_KEPT) answers.clear();
    const found = frozen(answer(...given));
    answers.set(text, found);
    return found;
  };
}

/** To its depth; what cannot be frozen are bytes and maps. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
