/**
 * dpa digitalwires: one entry of dpa's JSON feeds, as file or in the pages of its wireq API. Concepts stand in
 * `categories` by type; the body comes without its dateline, which dpa's own NewsML-G2 and IPTC 7901 editions
 * run into the first paragraph: so it is here, and a story has the same text in every format.
 */
import type { Concept, Subject } from '../../article/ninjs.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import {
  Fields,
  labelled,
  leftovers,
  number,
  own,
  present,
  string,
  type JsonObject,
} from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import type { WireFile } from '../common/wire-file.ts';
import { rightsOfFields } from '../common/rights.ts';
import { associationsOf, linksOf } from './associations.ts';
import { categoriesOf, placeOf } from './categories.ts';
import { datelineOf, withDateline } from './dateline.ts';
import { entriesOf, isEntry } from './items.ts';
import { edNotesOf } from './notes.ts';

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
    rights: rightsOfFields(fields),
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

function descriptionsOf(fields: Fields): { role: string; value: string }[] {
  return fields.objects('descriptions').flatMap((description) => {
    const value = string(own(description, 'description') ?? own(description, 'value'));
    const role = string(own(description, 'role'))?.replace(/^.*:/, '').toLowerCase() ?? 'abstract';
    return value === undefined ? [] : [{ role: role === 'teaser' ? 'abstract' : role, value }];
  });
}
