/** Which agency a name means here: the words around it decide between agencies, and between an agency and a party. */
import type { SourceRole } from '../article/record.ts';
import type { Agency } from '../agencies/agency.ts';
import type { Alias } from '../agencies/register.ts';
import { GIVEN_NAMES, OTHERWISE, PICTURE_DESKS, SHARED } from '../agencies/shared.ts';
import { wordsOf } from './words.ts';

export interface Context {
  /** BCP 47 of the text, where known. */
  language?: string | undefined;
  /** Dateline, located, body: searched for the words that decide. */
  text: string;
  /** City and country of the dateline: decide before anything else. */
  place?: string | undefined;
  /** What the name is here, where its line says so. */
  role?: SourceRole;
}

/** The agency that a name means, or all that it may mean where nothing decides. */
export function agenciesMeant(alias: Alias, context: Context, sentence: string): readonly Agency[] {
  if (alias.agencies.length < 2) return alias.agencies;
  const words = SHARED[alias.text] ?? SHARED[alias.text.toUpperCase()];
  const scored = alias.agencies.map((agency) => {
    const own = words?.[agency.id] ?? [];
    const score =
      (hasWord(
        (context.place ?? '').toLowerCase(),
        own.map((word) => word.toLowerCase()),
      )
        ? 8
        : 0) +
      (hasWord(
        sentence,
        context.role === 'dateline' ? [...own, ...own.map((word) => word.toUpperCase())] : own,
      )
        ? 4
        : 0) +
      (hasWord(context.text, own) ? 2 : 0) +
      (context.role?.startsWith('photo-') === true && PICTURE_DESKS.has(agency.id) ? 1 : 0) +
      (speaks(agency, context.language) ? 1 : 0);
    return { agency, score };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const winners = scored.filter(({ score }) => score === best);
  if (best > 0 && winners.length === 1) return winners.map(({ agency }) => agency);
  // services of press releases that share a name write no datelines with it
  const wires = context.role === 'dateline' ? alias.agencies.filter(({ kind }) => kind === 'wire') : [];
  return best === 0 && wires.length === 1 ? wires : alias.agencies;
}

/** Whether the agency reports in the text's language; English says nothing, as every agency has it. */
function speaks({ languages }: Agency, language: string | undefined): boolean {
  const tag = language?.split('-', 1)[0] ?? '';
  return tag !== 'en' && languages.includes(tag);
}

/** Whether words say that the name is something else than the agency ("AAP", and "Kejriwal" beside it). */
export function meansOtherwise(alias: Alias, text: string): boolean {
  const words = OTHERWISE[alias.text];
  return words !== undefined && hasWord(text, words);
}

/** Whether a name is a first name as well ("laut Petra"), and nothing in the text speaks of the agency's country. */
export function isGivenName(alias: Alias, text: string): boolean {
  const words = GIVEN_NAMES[alias.text];
  return words !== undefined && !hasWord(text, words);
}

/**
 * Short names that the text itself explains as something else: "the Aam Aadmi Party (AAP)". Found by initials;
 * where the words before the bracket name the agency, the name stays.
 */
export function explainedOtherwise(text: string, isAgencyName: (phrase: string) => boolean): Set<string> {
  const found = new Set<string>();
  if (!text.includes('(')) return found;
  for (const match of text.matchAll(/\((\p{Lu}[\p{Lu}\p{N}]{1,6})\)/gu)) {
    const acronym = match[1] ?? '';
    const words = wordsOf(text, Math.max(0, match.index - 100), match.index).slice(-acronym.length - 4);
    const initials = words
      .filter(({ capital }) => capital)
      .map(({ text: word }) => word[0]?.toUpperCase() ?? '');
    const first = words.find(({ capital }) => capital)?.start ?? match.index;
    if (!initials.join('').endsWith(acronym) && !initials.join('').startsWith(acronym)) continue;
    if (!isAgencyName(text.slice(first, match.index))) found.add(acronym);
  }
  return found;
}

function hasWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!/\p{L}/u.test(text[at - 1] ?? '') && !/\p{L}/u.test(text[at + word.length] ?? '')) return true;
    }
    return false;
  });
}
