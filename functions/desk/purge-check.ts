/**
 * Looks again, after a purge, at every item of the table and at all that lies in the buckets: what is left of what was
 * erased, and what has come again since.
 */
import { receiptKeyOf } from '../adapters/publish/agency-receipt.ts';
import type { Erasing } from '../adapters/store/erasing.ts';
import { headFrom, revisionFrom } from '../adapters/store/items.ts';
import { keys, PREFIX, type Item } from '../adapters/store/keys.ts';
import type { ErasedArticle, PurgeList } from '../adapters/store/purge-list.ts';
import { receiptFrom } from '../adapters/store/receipt.ts';
import { nameOf } from '../adapters/store/receipts.ts';
import { providerOfKey, INBOX_PREFIX } from '../core/providers/register.ts';
import { articlesIn, copiesOf, quarantinedCopies } from './purge-files.ts';

export interface CheckPorts {
  list: Pick<PurgeList, 'all'>;
  erasing: Pick<Erasing, 'everything' | 'versions'>;
  /** What the indexes of the search know of some articles, and which index. */
  found: (erased: ReadonlySet<string>) => Promise<{ left: string; articleId: string }[]>;
  /** Told now and then how much was looked at. */
  looked: (items: number) => void;
}

export interface Left {
  /** Which kind of thing. */
  left: string;
  /** Its key in the table or the bucket. */
  key: string;
}

export interface LookedAgain {
  articles: number;
  files: number;
  /** Items of the table and versions of objects that were looked at. */
  items: number;
  objects: number;
  left: Left[];
  /** Articles that were delivered again since. */
  cameAgain: string[];
}

export async function lookAgain(ports: CheckPorts): Promise<LookedAgain> {
  const erased = await Checked.of(ports.list);
  let items = 0;
  for await (const page of ports.erasing.everything()) {
    for (const item of page) erased.item(item);
    items += page.length;
    ports.looked(items);
  }
  const objects = await lookAtObjects(ports, erased);
  for (const { left, articleId } of await ports.found(new Set(erased.articles.keys())))
    erased.of(articleId, left, articleId);
  return {
    articles: erased.articles.size,
    files: erased.files.size,
    items,
    objects,
    left: erased.left(),
    cameAgain: [...erased.cameAgain].sort(),
  };
}

async function lookAtObjects({ erasing }: CheckPorts, erased: Checked): Promise<number> {
  let objects = 0;
  const providers = new Set([...erased.files.values()].map(({ key }) => providerOfKey(key) ?? ''));
  const stay = new Set<string>();
  for (const provider of providers) {
    for await (const version of erasing.versions('inbox', `${INBOX_PREFIX}${provider}/`)) {
      objects++;
      if (erased.files.has(nameOf(version))) erased.add('delivery', `${version.key}@${version.version}`);
      else stay.add(version.key);
    }
  }
  for (const key of new Set([...erased.files.values()].map((file) => file.key))) {
    if (stay.has(key)) continue;
    for await (const version of erasing.versions('inbox', receiptKeyOf(key))) {
      objects++;
      if (version.key === receiptKeyOf(key)) erased.add('receipt of its agency', version.key);
    }
  }
  for (const prefix of ['records/', 'bodies/']) {
    for await (const { key, storedAt } of erasing.versions('archive', prefix)) {
      objects++;
      erased.of(key.split('/')[1] ?? '', 'object', key, storedAt);
    }
  }
  const copies = await quarantinedCopies({ erasing });
  for (const some of copies.values()) objects += some.length;
  for (const file of erased.files.values())
    for (const { key } of copiesOf(copies, file)) erased.add('copy in quarantine', key);
  return objects;
}

/** What a purge has erased, and what is found of it. */
class Checked {
  readonly articles = new Map<string, ErasedArticle>();
  readonly files = new Map<string, { key: string; version: string }>();
  readonly cameAgain = new Set<string>();
  readonly #left: Left[] = [];
  /** What has no time: it may be of an article that came again. */
  readonly #undated: (Left & { articleId: string })[] = [];

  static async of(list: Pick<PurgeList, 'all'>): Promise<Checked> {
    const checked = new Checked();
    for await (const one of list.all()) {
      if ('article' in one) checked.articles.set(one.article.articleId, one.article);
      else checked.files.set(nameOf(one.file), one.file);
    }
    return checked;
  }

