/**
 * Who has to confirm a kill or withholding, and who may confirm it for whom. What a registered reader took is derived
 * when an end comes, from what was told before; people say themselves what they open and copy. Pure.
 */
import type { EventType } from '../article/life-cycle/saying.ts';
import type { FeedFilter } from './contract.ts';
import type { Facets } from './facets.ts';
import { matches } from './filter.ts';
import { isWithin, may, NO_LIMITS, type Asker } from './rights.ts';

/** A reader of the settings whose kills have to be confirmed. */
export interface RecallReader {
  /** Of a client that has no `identity`: the `sub` of its token, or the ARN by which the settings name the machine. */
  readonly id: string;
  readonly kind: 'subscription' | 'client';
  /** Who confirms for it: the `sub` of a token, or the ARN of a machine. */
  readonly identity?: string;
  /** What it asks for; of several any one. Absent: everything. */
  readonly filter?: FeedFilter | readonly FeedFilter[];
  /** Agencies that it may have. Absent: all. */
  readonly providers?: readonly string[];
  /** Flags of articles that it may not have. Absent: none. */
  readonly withoutFlags?: readonly string[];
}

export interface RecallSettings {
  /** What is not confirmed so long after its end is overdue. */
  readonly afterMinutes: number;
  readonly readers: readonly RecallReader[];
  /** People on the page confirm the kills of what they opened or copied. */
  readonly people: boolean;
}

export const NO_RECALLS: RecallSettings = { afterMinutes: 15, readers: [], people: false };

export type ReaderKind = RecallReader['kind'] | 'person';

/** The last revision that a reader had, and how it is known. */
export interface Took {
  revision: number;
  how: 'filter' | 'opened' | 'copied';
}

export interface Owing {
  reader: string;
  kind: ReaderKind;
  /** Of a person. */
  name: string | null;
  took: Took;
}

/** The texts of an article that were told before its end. */
export interface ToldBefore {
  /** The newest first. */
  states: readonly { revision: number; facets: Facets }[];
  /** False: there were more than were looked at. */
  isAll: boolean;
}

/** Whether kills have to be confirmed by anybody at all. */
export function asksForRecalls({ readers, people }: RecallSettings): boolean {
  return people || readers.length > 0;
}

/** The registered readers that had an article, each with the newest text of it that was for them. */
export function readersThatHad(readers: readonly RecallReader[], { states, isAll }: ToldBefore): Owing[] {
  return readers.flatMap((reader): Owing[] => {
    const newest = states.find(({ facets }) => couldHave(reader, facets)) ?? unseen(reader, states, isAll);
    if (newest === undefined) return [];
    const { id, kind } = reader;
    return [{ reader: id, kind, name: null, took: { revision: newest.revision, how: 'filter' } }];
  });
}

/** Whether a text was for a reader. */
export function couldHave(reader: RecallReader, facets: Facets): boolean {
  const limits = {
    providers: reader.providers === undefined ? NO_LIMITS.providers : [...reader.providers],
    withoutFlags: [...(reader.withoutFlags ?? [])],
  };
  return isWithin(limits, facets) && filtersOf(reader).some((filter) => matches(filter, facets));
}

/** Where not all texts were looked at, only the agency says who cannot have had one. */
function unseen(
  reader: RecallReader,
  states: ToldBefore['states'],
  isAll: boolean,
): ToldBefore['states'][number] | undefined {
  const [newest] = states;
  if (isAll || newest === undefined) return undefined;
  const filter = filtersOf(reader).map(({ provider }) => (provider === undefined ? {} : { provider }));
  const { id, kind, providers } = reader;
  const byAgency = { id, kind, filter, ...(providers === undefined ? {} : { providers }) };
  return couldHave(byAgency, newest.facets) ? newest : undefined;
}

function filtersOf({ filter = {} }: RecallReader): readonly FeedFilter[] {
  return isList(filter) ? filter : [filter];
}

function isList(filter: FeedFilter | readonly FeedFilter[]): filter is readonly FeedFilter[] {
  return Array.isArray(filter);
}

/** Newer ends of people who took several texts or copied one after they opened it: the copy says more. */
export function moreOf(before: Took | undefined, took: Took): Took {
  if (before === undefined || took.revision > before.revision) return took;
  return took.revision === before.revision && took.how === 'copied' ? took : before;
}

export function dueAfter(since: string, { afterMinutes }: Pick<RecallSettings, 'afterMinutes'>): string {
  return new Date(Date.parse(since) + afterMinutes * 60_000).toISOString();
}

export interface OwnReader {
  reader: string;
  kind: ReaderKind;
  name: string | null;
}

/** The readers that somebody is: those that name them, and themselves where people confirm. */
export function ownReaders(
  { id, kind, name }: Pick<Asker, 'id' | 'kind' | 'name'>,
  { readers, people }: RecallSettings,
): OwnReader[] {
  const registered = readers
    .filter((reader) => identityOf(reader) === id)
    .map((reader): OwnReader => ({ reader: reader.id, kind: reader.kind, name: null }));
  const isRegistered = registered.some(({ reader }) => reader === id);
  return kind === 'person' && people && !isRegistered
    ? [...registered, { reader: id, kind: 'person', name }]
    : registered;
}

function identityOf({ id, kind, identity }: RecallReader): string | undefined {
  return identity ?? (kind === 'client' ? id : undefined);
}

/** Desk and operators see what all readers have to confirm; only operators confirm for others. */
export function seesAllRecalls(asker: Pick<Asker, 'scopes'>): boolean {
  return may(asker, 'wire:desk') || may(asker, 'wire:operate');
}

/** Whether a text takes back every end before it: who still has the article need not take it down any more. */
export function takesBackEnds(event: EventType): boolean {
  return event === 'reinstated';
}
