/** The blocks of a word processor's document as the text that somebody would have sent. */
import { parsed, ParseError, type ParsedItem } from '../common/format.ts';
import { literalItem } from '../common/wire-text.ts';
import { isArticle } from './prose.ts';
import { readText } from './reader.ts';

/** @throws ParseError unknown-format where it is no article */
export function itemOfBlocks(blocks: readonly string[], what: string): ParsedItem {
  const text = blocks.filter((block) => block !== '').join('\n\n');
  if (!isArticle(text)) throw new ParseError('unknown-format', `${what} that holds no article`);
  return parsed(literalItem(readText(text)));
}
