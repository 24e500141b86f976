import type { Row } from './measure.ts';

/** A row of a table of single figures. @param target what it should be, for people */
export function figure(name: string, value: number, digits: number, target = ''): Row {
  return { figure: name, measured: Number(value.toFixed(digits)), wanted: target };
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
