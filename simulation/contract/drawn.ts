/** Requests drawn from a seed: they find what nobody thought of when the cases were written. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { Random } from '../world/random.ts';
import { get, item, key, put, query, remove, update, type ContractCase, type Item } from './cases.ts';

const SORTS = ['a', 'b', 'c', 'd'] as const;
const NAMES = ['p', 'q', 'r', 'm0'] as const;

/** A case of many requests about a few items. */
export function drawnCase(seed: number, requests: number): ContractCase {
  return {
    name: `${requests} requests drawn from seed ${seed}`,
    commands: (pk) => {
      const draw = new Draw(seed, pk);
      return Array.from({ length: requests }, () => draw.command());
    },
  };
}

class Draw {
  readonly #random: Random;
  readonly #pk: string;
  #values: Item = {};

  constructor(seed: number, pk: string) {
    this.#random = new Random(`contract ${seed}`);
    this.#pk = pk;
  }

  command(): object {
    this.#values = {};
    const of = key(this.#pk, this.#random.pick(SORTS));
    switch (this.#random.below(8)) {
      case 0: {
        const attributes = Object.fromEntries(
          NAMES.slice(0, this.#random.below(5)).map((name) => [name, this.#value()]),
        );
        const condition = this.#maybe(() => this.#condition(2));
        return put(item(this.#pk, of.sk?.S ?? '', { ...attributes, ...this.#indexed() }), {
          ...this.#expressions(condition),
          ReturnValues: this.#random.pick(['NONE', 'ALL_OLD'] as const),
        });
      }
      case 1:
      case 2:
      case 3: {
        const UpdateExpression = this.#update();
        const condition = this.#maybe(() => this.#condition(2));
        return update(of, {
          UpdateExpression,
          ...this.#expressions(condition),
          ReturnValues: this.#random.pick([
            'NONE',
            'ALL_OLD',
            'UPDATED_OLD',
            'ALL_NEW',
            'UPDATED_NEW',
          ] as const),
        });
      }
      case 4: {
        const condition = this.#maybe(() => this.#condition(1));
        return remove(of, { ...this.#expressions(condition), ReturnValues: 'ALL_OLD' });
      }
      case 5:
        return this.#query();
      case 6:
        return query({
          IndexName: 'outbox',
          KeyConditionExpression: 'outbox = :o AND dueAt <= :now',
          ExpressionAttributeValues: {
            ':o': { S: `due#${this.#pk}` },
            ':now': { S: `2026-0${this.#random.between(1, 9)}` },
          },
          ScanIndexForward: this.#random.chance(0.5),
        });
      default:
        return get(of);
    }
  }

  #query(): object {
    const range = this.#maybe(() =>
      this.#random.pick([
        () =>
          `sk ${this.#random.pick(['<', '<=', '>', '>=', '='] as const)} ${this.#bind({ S: this.#random.pick(SORTS) })}`,
        () => `sk BETWEEN ${this.#bind({ S: 'b' })} AND ${this.#bind({ S: 'c' })}`,
        () => `begins_with(sk, ${this.#bind({ S: this.#random.pick(SORTS) })})`,
      ])(),
    );
    const pk = this.#bind({ S: this.#pk });
    const filter = this.#maybe(() => this.#condition(2));
    const limit = this.#random.below(4);
    return query({
      KeyConditionExpression: `pk = ${pk}${range === undefined ? '' : ` AND ${range}`}`,
      ...(filter === undefined ? {} : { FilterExpression: filter }),
      ExpressionAttributeValues: this.#values,
      ScanIndexForward: this.#random.chance(0.5),
      ConsistentRead: true,
      ...(limit === 0 ? {} : { Limit: limit }),
    });
  }

  #update(): string {
    const names = this.#random.shuffled(NAMES);
    const [first = 'p', second = 'q', third = 'r'] = names;
    const parts = [
      () => `SET ${first} = ${this.#bind(this.#value())}`,
      () =>
        `SET ${first} = if_not_exists(${second}, ${this.#bind(this.#value())}), ${second} = ${this.#bind(this.#value())}`,
      () =>
        `SET ${first} = ${second} ${this.#random.pick(['+', '-'] as const)} ${this.#bind(this.#number())}`,
      () =>
        `SET ${first} = list_append(if_not_exists(${first}, ${this.#bind({ L: [] })}), ${this.#bind({ L: [this.#value()] })})`,
      () => `SET ${first} = ${second} REMOVE ${third}`,
      () => `ADD ${first} ${this.#bind(this.#number())}`,
      () => `ADD ${first} ${this.#bind({ SS: [this.#random.pick(['x', 'y', 'z'] as const)] })}`,
      () => `DELETE ${first} ${this.#bind({ SS: [this.#random.pick(['x', 'y', 'z'] as const)] })}`,
      () => `REMOVE ${first}, ${second}`,
      () => `SET outbox = ${this.#bind({ S: `due#${this.#pk}` })}, dueAt = ${this.#bind({ S: this.#due() })}`,
      () => 'REMOVE outbox, dueAt',
    ] as const;
    return this.#random.pick(parts)();
  }

  #condition(depth: number): string {
    const path = this.#random.pick(NAMES);
    if (depth > 0 && this.#random.chance(0.4)) {
      const [left, right] = [this.#condition(depth - 1), this.#condition(depth - 1)];
      return this.#random.pick([
        `(${left} AND ${right})`,
        `(${left} OR ${right})`,
        `NOT (${left} OR ${right})`,
      ]);
    }
    return this.#random.pick([
      () => `attribute_exists(${path})`,
      () => `attribute_not_exists(${path})`,
      () =>
        `${path} ${this.#random.pick(['=', '<>', '<', '<=', '>', '>='] as const)} ${this.#bind(this.#random.pick([() => this.#number(), () => this.#text()])())}`,
      () => `${path} = ${this.#bind(this.#scalar())}`,
      () => `${path} IN (${this.#bind(this.#scalar())}, ${this.#bind(this.#scalar())})`,
      () => `begins_with(${path}, ${this.#bind(this.#text())})`,
      () => `contains(${path}, ${this.#bind(this.#text())})`,
    ])();
  }

  #scalar(): AttributeValue {
    return this.#random.pick([
      () => this.#number(),
      () => this.#text(),
      (): AttributeValue => ({ BOOL: this.#random.chance(0.5) }),
    ])();
  }

  #value(): AttributeValue {
    return this.#random.pick([
      () => this.#number(),
      () => this.#number(),
      () => this.#text(),
      (): AttributeValue => ({ SS: ['x', 'y'].slice(this.#random.below(2)) }),
      (): AttributeValue => ({ L: [this.#number()] }),
      (): AttributeValue => ({ BOOL: this.#random.chance(0.5) }),
    ])();
  }

  #number(): AttributeValue {
    return { N: this.#random.pick(['0', '1', '2', '-3', '10', '0.5', '100000000000000001'] as const) };
  }

  #text(): AttributeValue {
    return { S: this.#random.pick(['', 'x', 'xy', 'y', 'Ω'] as const) };
  }

  #indexed(): Item {
    return this.#random.chance(0.5) ? { outbox: { S: `due#${this.#pk}` }, dueAt: { S: this.#due() } } : {};
  }

  /** No two alike: what stands at the same place in an index comes in any order. */
  #due(): string {
    return `2026-0${this.#random.between(1, 9)} ${this.#random.next()}`;
  }

  #bind(value: AttributeValue): string {
    const name = `:v${Object.keys(this.#values).length}`;
    this.#values[name] = value;
    return name;
  }

  #maybe<T>(make: () => T): T | undefined {
    return this.#random.chance(0.5) ? make() : undefined;
  }

  #expressions(ConditionExpression: string | undefined): object {
    return {
      ...(ConditionExpression === undefined ? {} : { ConditionExpression }),
      ...(Object.keys(this.#values).length === 0 ? {} : { ExpressionAttributeValues: this.#values }),
    };
  }
}
