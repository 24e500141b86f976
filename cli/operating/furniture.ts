/** `wire furniture`: what was learned of the furniture of an agency, and what of it a person calls text. */
import type { Command } from 'commander';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { FurnitureTable } from '../../functions/adapters/store/furniture-table.ts';
import { blockNamed } from '../../functions/core/furniture/learned.ts';
import { furnitureIn } from '../../functions/core/furniture/learning.ts';
import { callText } from '../../functions/desk/furniture.ts';
import { writeLine } from '../common/output.ts';
import { several } from '../common/several.ts';
import { findTarget } from '../common/target.ts';
import { checkKnown, reject, withDecider, type DecisionOptions } from './desk.ts';
import { Run } from './running.ts';

interface FurnitureOptions extends DecisionOptions {
  /** Names of blocks. */
  text?: string[];
}

export function registerFurniture(program: Command): void {
  const command = program
    .command('furniture')
    .description(
      'what was learned of the furniture of an agency whose entry says "furniture": "learn": each block with its text and the number of stories that it came with',
    )
    .argument('<provider>', 'an agency of the settings')
    .addOption(
      several('--text <name>', 'this block is text, and stays in the stories from now on; may be repeated'),
    );
  withDecider(command).action(furniture);
}

async function furniture(provider: string, options: FurnitureOptions): Promise<void> {
  const target = await findTarget(options);
  checkKnown(target, provider);
  const { clients, tableName } = target;
  const table = new FurnitureTable(clients, tableName);
  if (options.text !== undefined) {
    const run = await Run.begin(target, 'furniture', options, { provider, text: options.text });
    const isDone = await callText({ furniture: table, now: () => Date.now() }, provider, options.text);
    await run.end();
    if (!isDone) {
      await reject(provider, 'contended', 'too many deliveries wrote at the same time: try again');
      return;
    }
  }
  const { learned } = await table.get(provider);
  const articles = new ArticleTable(clients, target);
  const names = [...furnitureIn(learned)].map((name) => ({ name, ...learned.blocks[name] }));
  for (const { name, count = 0, at = '' } of names.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)))
    await writeLine({ block: { name, stories: count, text: await textOf(articles, name, at), last: at } });
  await writeLine({
    learned: {
      provider,
      stories: learned.stories,
      blocks: names.length,
      texts: learned.texts,
    },
  });
}

/** From the record that had it last; null where that is gone. @param at `<article>.<revision>` */
async function textOf(articles: ArticleTable, name: string, at: string): Promise<string | null> {
  const [articleId = '', revision = ''] = at.split('.');
  const stored = await articles.revision(articleId, Number(revision));
  return stored === undefined ? null : (blockNamed(stored.record, name) ?? null);
}
