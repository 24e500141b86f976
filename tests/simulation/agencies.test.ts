/** What the entry of an agency lets its files do to what is out already, over the whole system. */
import { describe, expect, test } from '@jest/globals';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { releaseArticle } from '../../functions/desk/commands.ts';
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
  clock?: string;
  expires?: string;
  embargoed?: string;
}

const STORY: Item = {
  id: 'bridge',
  headline: 'Council of Skarvsund rebuilds its bridge',
  text: 'The council of Skarvsund decided on Monday night to rebuild the old bridge over the sound.',
};

function wire({ id, headline, text, slugline, replaces, version = '1', ...dates }: Item): Uint8Array {
  const { clock = '2026-03-11T07:59:00Z', ...others } = dates;
  return Buffer.from(
    JSON.stringify({
      uri: `urn:newsml:fjord.example:20260311:${id}`,
      standard: { name: 'ninjs', version: '2.1' },
      type: 'text',
      pubstatus: 'usable',
      version,
      versioncreated: clock,
      ...others,
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

  test('a slug of plain words names an item where the notice tells its day, and one item of that day has it', async () => {
    const named: Item = { ...STORY, slugline: 'Sound Crossing' };
    const other: Item = {
      ...named,
      id: 'other',
      headline: 'Ferry to Tolby',
      text: 'The ferry to Tolby sails.',
    };
    const text = (day: string): string =>
      `Please kill the story slugged SOUND CROSSING of ${day}. It is wrong.`;
    const notice: Item = { id: 'notice', headline: 'KILL KILL KILL', text: text('March 11') };
    expect(typesTo(await delivered({}, named, notice))).toContain('killed');
    expect(typesTo(await delivered({}, named, other, notice))).not.toContain('killed');
    expect(typesTo(await delivered({}, named, { ...notice, text: text('March 10') }))).not.toContain(
      'killed',
    );
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

describe('what has expired', () => {
  const EXPIRING: Item = { ...STORY, expires: '2026-03-11T09:00:00Z' };
  const BY_SETTING = { expired: 'withhold' } as const;

  async function fjord(entry: Partial<Provider>): Promise<World> {
    const providers = [{ id: 'fjord', name: 'Fjord Wire', ...entry }];
    return createWorld({ seed: 1, faults: false, start: START, providers });
  }

  async function at(world: World, minutes: number, item?: Item): Promise<string[]> {
    await world.runUntil(START + minutes * 60_000);
    if (item !== undefined) world.deliver(`incoming/fjord/${minutes}.json`, wire(item), world.now + 1);
    await world.runUntil(world.now + 60_000);
    return typesTo(world);
  }

  test('stays with subscribers, unless its agency is to be withheld', async () => {
    const world = await delivered({}, EXPIRING);
    expect(await at(world, 600)).toEqual(['published']);
  });

  test('is withheld in the minute after, by a message that says nothing of it', async () => {
    const world = await fjord(BY_SETTING);
    expect(await at(world, 0, EXPIRING)).toEqual(['published']);
    expect(await at(world, 58)).toEqual(['published']);
    expect(await at(world, 61)).toEqual(['published', 'withheld']);
    expect(JSON.stringify(told(world, 'article')[1])).not.toContain('Skarvsund');
    expect(await at(world, 600)).toEqual(['published', 'withheld']);
  });

  test('is not withheld twice when its file comes again', async () => {
    const world = await fjord(BY_SETTING);
    await at(world, 0, EXPIRING);
    expect(await at(world, 90, EXPIRING)).toEqual(['published', 'withheld']);
  });

  test('does not expire where a newer version says another time, or none', async () => {
    const world = await fjord(BY_SETTING);
    await at(world, 0, EXPIRING);
    await at(world, 10, { ...EXPIRING, version: '2', expires: '2026-03-11T11:00:00Z' });
    expect(await at(world, 150)).toEqual(['published', 'updated']);
    await at(world, 160, { ...STORY, version: '3' });
    expect(await at(world, 600)).toEqual(['published', 'updated', 'updated']);
  });

  test('comes back when its agency sends a version that has not', async () => {
    const world = await fjord(BY_SETTING);
    await at(world, 0, EXPIRING);
    await at(world, 90, { ...EXPIRING, version: '2', expires: '2026-03-12T09:00:00Z' });
    expect(await at(world, 120)).toEqual(['published', 'withheld', 'reinstated']);
  });

  test('is not published where it came too late, or its embargo ended later', async () => {
    const late = await fjord(BY_SETTING);
    expect(await at(late, 70, EXPIRING)).toEqual(['withheld']);
    expect(await at(late, 80, EXPIRING)).toEqual(['withheld']);
    const held = await fjord(BY_SETTING);
    await at(held, 0, { ...EXPIRING, embargoed: '2026-03-11T09:30:00Z' });
    expect(await at(held, 100)).toEqual(['withheld']);
  });

  test('leaves a killed article killed', async () => {
    const world = await fjord(BY_SETTING);
    await at(world, 0, EXPIRING);
    await at(world, 10, { ...EXPIRING, version: '2', headline: 'KILL KILL KILL' });
    expect(await at(world, 100)).toEqual(['published', 'killed']);
  });

  test('runs again, and for good, when an operator releases it', async () => {
    const world = await fjord(BY_SETTING);
    await at(world, 0, EXPIRING);
    await at(world, 61);
    const articleId = String(told(world, 'article')[0]?.subject);
    world.operator((desk) => releaseArticle(desk, articleId, { by: 'Ada' }), world.now + 1);
    expect(await at(world, 600)).toEqual(['published', 'withheld', 'reinstated']);
  });
});

test('a file that is larger than its agency may send is refused, and told', async () => {
  const world = await delivered({ maxBytes: 100 }, STORY);
  expect(typesTo(world)).toEqual([]);
  expect(told(world, 'ops')).toEqual([
    expect.objectContaining({ type: 'wire.delivery.quarantined', code: 'too-large' }),
  ]);
});
