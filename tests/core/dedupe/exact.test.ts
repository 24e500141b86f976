import { describe, expect, test } from '@jest/globals';
import { contentKey, MIN_WORDS, SHORT_BODY_WORDS, wordCount } from '../../../functions/core/dedupe/exact.ts';
import { tokenize } from '../../../functions/core/dedupe/tokens.ts';

const story =
  "VESTERHAVN (NP) - The harbour council's 14 members voted on Tuesday to spend 1,234.5 million kroner on a new " +
  'breakwater, which engineers say will protect the old town until 2075.\n\n"We could not wait for another winter," ' +
  'said mayor Ane Holt, who had first asked for the money after the storm of January 2019 flooded 212 houses.';

/** The words of a text, for reading in an assertion. */
function words(text: string): string[] {
  const { chars, starts, count } = tokenize(text);
  return Array.from({ length: count }, (_, i) =>
    String.fromCharCode(...chars.subarray(starts[i], starts[i + 1])),
  );
}

describe('the same text has the same key', () => {
  test.each([
    [
      'typographic quotes',
      story
        .replace(/"We/, '“We')
        .replace(/winter,"/, 'winter,”')
        .replace("council's", 'council’s'),
    ],
    ['dashes', story.replace(' - ', ' — ')],
    ['capitals', story.toUpperCase()],
    ['hard-wrapped lines', story.replace(/(.{20,60}) /g, '$1\n')],
    ['a word broken at a line end', story.replace('breakwater', 'break-\nwater')],
    [
      'soft hyphens and zero-width spaces',
      story.replace('engineers', 'engi\u00adneers').replace('town', '\u200btown'),
    ],
    ['full-width characters', story.replace('2075', '２０７５')],
    ['a number written as in German', story.replace('1,234.5', '1.234,5')],
    ['a number written as in French', story.replace('1,234.5', '1\u202f234,5')],
    ['decomposed accents', story.replace('Holt', 'Holt').normalize('NFD')],
    ['entities escaped twice', story.replace("council's", 'council&#39;s').replace('"We', '&quot;We')],
    [
      'another byline and dateline',
      `By Nora Fells\n\n${story.replace('VESTERHAVN (NP) - ', 'LINDAL (Borealis) - ')}`,
    ],
    ['a headline in other letters', story],
  ])('%s', (_, copy) => {
    expect(contentKey(copy, 'BREAKWATER AGREED | The Lindal Post')).toBe(
      contentKey(story, 'Breakwater agreed'),
    );
    expect(contentKey(copy)).toMatch(/^[\da-f]{64}$/);
  });
});

describe('another text has another key', () => {
  test.each([
    ['one number', story.replace('212', '221')],
    ['a number divided otherwise', story.replace('212 houses', '21 2houses')],
    ['one name', story.replace('Holt', 'Hult')],
    ['a sentence more', `${story} Work begins in May.`],
    ['a currency', story.replace('1,234.5 million kroner', '1,234.5 million euros')],
    ['a sign', story.replace('1,234.5', '-1,234.5')],
    ['a word less', story.replace('could not wait', 'could wait')],
    ['a question', story.replace('2075.', '2075?')],
  ])('%s', (_, other) => {
    expect(contentKey(other)).not.toBe(contentKey(story));
  });

  test('another headline, since a text that is withdrawn keeps its body', () => {
    expect(contentKey(story, 'WITHDRAWN: Breakwater agreed')).not.toBe(
      contentKey(story, 'Breakwater agreed'),
    );
  });

  test('a thousand in one language is one and a bit in another', () => {
    const priced = story.replace('1,234.5', '1,085');
    const german = story.replace('1,234.5', '1.085');
    expect(contentKey(priced, '', 'en')).not.toBe(contentKey(german, '', 'en'));
    expect(contentKey(priced)).not.toBe(contentKey(german));
    expect(contentKey(priced, '', 'en')).toBe(contentKey(german, '', 'de'));
  });
});

describe('short texts', () => {
  test('a service line is no duplicate of the same line under another story', () => {
    expect(contentKey('Story withdrawn.', 'Storm hits Vesterhavn')).toBeUndefined();
    expect(contentKey('', '')).toBeUndefined();
    expect(contentKey('More to follow.')).toBeUndefined();
  });

  test('a flash is told by its headline and its one sentence together', () => {
    const flash = 'VESTERHAVN (NP) - The harbour council voted on Tuesday to build a breakwater.';
    expect(contentKey(flash, 'Breakwater agreed')).toBe(contentKey(flash.toUpperCase(), 'BREAKWATER AGREED'));
    expect(contentKey(flash, 'Breakwater agreed')).not.toBe(contentKey(flash, 'Council meets again'));
  });

  test('scripts without spaces are measured in words, not in characters', () => {
    expect(wordCount(tokenize('東京で会議'))).toBe(3);
    expect(contentKey('東京で会議')).toBeUndefined();
    expect(
      contentKey('東京の港湾評議会は火曜日、新しい防波堤の建設に十二億円を投じることを決めた。'),
    ).toBeDefined();
  });

  test('the thresholds leave room for a headline', () => {
    expect(MIN_WORDS).toBeLessThan(SHORT_BODY_WORDS);
  });
});

describe('tokens', () => {
  test('possessive s goes, other apostrophes part words', () => {
    expect(words("the mayor's l'eau don't James' s's")).toEqual([
      'the',
      'mayor',
      'l',
      'eau',
      'don',
      't',
      'james',
      's',
    ]);
  });

  test('numbers keep their inner punctuation, whatever the script', () => {
    expect(words('3-1/2, 10:30; 22.02.2024 1’000’000 ١٢٣ ½ A320')).toEqual([
      '3-1/2',
      '10:30',
      '22.02.2024',
      '1000000',
      '123',
      '1/2',
      'a',
      '320',
    ]);
  });

  test('Arabic vowel signs and tatweel make no difference', () => {
    expect(words('مُحَمَّد العـــربية')).toEqual(words('محمد العربية'));
  });

  test('emoji are no words', () => {
    expect(words('Goal \u{1f600} again')).toEqual(['goal', 'again']);
  });

  test('a million characters of one kind are read in one pass', () => {
    for (const filler of ['a', '&', "'", '-\n', '1,', '&#', '\u00a01']) {
      expect(tokenize(filler.repeat(2_000_000 / filler.length)).count).toBeLessThanOrEqual(1_000_000);
    }
  });
});
