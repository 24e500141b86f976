/** The dialect of AP's Atom feeds: NewsManagement (apnm) and ContentMetadata (apcm) beside the entry. */
import type { Element } from 'domhandler';
import type { Concept, Organisation, Place, Subject } from '../../article/ninjs.ts';
import type { Signal } from '../../article/record.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { allValues, firstValue, leftOver } from '../common/feed/fields.ts';

const READ = new Set(
  (
    'apcm:HeadLine apcm:ExtendedHeadLine apcm:DateLine apcm:ByLine apcm:SlugLine apcm:Keywords apcm:Source ' +
    'apcm:DateLineLocation apcm:SubjectClassification apcm:EntityClassification apcm:Priority apcm:CopyrightLine ' +
    'apcm:CreditLine apcm:OverLine apcm:TransmissionReference apcm:Category'
  ).split(' '),
);

/** Fields of an AP entry that replace or add to those of Atom; undefined for any other entry. */
export function apFieldsOf(entry: Element): Partial<WireItem> | undefined {
  const management = child(entry, 'apnm:NewsManagement');
  const metadata = child(entry, 'apcm:ContentMetadata');
  if (management === undefined && metadata === undefined) return undefined;
  const headline = firstValue(metadata, 'apcm:HeadLine');
  const extended = firstValue(metadata, 'apcm:ExtendedHeadLine', 'apcm:OverLine');
  const change = firstValue(management, 'apnm:ManagementType');
  const status = firstValue(management, 'apnm:PublishingStatus');
  const isKill = /^(?:kill|withdraw|cancel)/i.test(change ?? '');
  const classified = classifiedOf(metadata);
  return present({
    headlines:
      headline === undefined
        ? undefined
        : [
            { role: 'main', value: headline },
            ...(extended === undefined ? [] : [{ role: 'sub', value: extended }]),
          ],
    version: firstValue(management, 'apnm:ManagementSequenceNumber'),
    versionSequence: whole(firstValue(management, 'apnm:ManagementSequenceNumber')),
    status: isKill ? 'canceled' : status,
    embargoed: firstValue(management, 'apnm:ReleaseDateTime', 'apnm:EmbargoDateTime'),
    signals: signalsOf(change),
    edNotes: allValues(management ?? entry, 'apnm:EditorialNote', 'apnm:Instruction').map((note) => ({
      role: 'editorial-note',
      text: note,
      public: true,
    })),
    by: firstValue(metadata, 'apcm:ByLine'),
    slugline: firstValue(metadata, 'apcm:SlugLine'),
    dateline: datelineOf(metadata),
    creditLine: firstValue(metadata, 'apcm:CreditLine'),
    copyrightNotice: firstValue(metadata, 'apcm:CopyrightLine'),
    urgency: attribute(child(metadata, 'apcm:Priority'), 'Numeric'),
    keywords: allValues(metadata ?? entry, 'apcm:Keywords').flatMap((line) => line.split(/[,;]/)),
    ...classified,
    infoSources: children(metadata, 'apcm:Source').flatMap((source) => {
      const name = text(source) ?? attribute(source, 'Id');
      return name === undefined ? [] : [{ name, role: 'source' }];
    }),
    altIds: [
      { role: 'management-id', value: firstValue(management, 'apnm:ManagementId') ?? '' },
      { role: 'transmission-reference', value: firstValue(metadata, 'apcm:TransmissionReference') ?? '' },
    ].filter(({ value }) => value !== ''),
    extra: present({
      byTitle: attribute(child(metadata, 'apcm:ByLine'), 'Title'),
      managementType: change,
      ...(metadata === undefined ? {} : leftOver(metadata, READ)),
    }),
  });
}

/** ManagementType says what happened to the item; "Change" alone is any new version. */
function signalsOf(change: string | undefined): Signal[] {
  if (change === undefined) return [];
  if (/correct/i.test(change)) return ['correction'];
  if (/^(?:kill|withdraw|cancel)/i.test(change)) return ['kill'];
  return /update|writethru/i.test(change) ? ['update'] : [];
}

function datelineOf(metadata: Element | undefined): WireItem['dateline'] {
  const location = child(metadata, 'apcm:DateLineLocation');
  const found = present({
    text: firstValue(metadata, 'apcm:DateLine'),
    city: attribute(location, 'City'),
    country: attribute(location, 'Country'),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

interface Classified {
  subjects: Subject[];
  people?: Concept[];
  places?: Place[];
  organisations?: Organisation[];
  categories?: string[];
}

/** Classifications name their authority ("AP Category Code", "AP Party", "AP Geography" ...). */
function classifiedOf(metadata: Element | undefined): Classified {
  const subjects: Subject[] = [];
  const people: Concept[] = [];
  const places: Place[] = [];
  const organisations: Organisation[] = [];
  const categories: string[] = [];
  const elements = [
    ...children(metadata, 'apcm:SubjectClassification'),
    ...children(metadata, 'apcm:EntityClassification').flatMap((element) => {
      const occurrences = children(element, 'apcm:Occurrence');
      return occurrences.length === 0 ? [element] : occurrences;
    }),
  ];
  for (const element of elements.slice(0, 500)) {
    const name = attribute(element, 'Value') ?? text(element);
    const id = attribute(element, 'Id');
    const holder = element.name === 'apcm:Occurrence' ? element.parent : element;
    const authority =
      (holder !== null && 'attribs' in holder ? attribute(holder, 'Authority') : undefined) ?? '';
    if (name === undefined && id === undefined) continue;
    const concept = present({ name: name ?? id, literal: id });
    if (/category/i.test(authority)) categories.push(id ?? name ?? '');
    else if (/geograph|country|location/i.test(authority)) places.push(concept);
    else if (/company|organi/i.test(authority)) organisations.push(concept);
    else if (/party|person|people/i.test(authority)) people.push(concept);
    else subjects.push(concept);
  }
  return {
    subjects,
    ...present({
      people: people.length === 0 ? undefined : people,
      places: places.length === 0 ? undefined : places,
      organisations: organisations.length === 0 ? undefined : organisations,
      categories,
    }),
  };
}

function whole(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
