/** `meta` elements: agencies write what NITF has no place for under names of their own. */
import type { Element } from 'domhandler';
import { attribute, children } from '../../text/xml.ts';

/** Where the value of a meta name goes. */
export type MetaField =
  | 'slugline'
  | 'priority'
  | 'service'
  | 'category'
  | 'keyword'
  | 'takeKey'
  | 'wordCount'
  | 'altId'
  | 'source'
  | 'genre'
  | 'note'
  | 'urgency'
  | 'language'
  | 'credit'
  | 'rights'
  | 'dataMining'
  | 'ai';

/** Names by agency, in lower case; AAP's `anpa-` names are used by others too. */
const NAMES: Readonly<Record<string, MetaField>> = {
  rights: 'rights',
  'usage-terms': 'rights',
  usageterms: 'rights',
  usage: 'rights',
  restrictions: 'rights',
  restriction: 'rights',
  'special-instructions': 'rights',
  aisystem: 'ai',
  'ai-system': 'ai',
  aisystemused: 'ai',
  datamining: 'dataMining',
  'data-mining': 'dataMining',
  'tdm-reservation': 'dataMining',
  // AAP and other senders of the ANPA header fields
  'anpa-keyword': 'slugline',
  'anpa-category': 'category',
  'anpa-service': 'service',
  'anpa-sequence': 'altId',
  'anpa-takekey': 'takeKey',
  'anpa-wordcount': 'wordCount',
  'aap-priority': 'priority',
  'aap-source': 'source',
  // PA
  service: 'service',
  category: 'category',
  slug: 'slugline',
  slugline: 'slugline',
  priority: 'priority',
  urgency: 'urgency',
  keyword: 'keyword',
  keywords: 'keyword',
  source: 'source',
  credit: 'credit',
  language: 'language',
  // NTB
  ntbstikkord: 'slugline',
  ntbprioritet: 'priority',
  ntbtjeneste: 'service',
  ntbid: 'altId',
  ntbiptcsequence: 'altId',
  ntbkilde: 'source',
  ntbmeldingstype: 'genre',
  ntbbeskrivelse: 'note',
  // EFE
  prioridad: 'priority',
  categoria: 'category',
  seccion: 'category',
  servicio: 'service',
  // ANSA
  priorita: 'priority',
};

export interface Meta {
  /** Values of the field, in the order of the file; `name` as written. */
  get(field: MetaField): { name: string; value: string }[];
  first(field: MetaField): string | undefined;
  /** All that has no field: name to value, or values. */
  rest: Record<string, string | string[]>;
}

export function readMeta(head: Element | undefined): Meta {
  const fields = new Map<MetaField, { name: string; value: string }[]>();
  const rest = new Map<string, string[]>();
  for (const meta of children(head, 'meta')) {
    const name = attribute(meta, 'name') ?? attribute(meta, 'http-equiv');
    const value = attribute(meta, 'content')?.replace(/\s+/g, ' ');
    if (name === undefined || value === undefined) continue;
    const folded = name.toLowerCase();
    const field = Object.hasOwn(NAMES, folded) ? NAMES[folded] : undefined;
    if (field === undefined) append(rest, name, value);
    else append(fields, field, { name, value });
  }
  return {
    get: (field) => fields.get(field) ?? [],
    first: (field) => fields.get(field)?.[0]?.value,
    rest: Object.fromEntries(
      [...rest].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
    ),
  };
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
