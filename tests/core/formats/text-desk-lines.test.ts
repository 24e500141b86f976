/** What a desk says above the headline of a text; received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

const TITLE = 'Werft von Alvik baut ein langes Tau';
const STORY =
  'ALVIK (vik) - Die Werft von Alvik baut im Sommer ein Tau von 900 Metern, wie ihr Meister am Mittwoch sagte.';
const MORE =
  'Das letzte solche Tau wurde 1931 für den alten Hafen gedreht, und niemand weiß, wo es geblieben ist.';

async function recordOf(...blocks: readonly string[]): Promise<ArticleRecord> {
  const result = await readBytes(Buffer.from(blocks.join('\n\n')), 'evergreen', 'rope.txt');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const headline = ({ article }: ArticleRecord): string | undefined => article.headlines?.[0]?.value;

describe('an embargo above the headline of a text', () => {
  test.each([
    'Frei ab Freitag, 3. Juli, 18 Uhr:',
    'Sperrfrist: Freitag, 3. Juli, 18 Uhr',
    'SPERRFRIST\nFreitag, 3. Juli, 18 Uhr',
    '+++ Embargo: Freitag, 3. Juli, 18 Uhr +++',
  ])('holds, and is neither headline nor text: %s', async (line) => {
    const held = await recordOf(line, TITLE, STORY, MORE);
    expect(held.wire.embargo.until).toMatch(/^2026-07-03T18:00/);
    expect(headline(held)).toBe(TITLE);
    expect(paragraphsIn(held)).toEqual([STORY, MORE]);
    const close = await recordOf(`${line}\n${TITLE}`, STORY, MORE);
    expect(close.wire.embargo.until).toBe(held.wire.embargo.until);
    expect(headline(close)).toBe(TITLE);
  });

  test('holds below the headline as well, and the mere word on top', async () => {
    const below = await recordOf(TITLE, 'Frei ab Freitag, 3. Juli, 18 Uhr', STORY, MORE);
    expect(below.wire.embargo.until).toMatch(/^2026-07-03T18:00/);
    expect((await recordOf('EMBARGO', TITLE, STORY, MORE)).wire.embargo.indefinite).toBe(true);
  });

  test('news that begins with the same words, and the link of a menu, hold nothing', async () => {
    const news = await recordOf('Frei ab Freitag: das Strandbad von Alvik', STORY, MORE);
    const menu = await recordOf('Home', 'Politik', 'Hafen', 'Embargo', TITLE, STORY, MORE);
    for (const { wire } of [news, menu])
      expect(wire.embargo).toMatchObject({ until: null, indefinite: false });
  });
});

test('a kill above the headline of a text is one', async () => {
  const { wire } = await recordOf('Bitte nicht verwenden', TITLE, STORY, MORE);
  expect(wire.signals).toContain('kill');
});
