import { describe, expect, test } from '@jest/globals';
import { mentionsAt, mentionsIn } from '../../../functions/core/agencies/matcher.ts';
import { allAliases } from '../../../functions/core/agencies/register.ts';
import { GRAMMAR } from '../../../functions/core/sources/grammar.ts';
import { surveyOf } from '../../../functions/core/sources/survey.ts';
import { wordsOf } from '../../../functions/core/sources/words.ts';

describe('the survey of a body misses nothing that could be read', () => {
  const names = allAliases().map(({ text }) => text);
  const written = names.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase(), `${name}s`]);

  test('a name of the register, in any case and with a genitive', () => {
    const missed = written.filter((name) => {
      const text = `Der Damm (${name}) hält.`;
      const found = mentionsIn(text, 'slot').length + mentionsIn(text, 'running').length;
      return found > 0 && surveyOf(text).paragraphs[0]?.names.length === 0;
    });
    expect(missed).toEqual([]);
    expect(written.length).toBeGreaterThan(3000);
  });

  test('a name is the same where it is looked for at its places alone', () => {
    const text = written.map((name) => `The mill, ${name} wrote.`).join('\n');
    expect(mentionsAt(text, surveyOf(text).names, 'running')).toEqual(mentionsIn(text, 'running'));
  });

  test('a phrase that says who speaks, in any case, at the place where it begins', () => {
    const missed = [...GRAMMAR.quote.keys()].filter((phrase) =>
      [phrase, phrase.toUpperCase(), phrase.replaceAll("' ", '’')].some((form) => {
        const text = `Ona ${form} ona.`;
        const words = wordsOf(text);
        const at = words.findIndex((_, index) => GRAMMAR.quote.at(words, index) !== undefined);
        const start = words[at]?.start ?? -1;
        return at >= 0 && surveyOf(text).paragraphs[0]?.cues.includes(start) !== true;
      }),
    );
    expect(missed).toEqual([]);
  });

  test('an ordinary paragraph has neither, and is not read', () => {
    const { paragraphs } = surveyOf('The dam holds.\n\nIt was built by 40 masons, AFP reported.');
    expect(paragraphs.map(({ names: { length }, cues }) => [length, cues.length > 0])).toEqual([
      [0, false],
      [1, true],
    ]);
  });
});
