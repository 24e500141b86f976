/**
 * dpa digitalwires: one entry of dpa's JSON feeds, as file or in the pages of its wireq API. Concepts stand in
 * `categories` by type; the body comes without its dateline, which dpa's own NewsML-G2 and IPTC 7901 editions
 * run into the first paragraph: so it is here, and a story has the same text in every format.
 */
import { isTag } from 'domhandler';
import type { Concept, Place, Subject } from '../../article/ninjs.ts';
import type { EdNote } from '../../article/record.ts';
import { escapeHtml, parseHtml } from '../../text/html.ts';
import { collapse } from '../../text/whitespace.ts';
import { attribute, descendants, text } from '../../text/xml.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import {
  at,
  Fields,
  flag,
  labelled,
  leftovers,
  number,
  objects,
  own,
  present,
  string,
  type JsonObject,
} from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import { typeOf } from '../ninjs/associations.ts';
import { point } from '../ninjs/concepts.ts';
import { qcodeOf } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { entriesOf, isEntry } from './items.ts';

/** The entries of the document. @throws ParseError too-many-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const entries = entriesOf(file.json);
  if (entries.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${entries.length} entries, ${LIMITS.items} are allowed`);
  }
  return entries.map((entry, index): ParsedItem =>
    isEntry(entry)
      ? parsed(readEntry(entry))
      : { ok: false, code: 'not-digitalwires', message: `entry ${index + 1} is no digitalwires entry` },
  );
}

function readEntry(entry: JsonObject): WireItem {
  const fields = new Fields(entry);
  const categories = categoriesOf(fields);
  const { associations, photoCredits } = associationsOf(fields);
  const datelineText = fields.string('dateline');
  const html = [fields.string('article_html'), fields.string('infobox_html')].filter(
    (part) => part !== undefined,
  );
  const edNotes = edNotesOf(fields);
  const [only] = associations;
  fields.keep('updated', 'format', 'type', 'scope_names', 'current_rubric_names', 'scheduled');
  fields.ignore(...REDUNDANT);
  const signals = signalsOf(
    [fields.get('signal', 'signals'), ...categories.all('signal').map(({ qcode }) => qcode)].flat(),
  );
  const item = present({
    id: fields.string('urn'),
    idFrom: [fields.string('entry_id') ?? ''],
    version: fields.string('version'),
    type: html.length === 0 && associations.length === 1 ? only?.type : 'text',
    // as in dpa's NewsML-G2: what is signalled as killed is, whatever the status says
    status: signals.includes('kill')
      ? 'canceled'
      : (fields.code('pubstatus') ?? categories.first('pubstatus')?.name),
    firstCreated: fields.date('first_created', 'firstcreated'),
    versionCreated: fields.date('version_created', 'updated'),
    contentCreated: fields.date('content_created'),
    expires: fields.date('expires'),
    embargoed: fields.embargo('embargoed'),
    embargoText: edNotes.find(({ role }) => role.endsWith(':embargo'))?.text,
    headlines: [
      ...labelled('main', fields.string('headline')),
      ...labelled('sub', fields.string('subhead')),
      ...labelled('short', fields.string('kicker')),
    ],
    body:
      html.length === 0
        ? undefined
        : { kind: 'html' as const, html: withDateline(html.join('\n'), datelineText) },
    descriptions: [...labelled('abstract', fields.string('teaser')), ...descriptionsOf(fields)],
    by: fields.string('byline'),
    dateline: datelineText === undefined ? undefined : datelineOf(datelineText),
    located: categories.first('located')?.name,
    creditLine: fields.string('creditline'),
    language: fields.string('language'),
    urgency: number(fields.get('urgency')) ?? fields.string('urgency') ?? categories.first('urgency')?.name,
    service: categories.names('wire').join(', ') || undefined,
    categories: [...categories.names('desk'), ...fields.strings('rubric_names')],
    keywords: categories.names('keyword', fields.strings('keyword_names')),
    edNotes,
    usageTerms: fields.string('usageterms'),
    copyrightHolder: fields.string('copyrightholder'),
    copyrightNotice: fields.string('copyrightnotice'),
    subjects: [
      ...categories.concepts('dpasubject', fields.strings('dpasubject_names')),
      ...categories.concepts('desk').map((concept): Subject => ({ ...concept, rel: 'category' })),
      ...categories.concepts('scope').map((concept): Subject => ({ ...concept, rel: 'scope' })),
    ],
    places: [
      ...categories.concepts('geosubject', fields.strings('geosubject_names')),
      ...categories.all('poi').map(placeOf),
    ],
    people: [
      ...categories.concepts('creator').map((concept): Concept => ({ ...concept, rel: 'creator' })),
      ...categories.concepts('contributor').map((concept): Concept => ({ ...concept, rel: 'contributor' })),
    ],
    genres: categories.concepts('genre', fields.strings('genre_names')),
    infoSources: [
      ...categories.concepts('provider').map((concept) => ({ ...concept, role: 'provider' })),
      ...categories
        .all('infosource')
        .map((source) => ({ ...source.concept, ...present({ role: source.role }) })),
    ],
    signals,
    renditions: html.length === 0 && associations.length === 1 ? only?.renditions : undefined,
    associations: [...associations, ...linksOf(fields)],
    photoCredits,
    altIds: [{ role: 'entry_id', value: fields.string('entry_id') ?? '' }].filter(
      ({ value }) => value !== '',
    ),
  });
  categories.keepUnknown();
  const { extra, warnings } = leftovers(fields);
  return { ...item, ...present({ warnings, extra }) };
}

/** Lists of names that `categories` says again, with codes. */
const REDUNDANT = [
  'desk_names',
  'poi_names',
  'rubric_names',
  'dpasubject_names',
  'geosubject_names',
  'genre_names',
];

