/** The agencies of the settings, checked: every mistake with its place, so that none shows in the middle of a night. */
import type { AgencyAccess, Feed, FeedPages, FeedSecret, NumberedSource, Provider } from './agency.ts';
import { CANARY_ID } from './canary.ts';
import {
  didYouMean,
  isObject,
  listOf,
  objectOf,
  oneOf,
  rule,
  textLike,
  wholeNumber,
  words,
  yesOrNo,
  type Check,
  type Rules,
} from './rules.ts';

export type CheckedProviders =
  { ok: true; providers: readonly Provider[] } | { ok: false; problems: readonly string[] };

/** @param place of the list in its file: the beginning of every problem */
export function checkProviders(value: unknown, place = 'agencies'): CheckedProviders {
  const problems = [
    ...AGENCIES(value, place),
    ...sameIds(value, place, withoutHyphens),
    ...reservedIds(value, place),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, providers: value as readonly Provider[] };
}

function reservedIds(value: unknown, place: string): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index) =>
    isObject(entry) && entry.id === CANARY_ID ? [`${place}[${index}].id: ${CANARY_ID} is the canary's`] : [],
  );
}

const id = textLike(
  /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
  'is no id: 1 to 32 lower-case letters, digits and hyphens, no hyphen at either end',
);

/** Larger files than this are refused by every reader. */
const MOST_BYTES = 32 * 1024 * 1024;

const zone = rule(isZone, (value) => `is no IANA zone${nearestZone(value)}`);

const language = rule(
  isLanguage,
  (value) =>
    `is no BCP 47 language such as en or pt-BR${typeof value === 'string' && value.includes('_') ? `; write ${value.replaceAll('_', '-')}` : ''}`,
);

const charset = rule(isCharset, 'is no single charset such as windows-1251, iso-8859-2 or shift_jis');

const principal = textLike(
  /^arn:aws[a-z-]*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+)$/,
  'is no ARN of an IAM principal such as arn:aws:iam::111122223333:role/delivery',
);
const role = textLike(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'is no ARN of an IAM role such as arn:aws:iam::111122223333:role/delivery',
);
const user = textLike(
  /^arn:aws[a-z-]*:iam::\d{12}:user\/[\w+=,.@/-]+$/,
  'is no ARN of an IAM user such as arn:aws:iam::111122223333:user/delivery',
);

const place = textLike(/^[^\s.]+(?:\.[^\s.]+)*$/, 'is no place in a page such as data.links.next');

const PAGES = objectOf(
  {
    next: place,
    items: place,
    newestFirst: yesOrNo,
    seenBy: listOf(place, { atLeastOne: true }),
  } satisfies Rules<FeedPages>,
  ['next'],
);

/** Both tell items from others, which takes the place where they are. */
const pages: Check = (value, at) => {
  const { items, newestFirst, seenBy }: Readonly<Record<string, unknown>> = isObject(value) ? value : {};
  const lacks = items === undefined && (newestFirst === true || seenBy !== undefined);
  return [...PAGES(value, at), ...(lacks ? [`${at}.items: is missing, and newestFirst looks for it`] : [])];
};

const FEED: Rules<Feed> = {
  id,
  url: rule(isFeedUrl, 'is no https address, without user and password, of a host that has a name'),
  hosts: listOf(
    textLike(
      /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{1,5})?$/,
      'is no host in small letters, such as cdn.agency.example',
    ),
  ),
  everyMinutes: wholeNumber(1, 1440),
  pages,
  secret: objectOf(
    {
      arn: textLike(
        /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/,
        'is no ARN of a secret of Secrets Manager',
      ),
      header: textLike(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'is no name of a header'),
      prefix: textLike(/^[\x20-\x7e]{1,64}$/, 'is no text of 1 to 64 plain characters'),
    } satisfies Rules<FeedSecret>,
    ['arn'],
  ),
  mostFilesAnHour: wholeNumber(1, 10_000),
};

const FEEDS = listOf(objectOf(FEED, ['id', 'url']));

/** Each feed has a state of its own, under its id. */
const feeds: Check = (value, at) => [...FEEDS(value, at), ...sameIds(value, at, (written) => written)];

