/**
 * Fingerpost's "GOA-WIRES-NINJS": many agencies' wires in one flat JSON shape that is not ninjs, and at times not
 * JSON either (raw control characters, curly quotes where quotes belong). Such a file is repaired once, and says so.
 */
import { jsonrepair } from 'jsonrepair';
import type { Concept, Organisation, Subject } from '../../article/ninjs.ts';
import type { Warning } from '../../article/record.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import {
  array,
  at,
  Fields,
  isObject,
  labelled,
  leftovers,
  number,
  own,
  present,
  string,
  strings,
  type JsonObject,
} from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import { typeOf } from '../ninjs/associations.ts';
import { qcodeOf } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { rightsOfFields } from '../common/rights.ts';
import { isHeartbeat, isItem, membersOf } from './items.ts';
import { requoted } from './quotes.ts';

/** The items of the document, repaired where it is no JSON. @throws ParseError malformed-json, too-many-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const json = repairedJson(file);
  if (isHeartbeat(json)) return [];
  const members = membersOf(json);
  if (!members.some(isItem))
    throw new ParseError('malformed-json', 'no item could be read even after a repair');
  if (members.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${members.length} items, ${LIMITS.items} are allowed`);
  }
  return members.map((member, index): ParsedItem =>
    isItem(member)
      ? parsed(readItem(member))
      : { ok: false, code: 'not-fingerpost', message: `item ${index + 1} is no item of this format` },
  );
}

/** Beyond white space and padding, a whole document ends so; one that was cut off must not pass for repaired. */
const WHOLE = /[}\]][\s\u0000-\u001f\u007f]*$/;

/**
 * The JSON value; of a malformed text what it was meant to be.
 * @throws ParseError malformed-json, truncated, too-deep
 */
function repairedJson(file: WireFile): unknown {
  try {
    return file.json;
  } catch (error) {
    if (!(error instanceof ParseError) || error.code === 'too-deep') throw error;
    if (!WHOLE.test(file.text)) throw new ParseError('truncated', error.message);
    const value = repair(file.text);
    const warning: Warning = { code: 'json-repaired', detail: error.message.slice(0, 120) };
    if (!file.warnings.some(({ code }) => code === warning.code)) file.warnings.push(warning);
    return value;
  }
}

function repair(text: string): unknown {
  // jsonrepair gives up at the controls that no text needs
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '');
  const quoted = requoted(clean);
  let value = quoted === undefined ? undefined : repaired(quoted);
  if (!(value?.ok === true && membersOf(value.json).some(isItem))) value = repaired(clean);
  if (!value.ok) throw new ParseError('malformed-json', `beyond repair: ${value.message.slice(0, 120)}`);
  if (depthOf(value.json, LIMITS.depth) > LIMITS.depth) {
    throw new ParseError('too-deep', `JSON nested over ${LIMITS.depth} deep`);
  }
  return value.json;
}

/**
 * jsonrepair copies what it has written at every fault: of so many characters every one may be a fault, and it takes no second.
 * Quotation marks that are not escaped are mended before it, in texts of any length.
 */
const LONGEST_REPAIRED = 64 * 1024;

function repaired(text: string): { ok: true; json: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    // more was wrong than its quotes
  }
  if (text.length > LONGEST_REPAIRED) {
    return {
      ok: false,
      message: `only ${LONGEST_REPAIRED} characters are repaired, these are ${text.length}`,
    };
  }
  try {
    return { ok: true, json: JSON.parse(jsonrepair(text)) };
  } catch (error) {
    // jsonrepair descends by recursion: what is nested too deep ends as a RangeError
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function depthOf(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null || most < 0) return 0;
  let deepest = 0;
  for (const member of Object.values(value)) deepest = Math.max(deepest, depthOf(member, most - 1));
  return deepest + 1;
}

