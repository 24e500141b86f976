/** A dry run over files of an agency: what they are, and what they do not say by themselves. Nothing leaves this machine. */
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { recordsOf, type FileRecords } from '../../functions/core/reading/records.ts';

/** How often each was seen, the most frequent first. */
export type Counts = Record<string, number>;

export interface Findings {
  items: number;
  rejected: { itemIndex: number | null; code: string; message: string }[];
  formats: Counts;
  /** As they are read with the entry. */
  languages: Counts;
  /** Items that do not say their language. */
  languageNotSaid: number;
  /** Items with a date that has neither an offset nor a zone. */
  dateWithoutZone: number;
  /** Items without an id: the same item again is only recognised by what it says. */
  withoutId: number;
  /** Items of files that declare no charset and are no UTF-8, by the charset that they are read in. */
  charsetNotSaid: Counts;
  sources: Counts;
  signals: Counts;
  /** Codes of what reading had to overlook, as with the entry. */
  warnings: Counts;
}

export interface Survey extends Findings {
  files: number;
  /** What the files say themselves of the zone: an offset at a time. */
  offsets: { at: string; minutes: number }[];
  /** Of the texts that do not say it. */
  languagesTold: Counts;
  rhythm: Rhythm | null;
}

/** By the clocks of the items, a file as the newest of its items. */
export interface Rhythm {
  from: string;
  to: string;
  deliveries: number;
  medianMinutes: number;
  longestMinutes: number;
}

/** Private use: no text is in it, so an item that has it said nothing. */
const NO_LANGUAGE = 'qaa';

export interface Sample {
  name: string;
  bytes: Uint8Array;
}

/** Collects what files of one agency show. */
export class Surveyor {
  readonly #entry: Provider;
  readonly #now: number;
  readonly #all = new Tally();
  readonly #offsets = new Map<string, { at: string; minutes: number }>();
  readonly #told = new Counter();
  readonly #clocks: number[] = [];
  #files = 0;

  /** @param now epoch milliseconds: when the files count as received */
  constructor(entry: Provider, now: number) {
    this.#entry = entry;
    this.#now = now;
  }

  /** @returns what this file alone shows */
  async add(sample: Sample): Promise<Findings> {
    this.#files++;
    const { zone: _zone, language: _language, ...silent } = this.#entry;
    const read = await this.#read(sample, this.#entry);
    const unsaid = await this.#read(sample, { ...silent, language: NO_LANGUAGE });
    const untold = await this.#read(sample, silent);
    const own = new Tally();
    for (const tally of [own, this.#all]) tally.add(read, unsaid, this.#entry.id);
    this.#readOffsets(unsaid);
    for (const [index, { article }] of itemsOf(unsaid)) {
      const language = itemsOf(untold).get(index)?.article.language;
      if (article.language === NO_LANGUAGE && language !== undefined) this.#told.add(language);
    }
    const clocks = [...itemsOf(read).values()].flatMap(({ wire: { clock } }) =>
      clock === null ? [] : [Date.parse(clock.to)],
    );
    if (clocks.length > 0) this.#clocks.push(Math.max(...clocks));
    return own.findings();
  }

  survey(): Survey {
    return {
      files: this.#files,
      ...this.#all.findings(),
      offsets: [...this.#offsets.values()],
      languagesTold: this.#told.counts(),
      rhythm: rhythmOf(this.#clocks),
    };
  }

  #read({ name, bytes }: Sample, provider: Provider): Promise<FileRecords> {
    const raw = { bucket: '', key: '', versionId: '' };
    return recordsOf({ bytes, name, provider, received: this.#now, raw });
  }

  /** One of a day is enough. Z is what machines write, wherever they stand. */
  #readOffsets(read: FileRecords): void {
    for (const { article } of itemsOf(read).values()) {
      for (const at of [article.versionCreated, article.firstCreated, article.contentCreated]) {
        if (at?.includes('T') !== true) continue;
        const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(at) ?? [];
        if (sign === undefined) continue;
        const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
        this.#offsets.set(`${at.slice(0, 10)} ${offset}`, { at, minutes: offset });
      }
    }
  }
}

function itemsOf(read: FileRecords): Map<number, ArticleRecord> {
  const items = read.ok ? read.items : [];
  return new Map(items.flatMap((item) => (item.ok ? [[item.itemIndex, item.record]] : [])));
}

class Counter {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  counts(): Counts {
    return Object.fromEntries([...this.#counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)));
  }
}

class Tally {
  readonly #formats = new Counter();
  readonly #languages = new Counter();
  readonly #charsets = new Counter();
  readonly #sources = new Counter();
  readonly #signals = new Counter();
  readonly #warnings = new Counter();
  readonly #rejected: Findings['rejected'] = [];
  #items = 0;
  #languageNotSaid = 0;
  #dateWithoutZone = 0;
  #withoutId = 0;

  /** @param unsaid the same without what the entry says of zone and language */
  add(read: FileRecords, unsaid: FileRecords, provider: string): void {
    if (!read.ok) {
      this.#rejected.push({ itemIndex: null, code: read.code, message: read.message });
      return;
    }
    for (const item of read.items) {
      this.#items++;
      if (item.ok) this.#addRecord(item.record, provider);
      else {
        const { itemIndex, code, message } = item;
        this.#rejected.push({ itemIndex, code, message });
      }
    }
    for (const { article, wire } of itemsOf(unsaid).values()) {
      if (article.language === NO_LANGUAGE) this.#languageNotSaid++;
      if (wire.warnings.some(({ code }) => code === 'zone-assumed')) this.#dateWithoutZone++;
    }
  }

  #addRecord({ article, wire }: ArticleRecord, provider: string): void {
    this.#formats.add(wire.format);
    this.#languages.add(article.language ?? 'unknown');
    if (isDerived(article, provider)) this.#withoutId++;
    const { charsetDeclared, charsetUsed } = wire.raw;
    if (charsetDeclared === null && charsetUsed !== null && charsetUsed !== 'utf-8')
      this.#charsets.add(charsetUsed);
    for (const id of new Set(wire.sources.map((source) => source.id ?? source.name))) this.#sources.add(id);
    for (const signal of wire.signals) this.#signals.add(signal);
    for (const code of new Set(wire.warnings.map((warning) => warning.code))) this.#warnings.add(code);
  }

  findings(): Findings {
    return {
      items: this.#items,
      rejected: this.#rejected,
      formats: this.#formats.counts(),
      languages: this.#languages.counts(),
      languageNotSaid: this.#languageNotSaid,
      dateWithoutZone: this.#dateWithoutZone,
      withoutId: this.#withoutId,
      charsetNotSaid: this.#charsets.counts(),
      sources: this.#sources.counts(),
      signals: this.#signals.counts(),
      warnings: this.#warnings.counts(),
    };
  }
}

/** Made from what the item says, for it has no id of its own. */
function isDerived({ uri, altIds = [] }: ArticleRecord['article'], provider: string): boolean {
  const prefix = `urn:wire:${provider}:`;
  return (
    uri.startsWith(prefix) &&
    /^[0-9a-f]{32}$/.test(uri.slice(prefix.length)) &&
    !altIds.some(({ role }) => role === 'provider-id')
  );
}

const MINUTE_MS = 60_000;

function rhythmOf(clocks: readonly number[]): Rhythm | null {
  const times = [...new Set(clocks)].sort((a, b) => a - b);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 2) return null;
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / MINUTE_MS);
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    from: new Date(first).toISOString(),
    to: new Date(last).toISOString(),
    deliveries: times.length,
    medianMinutes: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    longestMinutes: Math.round(sorted.at(-1) ?? 0),
  };
}
