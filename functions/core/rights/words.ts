/**
 * Restrictions in words: "ONLINE OUT", "NO ARCHIVES - NO SALES", "Nur zur redaktionellen Verwendung", "CRÉDIT OBLIGATOIRE".
 * News of sales, archives and credits has the same words; a restriction is told by where it stands: by itself between
 * signs, in a note, or in terms of use. Vocabulary: restrictions.json and its neighbours.
 */
import type { Restriction, RestrictionKind } from '../article/rights.ts';
import { tokensOf, type Token } from '../article/words/tokens.ts';
import {
  AROUND,
  OPEN,
  wordAt,
  type Place,
  type RightsSlot,
  type WordsFound,
  type WordsKind,
} from './forms.ts';
import { mayHold } from './hints.ts';
import parts from './parts.json' with { type: 'json' };
import { placed } from './standing.ts';
import { placesIn } from './word-places.ts';

const { $schema: _partsSchema, ...PARTS } = parts;

/** Tokens are made of so many characters at a time (words/tokens.ts). */
const CHUNK = 900;
const MOST_CHUNKS = 60;
const LONGEST_EVIDENCE = 300;
const LONGEST_SCOPE = 100;

/**
 * The restrictions that a text says, in its order, each kind and scope once.
 * @param language of the text, for names of countries
 */
export function restrictionsIn(text: string, slot: RightsSlot, language?: string): WordsFound[] {
  const isParted = PARTLESS.test(text);
  if (!isParted && !mayHold(text, slot)) return [];
  const found = new Map<string, WordsFound>();
  const add = (one: WordsFound): void => {
    const key = `${one.kind}\n${one.scope ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  };
  if (isParted) for (const one of partsIn(text)) add(one);
  for (const chunk of chunksOf(text)) for (const one of chunkRestrictions(chunk, slot, language)) add(one);
  return [...found.values()];
}

/** Pieces that end where a sentence, a line or a word does. */
function* chunksOf(text: string): Generator<string> {
  let from = 0;
  for (let count = 0; from < text.length && count < MOST_CHUNKS; count++) {
    const piece = text.slice(from, from + CHUNK);
    const isLast = from + CHUNK >= text.length;
    const stop = isLast ? piece.length : Math.max(lastStop(piece), 1);
    yield piece.slice(0, stop);
    from += stop;
  }
}

function lastStop(piece: string): number {
  const half = CHUNK / 2;
  for (const sign of ['\n', '. ', '; ', ' ']) {
    const at = piece.lastIndexOf(sign);
    if (at >= half) return at + 1;
  }
  return piece.length;
}

const PARTLESS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u;

/** Scripts that do not part words: what they say is looked for anywhere. */
function partsIn(text: string): WordsFound[] {
  const bare = text.replace(/[\s·・]/g, '').toLowerCase();
  return Object.entries(PARTS).flatMap(([kind, languages]) =>
    Object.values(languages)
      .flat()
      .filter((words) => bare.includes(words.replace(/[\s·・]/g, '').toLowerCase()))
      .map((words) => ({
        kind: kind as WordsKind,
        scope: null,
        text: words,
        evidence: text.trim().slice(0, LONGEST_EVIDENCE),
      })),
  );
}

function chunkRestrictions(chunk: string, slot: RightsSlot, language: string | undefined): WordsFound[] {
  const tokens = tokensOf(chunk);
  const places = placesIn(tokens, language);
  if (places.length === 0) return [];
  const kept = slot === 'terms' ? places : placed(places, tokens, slot);
  return kept.flatMap((place) => foundAt(place, tokens, chunk));
}

function foundAt(place: Place, tokens: readonly Token[], chunk: string): WordsFound[] {
  const { form, at, end, where } = place;
  if (isNegated(tokens, at)) return [];
  const [start, stop] = [tokens[at]?.start ?? 0, tokens[end - 1]?.end ?? 0];
  const behind = OPEN.has(form) ? whatFollows(chunk, stop) : undefined;
  const text = chunk
    .slice(start, behind?.end ?? stop)
    .replace(/\s+/g, ' ')
    .trim();
  const evidence = sentenceAround(chunk, start, behind?.end ?? stop);
  const one = (kind: WordsKind, scope: string | null): WordsFound => ({ kind, scope, text, evidence });
  if (form === 'out' || form === 'only') {
    if (where === undefined) {
      const name = chunk
        .slice(start, tokens[end - 2]?.end ?? stop)
        .replace(/\s+/g, ' ')
        .trim();
      return [one('recipient-out', name)];
    }
    return where.scopes.map(({ kind, scope }) =>
      kind === 'medium' && scope === 'archive' ? one('no-archive', null) : one(KINDS[form][kind], scope),
    );
  }
  return [one(form, behind?.scope ?? null)];
}

const KINDS = {
  out: { medium: 'medium-out', territory: 'territory-out' },
  only: { medium: 'medium-only', territory: 'territory-only' },
} as const satisfies Record<'out' | 'only', Record<'medium' | 'territory', RestrictionKind>>;

function isNegated(tokens: readonly Token[], at: number): boolean {
  return AROUND.negators.has(wordAt(tokens, at - 1));
}

/** What the words go on with: `: Jane Doe/Aurora`, `"AURORA / JANE DOE"`, `the exhibition in Tolby`. */
function whatFollows(chunk: string, from: number): { scope: string; end: number } | undefined {
  const rest = chunk.slice(from, from + 3 * LONGEST_SCOPE);
  const lead = /^[\s:=–—-]{0,4}(?:(?:to|an|à|a)\s)?/iu.exec(rest)?.[0].length ?? 0;
  const behind = rest.slice(lead);
  const quoted = /^["“„«”']([^"“”„«»]{1,100})["”“»']/u.exec(behind);
  const plain = /^[^\s.;\n()[\]–—|*"“”„«»][^;\n()[\]–—|*"“”„«»]{0,99}/u.exec(behind);
  const written = quoted?.[1] ?? plain?.[0].split(/\.(?=\s|$)|\s-\s|,\s(?=no\s|not\s|kein|pas\s)/iu)[0];
  const scope = written?.replace(/\s+/g, ' ').trim() ?? '';
  if (scope === '' || /^[,.]/.test(scope)) return undefined;
  return { scope, end: from + lead + (quoted?.[0].length ?? written?.trimEnd().length ?? 0) };
}

/** The sentence or line that the words stand in. */
function sentenceAround(chunk: string, start: number, end: number): string {
  const before = Math.max(chunk.lastIndexOf('\n', start - 1), chunk.lastIndexOf('. ', start - 1) + 1, 0);
  const after = [chunk.indexOf('\n', end), chunk.indexOf('. ', end)].filter((at) => at >= 0);
  const whole = chunk.slice(before, Math.min(...after.map((at) => at + 1), chunk.length));
  const sentence = whole.replace(/\s+/g, ' ').trim();
  if (sentence.length <= LONGEST_EVIDENCE) return sentence;
  return chunk
    .slice(start, Math.min(end, start + LONGEST_EVIDENCE))
    .replace(/\s+/g, ' ')
    .trim();
}

/** As a restriction of the record. */
export function restrictionOf(
  { kind, scope, text, evidence }: WordsFound,
  field: string,
): Restriction | undefined {
  return kind === 'data-mining' || kind === 'ai-generated' || kind === 'ai-edited' || kind === 'ai-partly'
    ? undefined
    : { kind, scope, text, evidence: { field, text: evidence } };
}