function readItem(source: JsonObject): WireItem {
  const fields = new Fields(source);
  const uri = fields.string('uri');
  const usn = fields.string('usn');
  const feed = fields.string('source-feed');
  const codes = subjectCodes(fields);
  const priority = number(fields.get('priority')) ?? fields.string('priority');
  const body = fields.string('body_text', 'body_html', 'body');
  const location = fields.string('location');
  fields.keep('source-feed', 'dateTimeSent', 'destinations', 'tabVtxt');
  fields.ignore('format', 'mimeType', 'unique-name');
  const item = present({
    id: identityOf(fields, feed, usn, uri),
    idFrom: [feed ?? '', fields.string('headline') ?? '', body ?? ''],
    version: fields.string('version'),
    type: typeOf(fields.string('type')),
    status: fields.code('status'),
    firstCreated: fields.date('firstVersion'),
    versionCreated: fields.date('versionCreated') ?? fields.date('dateTimeSent'),
    embargoed: fields.embargo('embargoed', 'embargo'),
    headlines: [
      ...labelled('main', fields.string('headline')),
      ...labelled('sub', fields.string('subhead', 'subheadline')),
    ],
    // named text, yet most feeds fill it with HTML
    body: body === undefined ? undefined : bodyOf(body),
    descriptions: labelled('abstract', fields.string('abstract')),
    by: fields.string('byline'),
    slugline: fields.string('slug'),
    located: location,
    dateline: location === undefined ? undefined : { text: location },
    language: fields.string('language'),
    urgency: priority,
    priority,
    service: codes.flatMap((code) => /^service:(.+)$/i.exec(code)?.[1] ?? []).join(', ') || undefined,
    categories: [
      ...codes.flatMap((code) => /^(?:iptccat|a1312cat|iptc):([a-z]{1,3})$/i.exec(code)?.[1] ?? []),
      ...fields.strings('mediaCatCodes').flatMap(parts),
    ],
    keywords: fields.strings('keywords').flatMap(parts),
    edNotes: fields.strings('ednote').map((text) => ({ role: '', text, public: true })),
    usageTerms: fields.string('usage', 'usageTerms'),
    rights: rightsOfFields(fields),
    copyrightHolder: fields.string('copyrightHolder'),
    copyrightNotice: fields.string('copyrightNotice'),
    subjects: codes.map(subjectOf),
    organisations: symbolsOf(fields),
    associations: imagesOf(fields),
    altIds: [
      ...labelled('uri', uri),
      ...labelled('usn', usn),
      ...labelled('originalUrn', fields.string('originalUrn')),
    ].filter(({ value }) => value !== '0'),
    signals: signalsOf(fields.get('signals', 'signal')),
  });
  const { extra, warnings } = leftovers(fields);
  return { ...item, ...present({ warnings, extra }) };
}

/**
 * The story number within its feed; it stays with all versions, while uri and unique-name end in the version.
 * Without one, the uri less the date and version at its end.
 */
function identityOf(
  fields: Fields,
  feed: string | undefined,
  usn: string | undefined,
  uri: string | undefined,
): string | undefined {
  if (usn !== undefined) return feed === undefined ? usn : `${feed}.${usn}`;
  const version = fields.string('version');
  const path = uri?.trim();
  if (path === undefined || version === undefined || !path.endsWith(`/${version}`)) return path;
  return path.slice(0, -version.length - 1).replace(/\/\d{4}-\d\d-\d\dT[\d:.]+Z?$/, '');
}

/** "a+b", "a b" or "a,b" in one string. */
function parts(value: string): string[] {
  return value.split('+').flatMap((part) => string(part.trim()) ?? []);
}

function subjectCodes(fields: Fields): string[] {
  const value = fields.get('subjects');
  return strings(isObject(value) ? own(value, 'code') : value).flatMap(parts);
}

function subjectOf(code: string): Subject {
  const uri = qcodeOf(code);
  const concept: Concept = uri === undefined ? { literal: code } : { uri, literal: code };
  return concept;
}

function symbolsOf(fields: Fields): Organisation[] {
  const value = fields.get('organisation');
  return strings(at(value, 'symbols'))
    .flatMap(parts)
    .map((symbol) => ({ literal: symbol, symbols: [{ symbol }] }));
}

function imagesOf(fields: Fields): ItemAssociation[] {
  return array(fields.get('imageIds'))
    .flatMap((id) => string(id) ?? [])
    .slice(0, LIMITS.items)
    .map((id, index) => ({ name: `image-${index + 1}`, id, type: 'picture' as const }));
}

const MARKUP = /<\/?(?:p|br|div|h[1-6]|ul|ol|li|table|blockquote|a|b|i|em|strong|pre)(?:\s[^<>]*)?\/?>/i;

function bodyOf(value: string): WireItem['body'] {
  return MARKUP.test(value) ? { kind: 'html', html: value } : { kind: 'text', text: value };
}
