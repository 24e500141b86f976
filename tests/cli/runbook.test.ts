import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arnOf } from '../../infra/local/catalogue.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../pipeline/support/newsroom.ts';
import { mend, sitAt, spoil } from './support/operator.ts';
import { linesOf, SCRATCH, wire } from './support/run.ts';

interface Typed {
  line: number;
  /** As it stands in the document. */
  text: string;
}

/** Every command of the runbook that somebody can type: in blocks of code, and whole ones between words. */
function commandsOf(runbook: string): Typed[] {
  return runbook.split('\n').flatMap((text, index) =>
    [...text.matchAll(/npm run -s wire -- ([^`]+)|`wire ([^`]+)`/gu)].flatMap((found) => {
      const command = (found[1] ?? found[2] ?? '').split(' # ', 1)[0]?.trim() ?? '';
      // Between words a name alone only reminds of the command
      const isWhole = found[1] !== undefined || command.includes(' ');
      return isWhole ? [{ line: index + 1, text: command }] : [];
    }),
  );
}

const COMMANDS = commandsOf(readFileSync(join(REPOSITORY_ROOT, 'docs/runbook.md'), 'utf8'));

/** As a shell takes it apart, quotes included; of the stages there is only the local one. */
function wordsOf(text: string): string[] {
  return [...text.replaceAll('--stage $STAGE', '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/gu)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}

let newsroom: Newsroom;
let since = '';
let count = 0;
const config = join(SCRATCH, 'newswire.config.json');
const queueArn = arnOf('sqs', 'local-subscriber-runbook');

/** An article of its own for each command that decides something about one. */
async function article(more: object = {}, provider = 'aurora'): Promise<string> {
  const name = `runbook-${++count}`;
  const file = ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(name), ...more });
  return onlyItem(await newsroom.take([provider, `${name}.json`, file])).articleId;
}

/** What stands for something in the document, for the command that it stands in. */
async function filled(command: string, word: string): Promise<string> {
  switch (word) {
    case 'ID':
    case '<id>':
    case 'PROVIDER':
    case 'AGENCY':
      return command === 'provider add' ? 'fjord' : 'aurora';
    case 'KEY':
      return command.startsWith('quarantine') ? 'aurora/rubbish.bin' : 'aurora/night.json';
    case 'NAME':
      return 'night.json';
    case 'ARTICLE':
    case 'VICTIM':
    case 'KILLED':
      return article(command === 'release' ? { embargoed: '2099-01-01T00:00:00Z' } : {});
    case 'COPY': {
      const paragraphs = paragraphsOn(`copy ${count}`);
      await article({ paragraphs });
      return article({ paragraphs }, 'borealis');
    }
    case 'OPERATION': {
      const { stdout } = await wire('operations');
      return (
        (linesOf(stdout) as { operation: { id: string; command: string } }[]).findLast(
          ({ operation: one }) => one.command === 'purge',
        )?.operation.id ?? ''
      );
    }
    case 'CODE':
      return 'unknown-format';
    case 'TIME':
      return since;
    case 'QUEUE_ARN':
      return queueArn;
    case 'FILES…':
    case 'wire.bin':
      return join(SCRATCH, 'wire.bin');
    default:
      return word;
  }
}

/** Its subcommand too, where it has some. */
function nameOf([first = '', second = '']: readonly string[]): string {
  return ['quarantine', 'provider', 'recalls'].includes(first) && /^[a-z]+$/u.test(second)
    ? `${first} ${second}`
    : first;
}

/** What a command cannot find on a stack where nothing is wrong; it says so, and is not typed wrongly. */
const MAY_REJECT = new Set(['doctor', 'normalize', 'provider check', 'recalls ack']);

describe('the runbook', () => {
  beforeAll(async () => {
    newsroom = await Newsroom.open({ retryAfterSeconds: 0, cold: true });
    sitAt(newsroom);
    since = new Date(Date.now() - 60_000).toISOString();
    const { sqs, sns } = newsroom.stack.clients;
    await sqs.send(new CreateQueueCommand({ QueueName: 'local-subscriber-runbook' }));
    const TopicArn = newsroom.stack.ref('ArticleTopic');
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
    // A bad night: a file that fails until it is a dead letter, and one that cannot be read
    await spoil(newsroom, 'aurora', 'urn:x:night');
    const night = ninjsFile({ uri: 'urn:x:night', paragraphs: paragraphsOn('night') });
    await newsroom.drop('aurora', 'night.json', night);
    await newsroom.drop('aurora', 'rubbish.bin', Buffer.from([0, 1, 2, 3]));
    await newsroom.stack.quiet();
    await mend(newsroom, 'aurora', 'urn:x:night');
    copyFileSync(join(REPOSITORY_ROOT, 'newswire.config.json'), config);
  });
  afterAll(async () => {
    await newsroom.close();
  });

  test('names commands', () => {
    expect(COMMANDS.length).toBeGreaterThan(40);
  });

  test.each(COMMANDS)('line $line: wire $text', async ({ text }) => {
    const words = wordsOf(text);
    const name = nameOf(words);
    const typed: string[] = [];
    for (const word of words) typed.push(await filled(name, word));
    if (name === 'provider add')
      typed.push('--name', 'Fjord', '--zone', 'Europe/Oslo', '--language', 'nb', '--config', config);
    const { code, stdout, stderr } = await wire(...typed);
    const said = `${stdout}\n${stderr}`;
    const answered = MAY_REJECT.has(name) && code === 1 ? 0 : code;
    expect({ answered, said }).toEqual({ answered: 0, said });
    await newsroom.stack.quiet();
  });

  test('has brought the night to its end', async () => {
    const receipt = await newsroom.receipt('incoming/aurora/night.json');
    expect(receipt).toMatchObject({ state: 'done', counts: { published: 1 } });
    expect(await newsroom.stack.messagesIn(newsroom.stack.ref('IntakeDeadLetterQueue'))).toBe(0);
  });
});
