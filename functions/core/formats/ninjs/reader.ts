/** Reads ninjs of any version: one item, or the members of a list. */
import { ParseError, parsed, type ParsedItem } from '../common/format.ts';
import { isObject } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';
import { readNinjs } from './item.ts';
import { majorOf, membersOf } from './versions.ts';

/** Every member of the list for itself: one that is no ninjs does not fail its neighbours. */
export function parse(file: WireFile): ParsedItem[] {
  const { members, list } = membersOf(file.json);
  return members.map((member, index) => {
    if (!isObject(member)) {
      if (!list) throw new ParseError('no-items', 'the document is no ninjs item and no list of them');
      return { ok: false, code: 'not-ninjs', message: `item ${index + 1} of the list is no object` };
    }
    if (list && majorOf(member) === undefined) {
      const names = Object.keys(member).slice(0, 8).join(', ').slice(0, 120);
      return { ok: false, code: 'not-ninjs', message: `item ${index + 1} of the list has the keys ${names}` };
    }
    return parsed(readNinjs(member));
  });
}
