/** Who a NewsML 1 item is: one id for all revisions of a story (NewsML 1.2 section 5.3.1, NewsIdentifier). */
import type { Element } from 'domhandler';
import type { AltId } from '../../article/ninjs.ts';
import { attribute, child, text } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import type { Component } from './components.ts';

export interface Identity {
  id?: string;
  /** Where nothing in the file is an identity. */
  idFrom?: readonly string[];
  version?: string;
  previousVersion?: string;
  /** RevisionId@Update: N full item, U edits of the previous revision, A management metadata only. */
  update: string;
  altIds: readonly AltId[];
}

/** What a derived identity may rest on: nothing that changes when the same item is sent again. */
export interface Fallback {
  firstCreated: string | undefined;
  headline: string | undefined;
  /** Beginning of the story: all that tells two items of one second apart where neither has a headline. */
  start: string | undefined;
  components: readonly Component[];
}

const URN_SEGMENTS = 5; // urn:newsml:<provider>:<date>:<item>

/** Reads Identification of a NewsItem. */
export function identityOf(newsItem: Element, fallback: Fallback): Identity {
  const identifier = child(newsItem, 'Identification', 'NewsIdentifier');
  const provider = text(child(identifier, 'ProviderId'));
  const date = text(child(identifier, 'DateId'));
  const itemId = text(child(identifier, 'NewsItemId'));
  const revision = child(identifier, 'RevisionId');
  const publicId = text(child(identifier, 'PublicIdentifier'));
  const duid = duidOf(newsItem, fallback.components);
  const itemVersion = /-v(\d{1,6})$/i.exec(itemId ?? '')?.[1];
  const version = text(revision) ?? itemVersion ?? revisionIn(publicId, itemId);
  const id =
    familyOf(publicId, itemId, text(revision)) ??
    identifierOf(provider, date, meaningful(itemId)) ??
    // the day of its creation stays with all revisions; a time may be that of this one
    identifierOf(provider, dayOf(fallback.firstCreated ?? date), duid);
  const altIds: AltId[] = [
    { role: 'public-identifier', value: publicId ?? '' },
    { role: 'news-item-id', value: itemId ?? '' },
    { role: 'duid', value: duid ?? '' },
  ].filter(({ value }) => value !== '' && value !== id);
  return {
    ...(id === undefined
      ? { idFrom: [provider ?? '', fallback.firstCreated ?? '', fallback.headline ?? fallback.start ?? ''] }
      : { id }),
    ...present({ version, previousVersion: attribute(revision, 'PreviousRevision') }),
    update: attribute(revision, 'Update')?.toUpperCase() ?? 'N',
    altIds,
  };
}

/**
 * A public identifier without its revision. undefined where it names no item: a constant such as
 * urn:newsml:www.example.com stands on every item of some feeds.
 */
export function familyOf(
  publicId: string | undefined,
  itemId: string | undefined,
  revision?: string,
): string | undefined {
  if (publicId === undefined) return undefined;
  if (/^urn:newsml:/i.test(publicId) && publicId.split(':').length < URN_SEGMENTS) return undefined;
  const digits = revisionIn(publicId, itemId, revision);
  const bare = digits === undefined ? publicId : publicId.slice(0, publicId.lastIndexOf(':'));
  // some agencies repeat the revision in the item's own id
  return itemId !== undefined && /-v\d{1,6}$/i.test(itemId) ? bare.replace(/-v\d{1,6}$/i, '') : bare;
}

/** The revision at the end of a public identifier ("...:TX-PAR-FXW86:1", "...:12:3N"); undefined where it has none. */
function revisionIn(
  publicId: string | undefined,
  itemId: string | undefined,
  revision?: string,
): string | undefined {
  const digits = /:(\d{1,18})[NUA]?$/.exec(publicId ?? '')?.[1];
  if (publicId === undefined || digits === undefined) return undefined;
  if (digits === revision && itemId !== revision) return digits;
  const rest = publicId.slice(0, publicId.lastIndexOf(':'));
  // without a revision the last part is the item's own number
  if (itemId === undefined) return rest.split(':').length >= URN_SEGMENTS ? digits : undefined;
  return publicId.endsWith(`:${itemId}`) && !rest.endsWith(`:${itemId}`) ? undefined : digits;
}

function identifierOf(
  provider: string | undefined,
  date: string | undefined,
  item: string | undefined,
): string | undefined {
  if (item === undefined) return undefined;
  return ['urn', 'newsml', provider ?? '', date ?? '', item.replace(/-v\d{1,6}$/i, '')].join(':');
}

function dayOf(written: string | undefined): string | undefined {
  return (
    /^(\d{4})-?(\d\d)-?(\d\d)/
      .exec(written ?? '')
      ?.slice(1)
      .join('') ?? written
  );
}

function meaningful(itemId: string | undefined): string | undefined {
  return itemId === undefined || /^0*$/.test(itemId) ? undefined : itemId;
}

/** A document-wide id serves as identity only if it looks like a number of a story ("NC00001" is on every one). */
function duidOf(newsItem: Element, components: readonly Component[]): string | undefined {
  const elements = [...components.flatMap((component) => [component, ...component.children])].map(
    ({ element }) => element,
  );
  return [newsItem, ...elements]
    .map((element) => attribute(element, 'Duid'))
    .find((duid) => duid !== undefined && /[1-9]\d{4}/.test(duid));
}
