/**
 * Articles of a JSON Feed (https://www.jsonfeed.org/version/1.1/) and of the lists that news APIs answer with. These
 * lists follow no standard; what they call a field is told by the names that are common.
 */
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { bylineOf } from '../common/feed/fields.ts';
import { htmlBody, resolved } from '../common/feed/markup.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import {
  array,
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
import type { WireFile } from '../common/wire-file.ts';
import { articlesOf, feedOf, isArticle, PLAIN_TEXTS, TEASERS, TEXTS, TITLES } from './items.ts';

/** The articles of the document, in its order. @throws ParseError too-many-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const feed = feedOf(file.json);
  const { around, members } = feed ?? articlesOf(file.json) ?? { around: {}, members: [] };
  if (members.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${members.length} items, ${LIMITS.items} are allowed`);
  }
  const isItem = feed === undefined ? isArticle : isObject;
  return members.map((member, index): ParsedItem =>
    isItem(member)
      ? parsed(readItem(member, around, feed !== undefined))
      : { ok: false, code: 'not-an-article', message: `item ${index + 1} has no headline with a text to it` },
  );
}

const IDS = ['id', 'guid', 'uuid', '_id', 'articleId', 'article_id'];
const LINKS = ['url', 'link', 'webUrl', 'permalink', 'canonicalUrl', 'canonical_url'];
const PUBLISHED = [
  ...[
    'date_published',
    'publishedAt',
    'published_at',
    'datePublished',
    'publicationDate',
    'publication_date',
  ],
  ...['webPublicationDate', 'pubDate', 'pub_date', 'published', 'createdAt', 'created_at', 'created', 'date'],
];
const MODIFIED = [
  ...[
    'date_modified',
    'updatedAt',
    'updated_at',
    'dateModified',
    'modifiedAt',
    'modified_at',
    'lastModified',
  ],
  ...['last_modified', 'updated', 'modified'],
];

function readItem(source: JsonObject, around: JsonObject, isFeed: boolean): WireItem {
  const fields = new Fields(source);
  const base = string(own(around, 'home_page_url')) ?? string(own(around, 'feed_url'));
  const written = fields.string(...LINKS);
  const link = written === undefined ? undefined : resolved(written, base);
  const id = fields.string(...IDS) ?? fields.string('uri') ?? link;
  const title = fields.string(...TITLES);
  const published = fields.date(...PUBLISHED);
  const outlet = outletOf(fields.get('source', 'publisher', 'provider'));
  const { body, isCut } = bodyOf(fields, base);
  const by = peopleOf(fields) ?? (isFeed ? peopleOf(new Fields(around)) : undefined);
  fields.ignore('uri');
  const item = present({
    ...(id === undefined ? { idFrom: [title ?? '', published ?? '', outlet ?? ''] } : { id }),
    versionSequence: null,
    representationType: isCut ? ('partial' as const) : undefined,
    headlines: labelled('main', title),
    title: fields.string('subtitle', 'kicker'),
    body,
    descriptions: labelled('abstract', fields.string(...TEASERS)),
    by,
    status: statusOf(fields),
    embargoed: fields.embargo('embargo', 'embargoed', 'embargoUntil', 'embargo_until', 'embargoedUntil'),
    expires: fields.date('expires', 'expiresAt', 'expires_at'),
    firstCreated: published,
    versionCreated: fields.date(...MODIFIED) ?? published,
    language: fields.string('language', 'lang') ?? string(own(around, 'language')),
    keywords: ['tags', 'keywords', 'categories', 'category', 'section', 'sectionName'].flatMap((name) =>
      strings(fields.get(name)).flatMap((words) => words.split(/[,;]/)),
    ),
    infoSources: outlet === undefined ? [] : [{ name: outlet, role: 'source' }],
    copyrightNotice: fields.string('copyright', 'copyrightNotice'),
    usageTerms: fields.string('license', 'licence', 'rights'),
    service: isFeed ? string(own(around, 'title')) : undefined,
    associations: [...picturesOf(fields, base), ...attachmentsOf(fields, base)],
  });
  fields.keep('external_url', 'content_text');
  // extensions of a feed are named by an underscore ("Extensions")
  fields.keep(...Object.keys(source).filter((name) => name.startsWith('_')));
  const { extra, warnings } = leftovers(fields);
  return {
    ...item,
    ...present({
      warnings: isCut
        ? [...warnings, { code: 'cut-text', detail: 'the list has only the beginning of the text' }]
        : warnings,
      extra: present({ ...extra, link }),
    }),
  };
}

const ENDED = /^(?:cancell?ed|killed|withheld|withdrawn|retracted|deleted|embargoed)$/i;

/** Many lists say "ok" or "published" of an article; only what keeps it from readers is a status of the item. */
function statusOf(fields: Fields): string | undefined {
  const status = fields.code('pubStatus', 'publishStatus', 'status', 'state');
  if (status === undefined || !ENDED.test(status)) return undefined;
  return /^(?:withdrawn|retracted|deleted)$/i.test(status) ? 'canceled' : status;
}

