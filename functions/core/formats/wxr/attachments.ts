/** Attachments of a WordPress site: posts of their own, which other posts name by number. */
import type { Element } from 'domhandler';
import type { ItemAssociation } from '../../article/wire-item.ts';
import { firstValue } from '../common/feed/fields.ts';
import { inlineText } from '../../text/html.ts';
import { children } from '../../text/xml.ts';
import { mediaTypeOf } from '../common/feed/media.ts';
import { present } from '../common/json.ts';

interface Attachment {
  parent: string | undefined;
  url: string;
  title: string | undefined;
  caption: string | undefined;
  alt: string | undefined;
}

export class Attachments {
  readonly #byId = new Map<string, Attachment>();
  readonly #idsByParent = new Map<string, string[]>();

  /** Notes an item, if it is an attachment. */
  add(item: Element): void {
    const id = firstValue(item, 'wp:post_id');
    const url = firstValue(item, 'wp:attachment_url') ?? firstValue(item, 'guid');
    if (firstValue(item, 'wp:post_type') !== 'attachment' || id === undefined || url === undefined) return;
    const parent = firstValue(item, 'wp:post_parent');
    this.#byId.set(id, {
      parent,
      url,
      title: firstValue(item, 'title'),
      caption: firstValue(item, 'excerpt:encoded') ?? firstValue(item, 'content:encoded'),
      alt: metaOf(item).get('_wp_attachment_image_alt'),
    });
    if (parent === undefined || parent === '0') return;
    const siblings = this.#idsByParent.get(parent);
    if (siblings === undefined) this.#idsByParent.set(parent, [id]);
    else siblings.push(id);
  }

  /** Numbers of the attachments that were uploaded with a post. */
  idsOf(post: string | undefined): readonly string[] {
    return post === undefined ? [] : (this.#idsByParent.get(post) ?? []);
  }

  association(id: string, rel: string, name: string): ItemAssociation | undefined {
    const attachment = this.#byId.get(id);
    if (attachment === undefined) return undefined;
    const { url, title, caption = attachment.alt } = attachment;
    return {
      name,
      rel,
      id: url,
      renditions: [{ name: 'original', href: url }],
      ...present({
        type: mediaTypeOf(url),
        // WordPress makes a title of the file's name where nobody wrote one
        headline: title === undefined || url.includes(title) ? undefined : title,
        caption: caption === undefined ? undefined : inlineText(caption),
      }),
    };
  }
}

/** The wp:postmeta of an item; the first of a name counts. */
export function metaOf(item: Element): Map<string, string> {
  const meta = new Map<string, string>();
  for (const node of children(item, 'wp:postmeta')) {
    const key = firstValue(node, 'wp:meta_key');
    const value = firstValue(node, 'wp:meta_value');
    if (key !== undefined && value !== undefined && !meta.has(key)) meta.set(key, value);
  }
  return meta;
}
