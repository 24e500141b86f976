/** Ends under an id that several stories share, each of which became an article of its own, over the whole system. */
import { describe, expect, test } from '@jest/globals';
import { createWorld } from '../../simulation/world/create.ts';
import type { World } from '../../simulation/world/world.ts';

const START = Date.parse('2026-03-11T12:00:00Z');
const TEMPLATE = 'urn:newsml:fjord.example:20260311:template';

interface Item {
  uri?: string;
  headline?: string;
  text?: string;
  status?: string;
  clock?: string;
  note?: string;
}

const HERON: Item = {
  headline: 'Bronze heron stolen from lido',
  text: 'Thieves sawed a bronze heron off its plinth in the night; police are looking for a white van.',
};
const CHESS: Item = {
  headline: 'Girl of eleven wins chess title',
  text: 'Ilse Brandt beat a grandmaster in the final at Lindau and went back to class.',
};

const file = (...items: Item[]): Uint8Array =>
  Buffer.from(
    JSON.stringify(
      items.map(({ uri = TEMPLATE, headline, text, status = 'usable', clock, note }) => ({
        uri,
        type: 'text',
        pubstatus: status,
        versioncreated: clock ?? '2026-03-11T07:59:00Z',
        language: 'en',
        ...(headline === undefined ? {} : { headline }),
        ...(text === undefined ? {} : { body_html: `<p>${text}</p>` }),
        ...(note === undefined ? {} : { ednote: note }),
      })),
    ),
  );

const rss = (...items: string[]): Uint8Array =>
  Buffer.from(
    `<rss version="2.0"><channel><title>Fjord</title><link>https://fjord.example/</link>${items
      .map((item) => `<item>${item}</item>`)
      .join('')}</channel></rss>`,
  );

async function delivered(...files: Uint8Array[]): Promise<World> {
  const providers = [{ id: 'fjord', name: 'Fjord Wire' }];
  const world = await createWorld({ seed: 1, faults: false, start: START, providers });
  for (const [index, bytes] of files.entries()) {
    world.deliver(`incoming/fjord/${index}.json`, bytes, world.now + 1);
    await world.runUntilQuiet();
  }
  return world;
}

interface Told {
  type: string;
  subject: string;
  data: { article: { headlines?: { value: string }[] } };
}

const toldTo = (world: World, topic: 'article' | 'ops'): Told[] =>
  world.log.flatMap((entry) =>
    entry.kind === 'message' && entry.topic === topic ? [JSON.parse(entry.body) as Told] : [],
  );

/** What was told last of each story that was told at all, by headline. */
function lastOf(world: World): Record<string, string> {
  const names = new Map<string, string>();
  const last: Record<string, string> = {};
  for (const { type, subject, data } of toldTo(world, 'article')) {
    const headline = data.article.headlines?.[0]?.value;
    if (headline !== undefined) names.set(subject, headline);
    const name = names.get(subject);
    if (name !== undefined) last[name] = type.split('.').at(-1) ?? '';
  }
  return last;
}

const LATER = '2026-03-11T09:00:00Z';

describe('an end under the id of several stories', () => {
  test.each([
    ['canceled', 'killed'],
    ['withheld', 'withheld'],
  ])('without a headline: %s reaches all of them', async (status, event) => {
    const world = await delivered(file(HERON, CHESS), file({ status, clock: LATER }));
    expect(lastOf(world)).toEqual({ [`${HERON.headline}`]: event, [`${CHESS.headline}`]: event });
  });

  test('with the headline of one reaches that one, and the message has no word of it', async () => {
    const world = await delivered(file(HERON, CHESS), file({ ...HERON, status: 'canceled', clock: LATER }));
    expect(lastOf(world)).toEqual({ [`${HERON.headline}`]: 'killed', [`${CHESS.headline}`]: 'published' });
    const ends = toldTo(world, 'article').filter(({ type }) => type.endsWith('killed'));
    expect(JSON.stringify(ends)).not.toContain('heron');
  });

  test('keeps down what comes after it', async () => {
    const world = await delivered(file({ status: 'canceled', clock: LATER }), file(HERON, CHESS));
    expect(lastOf(world)).toEqual({});
  });

  test('does not keep down what its agency dates later', async () => {
    const again = [HERON, CHESS].map((item) => ({ ...item, clock: '2026-03-11T10:00:00Z' }));
    const world = await delivered(file({ status: 'canceled', clock: LATER }), file(...again));
    expect(Object.keys(lastOf(world))).toHaveLength(2);
  });

  test('is told once, also when it comes twice', async () => {
    const kill = file({ status: 'canceled', clock: LATER });
    const world = await delivered(file(HERON, CHESS), kill, kill);
    const subjects = toldTo(world, 'article').filter(({ type }) => type.endsWith('killed'));
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(subjects.length);
  });

  test('of more stories than anybody means is brought before a person', async () => {
    // No two have a word in common
    const words = (at: number, from: number, count: number): string =>
      Array.from({ length: count }, (_, index) =>
        `w${at}x${from + index}`.replace(/\d/g, (d) => 'aeioubdfgk'[Number(d)] ?? ''),
      ).join(' ');
    const many = Array.from({ length: 12 }, (_, at) => ({
      headline: words(at, 10, 5),
      text: words(at, 20, 30),
    }));
    const world = await delivered(file(...many), file({ status: 'canceled', clock: LATER }));
    expect(Object.values(lastOf(world))).not.toContain('killed');
    expect(toldTo(world, 'ops').map(({ type }) => type)).toContain('wire.kill.unresolved');
  });
});

describe('a kill in words under a guid that items of a feed share', () => {
  const item = (title: string, link: string, text: string): string =>
    `<guid isPermaLink="false">fjord-daily</guid><title>${title}</title><link>https://fjord.example/${link}</link><description>${text}</description>`;
  const both = rss(
    item(`${HERON.headline}`, 'heron', `${HERON.text}`),
    item(`${CHESS.headline}`, 'chess', `${CHESS.text}`),
  );

  test('reaches the story whose headline it has', async () => {
    const kill = rss(
      item(`KILL KILL KILL: ${HERON.headline}`, 'kill-1', 'Please kill this story. It is wrong.'),
    );
    const world = await delivered(both, kill);
    expect(lastOf(world)).toMatchObject({
      [`${HERON.headline}`]: 'killed',
      [`${CHESS.headline}`]: 'published',
    });
  });

  test('which names none is brought before a person, with those stories', async () => {
    const kill = rss(item('KILL KILL KILL', 'kill-1', 'Please kill this story. It is wrong.'));
    const world = await delivered(both, kill);
    expect(Object.values(lastOf(world))).not.toContain('killed');
    expect(toldTo(world, 'ops')).toContainEqual(
      expect.objectContaining({
        type: 'wire.kill.unresolved',
        candidates: expect.arrayContaining([
          expect.objectContaining({ headline: HERON.headline }),
          expect.objectContaining({ headline: CHESS.headline }),
        ]) as unknown,
      }),
    );
  });
});
