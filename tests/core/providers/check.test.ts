import { describe, expect, test } from '@jest/globals';
import { checkProviders } from '../../../functions/core/providers/check.ts';
import { providerOfKey, registerOf } from '../../../functions/core/providers/register.ts';

const FJORD = { id: 'fjord', name: 'Fjord Wire' };

function problemsOf(...entries: unknown[]): readonly string[] {
  const checked = checkProviders(entries);
  return checked.ok ? [] : checked.problems;
}

describe('the agencies of the settings', () => {
  test('may say everything that an agency can', () => {
    expect(
      problemsOf(FJORD, {
        id: 'north-star-2',
        name: 'Étoile du Nord',
        zone: 'America/St_Johns',
        language: 'fr-CA',
        charset: 'iso-8859-15',
        restrictions: 'Not for publication in Lakeland',
        maxBytes: 1024,
        embargo: 'hold-structured',
        identity: 'new-article',
        killsInWords: 'notice',
        mentions: true,
        expired: 'withhold',
        silenceMinutes: 90,
        deliveryDays: 30,
        writers: ['arn:aws:iam::111122223333:role/wires/delivery', 'arn:aws:iam::111122223333:root'],
        access: {
          roles: [{ arn: 'arn:aws-cn:iam::111122223333:role/delivery', externalId: 'wire-7' }],
          users: ['arn:aws:iam::111122223333:user/delivery'],
          sftp: { publicKeys: [`ssh-ed25519 ${'A'.repeat(68)} desk@north-star.example`] },
          mail: { from: ['wire@north-star.example'] },
          receipts: 'bucket',
        },
      }),
    ).toEqual([]);
  });

  test.each([
    ['no object', 'fjord', 'agencies[1]: "fjord" is no object'],
    ['no id', { name: 'Nobody' }, 'agencies[1].id: is missing'],
    ['no name', { id: 'nobody' }, 'agencies[1].name: is missing'],
    ['an id that is no prefix', { ...FJORD, id: 'North Star' }, 'agencies[1].id: "North Star" is no id'],
    ['an id with a slash', { ...FJORD, id: 'a/b' }, 'agencies[1].id: "a/b" is no id'],
    ['an id that is there already', FJORD, 'agencies[1].id: "fjord" is the id of agencies[0] already'],
    [
      'an id that differs by hyphens',
      { ...FJORD, id: 'fjor-d' },
      'agencies[1].id: "fjor-d" is but for hyphens the id of agencies[0] already',
    ],
    [
      'a key that is written wrongly',
      { id: 'x', name: 'X', langauge: 'en' },
      'agencies[1].langauge: no such key; did you mean "language"?',
    ],
    [
      'a key of objects at large',
      { id: 'x', name: 'X', constructor: 1 },
      'agencies[1].constructor: no such key',
    ],
    [
      'a zone that is none',
      { id: 'x', name: 'X', zone: 'Europe/Osloo' },
      'agencies[1].zone: "Europe/Osloo" is no IANA zone; did you mean "Europe/Oslo"?',
    ],
    [
      'an offset, which knows no summer time',
      { id: 'x', name: 'X', zone: '+01:00' },
      'agencies[1].zone: "+01:00" is no IANA zone such as Europe/Oslo or UTC',
    ],
    [
      'a language with an underscore',
      { id: 'x', name: 'X', language: 'pt_BR' },
      'agencies[1].language: "pt_BR" is no BCP 47 language such as en or pt-BR; write pt-BR',
    ],
    [
      'a language in words',
      { id: 'x', name: 'X', language: 'english' },
      'agencies[1].language: "english" is no BCP 47 language',
    ],
    [
      'a charset that nobody knows',
      { id: 'x', name: 'X', charset: 'latin-99' },
      'agencies[1].charset: "latin-99" is no single charset',
    ],
    [
      'UTF-8, which is recognised',
      { id: 'x', name: 'X', charset: 'utf-8' },
      'agencies[1].charset: "utf-8" is no single charset',
    ],
    [
      'a size above what is read',
      { id: 'x', name: 'X', maxBytes: 99_000_000 },
      'agencies[1].maxBytes: 99000000 is no whole number from 1 to 33554432',
    ],
    [
      'a policy that is none',
      { id: 'x', name: 'X', embargo: 'holds' },
      'agencies[1].embargo: "holds" is none of hold, hold-structured; did you mean "hold"?',
    ],
    [
      'a bucket instead of a principal',
      { id: 'x', name: 'X', writers: ['arn:aws:s3:::inbox'] },
      'agencies[1].writers[0]: "arn:aws:s3:::inbox" is no ARN of an IAM principal',
    ],
    [
      'everybody as a writer',
      { id: 'x', name: 'X', writers: ['*'] },
      'agencies[1].writers[0]: "*" is no ARN',
    ],
    [
      'a user as a role',
      { id: 'x', name: 'X', access: { roles: [{ arn: 'arn:aws:iam::111122223333:user/a' }] } },
      'agencies[1].access.roles[0].arn: "arn:aws:iam::111122223333:user/a" is no ARN of an IAM role',
    ],
    [
      'a private key',
      { id: 'x', name: 'X', access: { sftp: { publicKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] } } },
      'agencies[1].access.sftp.publicKeys[0]: "-----BEGIN OPENSSH PRIVATE KEY-----" is no SSH public key',
    ],
    [
      'a name of two lines',
      { id: 'x', name: 'X\nY' },
      'agencies[1].name: "X\\nY" is no text of 1 to 100 characters on one line',
    ],
  ])('may not have %s', (_what, entry, problem) => {
    const problems = problemsOf(FJORD, entry);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('are told all that is wrong with them at once', () => {
    expect(problemsOf({ ...FJORD, zone: 'Oslo', language: 'xyzzy' }, FJORD, 7)).toHaveLength(4);
  });

  test('may use the old name of a zone, as their own systems do', () => {
    expect(
      problemsOf({ ...FJORD, zone: 'Asia/Calcutta' }, { ...FJORD, id: 'gulf', zone: 'US/Eastern' }),
    ).toEqual([]);
  });
});

describe('the register', () => {
  test('finds an agency by its id, and lists all in their order', () => {
    const register = registerOf([FJORD, { id: 'gulf', name: 'Gulf Press' }]);
    expect(register.find('gulf')?.name).toBe('Gulf Press');
    expect(register.find('constructor')).toBeUndefined();
    expect(register.all().map(({ id }) => id)).toEqual(['fjord', 'gulf']);
  });

  test.each([
    ['incoming/fjord/a.xml', 'fjord'],
    ['incoming/fjord/2026/a.xml', 'fjord'],
    ['incoming/a.xml', undefined],
    ['incoming//a.xml', undefined],
    ['outgoing/fjord/a.xml', undefined],
  ])('tells from the key %s who delivered', (key, id) => {
    expect(providerOfKey(key)).toBe(id);
  });
});

describe('feeds that are fetched', () => {
  const FEED = { id: 'news', url: 'https://api.fjord.example/v1/news?key=1' };
  const feedProblems = (...feeds: unknown[]): readonly string[] =>
    problemsOf({ ...FJORD, access: { feeds } });

  test('may say everything that a feed can', () => {
    expect(
      feedProblems(FEED, {
        id: 'pages',
        url: 'https://api.fjord.example/v1/all',
        hosts: ['cdn.fjord.example', 'api.fjord.example:8443'],
        everyMinutes: 1,
        pages: { next: 'data.links.next', items: 'data.items' },
        secret: {
          arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:wires/fjord-AbCdEf',
          header: 'X-Api-Key',
          prefix: 'Bearer ',
        },
        mostFilesAnHour: 600,
      }),
    ).toEqual([]);
    // For a server of the local stack's own machine
    expect(feedProblems({ ...FEED, url: 'http://localhost:8080/feed' })).toEqual([]);
  });

  test.each([
    ['http', { ...FEED, url: 'http://api.fjord.example/' }, 'url: "http://api.fjord.example/" is no https'],
    ['an address without a name', { ...FEED, url: 'https://10.0.0.1/' }, 'url: "https://10.0.0.1/" is no'],
    ['a name without a domain', { ...FEED, url: 'https://metadata/' }, 'url: "https://metadata/" is no'],
    ['a password', { ...FEED, url: 'https://a:b@api.fjord.example/' }, 'url: "https://a:b@api.fjord'],
    [
      'a host with a path',
      { ...FEED, hosts: ['cdn.fjord.example/x'] },
      'hosts[0]: "cdn.fjord.example/x" is no host',
    ],
    [
      'a host that is an address',
      { ...FEED, hosts: ['169.254.169.254'] },
      'hosts[0]: "169.254.169.254" is no',
    ],
    ['pages without the next', { ...FEED, pages: {} }, 'pages.next: is missing'],
    ['the secret itself', { ...FEED, secret: { arn: 'abc123' } }, 'secret.arn: "abc123" is no ARN'],
  ])('%s is refused', (_, feed, problem) => {
    expect(feedProblems(feed).join()).toContain(`agencies[0].access.feeds[0].${problem}`);
  });

  test('two of one id are refused, for they would have one state', () => {
    expect(feedProblems(FEED, FEED)).toEqual([
      'agencies[0].access.feeds[1].id: "news" is the id of agencies[0].access.feeds[0] already',
    ]);
  });
});
