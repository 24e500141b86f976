/** docdata: identity, dates, status, embargo, places, keywords and rights of an NITF document. */
import type { Element } from 'domhandler';
import { isEmbargoed } from '../../article/item-dates.ts';
import type { AltId, Place } from '../../article/ninjs.ts';
import type { EdNote, Signal } from '../../article/record.ts';
import type { RestrictionKind } from '../../article/rights.ts';
import { readDate } from '../../text/dates.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { ParseContext } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { allToJson } from '../common/xml-values.ts';

const CANCELED = /^(?:cancell?ed|cancel|kill(?:ed)?|deleted?|withdrawn|retracted|recalled)$/i;

/**
 * @param docdata may stand in the head or elsewhere
 * @param pubdata its siblings in the head, or children
 */
export function readDocdata(
  docdata: Element | undefined,
  pubdata: readonly Element[],
  context: ParseContext,
): Partial<WireItem> {
  const status = attribute(docdata, 'management-status');
  const duKey = child(docdata, 'du-key');
  const { plainId, ...identity } = readIdentity(docdata, duKey);
  const managed = readManaged(docdata, status, identity.id, plainId);
  const dates = readDates(docdata, pubdata, status, context);
  const notes = readMessages(children(docdata, 'ed-msg'));
  const correction = child(docdata, 'correction');
  const copyright = child(docdata, 'doc.copyright');
  const rights = children(docdata, 'doc.rights');
  const signals: Signal[] = correction === undefined ? [] : ['correction'];
  const corrected = attribute(correction, 'id-string');
  return present({
    ...identity,
    ...dates,
    ...managed,
    status,
    signals,
    edNotes: notes,
    replaces: [
      ...(managed.replaces ?? []),
      ...(corrected === undefined || plainId(corrected) === identity.id ? [] : [plainId(corrected)]),
    ],
    places: children(docdata, 'evloc').flatMap(placesOf),
    keywords: children(child(docdata, 'key-list'), 'keyword').flatMap(
      (keyword) => attribute(keyword, 'key') ?? text(keyword) ?? [],
    ),
    copyrightHolder: attribute(copyright, 'holder') ?? text(copyright),
    usageTerms:
      rights
        .flatMap((one) =>
          [attribute(one, 'type') ?? [], attribute(one, 'limitations') ?? [], text(one) ?? []].flat(),
        )
        .join(' ') || undefined,
    rights: limitsOf(rights),
    infoSources: children(child(docdata, 'del-list'), 'from-src').flatMap((source) => {
      const name = attribute(source, 'src-name');
      return name === undefined ? [] : [{ name, role: 'delivery' }];
    }),
    extra: present({
      regsrc: attribute(child(docdata, 'doc-id'), 'regsrc'),
      duKey: allToJson(children(docdata, 'du-key'))?.[0],
      copyrightYear: attribute(copyright, 'year'),
      rights: allToJson(rights),
      scope: children(docdata, 'doc-scope').flatMap((scope) => attribute(scope, 'scope') ?? []),
      series: allToJson(children(docdata, 'series')),
      fixture: attribute(child(docdata, 'fixture'), 'fix-id'),
      correction: allToJson(children(docdata, 'correction')),
      identifiedContent: allToJson(children(docdata, 'identified-content')),
      pubdata: allToJson(pubdata),
    }),
  });
}

/** Where and until when doc.rights hold; who sold them is in `extra`. */
function limitsOf(rights: readonly Element[]): WireItem['rights'] {
  const statements = rights.flatMap((one) => [
    ...limit(one, ['geography', 'location-code'], 'territory-only'),
    ...limit(one, ['end.date', 'enddate'], 'limited-time'),
  ]);
  return statements.length === 0 ? undefined : { statements };
}

function limit(
  rights: Element,
  names: readonly string[],
  kind: RestrictionKind,
): NonNullable<NonNullable<WireItem['rights']>['statements']>[number][] {
  return names.flatMap((name) => {
    const scope = attribute(rights, name);
    return scope === undefined || scope.trim() === ''
      ? []
      : [{ text: `${name} ${scope}`, field: `doc.rights@${name}`, kind, scope }];
  });
}

interface Identity {
  id?: string;
  version?: string;
  versionSequence?: number | null;
  altIds: AltId[];
  /** An id as this document's own ids are written: without the revision that the vendor appends. */
  plainId: (id: string) => string;
}

/** Ids of stories relayed by NTB: day, agency, number and, last, the revision (`20260512:ABC:8883:0`). */
const NUMBERED = /^(\d{8}:[A-Z]{2,5}:\d{1,8}):(\d{1,4})$/;

/**
 * doc-id is the identity. NTB appends the revision to it (`…_47`, where du-key says version 47 or 48): then the
 * suffix is the version's and goes. regsrc is kept beside it: references to other documents (management-doc-idref)
 * name the id alone.
 */
