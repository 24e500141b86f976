import type { WireFormat } from '../../article/record.ts';
import { ParseError, parsed, type FormatParser, type ParsedItem } from '../format.ts';
import { isObject } from '../json.ts';
import { readNinjs } from './item.ts';
import { majorOf, majorOfFile, membersOf, type NinjsMajor } from './versions.ts';

/** The parser of one major version; a list is of the version of its first item, whatever stands in it. */
export function ninjsParser(format: WireFormat, major: NinjsMajor): FormatParser {
  return {
    format,
    recognises: (file) => majorOfFile(file) === major,
    parse: (file) => itemsOf(file.json),
  };
}

/** Every member of the list for itself: one that is no ninjs does not fail its neighbours. */
function itemsOf(json: unknown): ParsedItem[] {
  const { members, list } = membersOf(json);
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
