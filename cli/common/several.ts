/** An option that may be given again: its values in their order. */
import { Option } from 'commander';

export function several(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
