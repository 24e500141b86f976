import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_CANDIDATES, WINDOW_MS } from '../../../functions/core/dedupe/candidates.ts';
import { fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates, type NearArticle } from '../../../functions/core/dedupe/near-duplicates.ts';
import { MEMBERS_KEPT, type Judgement } from '../../../functions/core/dedupe/near-index.ts';
import {
  packFingerprint,
  UnpackedFingerprint,
  unpackFingerprint,
  UnreadableFingerprint,
} from '../../../functions/core/dedupe/pack.ts';
import { decide } from '../../../functions/core/dedupe/verdict.ts';
import { ALL_SAMPLES } from './support/languages.ts';
import { randomOf, SimulatedIndex, VirtualTime } from './support/simulated-index.ts';
import { storyOf } from './support/texts.ts';
import { extended, firstParagraphs } from './support/transforms.ts';

const AT = Date.parse('2026-07-01T12:00:00Z');
const HOUR = 3_600_000;

function engineOver(index = new MemoryIndex({ window: Infinity, capacity: Infinity })): NearDuplicates {
  return new NearDuplicates(index, { pause: () => Promise.resolve() });
}

function article(articleId: string, body: string, at = AT, provider = 'aurora'): NearArticle {
  return { articleId, provider, body, at };
}

describe('stories', () => {
  test('a text that only shares a paragraph with another is new, and a copy beside it is still found', async () => {
    const engine = engineOver();
    const letter = 'Sign up for the morning letter of the harbour paper and read the tides before breakfast.';
    await engine.judge(article('first', `${storyOf(1).body}\n\n${letter}`));
    const other = await engine.judge(article('other', `${storyOf(2).body}\n\n${letter}`, AT + HOUR));
    const copy = await engine.judge(article('copy', `${storyOf(2).body}\n\n${letter}`, AT + 2 * HOUR));
    expect(other).toMatchObject({ verdict: 'new', of: null, evidence: {} });
    expect(copy).toMatchObject({ verdict: 'duplicate', of: 'other' });
  });

  test('copies of a duplicate point at the original, and variants join its story', async () => {
    const engine = engineOver();
    const { body } = storyOf(1);
    await engine.judge(article('original', body));
    await engine.judge(article('copy', body, AT + HOUR));
    const second = await engine.judge(article('copy of the copy', body, AT + 2 * HOUR));
    const shorter = await engine.judge(article('shorter', firstParagraphs(body, 5), AT + 3 * HOUR));
    expect(second).toMatchObject({ verdict: 'duplicate', of: 'original', match: 'original' });
    expect(shorter).toMatchObject({ verdict: 'variant', of: 'original', story: 'original' });
  });

  test('a duplicate of a variant says which published text it repeats', async () => {
    const engine = engineOver();
    const { body } = storyOf(2);
    const longer = extended(body, storyOf(3, 3).body);
    await engine.judge(article('original', body));
    expect(await engine.judge(article('longer', longer, AT + HOUR))).toMatchObject({ verdict: 'variant' });
    expect(await engine.judge(article('longer again', longer, AT + 2 * HOUR))).toMatchObject({
      verdict: 'duplicate',
      of: 'original',
      story: 'original',
      match: 'longer',
      similarity: 1,
    });
  });

  test('a text that holds two stories is attached to one and merges none', async () => {
    const engine = engineOver();
    const [first, second] = [storyOf(4).body, storyOf(5).body];
    await engine.judge(article('first', first));
    await engine.judge(article('second', second));
    const both = await engine.judge(article('both', extended(first, second), AT + HOUR));
    expect(['first', 'second']).toContain(both.story);
    expect(await engine.judge(article('second again', second, AT + 2 * HOUR))).toMatchObject({
      of: 'second',
    });
    expect(await engine.judge(article('first again', first, AT + 2 * HOUR))).toMatchObject({ of: 'first' });
  });
});

