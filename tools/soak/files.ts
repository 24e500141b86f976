/**
 * The files of a soak: many drawn histories side by side, as files of several formats, some of several items, some
 * delivered again, some that nobody can read.
 */
import { gzipSync, zipSync } from 'fflate';
import { fileOf } from '../../simulation/histories/files.ts';
import { generateHistory } from '../../simulation/histories/generate.ts';
import { sayingMarker } from '../../simulation/histories/markers.ts';
import {
  articleOf,
  uriOfArticle,
  type History,
  type Saying,
  type Text,
} from '../../simulation/histories/saying.ts';
import { Random } from '../fuzz/random.ts';

/** What must have become of a file. */
export interface SoakItem {
  provider: string;
  uri: string;
  /** Stands in the item, and in no other. */
  marker: string;
}

export interface SoakFile {
  key: string;
  bytes: Uint8Array;
  /** None: it cannot be read. */
  items: readonly SoakItem[];
}

export interface SoakFilesOptions {
  files: number;
  seed: number;
  /** Epoch milliseconds between which some embargoes end; the others have ended long ago. */
  embargoesEnd: { from: number; to: number };
}

/** Histories whose files come mixed with each other's; the articles of two have nothing in common. */
const SIDE_BY_SIDE = 100;

const PACKED = 0.25;
/** Items of a file; of few files none is left for the others. */
const MOST_IN_ONE = 150;
const LARGEST_SHARE = 0.1;
const GZIPPED = 0.05;
const UNREADABLE = 0.01;
const AGAIN = 0.05;
const EMBARGO_MOVED = 0.4;

export function soakFiles(options: SoakFilesOptions): SoakFile[] {
  return new Drawing(options).files();
}

class Drawing {
  readonly #options: SoakFilesOptions;
  readonly #random: Random;
  readonly #files: SoakFile[] = [];
  /** Files that go out together, by agency. */
  readonly #packs = new Map<string, { size: number; files: SoakFile[] }>();

  constructor(options: SoakFilesOptions) {
    this.#options = options;
    this.#random = new Random(options.seed, 0x50);
  }

  get #mostInOne(): number {
    return Math.max(1, Math.min(MOST_IN_ONE, Math.floor(this.#options.files * LARGEST_SHARE)));
  }

  files(): SoakFile[] {
    const { files, seed } = this.#options;
    for (let group = 0; this.#files.length < files; group++) {
      const histories = Array.from({ length: SIDE_BY_SIDE }, (_, place) => {
        const number = group * SIDE_BY_SIDE + place;
        return named(generateHistory(seed * 100_000 + number, { faults: false }), `h${number}`);
      });
      const steps = histories.flatMap(({ steps: own, texts }) => own.map((step) => ({ step, texts, own })));
      for (const { step, texts, own } of steps.sort((a, b) => a.step.at - b.step.at)) {
        if (step.kind === 'say') this.#say(this.#timed(step.saying), texts);
        else if (step.kind === 'again') {
          const said = own.find((one) => one.kind === 'say' && one.saying.id === step.saying);
          if (said?.kind === 'say') this.#add(this.#fileOf(said.saying, texts, 1));
        }
      }
    }
    return this.#files.slice(0, files);
  }

  /** An embargo of the drawn times has ended before the soak begins: some end in it instead. */
  #timed(saying: Saying): Saying {
    if (typeof saying.embargo !== 'object' || !this.#random.chance(EMBARGO_MOVED)) return saying;
    const { from, to } = this.#options.embargoesEnd;
    return { ...saying, embargo: { until: from + this.#random.below(Math.max(1, to - from)) } };
  }

  #fileOf(saying: Saying, texts: readonly Text[], copy = 0): SoakFile {
    const { key, bytes } = fileOf(saying, texts, copy);
    const { provider } = saying;
    return {
      key,
      bytes,
      items: [{ provider, uri: uriOfArticle(articleOf(saying)), marker: sayingMarker(saying.id) }],
    };
  }

  #say(saying: Saying, texts: readonly Text[]): void {
    const random = this.#random;
    const file = this.#fileOf(saying, texts);
    if (random.chance(PACKED) && this.#pack(saying.provider, file)) return;
    if (random.chance(GZIPPED))
      this.#add({ ...file, key: `${file.key}.gz`, bytes: gzipSync(file.bytes, { mtime: 0 }) });
    else this.#add(file);
  }

  /** @returns false where its article is in the pack already: two items of one file that share an id are two stories */
  #pack(provider: string, file: SoakFile): boolean {
    const [item] = file.items;
    const pack = this.#packs.get(provider) ?? { size: 1 + this.#random.size(this.#mostInOne), files: [] };
    if (pack.files.some(({ items: [other] }) => other?.uri === item?.uri)) return false;
    pack.files.push(file);
    this.#packs.set(provider, pack);
    if (pack.files.length >= pack.size) this.#send(provider);
    return true;
  }

  #send(provider: string): void {
    const { files = [] } = this.#packs.get(provider) ?? {};
    this.#packs.delete(provider);
    const entries = files.map(({ key, bytes }) => [key.slice(key.lastIndexOf('/') + 1), bytes] as const);
    this.#add({
      key: `incoming/${provider}/pack-${this.#files.length}.zip`,
      bytes: zipSync(Object.fromEntries(entries), { mtime: '2026-03-11T12:00:00Z' }),
      items: files.flatMap(({ items }) => items),
    });
  }

  #add(file: SoakFile): void {
    const random = this.#random;
    this.#files.push(file);
    if (random.chance(AGAIN)) this.#files.push(random.pick(this.#files));
    if (random.chance(UNREADABLE)) {
      const bytes = Uint8Array.from({ length: 200 + random.below(2000) }, () => 128 + random.below(128));
      this.#files.push({ key: `incoming/aurora/noise-${this.#files.length}.bin`, bytes, items: [] });
    }
  }
}

/** The same history with names of its own. */
function named(history: History, name: string): History {
  const nameOf = (id: string): string => `${name}${id}`;
  return {
    ...history,
    texts: history.texts.map(({ id, nearTo, ...text }) => ({
      ...text,
      id: nameOf(id),
      ...(nearTo === undefined ? {} : { nearTo: nameOf(nearTo) }),
    })),
    steps: history.steps.map((step) => {
      if (step.kind === 'again') return { ...step, saying: nameOf(step.saying) };
      if (step.kind !== 'say') return step;
      const { id, story, text, kills } = step.saying;
      return {
        ...step,
        saying: {
          ...step.saying,
          id: nameOf(id),
          story: nameOf(story),
          ...(text === undefined ? {} : { text: nameOf(text) }),
          ...(typeof kills === 'object' ? { kills: { story: nameOf(kills.story) } } : {}),
        },
      };
    }),
  };
}
