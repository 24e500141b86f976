import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BitReader, BitWriter } from '../../../functions/core/dedupe/bits.ts';

type Written =
  | { as: 'bits'; value: number; count: number }
  | { as: 'varint'; value: number }
  | { as: 'rice'; value: number; parameter: number };

const WRITTEN: fc.Arbitrary<Written> = fc.oneof(
  fc
    .integer({ min: 0, max: 32 })
    .chain((count) =>
      fc.integer({ min: 0, max: 2 ** count - 1 }).map((value): Written => ({ as: 'bits', value, count })),
    ),
  fc.maxSafeNat().map((value): Written => ({ as: 'varint', value })),
  fc
    .record({
      parameter: fc.integer({ min: 0, max: 20 }),
      quotient: fc.integer({ min: 0, max: 80 }),
      rest: fc.nat(),
    })
    .map(({ parameter, quotient, rest }): Written => {
      const unit = 2 ** parameter;
      return { as: 'rice', value: quotient * unit + (rest % unit), parameter };
    }),
);

function write(all: readonly Written[]): Uint8Array {
  const out = new BitWriter();
  for (const one of all) {
    if (one.as === 'bits') out.bits(one.value, one.count);
    else if (one.as === 'varint') out.varint(one.value);
    else out.rice(one.value, one.parameter);
  }
  return out.finish();
}

function read(bits: BitReader, one: Written): number {
  if (one.as === 'bits') return bits.bits(one.count);
  return one.as === 'varint' ? bits.varint() : bits.rice(one.parameter);
}

test('what is written comes back, and nothing stands behind it', () => {
  fc.assert(
    fc.property(fc.array(WRITTEN, { maxLength: 200 }), (all) => {
      const bits = new BitReader(write(all));
      for (const one of all) expect(read(bits, one)).toBe(one.value);
      expect(() => Array.from({ length: 9 }, () => bits.bits(1))).toThrow(RangeError);
    }),
  );
});

test('a part of it ends in an error, never in a number that goes on', () => {
  fc.assert(
    fc.property(fc.array(WRITTEN, { minLength: 1, maxLength: 50 }), fc.nat(), (all, cut) => {
      const whole = write(all);
      fc.pre(whole.length > 0);
      const bits = new BitReader(whole.slice(0, cut % whole.length));
      expect(() => {
        for (const one of all) expect(read(bits, one)).toBe(one.value);
      }).toThrow(RangeError);
    }),
  );
});
