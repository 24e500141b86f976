/** What every change of a sample is, and the bounds it keeps. */
import type { Random } from '../random.ts';

/** Bytes of the largest input: what a parser must manage within a second. */
export const LARGEST = 1_000_000;

/** Elements, lists or objects in each other. */
export const DEEPEST = 20_000;

/** A text to another one; `other` is a sample to take pieces of. */
export type Mutation = (text: string, random: Random, other: string) => string;

/** The text with more at a place. */
export function insert(text: string, at: number, more: string): string {
  return text.slice(0, at) + more + text.slice(at);
}

/** How often a unit may repeat in what room is left. */
export function bounded(random: Random, unit: number, used: number, most: number): number {
  return random.size(Math.max(1, Math.min(most, Math.floor((LARGEST - used) / Math.max(1, unit)))));
}
