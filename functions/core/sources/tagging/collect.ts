/** What was found in the parts of an article, put together: nothing twice. */
import type { SourceTag } from '../../article/record.ts';

export interface Tagging {
  sources: SourceTag[];
  /** Names of the register that nothing proves to be a source: for people who look for misses. */
  candidates: SourceTag[];
  /** Agencies that are neither source nor subject: the text does no more than name them. */
  mentions: SourceTag[];
}

/** One tag per source and role; of candidates and mentions each once that is no source elsewhere. */
export function collected(
  sources: readonly SourceTag[],
  { candidates, mentions }: Pick<Tagging, 'candidates' | 'mentions'>,
): Tagging {
  const tags = onePerSource(sources);
  const known = new Set(tags.map(placeOf));
  const named = new Set(tags.map(({ id }) => id));
  return {
    sources: tags,
    candidates: onePerReason(candidates).filter((candidate) => !known.has(placeOf(candidate))),
    mentions: onePerSource(mentions).filter(({ id }) => id === null || !named.has(id)),
  };
}

/** The first evidence of a source in a role, unless a later one of the same part is stronger. */
function onePerSource(tags: readonly SourceTag[]): SourceTag[] {
  const found = new Map<string, SourceTag>();
  for (const tag of tags) {
    const key = [tag.id ?? tag.name, tag.role, tag.field === 'provider' ? 'provider' : ''].join('\n');
    const earlier = found.get(key);
    if (earlier === undefined || (earlier.confidence < tag.confidence && earlier.field === tag.field))
      found.set(key, tag);
  }
  return [...found.values()];
}

function onePerReason(candidates: readonly SourceTag[]): SourceTag[] {
  const found = new Map<string, SourceTag>();
  for (const candidate of candidates) {
    const key = `${candidate.name}\n${candidate.evidence}`;
    if (!found.has(key)) found.set(key, candidate);
  }
  return [...found.values()];
}

function placeOf({ name, field, start }: SourceTag): string {
  return `${name}\n${field}\n${start}`;
}
