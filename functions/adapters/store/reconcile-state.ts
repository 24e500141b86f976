/** How far the comparison of the inbox with its receipts has come. */
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../platform/clients.ts';
import type { ListPlace } from './inbox-versions.ts';
import { keyOf, keys } from './keys.ts';

/** One walk through the whole inbox. Times are epoch milliseconds. */
export interface ReconcileRound {
  beganAt: number;
  /** It asks for the receipts of what came after this, and not after that. */
  since: number;
  until: number;
  /** Where it goes on; null at the beginning. */
  place: ListPlace | null;
  /** Versions of that time that were looked at so far, and those that had no receipt. */
  looked: number;
  missing: number;
}

export interface ReconcileState {
  /** All that came until then has a receipt, or was announced again; null before the first round. */
  doneUntil: number | null;
  round: ReconcileRound | null;
  /** Counts the writes. */
  turn: number;
}

export class ReconcileStates {
  readonly #dynamo: Clients['dynamo'];
  readonly #tableName: string;

  constructor({ dynamo }: Pick<Clients, 'dynamo'>, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  async get(): Promise<ReconcileState> {
    const { Item: item } = await this.#dynamo.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: keyOf(keys.reconciling, keys.only),
        ConsistentRead: true,
      }),
    );
    if (item === undefined) return { doneUntil: null, round: null, turn: 0 };
    const { pk: _pk, sk: _sk, ...state } = unmarshall(item);
    return state as ReconcileState;
  }

  /**
   * @param state the next one, with the turn of the one that was read
   * @returns the state with its new turn; undefined when another run has written since
   */
  async put(state: ReconcileState): Promise<ReconcileState | undefined> {
    const next = { ...state, turn: state.turn + 1 };
    try {
      await this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#tableName,
          Item: { ...keyOf(keys.reconciling, keys.only), ...marshall(next) },
          ...(state.turn === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'turn = :turn',
                ExpressionAttributeValues: marshall({ ':turn': state.turn }),
              }),
        }),
      );
      return next;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}
