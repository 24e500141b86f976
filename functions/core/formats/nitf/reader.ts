/**
 * NITF 3.x (IPTC News Industry Text Format): one document, one item. Sources of the rules: the NITF 3.6
 * documentation, and the habits of AAP, AP, ANSA, EFE, NTB and PA.
 */
import type { Element } from 'domhandler';
import type { Genre, Subject } from '../../article/ninjs.ts';
import { attribute, child, children, descendants, rawText, text } from '../../text/xml.ts';
import { parsed, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { urgencyOfLetter } from '../common/priorities.ts';
import type { WireFile } from '../common/wire-file.ts';
import { allToJson } from '../common/xml-values.ts';
import { readNitfBody } from './body.ts';
import { readDocdata } from './docdata.ts';
import { entityOf } from './entities.ts';
import { readMeta, type Meta } from './meta.ts';

/** The one item of the document. */
export function parse(file: WireFile, context: ParseContext): Iterable<ParsedItem> {
  return [parsed(readNitf(file.xml, context))];
}

/**
 * @param root the `nitf` element
 * @param context zone and time of receipt: only for telling whether the release lies after the issue
 */
function readNitf(root: Element, context: ParseContext): WireItem {
  const head = child(root, 'head');
  const docdata = anywhere(root, head, 'docdata');
  const pubdata = [...children(head, 'pubdata'), ...children(docdata, 'pubdata')];
  const meta = readMeta(head);
  const about = readDocdata(docdata, pubdata, context);
  const body = readNitfBody(root);
  const title = text(child(head, 'title'));
  const headlines = body.headlines ?? [];
  const mainHeadline = headlines.find(({ role }) => role === 'main')?.value;
  const keywords = [...(about.keywords ?? []), ...meta.get('keyword').map(({ value }) => value)];
  const tobject = child(head, 'tobject');
  const identified = readIdentified(child(docdata, 'identified-content'));
  const merged: WireItem = {
    ...about,
    ...body,
    ...present({
      type: 'text' as const,
      firstCreated: firstRevision(head, docdata),
      headlines:
        mainHeadline === undefined && title !== undefined
          ? [{ role: 'main', value: title }, ...headlines]
          : headlines,
      title,
      slugline: sluglineOf(meta, about.keywords ?? [], title, mainHeadline),
      takeKey: meta.first('takeKey'),
      language:
        attribute(root, 'baselang') ??
        attribute(root, 'lang') ??
        attribute(child(root, 'body'), 'lang') ??
        meta.first('language'),
      urgency:
        attribute(anywhere(root, head, 'urgency'), 'ed-urg') ??
        meta.first('urgency') ??
        urgencyOfLetter(meta.first('priority')),
      priority: meta.first('priority'),
      service: meta.first('service'),
      categories: meta.get('category').map(({ value }) => value),
      keywords,
      wordCount: meta.first('wordCount') ?? wordsOf(pubdata),
      located: body.dateline?.city,
      creditLine: body.creditLine ?? meta.first('credit'),
      usageTerms: body.usageTerms ?? about.usageTerms,
      rights: present({
        ...about.rights,
        dataMining: meta.get('dataMining').map(({ name, value }) => ({ value, field: `meta.${name}` })),
        statements: [
          ...(about.rights?.statements ?? []),
          ...meta.get('rights').map(({ name, value }) => ({ text: value, field: `meta.${name}` })),
        ],
        ai: meta.get('ai').map(({ name, value }) => ({ system: value, field: `meta.${name}` })),
      }),
      subjects: readSubjects(tobject),
      genres: readGenres(tobject, meta),
      edNotes: [
        ...(about.edNotes ?? []),
        ...(body.edNotes ?? []),
        ...meta
          .get('note')
          .filter(({ value }) => value !== title && value !== mainHeadline)
          .map(({ name, value }) => ({ role: name, text: value, public: true })),
      ],
      places: [...(about.places ?? []), ...(identified.places ?? []), ...(body.places ?? [])],
      people: [...(body.people ?? []), ...(identified.people ?? [])],
      organisations: [...(body.organisations ?? []), ...(identified.organisations ?? [])],
      associations: [...(body.associations ?? []), ...(about.associations ?? [])],
      infoSources: [
        ...meta.get('source').map(({ value }) => ({ name: value, role: 'source' })),
        ...(body.infoSources ?? []),
        ...(about.infoSources ?? []),
      ],
      altIds: [
        ...(about.altIds ?? []),
        ...meta.get('altId').map(({ name, value }) => ({ role: name, value })),
        ...pubdata.flatMap((one) => {
          const reference = attribute(one, 'ex-ref');
          return reference === undefined ? [] : [{ role: 'ex-ref', value: reference }];
        }),
      ],
      extra: {
        ...about.extra,
        ...body.extra,
        ...present({
          nitfVersion: attribute(root, 'version'),
          tobjectType: attribute(tobject, 'tobject.type'),
          meta: Object.keys(meta.rest).length === 0 ? undefined : meta.rest,
          revisionHistory: allToJson([
            ...children(head, 'revision-history'),
            ...children(docdata, 'revision-history'),
          ]),
          iim: allToJson(children(head, 'iim')),
        }),
      },
    }),
  };
  return merged.id === undefined ? { ...merged, idFrom: identityOf(merged, docdata) } : merged;
}

/** Where there is no doc-id (AP): the story key and its day, or what the document says. */
function identityOf(item: WireItem, docdata: Element | undefined): string[] {
  const key = attribute(child(docdata, 'du-key'), 'key');
  const issued = item.versionCreated ?? '';
  if (key !== undefined) return ['du-key', key, issued.replaceAll('-', '').slice(0, 8)];
  const body = item.body?.kind === 'nodes' ? item.body.nodes : [];
  const words = body.map(rawText).join(' ').replace(/\s+/g, ' ').trim();
  return [item.headlines?.[0]?.value ?? '', item.by ?? '', issued, words];
}

/** docdata and urgency stand in the head by the standard, and anywhere in practice. */
function anywhere(root: Element, head: Element | undefined, name: string): Element | undefined {
  return (
    child(head, name) ??
    child(head, 'docdata', name) ??
    child(root, name) ??
    descendants(head, name)[0] ??
    descendants(root, name)[0]
  );
}

/** PA's one keyword is its slug; a title that repeats the headline is none. */
function sluglineOf(
  meta: Meta,
  keywords: readonly string[],
  title: string | undefined,
  headline: string | undefined,
): string | undefined {
  return (
    meta.first('slugline') ?? (keywords.length === 1 ? keywords[0] : title === headline ? undefined : title)
  );
}

function wordsOf(pubdata: readonly Element[]): string | undefined {
  for (const one of pubdata) {
    const length = attribute(one, 'item-length');
    if (length !== undefined && /^(?:words?|palabras?)?$/i.test(attribute(one, 'unit-of-measure') ?? ''))
      return length;
  }
  return undefined;
}

/** When the story began, by its revision history. */
function firstRevision(head: Element | undefined, docdata: Element | undefined): string | undefined {
  const revisions = [...children(head, 'revision-history'), ...children(docdata, 'revision-history')];
  return revisions
    .map((revision) => attribute(revision, 'norm'))
    .find((norm) => norm !== undefined && /^\d{4}/.test(norm));
}

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';
const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

/** Eight digits of IPTC are subject codes (media topics from 20000000 on); another `ipr` is a scheme of its own. */
function readSubjects(tobject: Element | undefined): Subject[] {
  return children(tobject, 'tobject.subject').flatMap((subject): Subject[] => {
    const at = (name: string): string | undefined => attribute(subject, `tobject.subject.${name}`);
    const number = at('refnum');
    const ipr = at('ipr') ?? 'IPTC';
    const name = at('detail') ?? at('matter') ?? at('type');
    if (number === undefined) return name === undefined ? [] : [{ name, literal: at('code') ?? name }];
    const isIptc = /^IPTC$/i.test(ipr) && /^\d{8}$/.test(number);
    const scheme = number.startsWith('2') ? MEDIA_TOPICS : SUBJECT_CODES;
    return [
      present({ name, uri: isIptc ? scheme + number : `urn:x-qcode:${ipr.replaceAll(':', '.')}:${number}` }),
    ];
  });
}

function readGenres(tobject: Element | undefined, meta: Meta): Genre[] {
  const properties = children(tobject, 'tobject.property').flatMap(
    (property) => attribute(property, 'tobject.property.type') ?? [],
  );
  const names = [...properties, ...meta.get('genre').map(({ value }) => value)];
  return [...new Set(names)].map((name) => ({ name, literal: name }));
}

/** identified-content: what the document is about, with or without words for it. */
function readIdentified(
  identified: Element | undefined,
): Pick<WireItem, 'people' | 'organisations' | 'places'> {
  const concepts = (name: string): object[] =>
    children(identified, name).flatMap((element) => entityOf(element, 'about') ?? []);
  return present({
    people: concepts('person'),
    organisations: concepts('org'),
    places: [...concepts('location'), ...concepts('virtloc')],
  });
}
