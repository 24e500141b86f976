/** What the operators are told on the ops topic: one JSON object a notice, with a stable type and id. */
import type { EventType } from '../../core/article/life-cycle/saying.ts';
import type { ReaderKind } from '../../core/feed/recalls.ts';

export type OpsNotice =
  | {
      /** A delivered file could not be read at all; a copy is in quarantine. */
      type: 'wire.delivery.quarantined';
      id: string;
      time: string;
      provider: string | null;
      bucket: string;
      key: string;
      version: string;
      code: string;
      message: string;
      quarantineKey: string | null;
    }
  | {
      /** Some items of a file could not be read while others could; a copy of the file is in quarantine. */
      type: 'wire.items.rejected';
      id: string;
      time: string;
      provider: string | null;
      bucket: string;
      key: string;
      version: string;
      quarantineKey: string | null;
      /** Of all rejected items; `items` tells of the first ones. */
      count: number;
      items: { itemIndex: number; code: string; message: string }[];
    }
  | {
      /** The inbox had files that nobody had read: their notifications were lost. They are announced again. */
      type: 'wire.deliveries.missed';
      id: string;
      time: string;
      /** Files of several agencies may be among them. */
      provider: null;
      bucket: string;
      /** Of all of them; `files` tells of the first ones. */
      count: number;
      byProvider: Record<string, number>;
      /** RFC 3339: when the inbox had each, in whole seconds. */
      files: { key: string; version: string; storedAt: string }[];
    }
  | {
      /** Numbers of an agency that counts what it sends have not come (gap), or have come after all (closed). */
      type: 'wire.sequence.gap' | 'wire.sequence.closed';
      id: string;
      time: string;
      provider: string;
      /** What is counted: `files`, the service of the items, or `items`. */
      series: string;
      /** `412`, `415-417` */
      numbers: string[];
      /** RFC 3339: when a later one had come. */
      since: string;
    }
  | {
      /** An agency has fallen silent by its rhythm or its setting, or is heard again; much of it is refused, or no longer is. */
      type:
        'wire.provider.silent' | 'wire.provider.heard' | 'wire.provider.rejecting' | 'wire.provider.accepted';
      id: string;
      time: string;
      provider: string;
      /** RFC 3339; null: never. */
      lastHeard: string | null;
      /** Files and articles that usually come in as long a time; null where the entry sets the minutes. */
      usual: number | null;
      /** Of the last hour. */
      recent: { heard: number; refused: number };
    }
  | ArticleNotice;

/** About an article; the id is made from the delivery that gave the reason, so a repeated one is the same. */
interface AboutArticle {
  id: string;
  time: string;
  provider: string;
  articleId: string;
  uri: string;
}

export interface Copy {
  articleId: string;
  provider: string;
  uri: string;
  /** Subscribers have it. */
  told: boolean;
}

export type ArticleNotice =
  | (AboutArticle & {
      /** Text that its agency has killed came again under another identity, or had come before the kill. */
      type: 'wire.killed-text.again';
      /** The killed article. */
      of: string;
      headline: string;
      /** False for the same text, which is held back; true for another version of it. */
      published: boolean;
      /** All known copies of an article that was killed just now: `articleId` is the killed one itself. */
      copies: Copy[];
    })
  | (AboutArticle & {
      /**
       * A kill, and something that speaks against it without saying that it is newer: a text or withholding after it, or
       * newer text before it. What came is stored and not told.
       */
      type: 'wire.kill.contradicted';
      /** What came: usable, withheld or canceled; and what stands. */
      came: string;
      stands: string;
      /** The command that lets it through. */
      command: string;
    })
  | (AboutArticle & {
      /** An embargo on a text that subscribers have already. Nothing is taken down. */
      type: 'wire.embargo.after-publication';
      until: string | null;
      command: string;
    })
  | (AboutArticle & {
      /** An embargo without a time that could be read: held until a person releases it. */
      type: 'wire.embargo.unreadable';
      /** The words that could not be read. */
      text: string;
      command: string;
    })
  | (AboutArticle & {
      /** An item that breaks off, of an agency whose entry has such items held. */
      type: 'wire.item.truncated';
      detail: string;
      command: string;
    })
  | (AboutArticle & {
      /** The item's clock is ahead of the moment the inbox had it, and is not believed. */
      type: 'wire.clock-ahead';
      detail: string;
    })
  | (AboutArticle & {
      /** The same id came with a text that has nothing in common with the one before. */
      type: 'wire.identity.suspect';
    })
  | (AboutArticle & {
      /** A kill in words that does not say which item it means: it went out as an article; nothing was killed. */
      type: 'wire.kill.unresolved';
      headline: string;
      candidates: { articleId: string; headline: string; uri: string; because: string }[];
      /** The command that kills the one that is picked. */
      command: string;
    })
  | (AboutArticle & {
      /** A kill or withholding that readers who had the article have not confirmed in time. */
      type: 'wire.recall.open';
      /** Of the end. */
      revision: number;
      event: EventType;
      /** RFC 3339: when it was told. */
      since: string;
      /** How many readers; `readers` names the first ones. */
      count: number;
      readers: { reader: string; kind: ReaderKind; name: string | null }[];
      /** The command that lists all of them. */
      command: string;
    });
