/**
 * What an item says in words that its format has no field for, slot by slot: embargoes, ends of embargoes, kills. The
 * line that says an embargo is no part of the news: it goes to the notes.
 */
import type { Body } from '../../text/body.ts';
import { cleanBody, type CleanBody } from '../../text/html.ts';
import type { Cut } from '../../text/html-cut.ts';
import type { Text } from '../ninjs.ts';
import type { EdNote } from '../record.ts';
import { embargoIn, hasEmbargoPart, isTimed, timeOfLine, type EmbargoFound } from './embargo.ts';
import type { KillFound } from './kill.ts';
import type { SlotText } from './references.ts';
import { wordsOfSlot } from './slot-words.ts';
import type { Slot } from './slots.ts';
import { tokensOf } from './tokens.ts';
import { classAt } from './vocabulary.ts';
import type { WrittenTime } from './written-time.ts';
import {
  ABOUT_EMBARGO,
  HEADING_LENGTH,
  MOST_FOOTNOTES,
  callsEditors,
  isCover,
  isGreeting,
  isNewsItem,
  isNotice,
  isStory,
} from './item-paragraphs.ts';

/** The slots in which desks write such words. Texts are plain. */
export interface WordSlots {
  slugline: string | undefined;
  takeKey: string | undefined;
  title: string | undefined;
  usageTerms: string | undefined;
  headlines: readonly Text[];
  descriptions: readonly Text[];
  edNotes: readonly EdNote[];
  body: Body | undefined;
  /** What the format itself marks as the words of an embargo. */
  embargoText: string | undefined;
}

/** An embargo in words; without a time where none can be read. */
export interface EmbargoLine {
  text: string;
  time?: WrittenTime;
}

export interface ItemWords {
  title: string | undefined;
  headlines: Text[];
  descriptions: Text[];
  edNotes: EdNote[];
  body: CleanBody | undefined;
  embargoes: EmbargoLine[];
  /** An embargo has ended. */
  isLifted: boolean;
  isKill: boolean;
  /** A headline has a label that may be one of a kill, or of news. */
  hasKillLabel: boolean;
  isReinstated: boolean;
  /** The texts in which a kill may name its victim. */
  texts: SlotText[];
}

/** Paragraphs that may stand above the story: headlines again, notes, the lines looked for here. */
const MOST_PARAGRAPHS = 8;
/** Paragraphs in which a notice says that it is one. */
const MOST_TOLD = 4;
/** Reads all slots; headlines, descriptions and body come back without the lines of an embargo. */
export function readWords(slots: WordSlots): ItemWords {
  const reader = new Reader();
  reader.label(slots.slugline, 'slugline');
  reader.label(slots.takeKey, 'takeKey');
  for (const { text } of slots.edNotes) reader.label(text, 'note');
  reader.terms(slots.usageTerms);
  reader.structured(slots.embargoText);
  const headlines = slots.headlines.flatMap((one) => reader.news(one, 'headline'));
  const [title] = slots.title === undefined ? [] : reader.news({ value: slots.title }, 'headline');
  reader.isInText = true;
  reader.told.push(...slots.descriptions.map(({ value }) => value));
  const descriptions = slots.descriptions.flatMap((one) => reader.news(one, 'text'));
  const body = slots.body === undefined ? undefined : cleanBody(slots.body, (all) => reader.paragraphs(all));
  reader.slug(slots.slugline, slots.headlines, slots.descriptions);
  const known = new Set(slots.edNotes.map(({ text }) => text));
  return {
    title: title?.value,
    headlines,
    descriptions,
    edNotes: [
      ...slots.edNotes,
      ...[...new Set(reader.moved)]
        .filter((text) => !known.has(text))
        .map((text) => ({ role: 'embargo', text, public: true })),
    ],
    body,
    embargoes: reader.embargoes(),
    isLifted: reader.isLifted,
    isKill: reader.isKill,
    hasKillLabel: reader.isKillUnlessStory,
    isReinstated: reader.isReinstated && !reader.isKill,
    texts: reader.texts,
  };
}

class Reader {
  readonly moved: string[] = [];
  readonly texts: SlotText[] = [];
  isLifted = false;
  isReinstated = false;
  #isKill = false;
  #isKillUnlessNews = false;
  isKillUnlessStory = false;
  /** The headlines that are a kill where the text is a notice. */
  readonly #perhaps: string[] = [];
  /** The paragraphs that begin as a kill or as news. */
  readonly #doubtful = new Set<string>();
  /** The first paragraphs and what is said in short, for a label that may be one of news. */
  readonly told: string[] = [];
  readonly #all: string[] = [];
  /** The slots that are read now are text and no labels. */
  isInText = false;
  readonly #labels: EmbargoLine[] = [];
  readonly #lines: EmbargoLine[] = [];

