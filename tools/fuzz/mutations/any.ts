/** Changes of any text: runs anywhere, cuts, and pieces of another sample. */
import { LARGEST, insert, type Mutation } from './mutation.ts';
import { run } from './run.ts';

const anywhere: Mutation = (text, random) =>
  insert(text, random.below(text.length + 1), run(random, LARGEST - text.length));

const truncate: Mutation = (text, random) =>
  random.chance(0.7)
    ? text.slice(0, random.below(text.length + 1))
    : text.slice(random.below(text.length + 1));

const remove: Mutation = (text, random) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + text.slice(at + random.size(text.length + 1));
};

const splice: Mutation = (text, random, other) => {
  const from = random.below(other.length + 1);
  const piece = other.slice(from, from + random.size(other.length + 1));
  return insert(text, random.below(text.length + 1), piece);
};

const repeatAll: Mutation = (text, random) =>
  text.repeat(Math.max(1, Math.min(random.size(2000), Math.floor(LARGEST / Math.max(1, text.length)))));

export const ANY: readonly Mutation[] = [anywhere, anywhere, truncate, remove, splice, repeatAll];
