import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Limits } from '../../../functions/core/feed/contract.ts';
import {
  askerOf,
  decodeRights,
  encodeRights,
  isWithin,
  may,
  meOf,
  SCOPES,
  type Asker,
  type Machine,
} from '../../../functions/core/feed/rights.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const limits: fc.Arbitrary<Limits> = fc.record({
  providers: fc.option(fc.array(word, { maxLength: 5 }), { nil: null }),
  withoutFlags: fc.array(word, { maxLength: 3 }),
});
const article = fc.record({ provider: word, flags: fc.array(word, { maxLength: 3 }) });

function asking(claims: Record<string, unknown>): Asker | string {
  const result = askerOf({ jwt: { claims: { sub: 'u-1', ...claims } } }, []);
  return result.ok ? result.asker : result.code;
}

function limitsFor(claims: Record<string, unknown>): Limits | undefined {
  const asker = asking({ scope: 'wire:read', ...claims });
  return typeof asker === 'string' ? undefined : asker.limits;
}

describe('a person with a token', () => {
  test.each([
    [
      'scopes as most issuers write them',
      { scope: 'openid wire:read wire:desk' },
      ['wire:read', 'wire:desk'],
    ],
    [
      'scopes of a resource server of Cognito',
      { scope: 'wire/read wire/operate' },
      ['wire:read', 'wire:operate'],
    ],
    ['a list of scopes', { scp: ['wire:read'] }, ['wire:read']],
    ['a list as an HTTP API passes it', { scp: '[wire:read wire:desk]' }, ['wire:read', 'wire:desk']],
    ['groups of a pool', { token_use: 'id', 'cognito:groups': '[desk other]' }, ['wire:read', 'wire:desk']],
    [
      'all groups of a pool',
      { token_use: 'id', 'cognito:groups': ['operate', 'desk', 'read'] },
      ['wire:read', 'wire:desk', 'wire:operate'],
    ],
  ])('may what is told by %s', (_what, claims, scopes) => {
    expect(asking(claims)).toMatchObject({ kind: 'person', id: 'u-1', scopes });
  });

  test.each([
    ['without scopes', {}],
    ['with scopes of something else', { scope: 'openid email wire:everything wires/read' }],
    ['with groups of something else', { token_use: 'id', 'cognito:groups': '[constructor reader]' }],
    ['with groups in a token that does not say what it is', { 'cognito:groups': 'desk' }],
    [
      'with an access token of a pool, which lacks their limits',
      { token_use: 'access', username: 'ada', scope: 'wire/read', 'cognito:groups': 'desk' },
    ],
  ])('is refused %s', (_how, claims) => {
    expect(asking(claims)).toBe('no-scopes');
  });

  test('is nobody without a subject, and without a token', () => {
    expect(askerOf({ jwt: { claims: { scope: 'wire:read' } } }, [])).toMatchObject({
      ok: false,
      code: 'nobody',
    });
    expect(askerOf(undefined, [])).toMatchObject({ ok: false, code: 'nobody' });
    expect(askerOf({ jwt: { claims: null }, iam: null }, [])).toMatchObject({ ok: false, code: 'nobody' });
  });

  test.each([
    ['none', {}, { providers: null, withoutFlags: [] }],
    [
      'agencies by words',
      { wire_providers: 'fjord aurora' },
      { providers: ['aurora', 'fjord'], withoutFlags: [] },
    ],
    [
      'agencies by commas',
      { 'custom:wire_providers': 'fjord, aurora' },
      { providers: ['aurora', 'fjord'], withoutFlags: [] },
    ],
    [
      'agencies as a list',
      { wire_providers: '["fjord","aurora"]' },
      { providers: ['aurora', 'fjord'], withoutFlags: [] },
    ],
    [
      'both names: what both have',
      { wire_providers: 'fjord a', 'custom:wire_providers': 'b fjord' },
      { providers: ['fjord'], withoutFlags: [] },
    ],
    [
      'both names: all flags',
      { wire_without_flags: 'test', 'custom:wire_without_flags': 'alert' },
      { providers: null, withoutFlags: ['alert', 'test'] },
    ],
    ['an empty claim: nothing', { wire_providers: '' }, { providers: [], withoutFlags: [] }],
    ['a claim of another type: nothing', { wire_providers: 7 }, { providers: [], withoutFlags: [] }],
    [
      'flags of another type: nothing',
      { wire_without_flags: { test: true } },
      { providers: [], withoutFlags: [] },
    ],
  ])('has as limits %s', (_what, claims, expected) => {
    expect(limitsFor(claims)).toEqual(expected);
  });

  test('whatever stands in claims, is read or refused, and limits never widen by a further claim', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), article, (providers, flags, one) => {
        const alone = limitsFor({ wire_providers: providers });
        const more = limitsFor({ wire_providers: providers, wire_without_flags: flags });
        if (alone === undefined || more === undefined) throw new Error('refused');
        if (isWithin(more, one)) expect(isWithin(alone, one)).toBe(true);
      }),
    );
  });
});

