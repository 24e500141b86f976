import type { Command } from 'commander';
import { slotOf, tagSlot, SOURCE_SLOTS, type SourceSlot } from '../../functions/core/sources/slot-text.ts';
import { Rejections, valuesIn } from '../common/ndjson.ts';
import { writeLine } from '../common/output.ts';

interface Line {
  id: string | number | null;
  slot: SourceSlot;
  text: string;
  language: string | undefined;
}

/** What is printed beside the sources. */
interface Options {
  candidates?: boolean;
  mentions?: boolean;
}

/** `wire sources`: texts through the tagger of the pipeline: for trying patterns. */
export function registerSources(program: Command): void {
  program
    .command('sources')
    .description('find the sources that texts name; prints {id, sources} a line')
    .argument(
      '<file>',
      'NDJSON, or a JSON array, of {id, slot, lang?, text}; - is standard input, .gz is unpacked',
    )
    .option('--candidates', 'list the names that nothing proves to be a source, too')
    .option('--mentions', 'list agencies that a text does no more than mention, too')
    .addHelpText('after', `\nslots: ${SOURCE_SLOTS.join(', ')}; any other slot is read as body text`)
    .action(async (file: string, options: Options) => {
      process.exitCode = (await tagFile(file, options)) ? 0 : 1;
    });
}

async function tagFile(file: string, options: Options): Promise<boolean> {
  const rejections = new Rejections();
  let itemIndex = 0;
  try {
    for await (const value of valuesIn(file)) {
      const read = readLine(value.json);
      if (typeof read === 'string') await rejections.add(file, itemIndex, 'bad-line', read);
      else await writeSources(read, options);
      itemIndex++;
    }
  } catch (error) {
    await rejections.addUnreadable(file, error);
  }
  return rejections.none;
}

async function writeSources({ id, text, slot, language }: Line, options: Options): Promise<void> {
  const { sources, candidates, mentions } = tagSlot(text, slot, language);
  await writeLine({
    id,
    sources: options.mentions === true ? [...sources, ...mentions] : sources,
    ...(options.candidates === true ? { candidates } : {}),
  });
}

/** The line, or what is wrong with it. */
function readLine(line: string): Line | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof value !== 'object' || value === null) return 'a line is an object {id, slot, lang?, text}';
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = fields.get('text');
  if (typeof text !== 'string') return '"text" is missing or no string';
  const id = fields.get('id');
  const slot = fields.get('slot') ?? 'body';
  const language = fields.get('lang');
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    slot: slotOf(slot),
    text,
    language: typeof language === 'string' ? language : undefined,
  };
}
