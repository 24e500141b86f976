/** By what an article is found in the feed: the same that filter policies of the topic select by. */
import { flagsOf } from '../article/flags.ts';
import type { ArticleRecord } from '../article/record.ts';
import { isSourceRole } from '../article/source-roles.ts';

export interface Facets {
  provider: string;
  /** Ids of agencies that it names as its source; subjects are none. */
  sources: string[];
  language: string | null;
  /** `medtop:` codes where they are media topics, else URIs. */
  subjects: string[];
  flags: string[];
  urgency: number | null;
}

/** Longer ones are no ids that anybody filters by: the attributes of messages have the same bounds. */
const MAX_VALUE_LENGTH = 200;
const MAX_VALUES = 30;

const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';
const MEDIA_TOPIC = 'medtop:';

export function facetsOf({ article, wire }: ArticleRecord): Facets {
  return {
    provider: wire.provider,
    sources: bounded(wire.sources.flatMap(({ id, role }) => (id !== null && isSourceRole(role) ? [id] : []))),
    language: article.language ?? null,
    subjects: bounded(
      (article.subjects ?? []).flatMap(({ uri }) => (uri === undefined ? [] : [subjectCode(uri)])),
    ),
    flags: flagsOf(wire),
    urgency: article.urgency ?? null,
  };
}

/** A subject as facets have it, from a URI or a code. */
export function subjectCode(subject: string): string {
  return subject.startsWith(MEDIA_TOPICS) ? `${MEDIA_TOPIC}${subject.slice(MEDIA_TOPICS.length)}` : subject;
}

function bounded(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value.length <= MAX_VALUE_LENGTH))].slice(0, MAX_VALUES);
}

export function sameFacets(a: Facets, b: Facets): boolean {
  return (
    a.provider === b.provider &&
    a.language === b.language &&
    a.urgency === b.urgency &&
    sameValues(a.sources, b.sources) &&
    sameValues(a.subjects, b.subjects) &&
    sameValues(a.flags, b.flags)
  );
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}