describe('a machine of AWS', () => {
  const machines: Machine[] = [
    {
      arn: 'arn:aws:iam::111122223333:role/apps/archive',
      scopes: ['wire:read'],
      providers: ['fjord'],
      withoutFlags: ['test'],
    },
    { arn: 'arn:aws:iam::111122223333:user/desk-tool', scopes: ['wire:desk', 'wire:read'] },
  ];
  const called = (userArn: string) => askerOf({ iam: { userArn } }, machines);

  test('is found by its role, whatever the session', () => {
    expect(called('arn:aws:sts::111122223333:assumed-role/archive/i-77')).toEqual({
      ok: true,
      asker: {
        kind: 'machine',
        id: 'arn:aws:iam::111122223333:role/apps/archive',
        name: 'archive',
        scopes: ['wire:read'],
        limits: { providers: ['fjord'], withoutFlags: ['test'] },
      },
    });
  });

  test('is found as a user, without limits where the settings name none', () => {
    expect(called('arn:aws:iam::111122223333:user/desk-tool')).toMatchObject({
      ok: true,
      asker: { scopes: ['wire:read', 'wire:desk'], limits: { providers: null, withoutFlags: [] } },
    });
  });

  test.each([
    'arn:aws:sts::999922223333:assumed-role/archive/i-77',
    'arn:aws:sts::111122223333:assumed-role/archive-2/i-77',
    'arn:aws:sts::111122223333:assumed-role/other/archive',
    'arn:aws-cn:sts::111122223333:assumed-role/archive/i-77',
    'arn:aws:iam::111122223333:user/archive',
    'arn:aws:iam::111122223333:root',
  ])('is refused where the settings do not name it: %s', (arn) => {
    expect(called(arn)).toMatchObject({ ok: false, code: 'no-scopes' });
  });
});

test('no scope implies another', () => {
  for (const held of SCOPES) {
    for (const asked of SCOPES) expect(may({ scopes: [held] }, asked)).toBe(held === asked);
  }
});

test('an article is for a reader whose agencies have it and who is spared none of its flags', () => {
  fc.assert(
    fc.property(limits, article, (some, one) => {
      const provided = some.providers === null || some.providers.includes(one.provider);
      const spared = one.flags.filter((flag) => some.withoutFlags.includes(flag));
      expect(isWithin(some, one)).toBe(provided && spared.length === 0);
    }),
  );
});

describe('the rights in the path of the live feed', () => {
  const sets = ({ providers, withoutFlags }: Limits) => ({
    providers: providers === null ? null : [...new Set(providers)].sort(),
    withoutFlags: [...new Set(withoutFlags)].sort(),
  });

  test('come back as they were', () => {
    fc.assert(
      fc.property(limits, (some) => {
        expect(decodeRights(encodeRights(some))).toEqual(sets(some));
      }),
    );
  });

  test('are the same for the same rights, however they were written, and no others begin like them', () => {
    fc.assert(
      fc.property(limits, limits, (one, other) => {
        const same = JSON.stringify(sets(one)) === JSON.stringify(sets(other));
        expect(encodeRights(one) === encodeRights(other)).toBe(same);
        if (!same) expect(encodeRights(other).startsWith(encodeRights(one))).toBe(false);
      }),
    );
  });

  test('are one segment of a path, without anything to escape and without wildcards of a policy', () => {
    fc.assert(
      fc.property(limits, (some) => {
        expect(encodeRights(some)).toMatch(/^[\w-]+~$/);
      }),
    );
  });

  test('are refused where they are not written as they are written here', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeRights(text)).toBeUndefined();
      }),
    );
    const segment = (value: unknown) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}~`;
    expect(decodeRights(segment([null, []]))).toEqual({ providers: null, withoutFlags: [] });
    for (const value of [
      [['b', 'a'], []],
      [['a', 'a'], []],
      [null],
      [null, [], 1],
      [null, null],
      {},
      null,
      1,
    ]) {
      expect(decodeRights(segment(value))).toBeUndefined();
    }
  });

  test('are told to a reader with the rest of what they are', () => {
    const asker: Asker = {
      kind: 'person',
      id: 'u-1',
      name: 'Ada',
      scopes: ['wire:read'],
      limits: { providers: ['fjord'], withoutFlags: [] },
    };
    expect(meOf(asker, { recalls: false })).toEqual({
      schemaVersion: '1.0',
      id: 'u-1',
      name: 'Ada',
      scopes: ['wire:read'],
      limits: asker.limits,
      live: `/v1/live/${encodeRights(asker.limits)}`,
      recalls: false,
    });
  });
});
