/** The one place of the consumer that asks the machine: an app that imports it brings neither clock nor chance. */

/** Epoch milliseconds. */
export function now(): number {
  return Date.now();
}

/** From 0 to 1. */
export function chance(): number {
  return Math.random();
}
