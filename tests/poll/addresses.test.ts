import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from '@jest/globals';
import { checkedLookup, isPublic, PrivateAddressError } from '../../functions/poll/addresses.ts';

describe('feeds are fetched from public addresses alone', () => {
  test.each(['8.8.8.8', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111'])(
    '%s is one',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2002:a00:1::1',
    '2001:db8::1',
    'example.org',
    '',
  ])('%s is none', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('a name', () => {
  const resolving = (...addresses: string[]) =>
    checkedLookup(isPublic, ((
      _name: string,
      _options: object,
      done: (e: null, a: LookupAddress[]) => void,
    ) => {
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as never);
  const ask = (lookup: ReturnType<typeof checkedLookup>, all: boolean): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lookup('feed.example', { all }, (error, address, family) => {
        if (error === null) resolve(all ? address : [address, family]);
        else reject(error);
      });
    });

  test('is resolved as a connection wants it: to all its addresses, or to the first', async () => {
    const lookup = resolving('8.8.8.8', '2606:4700::1');
    expect(await ask(lookup, true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
    expect(await ask(lookup, false)).toEqual(['8.8.8.8', 4]);
  });

  test('is refused if one of its addresses is not public, for which one is tried is not ours to say', async () => {
    await expect(ask(resolving('8.8.8.8', '10.0.0.1'), true)).rejects.toBeInstanceOf(PrivateAddressError);
    await expect(ask(resolving(), false)).rejects.toBeInstanceOf(PrivateAddressError);
  });
});