const TAG = /<(?:p|br|div|a|em|strong|h[1-6]|ul|ol|li|blockquote|figure|span|img)\b[^<>]*>/i;
/** How news APIs say that the rest is to be bought: "… [+2461 chars]". */
const CUT = /\[\+\d{1,7} (?:chars|characters)\]$/;

function bodyOf(fields: Fields, base: string | undefined): { body?: WireItem['body']; isCut: boolean } {
  const html = fields.string(...TEXTS);
  const plain = html === undefined ? fields.string(...PLAIN_TEXTS) : undefined;
  const whole = html ?? plain;
  if (whole === undefined) return { isCut: false };
  const isCut = CUT.test(whole.trimEnd());
  const text = isCut ? whole.slice(0, whole.lastIndexOf('[+')).trimEnd() : whole;
  const body = TAG.test(text) ? htmlBody(text, base) : { kind: 'text' as const, text };
  return { body, isCut };
}

/** Authors as names, as objects with a name, or as one line. */
function peopleOf(fields: Fields): string | undefined {
  const names = ['authors', 'author', 'byline', 'creator'].map((name) => strings(fields.get(name)));
  return bylineOf(names.find((found) => found.length > 0) ?? []);
}

function outletOf(value: unknown): string | undefined {
  return strings(value)[0] ?? string(own(value, 'title')) ?? string(own(value, 'id'));
}

const PICTURES = ['image', 'urlToImage', 'imageUrl', 'image_url', 'banner_image', 'thumbnail', 'images'];

function picturesOf(fields: Fields, base: string | undefined): ItemAssociation[] {
  const seen = new Set<string>();
  return PICTURES.flatMap((name) => array(fields.get(name)))
    .slice(0, LIMITS.items)
    .flatMap((picture) => {
      const written =
        string(picture) ?? ['url', 'href', 'src'].flatMap((name) => string(own(picture, name)) ?? [])[0];
      const href = written === undefined ? undefined : resolved(written, base);
      if (href === undefined || seen.has(href)) return [];
      seen.add(href);
      return [
        {
          name: `picture-${seen.size}`,
          rel: 'picture',
          id: href,
          type: 'picture' as const,
          renditions: [{ name: 'main', href, ...present(sizeOf(picture)) }],
          ...present({
            caption: string(own(picture, 'caption')) ?? string(own(picture, 'alt')),
            by: string(own(picture, 'credit')) ?? string(own(picture, 'photographer')),
          }),
        },
      ];
    });
}

function sizeOf(picture: unknown): { width: number | undefined; height: number | undefined } {
  return { width: number(own(picture, 'width')), height: number(own(picture, 'height')) };
}

function attachmentsOf(fields: Fields, base: string | undefined): ItemAssociation[] {
  return fields
    .objects('attachments', 'enclosures')
    .slice(0, LIMITS.items)
    .flatMap((attachment, index) => {
      const address = string(own(attachment, 'url'));
      if (address === undefined) return [];
      const href = resolved(address, base);
      const contentType = string(own(attachment, 'mime_type')) ?? string(own(attachment, 'type'));
      const type = /^(audio|video)\//.exec(contentType ?? '')?.[1];
      return [
        {
          name: `attachment-${index + 1}`,
          rel: 'attachment',
          id: href,
          ...present({
            type: type === 'audio' || type === 'video' ? type : undefined,
            headline: string(own(attachment, 'title')),
          }),
          renditions: [
            {
              name: 'main',
              href,
              ...present({
                contentType,
                sizeInBytes: number(own(attachment, 'size_in_bytes')),
                duration: number(own(attachment, 'duration_in_seconds')),
              }),
            },
          ],
        },
      ];
    });
}