function readIdentity(docdata: Element | undefined, duKey: Element | undefined): Identity {
  const written = attribute(child(docdata, 'doc-id'), 'id-string');
  const version = attribute(duKey, 'version');
  const generation = attribute(duKey, 'generation');
  const key = attribute(duKey, 'key');
  const suffix = /_(\d{1,4})$/.exec(written ?? '')?.[1];
  const hasRevision =
    suffix !== undefined && version !== undefined && Math.abs(Number(version) - Number(suffix)) <= 1;
  const plainId = (id: string): string =>
    hasRevision ? id.replace(/_\d{1,4}$/, '') : (NUMBERED.exec(id)?.[1] ?? id);
  const id = written === undefined ? undefined : plainId(written);
  return {
    ...present({
      id,
      version: version ?? generation ?? NUMBERED.exec(written ?? '')?.[2],
      versionSequence: sequenceOf(generation, version),
    }),
    altIds: [
      ...(written === undefined || written === id ? [] : [{ role: 'doc-id', value: written }]),
      ...(key === undefined ? [] : [{ role: 'du-key', value: key }]),
    ],
    plainId,
  };
}

/** Versions count within a generation. */
function sequenceOf(generation: string | undefined, version: string | undefined): number | undefined {
  if (generation === undefined || version === undefined) return undefined;
  if (!/^\d{1,6}$/.test(generation) || !/^\d{1,3}$/.test(version)) return undefined;
  return Number(generation) * 1000 + Number(version);
}

/** management-doc-idref names the document that the status is about: a kill of another one, or its replacement. */
function readManaged(
  docdata: Element | undefined,
  status: string | undefined,
  own: string | undefined,
  plainId: (id: string) => string,
): Pick<WireItem, 'cancels' | 'associations' | 'replaces'> {
  const other = attribute(docdata, 'management-doc-idref');
  if (other === undefined) return {};
  const about = attribute(docdata, 'management-idref-status') ?? status ?? '';
  const id = plainId(other);
  // An earlier revision of the same document: this one takes its place anyway
  if (id === own) return {};
  if (CANCELED.test(about)) return { cancels: [id], replaces: [id] };
  if (/replace|supersede|update|correct/i.test(about)) return { replaces: [id] };
  return { associations: [{ name: 'managed-document', rel: 'related', id }] };
}

type Dates = Pick<WireItem, 'versionCreated' | 'firstCreated' | 'expires' | 'embargoed'>;

/** date.release is an embargo where it lies after date.issue; with the same instant it only repeats it. */
function readDates(
  docdata: Element | undefined,
  pubdata: readonly Element[],
  status: string | undefined,
  context: ParseContext,
): Dates {
  const norm = (name: string): string | undefined => {
    const element = child(docdata, name);
    return attribute(element, 'norm') ?? text(element);
  };
  const issue = [norm('date.issue'), ...pubdata.map((one) => attribute(one, 'date.publication'))].find(
    isDateLike,
  );
  const release = norm('date.release');
  const instant = (written: string | undefined): number =>
    written === undefined ? NaN : Date.parse(readDate(written, { ...context, window: 'any' }).instant ?? '');
  const held =
    release !== undefined &&
    isDateLike(release) &&
    release !== issue &&
    !(instant(release) <= instant(issue));
  const embargoed = held ? release : isEmbargoed(status) ? '' : undefined;
  return present({ versionCreated: issue, expires: norm('date.expire'), embargoed });
}

/** Templates that were never filled in ("YYYYMMDD000000-HHMM") are none. */
function isDateLike(written: string | undefined): boolean {
  return written !== undefined && /\d{4}/.test(written) && !/[YMDH]{2}/.test(written);
}

function readMessages(elements: readonly Element[]): EdNote[] {
  return elements.flatMap((message) => {
    const value = attribute(message, 'info') ?? text(message);
    const role = attribute(message, 'msg-type') ?? 'ed-msg';
    return value === undefined ? [] : [{ role, text: value, public: !/private|internal/i.test(role) }];
  });
}

const COUNTRY_SCHEMES: Readonly<Record<number, string>> = {
  2: 'http://cvx.iptc.org/iso3166-1a2/',
  3: 'http://cvx.iptc.org/iso3166-1a3/',
};

/** The most exact name first, what it lies in after it as broader places. */
function placesOf(evloc: Element): Place[] {
  const country = attribute(evloc, 'iso-cc');
  const scheme = country === undefined ? undefined : COUNTRY_SCHEMES[country.length];
  const named = ['city', 'county-dist', 'state-prov'].flatMap((name): Place[] => {
    const value = attribute(evloc, name);
    return value === undefined ? [] : [{ name: value }];
  });
  const own = text(evloc);
  if (named.length === 0 && own !== undefined) named.push({ name: own });
  const all: Place[] =
    country === undefined
      ? named
      : [
          ...named,
          scheme === undefined
            ? { literal: country }
            : { literal: country, uri: scheme + country.toUpperCase() },
        ];
  return all.map((place, index) => ({ ...place, rel: index === 0 ? 'event' : 'broader' }));
}
