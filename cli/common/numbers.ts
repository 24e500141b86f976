/** Numbers as they are typed. */
import { InvalidArgumentError } from 'commander';

export function fromOne(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a number from 1');
  return number;
}
