/** The outputs of a wire among those of a stack: NewswireIngest puts the name of the construct before each. */
import { UsageError } from './errors.ts';

export type Outputs = Readonly<Record<string, string>>;

/** One that every wire has, and by which its own are told from others. */
const MARK = 'InboxBucketName';

/**
 * The outputs of one wire by their plain names.
 * @param wire its name, where a stack has several: `Wire` for `WireInboxBucketName`
 * @throws UsageError where there is none, or more than one and none is named
 */
export function outputsOfWire(stack: string, outputs: Outputs, wire?: string): Outputs {
  const wires = Object.keys(outputs).flatMap((key) =>
    key.endsWith(MARK) ? [key.slice(0, -MARK.length)] : [],
  );
  const [found, ...others] = wire === undefined ? wires : wires.filter((name) => name === wire);
  if (found === undefined)
    throw new UsageError(
      `the stack ${stack} has no ${wire === undefined ? 'wire' : `wire ${wire}`}${toChoose(stack, wires)}`,
    );
  if (others.length > 0)
    throw new UsageError(`the stack ${stack} has several wires${toChoose(stack, wires)}`);
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([key, value]) =>
      key.startsWith(found) ? [[key.slice(found.length), value]] : [],
    ),
  );
}

function toChoose(stack: string, wires: readonly string[]): string {
  const names = wires.filter((name) => name !== '').map((name) => `--stack ${stack}/${name}`);
  return names.length === 0 ? '' : `: say ${names.join(' or ')}`;
}