  left(): Left[] {
    const undated = this.#undated.filter(({ articleId }) => !this.cameAgain.has(articleId));
    return [...this.#left, ...undated.map(({ left, key }) => ({ left, key }))];
  }

  add(left: string, key: string): void {
    this.#left.push({ left, key });
  }

  /** @param at epoch milliseconds, or RFC 3339: when it was written; absent: nobody knows */
  of(articleId: string, left: string, key: string, at?: number | string): void {
    const erased = this.articles.get(articleId);
    if (erased === undefined) return;
    if (at === undefined) this.#undated.push({ articleId, left, key });
    else if (timeOf(at) >= Date.parse(erased.at)) this.cameAgain.add(articleId);
    else this.add(left, key);
  }

  item(item: Item): void {
    const pk = item.pk?.S ?? '';
    const sk = item.sk?.S ?? '';
    const key = `${pk} / ${sk}`;
    const is = (prefix: string): boolean => pk.startsWith(prefix);
    if (is(PREFIX.article)) this.#ofArticle(pk.slice(PREFIX.article.length), sk, item, key);
    else if (is(PREFIX.content)) this.#ofClaim(item, key);
    else if (is(PREFIX.anchor) && sk === keys.only) this.#ofAnchor(item, key);
    else if (is(PREFIX.reference)) this.of(sk, 'reference', key);
    else if (is(PREFIX.source)) this.of(sk.split('#')[1] ?? '', 'source', key, sk.split('#')[0]);
    else if (is(PREFIX.delivery)) this.#ofReceipt(item, key);
    else if (
      is(PREFIX.progress) &&
      this.files.has(nameOf({ key: pk.slice(pk.indexOf('/') + 1), version: sk }))
    )
      this.add('progress', key);
  }

  #ofArticle(articleId: string, sk: string, item: Item, key: string): void {
    if (sk.startsWith(keys.copy(''))) {
      const [one] = [articleId, sk.slice(keys.copy('').length)].filter((id) => this.articles.has(id));
      if (one !== undefined && this.articles.get(one)?.staysKilled !== true) this.of(one, 'link', key);
      return;
    }
    const erased = this.articles.get(articleId);
    if (erased === undefined) return;
    if (sk === keys.head) this.#ofHead(erased, item, key);
    else if (sk === keys.entry) this.of(articleId, 'near-duplicate', key, Number(item.at?.N ?? 0));
    else if (sk.startsWith(PREFIX.revision)) {
      const { revision } = revisionFrom(item);
      if (revision.revision !== erased.leaves || revision.delivery.key !== '')
        this.of(articleId, 'revision', key, revision.takenAt);
    }
  }

  #ofHead({ articleId, at, leaves }: ErasedArticle, item: Item, key: string): void {
    const { listedAt, lastRevision, headline } = headFrom(item);
    if (leaves === null) this.of(articleId, 'head', key, listedAt);
    else if (lastRevision > leaves) this.cameAgain.add(articleId);
    else if (headline !== '') this.of(articleId, 'head', key, new Date(Date.parse(at) - 1).toISOString());
  }

  #ofClaim(item: Item, key: string): void {
    const articleId = item.articleId?.S ?? '';
    if (this.articles.get(articleId)?.staysKilled === true) return;
    this.of(articleId, 'claim', key, item.claimedAt?.S ?? 0);
  }

  #ofAnchor(item: Item, key: string): void {
    for (const [slot, value] of Object.entries(item)) {
      if (!/^m\d$/u.test(slot)) continue;
      const [time = '', articleId = ''] = (value.S ?? '').split(' ');
      this.of(articleId, 'anchor', key, Number.parseInt(time, 36));
    }
  }

  #ofReceipt(item: Item, key: string): void {
    const receipt = receiptFrom(item);
    const name = nameOf(receipt);
    if (this.files.has(name) && receipt.purged === undefined) this.add('receipt', key);
    for (const articleId of articlesIn(receipt)) this.of(articleId, 'receipt', key, receipt.finishedAt);
  }
}

function timeOf(at: number | string): number {
  return typeof at === 'number' ? at : Date.parse(at);
}
