/** What must be true after a soak, asked of all that came out of it. Pure. */
import { articleIdOf } from '../../functions/core/article/identity.ts';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import type { Head } from '../../functions/adapters/store/records.ts';
import type { SoakFile } from './files.ts';

/** A file that was put into the inbox, and what is held of it. */
export interface Delivered {
  file: SoakFile;
  receipt: Receipt | undefined;
  /** The records that the receipt names, as JSON, by `<article>.<revision>`. */
  records: ReadonlyMap<string, string>;
}

export interface Outcome {
  delivered: readonly Delivered[];
  heads: ReadonlyMap<string, Head>;
  /** In the order of their arrival, those that came twice as well. */
  messages: readonly ArticleMessage[];
}

export interface Breach {
  promise: 'receipt' | 'lost' | 'doubled' | 'untold';
  detail: string;
}

export function breachesIn({ delivered, heads, messages }: Outcome): Breach[] {
  return [
    ...delivered.flatMap((one) => inReceipt(one, heads)),
    ...doubled(messages),
    ...untold(heads, messages),
  ];
}

/** Each file has its receipt, and each of its items an article and a revision that holds it. */
function inReceipt({ file, receipt, records }: Delivered, heads: ReadonlyMap<string, Head>): Breach[] {
  const { key, items } = file;
  const breach = (promise: Breach['promise'], detail: string): Breach => ({
    promise,
    detail: `${key}: ${detail}`,
  });
  if (receipt === undefined) return [breach('receipt', 'no receipt')];
  const state = items.length === 0 ? 'quarantined' : 'done';
  if (receipt.state !== state) return [breach('receipt', `${receipt.state} (${receipt.code ?? ''})`)];
  const taken = receipt.items.flatMap((item) => (item.outcome === 'rejected' ? [] : [item]));
  const rejected = receipt.items.length - taken.length;
  return [
    ...(rejected === 0 ? [] : [breach('lost', `${rejected} items were rejected`)]),
    ...items.flatMap(({ provider, uri, marker }): Breach[] => {
      const articleId = articleIdOf(provider, uri);
      if (!heads.has(articleId)) return [breach('lost', `the table has no ${uri} (${articleId})`)];
      const own = taken.find((item) => item.articleId === articleId && item.killedBy === undefined);
      if (own === undefined) return [breach('receipt', `nothing is said of ${uri} (${articleId})`)];
      const record = records.get(`${articleId}.${own.revision}`);
      if (record === undefined) return [breach('lost', `${articleId} has no revision ${own.revision}`)];
      // The same item may have come in another file
      if (own.outcome === 'redelivery' || record.includes(marker)) return [];
      return [breach('lost', `revision ${own.revision} of ${articleId} is of another item (${own.outcome})`)];
    }),
  ];
}

/** An event may come twice, but always says the same; and what a revision tells has one id. */
function doubled(messages: readonly ArticleMessage[]): Breach[] {
  const contents = new Map<string, string>();
  const events = new Map<string, string>();
  const breaches: Breach[] = [];
  for (const { time: _time, ...message } of messages) {
    const { id, subject, revision } = message;
    const content = JSON.stringify(message);
    if ((contents.get(id) ?? content) !== content)
      breaches.push({ promise: 'doubled', detail: `${id} came with two contents` });
    contents.set(id, content);
    const told = `${subject}.${revision}`;
    const event = events.get(told) ?? id;
    if (event !== id) breaches.push({ promise: 'doubled', detail: `${event} and ${id} tell one revision` });
    events.set(told, event);
  }
  return breaches;
}

function isEnd(event: string): boolean {
  return event.endsWith('.killed') || event.endsWith('.withheld');
}

function numberOf(event: string): number {
  return Number(event.split('.', 1)[0]);
}

function standsAs(line: Head['line']): string {
  if (line === null) return 'nothing stands';
  return `revision ${line.revision} (${line.status}${line.hidden ? ', hidden' : ''}) stands`;
}

/** What stands was told, what the table says was told has arrived, and nothing waits that could go. */
function untold(heads: ReadonlyMap<string, Head>, messages: readonly ArticleMessage[]): Breach[] {
  const arrived = Map.groupBy(messages, ({ subject }) => subject);
  return [...heads.values()].flatMap(({ articleId, told, line, telling, next }): Breach[] => {
    const breach = (detail: string): Breach => ({ promise: 'untold', detail: `${articleId}: ${detail}` });
    const noted = told.list.map((entry) => entry.split('.').slice(0, 2).join('.'));
    const received = new Set((arrived.get(articleId) ?? []).map(({ id }) => id.slice(articleId.length + 1)));
    const lost = noted.filter((event) => !received.has(event));
    // A newer end may take the place of one whose sender did not come to note it
    const extra = [...received].filter(
      (event) =>
        !noted.includes(event) && !noted.some((one) => isEnd(one) && numberOf(one) > numberOf(event)),
    );
    const waits = telling ?? next;
    const isTold =
      line === null || line.hidden || noted.some((event) => event.startsWith(`${line.revision}.`));
    return [
      ...lost.map((event) => breach(`${event} is said to have been told, and never came`)),
      ...extra.map((event) =>
        breach(`${event} came, and the table knows only ${noted.join(' ')}; ${standsAs(line)}`),
      ),
      ...(waits === null ? [] : [breach(`revision ${waits.revision} still waits to be told`)]),
      ...(isTold ? [] : [breach(`revision ${line.revision} stands, and was never told`)]),
    ];
  });
}
