/**
 * Histories drawn from a seed: a few articles of several agencies whose lives cross by texts that they share. Each
 * article has a desk with habits (does it number its versions, do its clocks run, how often does it kill), so that the
 * order of its sayings is mostly beyond doubt. One file, for all is drawn from one row of random numbers, and into one
 * history.
 */
import { Random } from '../../tools/fuzz/random.ts';
import {
  HOUR,
  MINUTE,
  PROVIDERS,
  SECOND,
  type ArticleName,
  type Clock,
  type Form,
  type History,
  type OperatorCommand,
  type ProviderId,
  type Saying,
  type Step,
  type Text,
} from './saying.ts';

export interface GeneratorOptions {
  /** Half of the histories have none either way. */
  faults: boolean;
}

/** How a desk tells its versions apart. */
interface Habits {
  versions: boolean;
  clocks: boolean;
  /** Minutes by which its clock is ahead. */
  ahead: number;
  form: Form;
}

interface Article {
  name: ArticleName;
  provider: ProviderId;
  story: string;
  habits: Habits;
  sayings: Saying[];
  /** When something was last said of it, milliseconds from the beginning. */
  lastAt: number;
}

const START = Date.parse('2026-03-11T06:00:00Z');

export function generateHistory(seed: number, options: GeneratorOptions): History {
  return new Generator(seed, options).history();
}

class Generator {
  readonly #random: Random;
  readonly #seed: number;
  readonly #faults: boolean;
  readonly #start: number;
  readonly #texts: Text[] = [];
  readonly #articles: Article[] = [];
  readonly #steps: Step[] = [];
  readonly #embargoEnds: number[] = [];
  #now = 0;
  /** Nothing was said for so long that all of it is taken. */
  #quietSince = 0;
  #sayings = 0;

  constructor(seed: number, { faults }: GeneratorOptions) {
    this.#random = new Random(seed, 0x51);
    this.#seed = seed;
    this.#faults = faults && this.#random.chance(0.6);
    this.#start = START + this.#random.below(72) * HOUR;
  }

  history(): History {
    const bursts = 1 + this.#random.below(4);
    for (let burst = 0; burst < bursts; burst++) {
      if (burst > 0) this.#pause();
      this.#burst();
    }
    const lastStep = Math.max(0, ...this.#steps.map(endOf));
    const calmAt = lastStep + 5 * MINUTE;
    const longest = Math.max(0, ...this.#embargoEnds);
    return {
      seed: this.#seed,
      start: this.#start,
      texts: this.#texts,
      steps: this.#steps.sort((a, b) => a.at - b.at),
      faults: this.#faults,
      calmAt,
      endsAt: Math.max(calmAt + (this.#faults ? 4 * HOUR : HOUR), longest + HOUR),
    };
  }

  #burst(): void {
    const moves = 1 + this.#random.below(5);
    for (let move = 0; move < moves; move++) {
      this.#pass();
      this.#move();
    }
    if (this.#faults && this.#random.chance(0.3)) this.#outage();
  }

  #move(): void {
    const random = this.#random;
    const drawn = random.next();
    if (this.#stories().length === 0 || drawn < 0.2) this.#newStory();
    else if (drawn < 0.49) this.#goOn(random.pick(this.#stories()));
    else if (drawn < 0.54) this.#crowd(random.pick(this.#stories()));
    else if (drawn < 0.6) this.#rush(random.pick(this.#stories()));
    else if (drawn < 0.64 && this.#faults) this.#duringOutage(random.pick(this.#stories()));
    else if (drawn < 0.84) this.#copies();
    else if (drawn < 0.9) this.#again();
    else if (drawn < 0.95) this.#operate();
    else this.#killNotice();
  }

  /** All but notices. */
  #stories(): Article[] {
    return this.#articles.filter(({ sayings }) =>
      sayings.every(({ kills }) => kills === undefined || kills === 'itself'),
    );
  }

  /** Seconds, or minutes. */
  #pass(): void {
    this.#now += this.#random.chance(0.7) ? this.#random.below(20) * SECOND : this.#random.below(6) * MINUTE;
  }

  #pause(): void {
    const last = Math.max(this.#now, ...this.#steps.map(endOf));
    this.#now = last + (35 + this.#random.below(60)) * MINUTE;
    this.#quietSince = this.#now;
  }

  #newArticle(provider: ProviderId = this.#random.pick(PROVIDERS)): Article {
    const random = this.#random;
    const story = `n${this.#articles.length + 1}`;
    const drawn = random.next();
    const feed = random.chance(0.12);
    const habits: Habits = feed
      ? { versions: false, clocks: random.chance(0.7), ahead: 0, form: 'rss' }
      : {
          versions: drawn < 0.6,
          clocks: drawn < 0.35 || (drawn >= 0.6 && drawn < 0.85),
          ahead: random.chance(0.05) ? 30 + random.below(600) : 0,
          form: 'ninjs',
        };
    const article: Article = {
      name: `${provider}/${story}`,
      provider,
      story,
      habits,
      sayings: [],
      lastAt: this.#now,
    };
    this.#articles.push(article);
    return article;
  }

  #newStory(): void {
    const random = this.#random;
    const article = this.#newArticle();
    const text = this.#newText();
    const drawn = random.next();
    if (drawn < 0.6) this.#say(article, { status: 'usable', text });
    else if (drawn < 0.8 || article.habits.form === 'rss')
      this.#say(article, { status: 'usable', text, ...this.#embargo(article) });
    else if (drawn < 0.88) this.#say(article, { status: 'withheld', text });
    else if (drawn < 0.94) {
      this.#say(article, { status: 'canceled', ...(random.chance(0.5) ? { text } : {}) });
    } else {
      // Its versions come out of order
      this.#say(article, { status: 'usable', text }, random.below(12) * MINUTE);
      this.#say(article, { status: 'usable', text: this.#nextText(article) });
    }
  }

