import { describe, expect, test } from '@jest/globals';
import { registerOf } from '../../functions/core/providers/register.ts';
import { gateOf, type ReceivedMail } from '../../functions/mail/gate.ts';

const providers = registerOf([
  { id: 'aurora', name: 'Aurora', access: { mail: { from: ['Desk@aurora.example'] } } },
  { id: 'borealis', name: 'Borealis', access: { mail: { from: ['desk@borealis.example'] } } },
  { id: 'cascade', name: 'Cascade' },
]);
const PROVED = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', virus: 'PASS' };
const gate = (mail: Partial<ReceivedMail>) =>
  gateOf(
    {
      from: ['Night desk <desk@AURORA.example>'],
      recipients: ['aurora@wires.example'],
      verdicts: PROVED,
      ...mail,
    },
    providers,
  );

test('a mail of a known sender that is proved three times is the agency that it was sent to', () => {
  expect(gate({})).toEqual({ admitted: true, provider: 'aurora' });
});

test.each(['spf', 'dkim', 'dmarc'])(
  'a mail without a passed %s is refused, whatever else passed',
  (proof) => {
    for (const verdict of ['FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED']) {
      expect(gate({ verdicts: { ...PROVED, [proof]: verdict } })).toEqual({
        admitted: false,
        code: 'unproved',
        provider: 'aurora',
      });
    }
  },
);

describe('refused is', () => {
  test.each([
    ['another sender', ['desk@elsewhere.example']],
    ['a sender whose name looks like the right one', ['"desk@aurora.example" <x@elsewhere.example>']],
    ['a mail of two authors', ['desk@aurora.example, x@elsewhere.example']],
    ['a mail with two From lines', ['desk@aurora.example', 'x@elsewhere.example']],
    ['a mail of nobody', []],
    ['a sender of another agency', ['desk@borealis.example']],
  ])('%s', (_, from) => {
    expect(gate({ from })).toMatchObject({ admitted: false, code: 'unknown-sender', provider: 'aurora' });
  });

  test.each([
    ['an agency that may not send mail', ['cascade@wires.example']],
    ['nobody', ['nobody@wires.example']],
    ['two agencies at once', ['aurora@wires.example', 'borealis@wires.example']],
  ])('a mail to %s', (_, recipients) => {
    expect(gate({ recipients })).toEqual({ admitted: false, code: 'unknown-recipient', provider: null });
  });

  test('a virus', () => {
    expect(gate({ verdicts: { ...PROVED, virus: 'FAIL' } })).toMatchObject({ code: 'virus' });
  });
});