const ACCESS: Rules<AgencyAccess> = {
  roles: listOf(
    objectOf(
      {
        arn: role,
        externalId: textLike(/^[\w+=,.@:/-]{2,1224}$/, 'is no external id of 2 to 1224 characters'),
      },
      ['arn'],
    ),
  ),
  users: listOf(user),
  sftp: objectOf(
    {
      publicKeys: listOf(
        textLike(
          /^(?:ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521)) [\w+/=]{50,}(?: \S.*)?$/,
          'is no SSH public key such as "ssh-ed25519 AAAA…"',
        ),
        { atLeastOne: true },
      ),
    },
    ['publicKeys'],
  ),
  mail: objectOf(
    {
      from: listOf(textLike(/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/, 'is no mail address'), { atLeastOne: true }),
    },
    ['from'],
  ),
  feeds,
  receipts: oneOf(['bucket', 'topic']),
};

const NUMBERS = objectOf(
  {
    from: oneOf(['file-name', 'items']),
    pattern: rule(isPattern, 'is no name with one {n} and at most two *'),
    first: wholeNumber(0, 1_000_000),
    last: wholeNumber(1, 1_000_000_000_000),
    waitMinutes: wholeNumber(1, 1440),
  } satisfies Rules<NumberedSource>,
  ['from'],
);

/** What nothing would read, and rounds that never end. */
const sequence: Check = (value, at) => {
  const wrong = NUMBERS(value, at);
  if (wrong.length > 0) return wrong;
  const { from, pattern, first = 1, last } = value as NumberedSource;
  return [
    ...(from === 'items' && pattern !== undefined
      ? [`${at}.pattern: is for names of files, and these numbers stand in the items`]
      : []),
    ...(last !== undefined && last <= first
      ? [`${at}.last: ${last} is not more than ${first}, the first number of a round`]
      : []),
  ];
};

/** Until then a killed text is known again by its claim and its fingerprints. */
export const KILLED_TEXT_DAYS = wholeNumber(8, 36_500);

const PROVIDER: Rules<Provider> = {
  id,
  name: words(100),
  zone,
  language,
  charset,
  restrictions: words(500),
  maxBytes: wholeNumber(1, MOST_BYTES),
  embargo: oneOf(['hold', 'hold-structured']),
  identity: oneOf(['trust', 'new-article']),
  killsInWords: oneOf(['kill', 'notice']),
  mentions: yesOrNo,
  truncated: oneOf(['publish', 'hold']),
  furniture: oneOf(['words', 'learn']),
  expired: oneOf(['keep', 'withhold']),
  silenceMinutes: wholeNumber(5, 10_080),
  deliveryDays: wholeNumber(1, 3650),
  // Duplicates are looked for over four days, victims of kills over seven
  retentionDays: wholeNumber(8, 36_500),
  killedTextDays: KILLED_TEXT_DAYS,
  sequence,
  writers: listOf(principal),
  access: objectOf(ACCESS),
};

const AGENCIES = listOf(objectOf(PROVIDER, ['id', 'name']));

/** Names of resources have none. */
function withoutHyphens(written: string): string {
  return written.replaceAll('-', '');
}

/** @param nameOf what ids may not have in common */
function sameIds(value: unknown, place: string, nameOf: (id: string) => string): string[] {
  if (!Array.isArray(value)) return [];
  const first = new Map<string, { id: string; index: number }>();
  return value.flatMap((entry: unknown, index) => {
    const written = isObject(entry) ? entry.id : undefined;
    if (typeof written !== 'string') return [];
    const name = nameOf(written);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, { id: written, index });
      return [];
    }
    const says = other.id === written ? 'is the id' : 'is but for hyphens the id';
    return [`${place}[${index}].id: ${JSON.stringify(written)} ${says} of ${place}[${other.index}] already`];
  });
}

/** Also the old names, which agencies go on using; no offsets, for they know no summer time. */
function isZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    return false;
  }
  return true;
}

function nearestZone(value: unknown): string {
  const zones = Intl.supportedValuesOf('timeZone');
  return didYouMean(value, zones) || ' such as Europe/Oslo or UTC';
}

function isLanguage(value: unknown): boolean {
  // Longer ones are well-formed and mean nothing: "english"
  if (typeof value !== 'string' || !/^[A-Za-z]{2,3}(?:-|$)/.test(value)) return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** Without a name there is no certificate. Plain http is for a server of the local stack's own machine. */
function isFeedUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password, hostname } = new URL(value);
  if (username !== '' || password !== '') return false;
  if (protocol === 'http:') return hostname === 'localhost';
  return protocol === 'https:' && /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname);
}

function isPattern(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= 100 &&
    !value.includes('/') &&
    value.split('{n}').length === 2 &&
    value.split('*').length <= 3
  );
}

/** UTF-8 and UTF-16 are told from the bytes. */
function isCharset(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return !new TextDecoder(value).encoding.startsWith('utf-');
  } catch {
    return false;
  }
}