  get isKill(): boolean {
    const isNews = this.texts.some(({ slot, text }) => slot === 'headline' && /\bkill/i.test(text));
    return (
      this.#isKill ||
      (this.#isKillUnlessNews && !isNews) ||
      (this.isKillUnlessStory && !isNewsItem(this.told, this.#doubtful)) ||
      this.#perhaps.some((headline) => isNotice(this.#all, headline))
    );
  }

  /** A line that was left standing in the text ends with the embargo. */
  embargoes(): EmbargoLine[] {
    return this.isLifted && this.#labels.length === 0 ? [] : [...this.#labels, ...this.#lines];
  }

  label(text: string | undefined, slot: Slot): void {
    if (text === undefined) return;
    const { embargo, kill } = wordsOfSlot(text, slot);
    this.#note(text, slot, embargo, kill);
  }

  /** Terms of use forbid much, and end nothing; of an embargo they are as good a place as a note. */
  terms(text: string | undefined): void {
    const embargo = text === undefined ? undefined : wordsOfSlot(text, 'note').embargo;
    if (text !== undefined && embargo?.kind === 'embargo') this.#note(text, 'note', embargo, undefined);
  }

  structured(text: string | undefined): void {
    if (text === undefined) return;
    const found = embargoIn(text, 'note') ?? embargoIn(`Embargo: ${text}`, 'note');
    if (found?.kind === 'lifted') this.isLifted = true;
    else if (found !== undefined) this.#labels.push({ text, ...timeOf(found) });
  }

  /** The text without the line of an embargo; none where that was all. */
  news<T extends Text>(text: T, slot: Slot): T[] {
    const { embargo, kill } = wordsOfSlot(text.value, slot);
    this.#note(text.value, slot, embargo, kill);
    if (embargo?.kind !== 'embargo') return [text];
    this.moved.push(lineOf(text.value, embargo));
    const value = `${text.value.slice(0, embargo.start)} ${text.value.slice(embargo.end)}`
      .trim()
      .replace(/\s+/g, ' ');
    return value === '' ? [] : [{ ...text, value }];
  }

  /** The first paragraphs, as far as the story has not begun. */
  paragraphs(all: readonly string[]): Cut[] {
    const cuts: Cut[] = [];
    this.told.push(...all.slice(0, MOST_TOLD));
    this.#all.push(...all);
    const isLetter = isGreeting(all[0] ?? '');
    let read = 0;
    for (const [paragraph, text] of all.slice(0, MOST_PARAGRAPHS).entries()) {
      read = paragraph + 1;
      const { embargo, kill } = wordsOfSlot(text, 'text');
      this.#note(text, 'text', embargo, kill);
      if (embargo?.kind === 'embargo') {
        this.moved.push(lineOf(text, embargo));
        cuts.push({ paragraph, start: embargo.start, end: embargo.end });
        if (text.slice(embargo.end).trim() !== '') break;
        const below = all[paragraph + 1] ?? '';
        const time = embargo.time === undefined ? timeOfLine(below) : undefined;
        if (time === undefined) continue;
        this.#lines.push({ text: `${lineOf(text, embargo)} ${below}`, time });
        this.moved.push(below);
        cuts.push({ paragraph: paragraph + 1, start: 0, end: below.length });
        read = paragraph + 2;
      } else if (kill === undefined && isStory(text) && !(isLetter && isCover(text, paragraph))) break;
    }
    return [...cuts, ...this.#footnotes(all, read)];
  }

  /** What calls for the attention of editors below the story, and a line that says until which day and hour and nothing else. */
  #footnotes(all: readonly string[], from: number): Cut[] {
    const begin = Math.max(from, all.length - MOST_FOOTNOTES);
    return all.slice(begin).flatMap((text, index): Cut[] => {
      const isCall = callsEditors(text);
      // the news goes on behind a stamp that it tells of
      const isLast = text.length <= HEADING_LENGTH && !all.slice(begin + index + 1).some(isStory);
      if (!isCall && !isLast) return [];
      const { embargo } = wordsOfSlot(text, 'text');
      if (embargo?.kind !== 'embargo') return [];
      if (!isCall && !(isTimed(embargo.time) && text.slice(embargo.end).trim() === '')) return [];
      this.#note(text, 'text', embargo, undefined);
      this.moved.push(lineOf(text, embargo));
      return [{ paragraph: begin + index, start: embargo.start, end: embargo.end }];
    });
  }

  /** "FERRY-SALE/EMBARGO", "EMBARGO-Ferry" holds a story that has nothing to do with one; of news about embargoes it is the keyword. */
  slug(text: string | undefined, headlines: readonly Text[], descriptions: readonly Text[]): void {
    if (text === undefined || this.isLifted || !hasEmbargoPart(text)) return;
    const news = [...headlines, ...descriptions].map(({ value }) => value);
    if (![...news, ...this.#all].some((one) => ABOUT_EMBARGO.test(one))) this.#labels.push({ text });
  }

  #note(text: string, slot: Slot, embargo: EmbargoFound | undefined, kill: KillFound | undefined): void {
    this.texts.push({ slot, text });
    if (embargo?.kind === 'lifted') this.isLifted = true;
    else if (embargo !== undefined) {
      (this.isInText ? this.#lines : this.#labels).push({ text: lineOf(text, embargo), ...timeOf(embargo) });
    }
    if (kill?.kind === 'kill') {
      if (kill.unlessNews) this.#isKillUnlessNews = true;
      else if (kill.unlessStory) {
        this.isKillUnlessStory = true;
        // "Bitte nicht verwenden. Die Angaben sind falsch."
        const isAsked = classAt('please', tokensOf(text), 0) !== undefined;
        if (slot === 'text' && !isAsked) this.#doubtful.add(text);
      } else this.#isKill = true;
    }
    if (kill?.kind === 'perhaps') this.#perhaps.push(text);
    if (kill?.kind === 'reinstated') this.isReinstated = true;
  }
}

function timeOf(found: EmbargoFound): { time?: WrittenTime } {
  return found.kind === 'embargo' && found.time !== undefined ? { time: found.time } : {};
}

function lineOf(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}
