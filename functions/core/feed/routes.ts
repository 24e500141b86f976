/**
 * What can be asked of the reading side: the one table that requests are routed by, and from which the OpenAPI document
 * is made. One file, for it is a table.
 */
import type { Scope } from './contract.ts';

export interface Parameter {
  name: string;
  about: string;
  /** May come several times. */
  many?: true;
  required?: true;
  kind?: 'integer' | 'date-time';
  oneOf?: readonly string[];
}

export interface Route {
  /** Unique; names the operation in OpenAPI. */
  operation: string;
  method: 'GET' | 'POST';
  /** `{name}` stands for a part of the path, `{name+}` for all the rest. */
  path: string;
  /** The function that answers. */
  by: 'api' | 'command' | 'search' | 'recalls';
  /** null: whoever is known. */
  scope: Scope | null;
  /** `edge`: who asks was checked before, and the path says what may be read. */
  door?: 'edge' | 'open';
  about: string;
  parameters: readonly Parameter[];
  /** Name of the type of the body that is sent. */
  body?: string;
  /** Name of the type of the answer; null: no JSON of ours. Several are alternatives. */
  answer: readonly string[] | null;
}

const ARTICLE: Parameter = { name: 'id', about: 'The article id, which messages have as subject.' };

const FILTER: readonly Parameter[] = [
  { name: 'provider', about: 'Id of an agency of the register.' },
  { name: 'source', about: 'Id of an agency that articles name as their source.' },
  { name: 'language', about: 'BCP 47; en takes en-GB too.' },
  { name: 'subject', about: 'URI of a subject, or a code of the media topics (medtop:04000000).' },
  { name: 'flags', about: 'kill, correction, alert, advisory and the other flags of messages.' },
  { name: 'urgency', about: 'IPTC scale, 1 to 9.' },
].map((one) => ({
  ...one,
  about: `${one.about} Alternatives where it comes several times; -value excludes.`,
  many: true,
}));

const LIMIT: Parameter = { name: 'limit', about: 'At most so many.', kind: 'integer' };

const CHANGES: readonly Parameter[] = [
  {
    name: 'after',
    about:
      'A cursor: taken from next or live. Absent: from the oldest that the log keeps; now: from this moment.',
  },
  LIMIT,
  { name: 'view', about: 'rows: lines of a list in place of messages.', oneOf: ['messages', 'rows'] },
  ...FILTER,
];

const COMMANDS = {
  release: 'Lets go what is held, or what was taken down.',
  hold: 'Takes down what is out, and keeps back what is not.',
  kill: 'Ends the article for good. A reason is needed.',
  split: 'Makes a duplicate or variant a story of its own.',
  merge: 'Makes the article a duplicate of another one.',
} as const;