  /** The next thing that a desk says of its story. */
  #goOn(article: Article): void {
    const random = this.#random;
    const last = article.sayings.at(-1);
    const text = last?.text ?? this.#newText();
    const isDown = last !== undefined && last.status !== 'usable';
    const drawn = random.next();
    const arrivesAfter = random.chance(0.25) ? random.below(12) * MINUTE : undefined;
    if (article.habits.form === 'rss') {
      const killed = this.#isQuiet(article) && !this.#faults && random.chance(0.15);
      this.#say(
        article,
        killed
          ? { status: 'usable', text, kills: 'itself' }
          : { status: 'usable', text: this.#nextText(article) },
      );
    } else if (isDown && drawn < 0.5) {
      const says = random.chance(0.3) ? { says: ['reinstated'] as const } : {};
      const held = random.chance(0.3) ? this.#embargo(article) : {};
      this.#say(
        article,
        { status: 'usable', text: random.chance(0.6) ? text : this.#nextText(article), ...says, ...held },
        arrivesAfter,
      );
    } else if (drawn < 0.3) {
      this.#say(
        article,
        { status: 'usable', text: this.#nextText(article), ...this.#maybeEmbargo(article) },
        arrivesAfter,
      );
    } else if (drawn < 0.4) {
      this.#say(
        article,
        { status: 'usable', text: this.#nextText(article), says: ['correction'] },
        arrivesAfter,
      );
    } else if (drawn < 0.47) {
      // A correction that does not say so
      const version = last?.version;
      this.#say(article, {
        status: 'usable',
        text: this.#nextText(article),
        ...(version === undefined ? {} : { version }),
      });
    } else if (drawn < 0.53) {
      this.#say(article, { status: 'usable', text });
    } else if (drawn < 0.63) {
      // An embargo is set, moved or lifted
      this.#say(article, { status: 'usable', text, ...this.#maybeEmbargo(article) });
    } else if (drawn < 0.78) {
      this.#say(
        article,
        {
          status: 'withheld',
          ...(random.chance(0.6) ? { text } : {}),
          ...(random.chance(0.2) ? this.#embargo(article) : {}),
        },
        arrivesAfter,
      );
    } else if (drawn < 0.83 && this.#isQuiet(article) && !this.#faults) {
      this.#say(article, { status: 'usable', text, kills: 'itself' });
    } else {
      this.#kill(article, arrivesAfter);
    }
  }

  #kill(article: Article, arrivesAfter?: number): void {
    const random = this.#random;
    const text = article.sayings.at(-1)?.text;
    const drawn = random.next();
    if (drawn < 0.2) {
      // Another item says it
      const killer = this.#newArticle(article.provider);
      killer.habits.form = random.chance(0.5) ? 'nitf' : 'ninjs';
      killer.habits.versions = false;
      this.#say(
        killer,
        { status: 'usable', text: this.#newText(), kills: { story: article.story } },
        arrivesAfter,
      );
      return;
    }
    const clock = this.#oddClock(article, drawn);
    this.#say(
      article,
      {
        status: 'canceled',
        ...(text !== undefined && random.chance(0.5) ? { text } : {}),
        ...(random.chance(0.3) ? { note: true } : {}),
        ...(clock === undefined ? {} : { clock }),
      },
      arrivesAfter,
    );
  }

  /** Of an end: only the day, or behind the clock of its story. */
  #oddClock({ habits }: Article, drawn: number): Clock | undefined {
    const now = this.#start + this.#now;
    if (drawn < 0.3) return { day: new Date(now).toISOString().slice(0, 10) };
    if (drawn > (habits.versions ? 0.35 : 0.6) || !habits.clocks) return undefined;
    return Math.floor(now / SECOND) * SECOND - (10 + this.#random.below(300)) * MINUTE;
  }

  /** A desk in a hurry: versions within a second. */
  #rush(article: Article): void {
    const many = 2 + this.#random.below(2);
    for (let one = 0; one < many; one++) {
      this.#goOn(article);
      this.#now += this.#random.below(400);
    }
  }

  /** Versions that are taken while the one before is being told: every taker finds what another one is writing. */
  #crowd(article: Article): void {
    const random = this.#random;
    const gap = 5 + random.below(120);
    const many = 3 + random.below(4);
    for (let one = 0; one < many; one++) {
      this.#now = Math.max(this.#now, article.lastAt + 1 + random.below(gap));
      const ends = one > 0 && article.habits.form !== 'rss' && random.chance(0.15);
      this.#say(
        article,
        ends ? { status: 'withheld' } : { status: 'usable', text: this.#nextText(article) },
        SECOND + random.below(gap),
      );
    }
  }

  /** Several things are said of a story while they cannot be told. */
  #duringOutage(article: Article): void {
    const lasts = (8 + this.#random.below(12)) * MINUTE;
    this.#steps.push({ kind: 'outage', at: this.#now, service: 'sns', lasts });
    const many = 2 + this.#random.below(3);
    for (let one = 0; one < many; one++) {
      this.#now += (5 + this.#random.below(90)) * SECOND;
      this.#goOn(article);
    }
  }

  /** Others bring what somebody has, at once or later, all alike or nearly. */
  #copies(): void {
    const random = this.#random;
    const source = random.pick(this.#articles);
    const text = random.chance(0.5) ? source.sayings.at(-1)?.text : random.pick(this.#texts).id;
    if (text === undefined) return;
    const many = random.chance(0.1) ? 8 + random.below(8) : 1 + random.below(3);
    for (let copy = 0; copy < many; copy++) {
      const others = this.#articles.filter((one) => one !== source && one.habits.form === 'ninjs');
      const article = others.length > 0 && random.chance(0.2) ? random.pick(others) : this.#newArticle();
      const near = random.chance(0.15);
      const own = near ? this.#newText(text) : text;
      const drawn = random.next();
      if (drawn < 0.72 || article.habits.form === 'rss') this.#say(article, { status: 'usable', text: own });
      else if (drawn < 0.88) this.#say(article, { status: 'usable', text: own, ...this.#embargo(article) });
      else this.#say(article, { status: 'withheld', text: own });
      this.#now += random.chance(0.6) ? random.below(900) : random.below(90) * SECOND;
    }
  }

  /** The same file once more, under another name. */
  #again(): void {
    const said = this.#steps.filter((step) => step.kind === 'say');
    if (said.length === 0) return;
    this.#steps.push({ kind: 'again', at: this.#now, saying: this.#random.pick(said).saying.id });
  }

  #operate(): void {
    const random = this.#random;
    const known = this.#articles.filter((article) => this.#isQuiet(article) && article.sayings.length > 0);
    if (known.length === 0) return;
    const article = random.pick(known).name;
    const other = random.pick(known).name;
    const drawn = random.next();
    const command: OperatorCommand =
      drawn < 0.4
        ? { do: 'release', article }
        : drawn < 0.55
          ? { do: 'kill', article }
          : drawn < 0.65
            ? { do: 'hold', article }
            : drawn < 0.85 || other === article
              ? { do: 'split', article }
              : { do: 'merge', article, into: other };
    this.#steps.push({ kind: 'operate', at: this.#now, command });
  }

  /** A kill in words that does not say of what. */
  #killNotice(): void {
    const article = this.#newArticle();
    article.habits.form = 'ninjs';
    this.#say(article, { status: 'usable', text: this.#newText(), kills: 'unnamed' });
  }

  #outage(): void {
    const random = this.#random;
    const service = random.pick(['sns', 'sns', 'dynamo', 's3', 'sqs'] as const);
    const at = Math.max(0, this.#now - random.below(10) * MINUTE);
    this.#steps.push({ kind: 'outage', at, service, lasts: (1 + random.below(20)) * MINUTE });
  }

  #say(article: Article, said: Partial<Saying> & Pick<Saying, 'status'>, arrivesAfter?: number): void {
    const random = this.#random;
    const { habits, provider, story } = article;
    const id = `s${++this.#sayings}`;
    // Sayings of one desk have times of their own
    if (this.#now <= article.lastAt) {
      this.#now =
        article.lastAt + (random.chance(0.3) ? 1 + random.below(500) : (1 + random.below(20)) * SECOND);
    }
    article.lastAt = this.#now;
    const saying: Saying = {
      id,
      provider,
      story,
      form: habits.form,
      ...(habits.versions
        ? { version: 1 + Math.max(0, ...article.sayings.map(({ version }) => version ?? 0)) }
        : {}),
      ...(habits.clocks ? { clock: this.#clock(habits) } : {}),
      ...said,
    };
    if (typeof saying.embargo === 'object') this.#embargoEnds.push(saying.embargo.until - this.#start);
    article.sayings.push(saying);
    this.#steps.push({
      kind: 'say',
      at: this.#now,
      saying,
      ...(arrivesAfter === undefined ? {} : { arrivesAfter }),
      ...(this.#faults && random.chance(0.02) ? { diesAt: 1 + random.below(12) } : {}),
    });
  }

  /** In whole seconds, as wires write it. */
  #clock({ ahead }: Habits): Clock {
    const written = this.#start + this.#now - SECOND + ahead * MINUTE;
    return Math.floor(written / SECOND) * SECOND;
  }

  #maybeEmbargo(article: Article): Pick<Saying, 'embargo'> {
    return this.#random.chance(0.5) ? this.#embargo(article) : {};
  }

  #embargo({ habits }: Article): Pick<Saying, 'embargo'> {
    const random = this.#random;
    if (habits.form !== 'ninjs') return {};
    if (random.chance(0.12)) return { embargo: 'unreadable' };
    const until = this.#start + this.#now + (2 + random.below(90)) * MINUTE;
    return { embargo: { until: Math.floor(until / SECOND) * SECOND } };
  }

  /** A newer version is mostly the same with a sentence more. */
  #nextText(article: Article): string {
    return this.#newText(this.#random.chance(0.85) ? article.sayings.at(-1)?.text : undefined);
  }

  #newText(nearTo?: string): string {
    const root = this.#texts.find(({ id }) => id === nearTo)?.nearTo ?? nearTo;
    const text = { id: `t${this.#texts.length + 1}`, ...(root === undefined ? {} : { nearTo: root }) };
    this.#texts.push(text);
    return text.id;
  }

  #isQuiet(article: Article): boolean {
    return article.lastAt < this.#quietSince;
  }
}

function endOf(step: Step): number {
  if (step.kind === 'outage') return step.at + step.lasts;
  if (step.kind === 'operate') return step.at;
  return step.at + (step.arrivesAfter ?? 0);
}
