import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanCharacters, collapse, paragraphsOf } from '../../../functions/core/text/whitespace.ts';

describe('characters', () => {
  test.each([
    ['composed', 'cafe\u0301', 'café'],
    ['line ends are line feeds', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['control characters go', 'a\u0000\u0007b\u001f', 'ab'],
    ['C1 controls are windows-1252', 'it\u0092s \u0093so\u0094 \u0080', 'it’s “so” €'],
    ['zero-width and bidi controls go', '\ufeffa\u200b\u2060b\u202ec\u00ad', 'abc'],
    ['a lone surrogate is replaced', 'a\ud800b', 'a\ufffdb'],
    ['joiners that join stay', 'می\u200cخواهم 👩\u200d🚒', 'می\u200cخواهم 👩\u200d🚒'],
    ['joiners that do not go', 'a\u200db\u200c c', 'ab c'],
    ['quotes and dashes stay as written', '„a“ – «b» — "c"', '„a“ – «b» — "c"'],
  ])('%s', (_rule, written, expected) => {
    expect(cleanCharacters(written)).toBe(expected);
  });

  test('a line is one line, every kind of space is one space', () => {
    expect(collapse(' a\u00a0b\u2009c\n\td  ')).toBe('a b c d');
  });

  test('cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = collapse(text);
        expect(collapse(once)).toBe(once);
      }),
    );
  });
});

describe('what line breaks mean', () => {
  test.each([
    ['empty lines part paragraphs', 'A b.\n\nC d.\n \nE f.', ['A b.', 'C d.', 'E f.']],
    [
      'a break at the width of the text means nothing',
      'The harbour hall of Alder Bay burned down on Monday night, and two\nof the ferries that lay beside it were damaged, the town said.',
      [
        'The harbour hall of Alder Bay burned down on Monday night, and two of the ferries that lay beside it were damaged, the town said.',
      ],
    ],
    [
      'short lines stand by themselves',
      'Dana Whitfield\nHarbour Office\nAlder Bay',
      ['Dana Whitfield', 'Harbour Office', 'Alder Bay'],
    ],
    [
      'columns stay',
      'Vale      3  1\nKestrel   2  2\nAlder     1  3',
      ['Vale      3  1\nKestrel   2  2\nAlder     1  3'],
    ],
    [
      'the hyphen of a compound joins without a space',
      'Der Gemeinderat von Erlenbucht hat am Montag über die Finanz-\nund Haushaltslage beraten und am Ende eine Nord-\nsüdverbindung beschlossen.',
      [
        'Der Gemeinderat von Erlenbucht hat am Montag über die Finanz- und Haushaltslage beraten und am Ende eine Nord-südverbindung beschlossen.',
      ],
    ],
    ['nothing is nothing', ' \n\n ', []],
  ])('%s', (_rule, text, expected) => {
    expect(paragraphsOf(text)).toEqual(expected);
  });

  test('no letter is lost or moved', () => {
    const line = fc.stringMatching(/^[a-zA-Z ,.]{0,80}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const letters = (text: string): string => text.replace(/\s/g, '');
        const text = lines.join('\n');
        expect(letters(paragraphsOf(text).join(''))).toBe(letters(text));
      }),
    );
  });
});