export const ROUTES: readonly Route[] = [
  {
    operation: 'getMe',
    method: 'GET',
    path: '/v1/me',
    by: 'api',
    scope: null,
    about: 'Who asks, and what may be read. Opens the live feed for a while.',
    parameters: [],
    answer: ['Me'],
  },
  {
    operation: 'getChanges',
    method: 'GET',
    path: '/v1/changes',
    by: 'api',
    scope: 'wire:read',
    about:
      'The feed: each article in its newest state, in the order of publication. Follow next; an empty page means caught up.',
    parameters: CHANGES,
    answer: ['ChangesPage', 'RowChanges'],
  },
  {
    operation: 'getLiveChanges',
    method: 'GET',
    path: '/v1/live/{rights}/changes',
    by: 'api',
    scope: null,
    door: 'edge',
    about: 'The same feed for all readers with the same rights, as of this second.',
    parameters: [{ name: 'rights', about: 'From GET /v1/me.' }, ...CHANGES],
    answer: ['ChangesPage', 'RowChanges'],
  },
  {
    operation: 'getWire',
    method: 'GET',
    path: '/v1/wire',
    by: 'api',
    scope: 'wire:read',
    about: 'The list, newest first; live continues it.',
    parameters: [{ name: 'before', about: 'A cursor: taken from older.' }, LIMIT, ...FILTER],
    answer: ['WirePage'],
  },
  {
    operation: 'getArticle',
    method: 'GET',
    path: '/v1/articles/{id}',
    by: 'api',
    scope: 'wire:read',
    about: 'An article as it stands, or as it was told before.',
    parameters: [ARTICLE, { name: 'revision', about: 'An earlier one that was told.', kind: 'integer' }],
    answer: ['ArticleView'],
  },
  {
    operation: 'getRevisions',
    method: 'GET',
    path: '/v1/articles/{id}/revisions',
    by: 'api',
    scope: 'wire:read',
    about: 'What became of each revision, and what changed by words.',
    parameters: [ARTICLE],
    answer: ['Revisions'],
  },
  {
    operation: 'getStory',
    method: 'GET',
    path: '/v1/articles/{id}/story',
    by: 'api',
    scope: 'wire:read',
    about: 'The original, its variants and duplicates, with the evidence.',
    parameters: [ARTICLE],
    answer: ['Story'],
  },
  {
    operation: 'getRaw',
    method: 'GET',
    path: '/v1/articles/{id}/raw',
    by: 'api',
    scope: 'wire:desk',
    about: 'The file that brought it, as the agency delivered it: sends on to where it is for some minutes.',
    parameters: [ARTICLE, { name: 'revision', about: 'The one whose file it is.', kind: 'integer' }],
    answer: null,
  },
  {
    operation: 'getHeld',
    method: 'GET',
    path: '/v1/held',
    by: 'api',
    scope: 'wire:desk',
    about: 'What waits for its time or for a person.',
    parameters: [],
    answer: ['HeldList'],
  },
  {
    operation: 'getDelivery',
    method: 'GET',
    path: '/v1/deliveries/{key+}',
    by: 'api',
    scope: 'wire:operate',
    about: 'What became of a file and of every item in it.',
    parameters: [{ name: 'key', about: 'As it lies in the inbox: incoming/<provider>/…' }],
    answer: ['DeliveryView'],
  },
  {
    operation: 'getProviders',
    method: 'GET',
    path: '/v1/providers',
    by: 'api',
    scope: 'wire:operate',
    about: 'Whether each agency is heard.',
    parameters: [],
    answer: ['Providers'],
  },
  {
    operation: 'search',
    method: 'GET',
    path: '/v1/search',
    by: 'search',
    scope: 'wire:read',
    about: 'Articles by their words.',
    parameters: [
      { name: 'q', about: 'Words, "phrases", headline:word, -word.' },
      { name: 'since', about: 'Told since then.', kind: 'date-time' },
      { name: 'until', about: 'Told until then.', kind: 'date-time' },
      {
        name: 'archive',
        about:
          'true: also what is older than the days of the search, where the stage has an archive. A hint says where it has none, or where it could not be asked.',
        oneOf: ['true', 'false'],
      },
      { name: 'after', about: 'A cursor: taken from next.' },
      LIMIT,
      ...FILTER,
    ],
    answer: ['SearchPage'],
  },
  ...Object.entries(COMMANDS).map(([command, about]): Route => ({
    operation: command,
    method: 'POST',
    path: `/v1/articles/{id}/${command}`,
    by: 'command',
    scope: 'wire:desk',
    about,
    parameters: [ARTICLE],
    body: 'DeskCommand',
    answer: ['DeskAnswer'],
  })),
  {
    operation: 'acknowledge',
    method: 'POST',
    path: '/v1/acks',
    by: 'recalls',
    scope: 'wire:read',
    about: 'This reader has taken a kill or withholding.',
    parameters: [],
    body: 'Acknowledgement',
    answer: null,
  },
  {
    operation: 'take',
    method: 'POST',
    path: '/v1/taken',
    by: 'recalls',
    scope: 'wire:read',
    about: 'A person opened or copied an article.',
    parameters: [],
    body: 'Taken',
    answer: null,
  },
  {
    operation: 'getRecalls',
    method: 'GET',
    path: '/v1/recalls',
    by: 'recalls',
    scope: 'wire:read',
    about: 'Which kills are confirmed by whom, and which are open.',
    parameters: [{ name: 'article', about: 'The article id.' }],
    answer: ['Recalls'],
  },
  {
    operation: 'getOpenApi',
    method: 'GET',
    path: '/v1/openapi.json',
    by: 'api',
    scope: null,
    door: 'open',
    about: 'This document.',
    parameters: [],
    answer: null,
  },
  {
    operation: 'getSchema',
    method: 'GET',
    path: '/v1/schemas/{file}',
    by: 'api',
    scope: null,
    door: 'open',
    about: 'A JSON Schema of messages, records, notices or receipts.',
    parameters: [{ name: 'file', about: 'message-1.1.json and the like.' }],
    answer: null,
  },
];

export type Routed =
  | { ok: true; route: Route; values: Readonly<Record<string, string>> }
  | { ok: false; code: 'not-found' }
  | { ok: false; code: 'no-such-method'; methods: readonly string[] };

/** Finds what a request asks for. HEAD is a GET without its body. */
export function routed(routes: readonly Route[], method: string, path: string): Routed {
  const here = routes.flatMap((route) => {
    const values = valuesOf(route.path, path);
    return values === undefined ? [] : [{ route, values }];
  });
  if (here.length === 0) return { ok: false, code: 'not-found' };
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = here.find(({ route }) => route.method === wanted);
  if (found !== undefined) return { ok: true, ...found };
  const methods = here.flatMap(({ route }) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]));
  return { ok: false, code: 'no-such-method', methods: [...new Set([...methods, 'OPTIONS'])] };
}

function valuesOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const takesRest = part.endsWith('+}');
    const text = takesRest ? given.slice(index).join('/') : given[index];
    if (text === undefined) return undefined;
    if (!part.startsWith('{')) {
      if (part !== text) return undefined;
      continue;
    }
    const value = decoded(text);
    if (value === undefined || value === '') return undefined;
    values[part.slice(1, takesRest ? -2 : -1)] = value;
    if (takesRest) return values;
  }
  return wanted.length === given.length ? values : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Parameters that stand in a path are no query. */
export function isInPath({ path }: Pick<Route, 'path'>, { name }: Parameter): boolean {
  return path.includes(`{${name}}`) || path.includes(`{${name}+}`);
}
