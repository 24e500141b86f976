/** A post or page of a WordPress site that everybody may read, now or from its date on. */
import type { Element } from 'domhandler';
import { attribute, children, text } from '../../text/xml.ts';
import { allValues, categorised, firstValue, leftOver } from '../common/feed/fields.ts';
import { mediaTypeOf } from '../common/feed/media.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { labelled, present } from '../common/json.ts';
import { metaOf, type Attachments } from './attachments.ts';
import { contentOf, type PostContent } from './content.ts';

/** What the channel says of the site; filled before its first item. */
export interface Site {
  title?: string;
  link?: string;
  language?: string;
  blogUrl?: string;
  /** Display names by login. */
  readonly authors: Map<string, string>;
  readonly attachments: Attachments;
}

/** Elements that are read, or that only matter to WordPress; readers' comments are not the site's text. */
const READ = new Set(
  (
    'title link guid description content:encoded excerpt:encoded pubDate dc:creator category wp:post_id wp:post_date ' +
    'wp:post_date_gmt wp:post_modified wp:post_modified_gmt wp:post_name wp:status wp:post_type wp:post_parent ' +
    'wp:post_password wp:comment_status wp:ping_status wp:menu_order wp:is_sticky wp:postmeta wp:comment ' +
    'wp:attachment_url'
  ).split(' '),
);

/** The record of an item; undefined where it is none (attachments, menus, revisions) or not public (drafts). */
export function postOf(item: Element, site: Site): WireItem | undefined {
  const type = firstValue(item, 'wp:post_type') ?? 'post';
  const isScheduled = statusOf(item) === 'future';
  if ((type !== 'post' && type !== 'page') || !(isScheduled || isPublic(item))) return undefined;
  const postId = firstValue(item, 'wp:post_id');
  const title = firstValue(item, 'title');
  const link = firstValue(item, 'link');
  const id = firstValue(item, 'guid') ?? permanentId(postId, site) ?? link;
  const content = contentOf(firstValue(item, 'content:encoded') ?? '');
  const published = gmt(firstValue(item, 'wp:post_date_gmt')) ?? firstValue(item, 'pubDate');
  const isLocked = firstValue(item, 'wp:post_password') !== undefined;
  const meta = metaOf(item);
  const { subjects, keywords } = categorised(
    children(item, 'category').flatMap((element) => {
      const value = text(element);
      return value === undefined ? [] : [{ value, scheme: attribute(element, 'domain') }];
    }),
  );
  return present({
    ...(id === undefined ? { idFrom: [site.link ?? '', title ?? '', published ?? ''] } : { id }),
    versionSequence: null,
    // behind a password a post is not public, whatever its status
    status: isLocked ? 'withheld' : undefined,
    headlines: labelled('main', title),
    body: { kind: 'nodes' as const, nodes: content.nodes },
    descriptions: labelled(
      'abstract',
      firstValue(item, 'excerpt:encoded') ?? firstValue(item, 'description'),
    ),
    ...datesOf(item, published, isScheduled && !isLocked),
    by: allValues(item, 'dc:creator')
      .map((login) => site.authors.get(login) ?? login)
      .join(', '),
    language: site.language,
    keywords,
    subjects,
    associations: mediaOf(item, { content, site, postId, thumbnail: meta.get('_thumbnail_id') }),
    altIds: labelled('post-id', postId),
    service: site.title,
    extra: present({
      link,
      postType: type,
      postName: firstValue(item, 'wp:post_name'),
      meta: publicMeta(meta),
      embeds: content.embeds.length === 0 ? undefined : content.embeds,
      ...leftOver(item, READ),
    }),
  });
}

/**
 * A scheduled post has an embargo until its date, or without end where that cannot be read. Nobody may read it before,
 * so its date is not when it was made; WordPress dates its first version with it, too.
 */
function datesOf(item: Element, published: string | undefined, isHeld: boolean): Partial<WireItem> {
  const modified = gmt(firstValue(item, 'wp:post_modified_gmt'));
  if (!isHeld) return present({ firstCreated: published, versionCreated: modified ?? published });
  const date = published ?? firstValue(item, 'wp:post_date') ?? '';
  const isMade = modified !== undefined && modified !== published;
  return present({
    embargoed: date.startsWith('0000') ? '' : date,
    versionCreated: isMade ? modified : undefined,
  });
}

/**
 * "inherit" is the status of the post above; without one WordPress counts it as published
 * (get_post_status). Drafts, private and deleted posts are nobody's to read.
 */
function isPublic(item: Element): boolean {
  const status = statusOf(item);
  const parent = firstValue(item, 'wp:post_parent') ?? '0';
  return status === 'publish' || (status === 'inherit' && parent === '0');
}

function statusOf(item: Element): string {
  return firstValue(item, 'wp:status')?.toLowerCase() ?? 'publish';
}

/** WordPress's own form of a guid. The number alone is no identity: it can occur twice in an export. */
function permanentId(postId: string | undefined, { blogUrl, link }: Site): string | undefined {
  const home = blogUrl ?? link;
  return postId === undefined || home === undefined ? undefined : `${home.replace(/\/$/, '')}/?p=${postId}`;
}

/** The fields whose names end in _gmt write no zone; drafts have a date of zeros. */
function gmt(written: string | undefined): string | undefined {
  return written === undefined || written.startsWith('0000') ? undefined : `${written}Z`;
}

/** Names that begin with an underscore are WordPress's own business. */
function publicMeta(meta: ReadonlyMap<string, string>): Record<string, string> | undefined {
  const own = [...meta].filter(([key]) => !key.startsWith('_')).slice(0, 100);
  return own.length === 0
    ? undefined
    : Object.fromEntries(own.map(([key, value]) => [key, value.slice(0, 2000)]));
}

interface MediaOf {
  content: PostContent;
  site: Site;
  postId: string | undefined;
  thumbnail: string | undefined;
}

const MEDIA_LIMIT = 200;

/** The featured picture, those of galleries, those uploaded with the post, and clips named by address; each once. */
function mediaOf(item: Element, { content, site, postId, thumbnail }: MediaOf): ItemAssociation[] {
  const found = new Map<string, ItemAssociation>();
  const add = (association: ItemAssociation | undefined): void => {
    if (association === undefined || found.has(association.id) || found.size >= MEDIA_LIMIT) return;
    found.set(association.id, association);
  };
  const name = (): string => `media-${found.size + 1}`;
  if (thumbnail !== undefined) add(site.attachments.association(thumbnail, 'featuremedia', 'featuremedia'));
  for (const url of allValues(item, 'wp:attachment_url')) add(clip(url, 'attachment', name()));
  for (const id of content.galleryIds) add(site.attachments.association(id, 'gallery', name()));
  for (const id of site.attachments.idsOf(postId))
    add(site.attachments.association(id, 'attachment', name()));
  for (const url of content.mediaUrls) add(clip(url, 'media', name()));
  return [...found.values()];
}

function clip(url: string, rel: string, name: string): ItemAssociation {
  return {
    name,
    rel,
    id: url,
    renditions: [{ name: 'original', href: url }],
    ...present({ type: mediaTypeOf(url) }),
  };
}
