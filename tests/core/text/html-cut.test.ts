import { describe, expect, test } from '@jest/globals';
import { cleanBody } from '../../../functions/core/text/html.ts';

/** The body without the first occurrence of a text in each paragraph. */
function without(html: string, text: string): { html: string; plain: string } {
  const body = cleanBody({ kind: 'html', html }, (paragraphs) =>
    paragraphs.flatMap((plain, paragraph) => {
      const start = plain.indexOf(text);
      return start < 0 ? [] : [{ paragraph, start, end: start + text.length }];
    }),
  );
  return { html: body.html, plain: body.plain };
}

describe('words taken out of a body', () => {
  test('a whole paragraph goes, and what stood around it', () => {
    expect(without('<blockquote><p>Cut me</p></blockquote><p>Stay.</p>', 'Cut me')).toEqual({
      html: '<p>Stay.</p>',
      plain: 'Stay.',
    });
  });

  test('of a paragraph the rest stays, with its mark-up and entities', () => {
    expect(without('<p><b>Cut me: <i>A &amp; B</i></b> say &lt;no&gt;.</p>', 'Cut me:')).toEqual({
      html: '<p><b><i>A &amp; B</i></b> say &lt;no&gt;.</p>',
      plain: 'A & B say <no>.',
    });
  });

  test('a line above a break goes with the break', () => {
    expect(without('<p><strong>Cut me</strong><br>Stay.</p>', 'Cut me')).toEqual({
      html: '<p>Stay.</p>',
      plain: 'Stay.',
    });
  });

  test('is not told as lost, and counts no more', () => {
    const body = cleanBody({ kind: 'text', text: 'Cut me\n\nTwo words' }, () => [
      { paragraph: 0, start: 0, end: 6 },
    ]);
    expect(body).toMatchObject({ plain: 'Two words', wordCount: 2, charCount: 9, lossRatio: 0 });
  });
});
