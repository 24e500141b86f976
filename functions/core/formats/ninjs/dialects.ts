/**
 * What agencies add to ninjs: Superdesk (keywords, priority, service, authors, evolvedfrom), TT (replacing,
 * revisions, signals, sector, product, bylines), BBC LDRS (advisory as a type, contracts) and AP's signals.
 * Properties that have no place in the record are kept in `extra`; they are known, so nobody is warned.
 */
import type { Concept } from '../../article/ninjs.ts';
import type { Signal } from '../../article/record.ts';
import { array, Fields, flag, isObject, number, own, present, string, strings } from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import { identity } from './concepts.ts';

export interface Dialect {
  keywords: string[];
  priority?: number | string;
  service?: string;
  categories: string[];
  signals: Signal[];
  replaces: string[];
  authors: Concept[];
  creditLine?: string;
  embargoText?: string;
  /** Instead of pubStatus, where a dialect has a state that ninjs does not. */
  status?: string;
  by?: string;
  dateline?: { text?: string; city?: string; country?: string };
}

/** Kept as they are: of no meaning to a reader of the text. */
const KEPT = [
  ...['contracts', 'readtime', 'sign_off', 'products', 'product', 'annotations', 'extra', 'extra_items'],
  ...['attachments', 'refs', 'firstpublished', 'lastpublished', 'coverage_id', 'assignment_id', 'event_id'],
  ...['company_codes', 'associated_story', 'source_updated', 'anpa_take_key_raw', 'family_id', 'poi'],
  ...['job', 'week', 'webprio', 'newsvalue', 'newspriority', 'date', 'datetime', 'enddate', 'enddatetime'],
  ...['versionstored', 'commissioncode', 'commissionedby', 'assignments', 'advice', 'fixture', 'replacedby'],
  ...['originaltransmissionreference', 'revisions', 'signals', '_links', '_type', '_score', '_index'],
  ...['body_event', 'body_pages', 'bylines', 'ancestors'],
];

/** Reads what the dialects add. */
export function dialectOf(fields: Fields): Dialect {
  const type = fields.string('type')?.toLowerCase();
  const status = fields.code('pubStatus')?.toLowerCase();
  const signals = new Set<Signal>(signalsOf(fields.get('signals', 'signal')));
  if (type === 'advisory' || fields.string('profile') === 'INFO') signals.add('advisory');
  if ((number(fields.get('correction_sequence')) ?? 0) > 0) signals.add('correction');

  const evolved = fields.strings('evolvedfrom');
  const replacing = [...fields.strings('replacing'), ...revised(fields.get('revisions'))];
  // what replaces an older item updates it, if it does not say itself that it corrects it or sends it again
  if (evolved.length + replacing.length > 0 && signals.size === 0) signals.add('update');
  // the item is an older one that another replaces, or is not made yet: not to be shown, and not killed
  const unready = status === 'replaced' || status === 'commissioned';
  if (unready) fields.keepAs('pubstatus', status);

  const services = array(fields.get('service'));
  const sectors = fields.strings('sector');
  const take = fields.string('anpa_take_key');
  if (take !== undefined) fields.keepAs('anpa_take_key', take);
  fields.keep(...KEPT);
  const dateline = fields.get('dateline');
  return {
    keywords: keywordsOf(fields.get('keywords', 'keyword')),
    categories: [...services.flatMap(codeOf), ...sectors],
    signals: [...signals],
    replaces: [...new Set([...replacing, ...evolved])],
    authors: authorsOf(fields.get('authors')),
    ...present({
      priority: number(fields.get('priority')) ?? fields.string('priority'),
      service: strings(services).join(', ') || undefined,
      creditLine: fields.string('creditline', 'credit', 'source'),
      embargoText: fields.string('embargoedreason'),
      status: unready ? 'draft' : undefined,
      by: bylineOf(fields.get('bylines')),
      dateline: string(dateline) === undefined ? datelineOf(dateline) : { text: string(dateline) ?? '' },
    }),
  };
}

/** "a, b; c", or a list. */
function keywordsOf(value: unknown): string[] {
  return typeof value === 'string'
    ? value.split(/[,;]/).flatMap((word) => string(word.trim()) ?? [])
    : strings(value);
}

function codeOf(service: unknown): string[] {
  const code = string(own(service, 'code')) ?? string(service);
  return code === undefined ? [] : [code];
}

/** TT: every version has a URI of its own, and lists the ones before it. */
function revised(value: unknown): string[] {
  return array(value)
    .filter(isObject)
    .flatMap((revision) => string(own(revision, 'uri')) ?? []);
}

/** Superdesk: authors with a role and perhaps a code. */
function authorsOf(value: unknown): Concept[] {
  return array(value).flatMap((author) => {
    const name = string(own(author, 'name')) ?? string(author);
    if (name === undefined) return [];
    const rel = string(own(author, 'role')) ?? 'author';
    const concept = isObject(author) ? identity(author) : {};
    return [{ name, rel, ...concept }];
  });
}

/** TT: bylines as parts; those marked internal are initials for the desk. */
function bylineOf(value: unknown): string | undefined {
  const names = array(value)
    .filter(isObject)
    .filter((byline) => !flag(own(byline, 'internal')))
    .flatMap((byline) => {
      const parts = [own(byline, 'firstname'), own(byline, 'lastname')].flatMap((part) => string(part) ?? []);
      const whole = string(own(byline, 'byline')) ?? (parts.length > 0 ? parts.join(' ') : undefined);
      return whole === undefined ? [] : [whole];
    });
  return names.length === 0 ? undefined : names.join(', ');
}

function datelineOf(value: unknown): Dialect['dateline'] {
  if (!isObject(value)) return undefined;
  const located = own(value, 'located') ?? value;
  const found = present({
    text: string(own(value, 'text')),
    city: string(own(located, 'city')) ?? string(own(located, 'name')),
    country: string(own(located, 'country_code3')),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}
