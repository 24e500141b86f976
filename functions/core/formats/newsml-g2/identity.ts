/** Identity and versions of G2 items, and the spellings in which vendors write one identity. */
import type { AltId } from '../../article/ninjs.ts';

const STT = 'urn:newsml:stt.fi:';

/**
 * One spelling for one identity:
 * - Reuters writes tag URIs with underscores in files that were named after them
 *   (`tag_reuters.com_2014_newsml_X` is `tag:reuters.com,2014:newsml_X`)
 * - STT leaves the date of its newsml URN blank after the first version (`urn:newsml:stt.fi::1`)
 */
export function canonicalGuid(guid: string): string {
  const tag = /^tag_([a-z\d.-]{1,100})_(\d{4})_(newsml|binary)_(\S+)$/i.exec(guid);
  if (tag !== null) return `tag:${tag[1] ?? ''},${tag[2] ?? ''}:${tag[3] ?? ''}_${tag[4] ?? ''}`;
  return guid.startsWith(STT) ? guid.replace(/(?<=^urn:newsml:stt\.fi:)\d{8}(?=:)/, '') : guid;
}

/** The id of an item without its version, and the spelling of the file where that differs. */
export function identityOf(guid: string | undefined): { id?: string; altIds: AltId[] } {
  if (guid === undefined) return { altIds: [] };
  const id = canonicalGuid(guid);
  return { id, altIds: id === guid ? [] : [{ role: 'guid', value: guid }] };
}

/** Counted versions stay below this; larger numbers are tokens of a vendor's system (Reuters: 978556838). */
const LARGEST_COUNTER = 1_000_000;

/**
 * What sorts the versions of an item: a count, or a date written as digits (yyyymmdd, to the minute or
 * second). null for an opaque version, which only says whether two versions are the same one.
 */
export function versionSequenceOf(version: string): number | null {
  if (!/^\d{1,15}$/.test(version)) return null;
  const number = Number(version);
  if (number < LARGEST_COUNTER) return number;
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?$/.test(
    version,
  )
    ? number
    : null;
}
