/**
 * Which words of restrictions stand as a desk writes them: by themselves between signs, in capitals, in rows. News has the
 * same words.
 */
import { lettersOf } from '../article/words/slots.ts';
import type { Token } from '../article/words/tokens.ts';
import { AROUND, OPEN, wordAt, type Form, type Place, type RightsSlot } from './forms.ts';
import { isEnd, isStart } from './word-places.ts';

/** Words of everyday: in notes and terms alone. */
const DESK_ONLY: ReadonlySet<Form> = new Set(['private-only', 'consent', 'fee', 'limited-time']);
/** In a headline or slug nothing else is looked for. */
const IN_LABELS: ReadonlySet<Form> = new Set([
  'not-for-publication',
  'no-archive',
  'no-sales',
  'editorial-only',
  'out',
]);

/** Those that stand so as a desk writes them: rows of them count as one. */
export function placed(places: readonly Place[], tokens: readonly Token[], slot: RightsSlot): Place[] {
  const rows: Place[][] = [];
  for (const place of places) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && isJoined(tokens, last.end, place.at)) row.push(place);
    else rows.push([place]);
  }
  const standing: Place[][] = [];
  for (const row of rows) {
    if (stands(row, tokens, slot) || (standing.length > 0 && goesOn(row, tokens, slot))) standing.push(row);
  }
  const hasCompany = standing.some((row) => row.some((place) => !isWeak(place)));
  return standing
    .flat()
    .filter((place) => slot === 'note' || hasCompany || !isWeak(place) || isLoud(place, tokens, slot));
}

/** "… and only with a full credit": the second half of a sentence of restrictions. */
function goesOn(row: readonly Place[], tokens: readonly Token[], slot: RightsSlot): boolean {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined || slot === 'label') return false;
  return AROUND.joins.has(wordAt(tokens, first.at - 1)) && closesAt(last, tokens, slot);
}

function closesAt(last: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  return (
    isEnd(tokens, last.end) ||
    (OPEN.has(last.form) && isOpened(last, tokens, slot)) ||
    (last.form === 'editorial-only' && AROUND.continues.has(wordAt(tokens, last.end)))
  );
}

/** Nothing, a comma or a word between: "no marketing no advertising", "no sales, no archives", "no sales or archives". */
function isJoined(tokens: readonly Token[], end: number, at: number): boolean {
  const between = wordAt(tokens, end);
  return at === end || (at === end + 1 && (between === ',' || AROUND.joins.has(between)));
}

function stands(row: readonly Place[], tokens: readonly Token[], slot: RightsSlot): boolean {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return false;
  const letters = lettersOf(tokens, first.at, last.end);
  const closes = closesAt(last, tokens, slot);
  if (slot === 'note') {
    return (isStart(tokens, first.at) || letters.capitals) && (closes || letters.capitals);
  }
  if (slot === 'label') {
    const isTold = row.every(
      ({ form, where }) => IN_LABELS.has(form) && (form !== 'out' || where !== undefined),
    );
    return isTold && letters.upper && isStart(tokens, first.at) && closes && !isNews(row, tokens);
  }
  if (row.some(({ form }) => DESK_ONLY.has(form)) && !letters.capitals) return false;
  if (!isStart(tokens, first.at) || !closes) return false;
  // in a sentence of news a comma, a colon or a quotation mark follows
  const [before, behind] = [tokens[first.at - 1]?.text ?? '', tokens[last.end]?.text ?? ''];
  const isOpen = OPEN.has(last.form) || last.form === 'editorial-only';
  return letters.capitals || (!/^[,"“”„«»]$/.test(before) && (isOpen || !/^[,:"“”„«»?]$/.test(behind)));
}

/** "JAPAN OUT" is the end of a match, too. */
function isNews(row: readonly Place[], tokens: readonly Token[]): boolean {
  return row.some(
    ({ where, at, end }) =>
      where?.scopes.some(({ kind }) => kind === 'territory') === true &&
      !(/^[([*]$/.test(tokens[at - 1]?.text ?? '') && /^[)\]*]$/.test(wordAt(tokens, end))),
  );
}

/** Behind "mandatory credit" comes whose it is: a colon, a quotation, "to"; in notes anything. */
function isOpened({ form, end }: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  const next = tokens[end];
  if (next === undefined) return true;
  if (slot === 'note')
    return form !== 'mandatory-credit' || !/^(?:checks?|scores?|cards?|lines?|limits?)$/.test(next.text);
  if (form === 'context-only') return true;
  return form === 'mandatory-credit' && (next.caps || /^(?:to|an|a|für|fur|read|reads)$/.test(next.text));
}

/** Countries and media behind "no", "not for" or before "only" are news as well; "OUT" and the rest are not. */
function isWeak({ form, where }: Place): boolean {
  return (
    form === 'only' ||
    form === 'out' ||
    where !== undefined ||
    form === 'not-for-publication' ||
    form === 'no-alteration'
  );
}

/** In capitals amid other letters, in brackets, or with OUT in capitals at a known place. */
function isLoud({ form, at, end, where }: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  const letters = lettersOf(tokens, at, end);
  const inBrackets = /^[([{*]$/.test(tokens[at - 1]?.text ?? '') && /^[)\]}*]$/.test(wordAt(tokens, end));
  if (slot === 'label') return letters.upper;
  if (form === 'out' && where === undefined) return false;
  const last = tokens[end - 1];
  if (form === 'out' && last?.text === 'out' && last.caps) return true;
  return inBrackets || letters.capitals || (letters.upper && tokens.length === end - at);
}