/** Types whose meaning is read above; others are kept. */
const TYPES = [
  ...['signal', 'pubstatus', 'wire', 'creator', 'contributor', 'dpasubject', 'keyword', 'geosubject', 'desk'],
  ...['genre', 'poi', 'urgency', 'provider', 'scope', 'located', 'infosource'],
];

interface Category {
  name: string | undefined;
  qcode: string | undefined;
  role: string | undefined;
  concept: Concept;
  source: JsonObject;
}

interface Categories {
  all(type: string): Category[];
  first(type: string): Category | undefined;
  names(type: string, otherwise?: readonly string[]): string[];
  concepts(type: string, otherwise?: readonly string[]): Concept[];
  keepUnknown(): void;
}

/** `categories: [{type: "dnltype:genre", name, qcode, rank}]` by type, in the order of their ranks. */
function categoriesOf(fields: Fields): Categories {
  const byType = new Map<string, Category[]>();
  const source = fields.objects('categories');
  const ranked = [...source].sort((a, b) => rankOf(a) - rankOf(b));
  for (const category of ranked) {
    const type = string(own(category, 'type'))?.replace(/^dnltype:/, '') ?? '';
    const name = string(own(category, 'name'));
    const qcode = string(own(category, 'qcode'));
    const uri = qcode === undefined ? undefined : (qcodeOf(qcode) ?? qcode);
    const found = {
      name,
      qcode,
      role: string(own(category, 'role')),
      concept: present({ name, uri }),
      source: category,
    };
    byType.set(type, [...(byType.get(type) ?? []), found]);
  }
  const all = (type: string): Category[] => byType.get(type) ?? [];
  const names = (type: string, otherwise: readonly string[] = []): string[] => {
    const found = all(type).flatMap(({ name }) => name ?? []);
    return found.length > 0 ? found : [...otherwise];
  };
  return {
    all,
    first: (type) => all(type)[0],
    names,
    concepts: (type, otherwise = []) =>
      all(type).length > 0
        ? all(type)
            .map(({ concept }) => concept)
            .filter((concept) => Object.keys(concept).length > 0)
        : otherwise.map((name) => ({ name })),
    keepUnknown() {
      const left = [...byType].filter(([type]) => !TYPES.includes(type)).flatMap(([, found]) => found);
      fields.keepAs(
        'categories',
        left.map(({ source: category }) => category),
      );
    },
  };
}

function rankOf(value: JsonObject): number {
  return number(own(value, 'rank')) ?? 1000;
}

/** A point of interest: its name is that of the GeoJSON feature, its address is known by the point. */
function placeOf({ name, concept, source }: Category): Place {
  const feature = own(source, 'geojson');
  const called = string(at(feature, 'properties', 'name')) ?? name;
  return { ...concept, ...present({ name: called, rel: 'poi' }), ...point(feature) };
}

/** What dpa marks as not for publication; and by its role what is for the desk alone, whatever the mark says. */
const PRIVATE = /closingline|notepad|contact|internal|private|nonpublic|confidential|desk/i;

/** All notes with their roles (plain text, so "<desk@...>" is no tag); the notepad as a whole is for the desk. */
function edNotesOf(fields: Fields): EdNote[] {
  const notes = fields.objects('ednotes').flatMap((note): EdNote[] => {
    const written = string(own(note, 'ednote') ?? own(note, 'text'));
    const role = string(own(note, 'role')) ?? '';
    return written === undefined
      ? []
      : [
          {
            role,
            text: escapeHtml(written),
            public: flag(own(note, 'is_publishable')) && !PRIVATE.test(role),
          },
        ];
  });
  const notepad = fields.object('notepad');
  const pads = ['public_html', 'nonpublic_html'].flatMap((name): EdNote[] => {
    const html = string(own(notepad, name));
    return html === undefined ? [] : [{ role: 'dpaednoterole:notepad', text: html, public: false }];
  });
  const notice = fields.string('autopublishnotice');
  return [
    ...notes,
    ...pads,
    ...(notice === undefined ? [] : [{ role: 'autopublishnotice', text: notice, public: true }]),
  ];
}

