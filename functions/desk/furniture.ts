/**
 * Learns the furniture of agencies whose entry asks for it. What is known is read beside the file, and noted when all of the
 * file is done: what cannot be read or noted stops no delivery, and is learned a little later.
 */
import type { ArticleRecord } from '../core/article/record.ts';
import { afterItems, furnitureIn, withTexts, type CameWith } from '../core/furniture/learning.ts';
import type { Provider } from '../core/providers/agency.ts';
import type { FurnitureTable, StoredFurniture } from '../adapters/store/furniture-table.ts';
import type { ItemOutcome } from '../adapters/store/outcomes.ts';

export interface FurniturePorts {
  furniture: Pick<FurnitureTable, 'get' | 'put'>;
  /** What is known of an agency's furniture could not be read, or not be noted. */
  furnitureFailed: (provider: string, error: unknown) => void;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What is known when a file comes: its items are read with it, whoever learns more meanwhile. */
export interface KnownFurniture {
  /** The record without what is known. */
  without: (record: ArticleRecord) => ArticleRecord;
  /** Notes what came with the items of the file. */
  note: (items: readonly TakenRecord[]) => Promise<void>;
}

export interface TakenRecord {
  /** As it came. */
  record: ArticleRecord;
  outcome: ItemOutcome;
}

const LEARNS_NOTHING: KnownFurniture = { without: (record) => record, note: () => Promise.resolve() };

/** Deliveries of one agency are taken side by side; a count that is lost is made good by the next story. */
const TURNS = 3;

export async function knownFurniture(
  ports: FurniturePorts,
  provider: Pick<Provider, 'id' | 'furniture'> | undefined,
): Promise<KnownFurniture> {
  if (provider?.furniture !== 'learn') return LEARNS_NOTHING;
  const { id } = provider;
  let stored: StoredFurniture;
  try {
    stored = await ports.furniture.get(id);
  } catch (error) {
    ports.furnitureFailed(id, error);
    return LEARNS_NOTHING;
  }
  // of no use to the other agencies, and loaded with the first file
  const { blocksOf, withoutLearned } = await import('../core/furniture/learned.ts');
  const known = furnitureIn(stored.learned);
  return {
    without: (record) => {
      try {
        return withoutLearned(record, known);
      } catch (error) {
        // It would come again with every retry
        ports.furnitureFailed(id, error);
        return record;
      }
    },
    note: async (items) => {
      try {
        const came = items.flatMap((item) => cameWith(item, blocksOf));
        await note(ports, id, came, stored);
      } catch (error) {
        ports.furnitureFailed(id, error);
      }
    },
  };
}

const CALL_TURNS = 16;

/** A person calls blocks text, so that they stay in the stories. @returns false where too many write it */
export async function callText(
  { furniture, now }: Pick<FurniturePorts, 'furniture' | 'now'>,
  id: string,
  names: readonly string[],
): Promise<boolean> {
  for (let turn = 0; turn < CALL_TURNS; turn++) {
    const known = await furniture.get(id, { consistent: true });
    if (await furniture.put(id, withTexts(known.learned, names), known.turn, now())) return true;
  }
  return false;
}

async function note(
  { furniture, now }: FurniturePorts,
  id: string,
  came: readonly CameWith[],
  stored: StoredFurniture,
): Promise<void> {
  let known = stored;
  for (let turn = 0; turn < TURNS; turn++) {
    const learned = afterItems(known.learned, came);
    if (learned === known.learned || (await furniture.put(id, learned, known.turn, now()))) return;
    known = await furniture.get(id, { consistent: true });
  }
}

/** The same again teaches nothing, and neither does what could not be read. */
function cameWith(
  { record, outcome }: TakenRecord,
  blocksOf: (record: ArticleRecord) => string[],
): CameWith[] {
  if (outcome.outcome === 'rejected' || outcome.outcome === 'redelivery') return [];
  const { articleId, revision, dedupe } = outcome;
  return [{ story: dedupe.story, blocks: blocksOf(record), at: `${articleId}.${revision}` }];
}
