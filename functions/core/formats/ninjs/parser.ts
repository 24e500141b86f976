import type { WireFormat } from '../../article/record.ts';
import type { FormatParser } from '../format.ts';
import { majorOfFile, type NinjsMajor } from './versions.ts';

/** The parser of one major version; a list is of the version of its first item, whatever stands in it. */
export function ninjsParser(format: WireFormat, major: NinjsMajor): FormatParser {
  return {
    format,
    recognises: (file) => majorOfFile(file) === major,
    parse: async (file) => (await import('./reader.ts')).parse(file),
  };
}
