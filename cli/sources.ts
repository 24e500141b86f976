import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { isSourceSlot, tagSlot, SOURCE_SLOTS, type SourceSlot } from '../functions/sources/slot-text.ts';
import { writeLine } from './output.ts';

interface Line {
  id: string | number | null;
  slot: SourceSlot;
  text: string;
  language: string | undefined;
}

/** `wire sources`: texts through the tagger of the pipeline: for trying patterns. */
export function registerSources(program: Command): void {
  program
    .command('sources')
    .description('find the sources that texts name; prints {id, sources} a line')
    .argument('<file>', 'NDJSON of {id, slot, lang?, text}; - is standard input')
    .option('--candidates', 'list the names that nothing proves to be a source, too')
    .addHelpText('after', `\nslots: ${SOURCE_SLOTS.join(', ')}; any other slot is read as body text`)
    .action(async (file: string, options: { candidates?: boolean }) => {
      process.exitCode = (await tagFile(file, options.candidates === true)) ? 0 : 1;
    });
}

async function tagFile(file: string, candidates: boolean): Promise<boolean> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let itemIndex = -1;
  let allRead = true;
  const reject = async (item: number | null, code: string, message: string): Promise<void> => {
    allRead = false;
    await writeLine({ rejected: { file, itemIndex: item, code, message } });
  };
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      itemIndex++;
      const read = readLine(line);
      if (typeof read === 'string') {
        await reject(itemIndex, 'bad-line', read);
        continue;
      }
      const tagging = tagSlot(read.text, read.slot, read.language);
      await writeLine({
        id: read.id,
        sources: tagging.sources,
        ...(candidates ? { candidates: tagging.candidates } : {}),
      });
    }
  } catch (error) {
    await reject(null, 'unreadable-file', error instanceof Error ? error.message : String(error));
  }
  return allRead;
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
    slot: isSourceSlot(slot) ? slot : 'body',
    text,
    language: typeof language === 'string' ? language : undefined,
  };
}
