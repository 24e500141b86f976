/** Quotations of a text: what stands in quotation marks, paired by kind; a quote may open again in the next paragraph. */

export interface QuoteSpan {
  /** Offsets with the marks. */
  start: number;
  end: number;
  /** Carries on a quotation that the paragraph before left open. */
  continues: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”“',
  '„': '“”"',
  '«': '»',
  '»': '«»',
  '"': '"',
  '”': '”',
  '‹': '›',
  '‚': '‘’',
  '‘': '’',
};
/** By code: ", and the first of the other marks, which are beyond the letters of most texts. */
const STRAIGHT = 34;
const FIRST_OTHER = 0xab;
const OPENERS = /["“”„«»‹‚‘]/g;

/** @returns spans in order, none inside another */
export function quoteSpans(text: string): QuoteSpan[] {
  const spans: QuoteSpan[] = [];
  let paragraph = 0;
  let open = false;
  while (paragraph <= text.length) {
    const newline = text.indexOf('\n', paragraph);
    const end = newline < 0 ? text.length : newline;
    if (end > paragraph) open = spansOfParagraph(text, paragraph, end, open, spans);
    paragraph = end + 1;
  }
  return spans;
}

/** Adds the spans of one paragraph. @returns whether the last one was left open */
function spansOfParagraph(
  text: string,
  from: number,
  to: number,
  wasOpen: boolean,
  spans: QuoteSpan[],
): boolean {
  // Only the paragraph is searched: one without a mark must not cost a look at all that follows
  const paragraph = text.slice(from, to);
  OPENERS.lastIndex = 0;
  let continues = wasOpen;
  /** Marks that are not closed any more from some place on, so that they are not looked for again. */
  const unclosed = new Set<string>();
  for (let match = OPENERS.exec(paragraph); match !== null; match = OPENERS.exec(paragraph)) {
    const mark = match[0];
    const start = from + match.index;
    if (unclosed.has(mark) || !opens(text, start, mark)) continue;
    const end = closing(text, start + 1, to, mark);
    if (end === undefined && (mark === '‘' || mark === '‚' || mark === '”')) {
      unclosed.add(mark);
      continue;
    }
    spans.push({ start, end: end ?? to, continues: continues && start - from < 2 });
    continues = false;
    if (end === undefined) return true;
    OPENERS.lastIndex = end - from;
  }
  return false;
}

function opens(text: string, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  // French spaces after «, Swedish opens with ”
  if (mark === '«') return true;
  if (/\s/.test(after)) return false;
  return !/[\p{L}\p{N}]/u.test(before) || mark === '“';
}

function closing(text: string, from: number, to: number, mark: string): number | undefined {
  const closers = CLOSERS[mark] ?? '"';
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== STRAIGHT && code < FIRST_OTHER) continue;
    if (!closers.includes(text[at] ?? '')) continue;
    const isApostrophe = /[‘’]/.test(text[at] ?? '') && /\p{L}/u.test(text[at + 1] ?? '');
    if (!isApostrophe) return at + 1;
  }
  return undefined;
}

/** The span that holds a place, or undefined. */
export function spanAround(spans: readonly QuoteSpan[], at: number): QuoteSpan | undefined {
  return spans.find(({ start, end }) => start < at && at < end);
}