function descriptionsOf(fields: Fields): { role: string; value: string }[] {
  return fields.objects('descriptions').flatMap((description) => {
    const value = string(own(description, 'description') ?? own(description, 'value'));
    const role = string(own(description, 'role'))?.replace(/^.*:/, '').toLowerCase() ?? 'abstract';
    return value === undefined ? [] : [{ role: role === 'teaser' ? 'abstract' : role, value }];
  });
}

/** "Berlin/Hamburg (dpa/bb) - ", "Halle (Saale) (dpa/sa) - ": the city stands before the agency. */
function datelineOf(written: string): { text: string; city?: string } {
  const bracket = written.lastIndexOf('(');
  const city = bracket < 0 ? undefined : string(written.slice(0, bracket));
  return { text: written, ...present({ city }) };
}

const FIRST_PARAGRAPH = /<p(?:\s[^<>]*)?>\s*/i;

/** The dateline at the head of the first paragraph, unless the text has it there already. */
function withDateline(html: string, dateline: string | undefined): string {
  const opening = FIRST_PARAGRAPH.exec(html);
  if (dateline === undefined || opening === null || /class=["'][^"'<>]*dateline/i.test(html)) return html;
  const start = opening.index + opening[0].length;
  const escaped = escapeHtml(dateline);
  const opens = html.slice(start, start + 400).replace(/<[^<>]*>/g, '');
  if (collapse(opens).startsWith(collapse(escaped))) return html;
  return `${html.slice(0, start)}${escaped}${/\s$/.test(escaped) ? '' : ' '}${html.slice(start)}`;
}

function associationsOf(fields: Fields): { associations: ItemAssociation[]; photoCredits: string[] } {
  const sources = [...fields.objects('associations')].sort((a, b) => rankOf(a) - rankOf(b));
  const photoCredits: string[] = [];
  const associations = sources.flatMap((source, index): ItemAssociation[] => {
    const member = new Fields(source);
    const renditions = renditionsOf(member);
    const id = member.string('urn', 'uri') ?? renditions[0]?.href;
    if (id === undefined) return [];
    photoCredits.push(
      ...[member.string('creditline', 'credit'), member.string('byline', 'creator')].filter(
        (credit) => credit !== undefined,
      ),
    );
    return [
      {
        name: member.string('name') ?? `association-${index + 1}`,
        id,
        ...present({
          rel: member.string('rel') ?? (flag(member.get('is_featureimage')) ? 'featureimage' : undefined),
          type: typeOf(member.string('type')),
          version: member.string('version'),
          headline: member.string('headline'),
          caption: member.string('caption', 'description'),
          by: member.string('byline', 'creator', 'creditline'),
          copyrightNotice: member.string('copyrightnotice'),
          renditions,
        }),
      },
    ];
  });
  return { associations, photoCredits: [...new Set(photoCredits)] };
}

function renditionsOf(member: Fields): ItemRendition[] {
  return objects(member.get('renditions')).flatMap((source, index) => {
    const rendition = new Fields(source);
    const href = rendition.string('url', 'href');
    if (href === undefined) return [];
    const name = rendition.string('name', 'rendition', 'role') ?? `rendition-${index + 1}`;
    return [
      {
        name,
        href,
        ...present({
          contentType: rendition.string('mimetype', 'contenttype'),
          width: rendition.string('width'),
          height: rendition.string('height'),
          sizeInBytes: rendition.string('sizeinbytes', 'size'),
          duration: rendition.string('duration'),
        }),
      },
    ];
  });
}

/** The link box below the article: what it points to is associated, as in dpa's NewsML-G2 (irel:seeAlso). */
function linksOf(fields: Fields): ItemAssociation[] {
  const html = fields.string('linkbox_html');
  if (html === undefined) return [];
  const anchors = parseHtml(html).flatMap((node) => (isTag(node) ? descendants(node, 'a') : []));
  return anchors.slice(0, LIMITS.attributes).flatMap((anchor, index) => {
    const href = attribute(anchor, 'href');
    return href === undefined
      ? []
      : [{ name: `link-${index + 1}`, rel: 'seeAlso', id: href, ...present({ headline: text(anchor) }) }];
  });
}
