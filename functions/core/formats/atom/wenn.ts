/** The WENN dialect of Atom: full text, tags and status in namespaces of its own. */
import type { Element } from 'domhandler';
import type { Concept, Organisation, Place, Subject } from '../../article/ninjs.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { Body, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { firstValue } from '../common/feed/fields.ts';

/** Fields of a WENN entry that replace or add to those of Atom; undefined for any other entry. */
export function wennFieldsOf(entry: Element): Partial<WireItem> | undefined {
  const management = child(entry, 'wenn_nm:NewsManagement');
  const metadata = child(entry, 'wenn_cm:ContentMetadata');
  if (management === undefined && metadata === undefined) return undefined;
  const first = firstValue(metadata, 'wenn_cm:first_line');
  const headline = firstValue(metadata, 'wenn_cm:title');
  const original = firstValue(management, 'wenn_nm:original_article_id');
  const { people, places, organisations, subjects } = tagsOf(metadata);
  return present({
    headlines: headline === undefined ? undefined : [{ role: 'main', value: headline }],
    body: bodyOf(first, firstValue(metadata, 'wenn_cm:body')),
    descriptions: first === undefined ? undefined : [{ role: 'abstract', value: first }],
    // the day's revision is told by this date alone: Atom's own `updated` keeps that of publication
    version: newest(firstValue(entry, 'updated'), firstValue(management, 'wenn_nm:updated')),
    firstCreated: firstValue(management, 'wenn_nm:published') ?? firstValue(entry, 'published'),
    status: statusOf(firstValue(management, 'wenn_nm:publishing_status')),
    embargoed: scheduledFor(management),
    slugline: firstValue(metadata, 'wenn_cm:slug'),
    language: attribute(metadata, 'lang'),
    categories: categoriesOf(metadata, management),
    keywords: children(child(metadata, 'wenn_cm:tags'), 'wenn_cm:tag').flatMap(
      (tag) => attribute(tag, 'value') ?? [],
    ),
    people: nothingElse(people),
    places: nothingElse(places),
    organisations: nothingElse(organisations),
    subjects,
    altIds: original === undefined ? [] : [{ role: 'original-article-id', value: original }],
    extra: present({
      speaker: firstValue(metadata, 'wenn_cm:speaker'),
      regions: children(child(metadata, 'wenn_cm:regions'), 'wenn_cm:region').flatMap(
        (region) => text(region) ?? [],
      ),
      ...managementExtra(management),
    }),
  });
}

/** The body goes on where the first line ends. */
function bodyOf(first: string | undefined, body: string | undefined): Body | undefined {
  if (body === undefined) return undefined;
  const whole = first === undefined || body.trim().startsWith(first) ? body : `${first}\n\n${body}`;
  return /<\/?p[\s>]/i.test(whole) ? { kind: 'html', html: whole } : { kind: 'text', text: whole };
}

/** A scheduled entry says when it will be published. */
function scheduledFor(management: Element | undefined): string | undefined {
  const isScheduled = /^scheduled$/i.test(firstValue(management, 'wenn_nm:publishing_status') ?? '');
  return isScheduled ? firstValue(management, 'wenn_nm:published') : undefined;
}

/** Whatever is not published (any more) is canceled; what is not published yet is withheld. */
function statusOf(status: string | undefined): string | undefined {
  if (status === undefined || /^published$/i.test(status)) return status === undefined ? undefined : 'usable';
  return /^(?:draft|pending|embargo(?:ed)?|scheduled)$/i.test(status) ? 'withheld' : 'canceled';
}

/** The later of two dates of the same form (RFC 3339 with one offset, as the feed writes them). */
function newest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
}

function categoriesOf(metadata: Element | undefined, management: Element | undefined): string[] {
  const holder = child(metadata, 'wenn_cm:categories');
  // the feed spells it "catagory"
  const named = [...children(holder, 'wenn_cm:catagory'), ...children(holder, 'wenn_cm:category')].flatMap(
    (category) => attribute(category, 'value') ?? [],
  );
  const sections = children(management, 'wenn_nm:feedarticle_section').flatMap(
    (section) => text(section) ?? [],
  );
  return [...new Set([...sections, ...named])];
}

interface Tags {
  people: Concept[];
  places: Place[];
  organisations: Organisation[];
  subjects: Subject[];
}

/** Tags name their kind in words. */
function tagsOf(metadata: Element | undefined): Tags {
  const tags: Tags = { people: [], places: [], organisations: [], subjects: [] };
  for (const tag of children(child(metadata, 'wenn_cm:tags'), 'wenn_cm:tag').slice(0, 300)) {
    const name = attribute(tag, 'value');
    const kind = attribute(tag, 'type_value') ?? '';
    if (name === undefined) continue;
    if (/place|city|country|venue/i.test(kind)) tags.places.push({ name });
    else if (/band|company|organi[sz]ation|group|charity|label/i.test(kind))
      tags.organisations.push({ name });
    else if (
      /celebrity|singer|musician|actor|actress|model|presenter|director|writer|sport|royal|politician|person|comedian|designer|chef/i.test(
        kind,
      )
    ) {
      tags.people.push({ name });
    } else tags.subjects.push({ name });
  }
  return tags;
}

function managementExtra(management: Element | undefined): Record<string, unknown> {
  const priority = firstValue(management, 'wenn_nm:feedarticle_priority');
  const status = firstValue(management, 'wenn_nm:publishing_status');
  return present({ articlePriority: priority, publishingStatus: status });
}

function nothingElse<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : values;
}