describe('revisions', () => {
  test('an update of an original is no duplicate of itself, and copies of the new text find it', async () => {
    const engine = engineOver();
    const { body } = storyOf(6);
    const updated = extended(firstParagraphs(storyOf(7).body, 4), firstParagraphs(body, 3));
    const standing = await engine.judge(article('original', body));
    await engine.refresh(article('original', updated, AT + HOUR), standing);
    expect(await engine.judge(article('copy of the update', updated, AT + 2 * HOUR))).toMatchObject({
      verdict: 'duplicate',
      of: 'original',
    });
  });

  test('a duplicate that is corrected is judged again', async () => {
    const engine = engineOver();
    const { body } = storyOf(8);
    await engine.judge(article('original', body));
    expect(await engine.judge(article('copy', body, AT + HOUR))).toMatchObject({ verdict: 'duplicate' });
    const corrected = body.replace(' votes', '77 votes');
    expect(await engine.judge(article('copy', corrected, AT + 2 * HOUR))).toMatchObject({
      verdict: 'variant',
      of: 'original',
    });
  });

  test('the same article again gets the same answer', async () => {
    const engine = engineOver();
    const { body } = storyOf(9);
    const first = await engine.judge(article('original', body));
    const copy = await engine.judge(article('copy', body, AT + HOUR));
    expect(await engine.judge(article('original', body))).toEqual(first);
    expect(await engine.judge(article('copy', body, AT + HOUR))).toEqual(copy);
  });

  test('an article that was split from its story stands alone afterwards', async () => {
    const engine = engineOver();
    const { body } = storyOf(10);
    const standing = await engine.judge(article('original', body));
    await engine.judge(article('wrong', firstParagraphs(body, 5), AT + HOUR));
    await engine.refresh(article('wrong', firstParagraphs(body, 5), AT + HOUR), {
      ...standing,
      story: 'wrong',
    });
    expect(await engine.judge(article('copy', firstParagraphs(body, 5), AT + 2 * HOUR))).toMatchObject({
      of: 'wrong',
      story: 'wrong',
    });
  });
});

describe('bounds', () => {
  test('copies are found within three and a half days', async () => {
    const engine = engineOver();
    const { body } = storyOf(11);
    await engine.judge(article('original', body));
    expect(await engine.judge(article('late', body, AT + WINDOW_MS))).toMatchObject({ of: 'original' });
    const engine2 = engineOver();
    await engine2.judge(article('original', body));
    expect(await engine2.judge(article('too late', body, AT + WINDOW_MS + 1))).toMatchObject({
      verdict: 'new',
    });
  });

  test('the memory index forgets what has left the window, and holds no more than it may', async () => {
    const index = new MemoryIndex({ window: 10 * HOUR, capacity: 50 });
    const engine = engineOver(index);
    for (let i = 0; i < 200; i++) await engine.judge(article(`a${i}`, storyOf(i, 3).body, AT + i * HOUR));
    expect(index.size).toBeLessThanOrEqual(20);
    for (let i = 0; i < 100; i++) await engine.judge(article(`b${i}`, storyOf(i, 3).body, AT + 300 * HOUR));
    expect(index.size).toBe(50);
  });

  test('the memory index does not forget everything because of one article with a wrong date', async () => {
    const index = new MemoryIndex({ window: 10 * HOUR, capacity: 50 });
    const engine = engineOver(index);
    const { body } = storyOf(1);
    await engine.judge(article('original', body));
    await engine.judge(article('of the future', storyOf(7, 3).body, AT + 9000 * HOUR));
    expect(await engine.judge(article('copy', body, AT + HOUR))).toMatchObject({ of: 'original' });
  });

  test('boilerplate that every article carries costs no more reads, and links nothing', async () => {
    const boilerplate =
      'Sign up for the morning letter of the Evergreen Gazette and read the stories of the day before breakfast. ' +
      'This material may not be published, broadcast, rewritten or redistributed without the consent of the publisher.';
    const time = new VirtualTime();
    const index = new SimulatedIndex(time, randomOf(1), { least: 0, most: 0 });
    const engine = new NearDuplicates(index, { pause: time.pause });
    const judgements = await time.run([
      async () => {
        const all = [];
        for (let i = 0; i < 120; i++) {
          all.push(
            await engine.judge(article(`a${i}`, `${storyOf(i, 5).body}\n\n${boilerplate}`, AT + i * HOUR)),
          );
        }
        return all;
      },
    ]);
    expect(judgements.flat().filter(({ verdict }) => verdict !== 'new')).toEqual([]);
    expect(index.calls.entriesRead).toBeLessThanOrEqual(120 * MAX_CANDIDATES);
    expect(index.calls.anchorWrites).toBeLessThanOrEqual(120 * 12);
    expect(index.calls.entryWrites).toBe(120);
    const [arrival] = await new MemoryIndex({ window: Infinity, capacity: Infinity }).arrive(
      { articleId: 'x', at: 0 },
      ['k'],
    );
    expect(arrival?.earlier.length ?? 0).toBeLessThanOrEqual(MEMBERS_KEPT);
  });
});

