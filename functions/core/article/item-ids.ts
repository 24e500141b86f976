/** What an item is called: its URI, its other ids, and where it stands in the order of its versions. */
import type { WireItem } from './wire-item.ts';
import type { CleanBody } from '../text/html.ts';
import { clean, prune } from './fields.ts';
import { derivedUri, uriOf } from './identity.ts';
import type { AltId, Text, Uri } from './ninjs.ts';

/** The item's own id as a URI; without one, a URI derived from what it says. */
export function uriOfItem(
  item: WireItem,
  provider: string,
  headlines: readonly Text[],
  body: CleanBody | undefined,
): Uri {
  return item.id === undefined || item.id.trim() === ''
    ? derivedUri(provider, derivation(item, headlines, body))
    : uriOf(provider, item.id);
}

function derivation(item: WireItem, headlines: readonly Text[], body: CleanBody | undefined): string[] {
  const given = (item.idFrom ?? []).filter((part) => part.trim() !== '');
  return given.length > 0
    ? [...given]
    : [headlines[0]?.value ?? '', body?.plain ?? '', item.versionCreated ?? ''];
}

/** Its own id where the URI says it otherwise, and the other ids; each once. */
export function altIdsOf(item: WireItem, uri: Uri): AltId[] {
  const own =
    item.id !== undefined && item.id.trim() !== '' && item.id.trim() !== uri
      ? [{ role: 'provider-id', value: item.id.trim() }]
      : [];
  const all = [...own, ...(item.altIds ?? [])].flatMap(({ role, value }) => {
    const trimmed = clean(value);
    return trimmed === undefined ? [] : [prune<AltId>({ role, value: trimmed })];
  });
  return [...new Map(all.map((altId) => [`${altId.role ?? ''}\n${altId.value ?? ''}`, altId])).values()];
}

/** Its place in the order of versions: told apart, or the version where that is a number. */
export function sequenceOf(item: WireItem, version: string | undefined): number | null {
  if (item.versionSequence !== undefined) return item.versionSequence;
  return version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : null;
}
