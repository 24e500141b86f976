/**
 * The index as one container has it: the segments of the archive as files on its disk, and in memory what the feed log
 * has had since. Each search first looks for what is new, so an article is found as soon as it is in the log.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadManifest, SearchFiles } from '../adapters/search/files.ts';
import { Segment } from '../adapters/search/segment.ts';
import { documentsOf, entriesAfter, type ToldPorts } from '../adapters/search/told.ts';
import type { FeedLog } from '../adapters/store/feed-log.ts';
import type { SearchDocument } from '../core/search/document.ts';

export interface LibraryPorts extends ToldPorts {
  log: Pick<FeedLog, 'from'>;
  files: SearchFiles;
  /** Where segments are kept. */
  folder: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** The list of segments changes every few minutes, and what is not in it is in memory: no hurry. */
const LOOK_AGAIN_MS = 60_000;
/** Files that are fetched side by side. */
const FETCHED_AT_ONCE = 6;

export class Library {
  readonly #ports: LibraryPorts;
  #read: ReadManifest | undefined;
  #readAt = 0;
  readonly #open = new Map<string, Segment>();
  #recent: { segment: Segment; documents: SearchDocument[]; upTo: number } = {
    segment: Segment.create(),
    documents: [],
    upTo: 0,
  };
  #refreshing: Promise<Segment[]> | undefined;

  constructor(ports: LibraryPorts) {
    this.#ports = ports;
  }

  /** All that may be searched now, the newest first. */
  async segments(): Promise<Segment[]> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** All that stands from this place of the log on is in the segments; what is older may be in the archive. */
  get reachesBack(): number {
    const oldest = this.#read?.manifest.segments[0]?.from ?? this.#recent.documents[0]?.place;
    return oldest ?? Number.MAX_SAFE_INTEGER;
  }

  async #refresh(): Promise<Segment[]> {
    const { now, log } = this.#ports;
    if (this.#read === undefined || now() - this.#readAt > LOOK_AGAIN_MS) await this.#takeList();
    for await (const entries of entriesAfter(log, this.#recent.upTo)) {
      const documents = await documentsOf(this.#ports, entries);
      this.#recent.segment.add(documents);
      this.#recent.documents.push(...documents);
      this.#recent.upTo = entries.at(-1)?.place ?? this.#recent.upTo;
    }
    const files = this.#read?.manifest.segments ?? [];
    return [this.#recent.segment, ...files.toReversed().flatMap(({ name }) => this.#open.get(name) ?? [])];
  }

  async #takeList(): Promise<void> {
    const { files, folder, now } = this.#ports;
    const read = await files.manifest(this.#read?.etag);
    if (read === undefined) {
      this.#readAt = now();
      return;
    }
    await mkdir(folder, { recursive: true });
    const names = read.manifest.segments.map(({ name }) => name);
    const missing = names.filter((name) => !this.#open.has(name));
    for (let start = 0; start < missing.length; start += FETCHED_AT_ONCE)
      await Promise.all(missing.slice(start, start + FETCHED_AT_ONCE).map((name) => this.#fetch(name)));
    for (const [name, segment] of this.#open) {
      if (names.includes(name)) continue;
      segment.close();
      this.#open.delete(name);
      await rm(this.#path(name), { force: true });
    }
    this.#keepRecent(read.manifest.upTo);
    this.#read = read;
    this.#readAt = now();
  }

  async #fetch(name: string): Promise<void> {
    const path = this.#path(name);
    if (!existsSync(path)) {
      // A container that is stopped halfway leaves no half of a file under its name
      await this.#ports.files.fetchSegment(name, `${path}.part`);
      await rename(`${path}.part`, path);
    }
    this.#open.set(name, Segment.open(path));
  }

  #path(name: string): string {
    return join(this.#ports.folder, `${name}.sqlite`);
  }

  /** What is in a segment now is forgotten. */
  #keepRecent(upTo: number): void {
    const documents = this.#recent.documents.filter(({ place }) => place > upTo);
    this.#recent.segment.close();
    const segment = Segment.create();
    segment.add(documents);
    this.#recent = { segment, documents, upTo: Math.max(upTo, this.#recent.upTo) };
  }
}
