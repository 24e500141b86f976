/** Items of the near-duplicate index and back: near-index.ts says which there are. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  MEMBERS_KEPT,
  newStory,
  type AnchorArrival,
  type Entry,
  type EntryState,
  type Judgement,
  type Member,
} from '../../core/dedupe/near-index.ts';
import { packFingerprint, unpackFingerprint, UnreadableFingerprint } from '../../core/dedupe/pack.ts';
import { keys, StoreError, type Item } from './keys.ts';

/** Items live a little longer than the window in which they are looked at. */
const TIME_TO_LIVE_MS = 4 * 24 * 60 * 60 * 1000;

/** Attributes of an anchor's members, the newest first. */
export const SLOTS = Array.from({ length: MEMBERS_KEPT }, (_, i) => `m${i}`);

/** @param list the anchor as it was before the article came */
export function arrivalAt(anchor: string, list: Item | undefined): AnchorArrival {
  return {
    anchor,
    earlier: SLOTS.flatMap((slot) => readMember(list?.[slot]?.S)),
    sequence: Number(list?.n?.N ?? 0) + 1,
  };
}

export function writeMember({ articleId, at }: Member): string {
  return `${at.toString(36)} ${articleId}`;
}

export function readMember(written: string | undefined): Member[] {
  if (written === undefined || written === '') return [];
  const space = written.indexOf(' ');
  return [{ at: Number.parseInt(written.slice(0, space), 36), articleId: written.slice(space + 1) }];
}

export function timeOf({ at }: Entry): number {
  return at ?? 0;
}

/** Epoch seconds, as TTL wants it. */
export function expiryOf(at: number): number {
  return Math.ceil((at + TIME_TO_LIVE_MS) / 1000);
}

export function itemOf(entry: Entry): Item {
  const { articleId, at, provider, fingerprint, rank, state } = entry;
  return marshall(
    {
      pk: keys.article(articleId),
      sk: keys.entry,
      print: packFingerprint(fingerprint),
      at,
      provider,
      rank: `${rank.anchor} ${rank.sequence}`,
      ...stateAttributes(articleId, state),
      expiresAt: expiryOf(timeOf(entry)),
    },
    { removeUndefinedValues: true },
  );
}

interface StateAttributes {
  state: EntryState['kind'];
  to: string | undefined;
  judgement: string;
}

export function stateAttributes(articleId: string, state: EntryState): StateAttributes {
  return {
    state: state.kind,
    to: state.kind === 'linked' ? state.to : undefined,
    judgement: state.kind === 'settled' ? writeJudgement(articleId, state.judgement) : '',
  };
}

/** Most articles are new, like nothing that was there: of them nothing is written. */
function writeJudgement(articleId: string, judgement: Judgement): string {
  const written = JSON.stringify(judgement);
  return written === JSON.stringify(newStory(articleId)) ? '' : written;
}

function readJudgement(articleId: string, written: string): Judgement {
  // Only settle() and itemOf() write it
  return written === '' ? newStory(articleId) : (JSON.parse(written) as Judgement);
}

/** Undefined for the fingerprint of another version of the code: such an article is compared with nothing. */
export function entryFrom(item: Item): Entry | undefined {
  const { pk, print, at, provider, rank, state, to, judgement } = unmarshall(item);
  if (typeof pk !== 'string' || !(print instanceof Uint8Array) || typeof rank !== 'string') {
    throw new StoreError(
      'bad-item',
      `the entry ${String(pk)} of the near-duplicate index has no fingerprint`,
    );
  }
  const articleId = pk.slice(2);
  const space = rank.indexOf(' ');
  try {
    return {
      articleId,
      at: typeof at === 'number' ? at : undefined,
      provider: typeof provider === 'string' ? provider : undefined,
      fingerprint: unpackFingerprint(print),
      rank: { anchor: rank.slice(0, space), sequence: Number(rank.slice(space + 1)) },
      state: stateFrom(articleId, { kind: String(state), to: String(to), judgement: String(judgement) }),
    };
  } catch (error) {
    if (error instanceof UnreadableFingerprint) return undefined;
    throw error;
  }
}

function stateFrom(
  articleId: string,
  { kind, to, judgement }: { kind: string; to: string; judgement: string },
): EntryState {
  if (kind === 'linked') return { kind, to };
  if (kind === 'settled') return { kind, judgement: readJudgement(articleId, judgement) };
  return { kind: 'open' };
}