describe('the packed form', () => {
  // What is written today is read for four days by whatever is deployed tomorrow: change FORMAT_VERSION with it
  test('is the same as ever', async () => {
    const { createHash } = await import('node:crypto');
    const packed = ALL_SAMPLES.map(({ body, language }) =>
      packFingerprint(fingerprint({ body, language }).fingerprint),
    );
    expect(createHash('sha256').update(Buffer.concat(packed)).digest('hex')).toMatchSnapshot();
  });

  test('gives back what was packed, within 3 KB', () => {
    for (const size of [1, 5, 20, 100, 400]) {
      const print = fingerprint(storyOf(size, size)).fingerprint;
      const packed = packFingerprint(print);
      expect(unpackFingerprint(packed)).toEqual(print);
      expect(packed.length).toBeLessThan(3072);
    }
  });

  test('gives the same where it is unpacked only as far as it is asked for', () => {
    const print = fingerprint(storyOf(1)).fingerprint;
    const lazy = new UnpackedFingerprint(packFingerprint(print));
    for (const [name, value] of Object.entries(print)) expect(Reflect.get(lazy, name)).toEqual(value);
  });

  test('is of one text alone, whatever was read before it', () => {
    const short = { body: storyOf(2, 5).body };
    const before = fingerprint(short).fingerprint;
    fingerprint({ body: storyOf(3, 3000).body });
    expect(fingerprint(short).fingerprint).toEqual(before);
  });

  test('of any text is read back, and any other bytes are refused without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (body) => {
        const print = fingerprint({ body }).fingerprint;
        expect(unpackFingerprint(packFingerprint(print))).toEqual(print);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          unpackFingerprint(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFingerprint);
        }
      }),
    );
  });
});

describe('for any two texts', () => {
  const bodies = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }))
    .map(([seed, paragraphs]) => storyOf(seed, paragraphs).body);

  test('which came first makes no difference to the verdict', () => {
    fc.assert(
      fc.property(bodies, bodies, fc.nat(100), (a, b, hours) => {
        const [left, right] = [
          { fingerprint: fingerprint({ body: a }).fingerprint, at: AT, provider: 'aurora' },
          {
            fingerprint: fingerprint({ body: extended(b, a) }).fingerprint,
            at: AT + hours * HOUR,
            provider: 'delta',
          },
        ];
        expect(decide(left, right)).toEqual(decide(right, left));
      }),
    );
  });

  test('a text is a duplicate of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 200, maxLength: 1000 }), (body) => {
        const { fingerprint: print } = fingerprint({ body });
        fc.pre(print.length >= 12);
        expect(decide({ fingerprint: print }, { fingerprint: print })).toMatchObject({
          verdict: 'duplicate',
          rule: 'same-text',
        });
      }),
    );
  });

  test('similarity and containment are shares', () => {
    fc.assert(
      fc.property(bodies, bodies, (a, b) => {
        const { comparison } = decide(
          { fingerprint: fingerprint({ body: a }).fingerprint },
          { fingerprint: fingerprint({ body: b }).fingerprint },
        );
        for (const share of [comparison.similarity, comparison.containment]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(comparison.containment).toBeGreaterThanOrEqual(comparison.similarity);
      }),
    );
  });
});

describe('a taker died after it had linked an article to one that came with it', () => {
  const { body } = storyOf(4);
  const standing = (of: string): Judgement => ({
    verdict: 'variant',
    of,
    story: of,
    similarity: 0,
    containment: 0,
    match: of,
    evidence: {},
  });

  async function linkedTo(to: string): Promise<{ engine: NearDuplicates; index: MemoryIndex }> {
    const index = new MemoryIndex({ window: Infinity, capacity: Infinity });
    const engine = engineOver(index);
    await engine.refresh(article('left', body), standing('any'));
    const left = (await index.read(['left'])).get('left');
    if (left === undefined) throw new Error('no entry');
    await index.replace({ ...left, state: { kind: 'linked', to } });
    return { engine, index };
  }

  test('which had become part of a story whose first text is too short for the index: the next try joins it', async () => {
    const { engine } = await linkedTo('earlier');
    await engine.refresh(article('earlier', body), standing('too-short'));
    await expect(engine.judge(article('left', body))).resolves.toMatchObject({
      verdict: 'duplicate',
      of: 'too-short',
      story: 'too-short',
      match: 'earlier',
    });
  });

  test('and which is too little like it by now: a variant of that story', async () => {
    const { engine } = await linkedTo('earlier');
    await engine.refresh(article('earlier', storyOf(5).body), standing('too-short'));
    await expect(engine.judge(article('left', body))).resolves.toMatchObject({
      verdict: 'variant',
      of: 'too-short',
      story: 'too-short',
      match: 'earlier',
    });
  });

  test('which was joined to the article itself by a later version: it is the first of the story', async () => {
    const { engine } = await linkedTo('earlier');
    await engine.refresh(article('earlier', body), standing('left'));
    await expect(engine.judge(article('left', body))).resolves.toMatchObject({
      verdict: 'new',
      of: null,
      story: 'left',
    });
  });

  test('which has gone: the next try is new, and the one after answers the same', async () => {
    const { engine, index } = await linkedTo('erased');
    const first = await engine.judge(article('left', body));
    expect(first).toMatchObject({ verdict: 'new', of: null, story: 'left' });
    await expect(engine.judge(article('left', body))).resolves.toEqual(first);
    expect((await index.read(['left'])).get('left')?.state).toEqual({ kind: 'settled', judgement: first });
  });
});
