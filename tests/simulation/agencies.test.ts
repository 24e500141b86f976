/** What the entry of an agency lets its files do to what is out already, over the whole system. */
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { createWorld } from '../../simulation/world/create.ts';
import type { World } from '../../simulation/world/world.ts';

const START = Date.parse('2026-03-11T08:00:00Z');

interface Item {
  id: string;
  headline?: string;
  text?: string;
  slugline?: string;
  replaces?: string;
  version?: string;
}

const STORY: Item = {
  id: 'bridge',
  headline: 'Council of Skarvsund rebuilds its bridge',
  text: 'The council of Skarvsund decided on Monday night to rebuild the old bridge over the sound.',
};

function wire({ id, headline, text, slugline, replaces, version = '1' }: Item): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      uri: `urn:newsml:fjord.example:20260311:${id}`,
      standard: { name: 'ninjs', version: '2.1' },
      type: 'text',
      pubstatus: 'usable',
      version,
      versioncreated: '2026-03-11T07:59:00Z',
      language: 'en',
      headlines: [{ role: 'main', value: headline }],
      bodies: [{ contenttype: 'text/html', value: `<p>${text}</p>` }],
      ...(slugline === undefined ? {} : { slugline }),
      ...(replaces === undefined
        ? {}
        : {
            associations: [
              { name: 'old', uri: `urn:newsml:fjord.example:20260311:${replaces}`, rel: 'evolvedfrom' },
            ],
          }),
    }),
  );
}

async function delivered(entry: Partial<Provider>, ...items: Item[]): Promise<World> {
  const world = await createWorld({
    seed: 1,
    faults: false,
    start: START,
    providers: [{ id: 'fjord', name: 'Fjord Wire', ...entry }],
  });
  for (const [index, item] of items.entries()) {
    world.deliver(`incoming/fjord/${index}.json`, wire(item), world.now + 1);
    await world.runUntilQuiet();
  }
  return world;
}

function told({ log }: World, topic: 'article' | 'ops'): { type: string; [key: string]: unknown }[] {
  return log.flatMap((entry) =>
    entry.kind === 'message' && entry.topic === topic
      ? [JSON.parse(entry.body) as { type: string; [key: string]: unknown }]
      : [],
  );
}

const typesTo = (world: World): string[] =>
  told(world, 'article').map(({ type }) => type.split('.').at(-1) ?? '');

describe('kills in words', () => {
  const NOTICE: Item = {
    id: 'notice',
    headline: 'KILL KILL KILL Council of Skarvsund rebuilds its bridge',
    text: 'Please kill this story. It is wrong.',
    replaces: 'bridge',
  };
  const SAME_ID: Item = { ...NOTICE, id: 'bridge', version: '2', headline: 'KILL KILL KILL' };

  test('end what they name', async () => {
    expect(typesTo(await delivered({}, STORY, NOTICE))).toContain('killed');
    expect(typesTo(await delivered({}, STORY, SAME_ID))).toContain('killed');
  });

  test('end nothing where its agency is not to be taken at its word: the operators get what it names', async () => {
    const world = await delivered({ killsInWords: 'notice' }, STORY, NOTICE);
    expect(typesTo(world)).toEqual(['published', 'published']);
    expect(told(world, 'ops')).toEqual([
      expect.objectContaining({
        type: 'wire.kill.unresolved',
        candidates: [expect.objectContaining({ headline: STORY.headline })],
      }),
    ]);
  });

  test('a reference that leads to one item puts it before the others', async () => {
    const named: Item = { ...STORY, slugline: 'BC-EU--Sound Crossing' };
    const other: Item = { id: 'other', headline: 'Skarvsund story', text: 'Ilse Brandt beat a grandmaster.' };
    const text = 'Please kill the story slugged BC-EU--Sound Crossing. It is wrong.';
    const notice: Item = { id: 'notice', headline: 'KILL KILL KILL Skarvsund story', text };
    expect(typesTo(await delivered({}, named, other, notice))).toContain('killed');
    const world = await delivered({ killsInWords: 'notice' }, named, other, notice);
    expect(typesTo(world)).not.toContain('killed');
    expect(told(world, 'ops')[0]?.candidates).toEqual([
      expect.objectContaining({ headline: named.headline, because: 'its reference' }),
      expect.objectContaining({ headline: other.headline }),
    ]);
  });

  test('nor under the id of the story itself', async () => {
    const world = await delivered({ killsInWords: 'notice' }, STORY, SAME_ID);
    expect(typesTo(world)).not.toContain('killed');
    expect(told(world, 'ops').map(({ type }) => type)).toContain('wire.kill.unresolved');
  });
});

describe('ids that are used again', () => {
  const OTHER: Item = {
    id: 'bridge',
    version: '2',
    headline: 'Chess girl of eleven takes the title',
    text: 'Ilse Brandt beat a grandmaster in the last round at Lindau and went back to her class on the next day.',
  };

  test('are believed, and the operators hear of it', async () => {
    const world = await delivered({}, STORY, OTHER);
    expect(typesTo(world)).toEqual(['published', 'updated']);
    expect(told(world, 'ops').map(({ type }) => type)).toEqual(['wire.identity.suspect']);
  });

  test('make an article of their own where its agency is known for it', async () => {
    const world = await delivered({ identity: 'new-article' }, STORY, OTHER);
    expect(typesTo(world)).toEqual(['published', 'published']);
  });
});

test('a file that is larger than its agency may send is refused, and told', async () => {
  const world = await delivered({ maxBytes: 100 }, STORY);
  expect(typesTo(world)).toEqual([]);
  expect(told(world, 'ops')).toEqual([
    expect.objectContaining({ type: 'wire.delivery.quarantined', code: 'too-large' }),
  ]);
});
