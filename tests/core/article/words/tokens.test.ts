import { describe, expect, it } from '@jest/globals';
import { firstWordOf, tokensOf } from '../../../../functions/core/article/words/tokens.ts';

const texts = (text: string): string[] => tokensOf(text).map((token) => token.text);

describe('the tokens of a line', () => {
  it('are words, numbers and signs, with their places', () => {
    expect(tokensOf('Hold w0123:\nÉté')).toEqual([
      {
        kind: 'word',
        text: 'hold',
        start: 0,
        end: 4,
        caps: false,
        initial: true,
        glued: false,
        newLine: false,
      },
      {
        kind: 'word',
        text: 'w',
        start: 5,
        end: 6,
        caps: false,
        initial: false,
        glued: false,
        newLine: false,
      },
      {
        kind: 'number',
        text: '0123',
        start: 6,
        end: 10,
        caps: false,
        initial: false,
        glued: true,
        newLine: false,
      },
      {
        kind: 'sign',
        text: ':',
        start: 10,
        end: 11,
        caps: false,
        initial: false,
        glued: true,
        newLine: false,
      },
      {
        kind: 'word',
        text: 'ete',
        start: 12,
        end: 15,
        caps: false,
        initial: true,
        glued: false,
        newLine: true,
      },
    ]);
  });

  it('have a word that is spaced out as one, and no sentence of single letters', () => {
    expect(tokensOf('E M B A R G O: 6 p.m.')[0]).toMatchObject({ text: 'embargo', end: 13, caps: true });
    expect(texts('A B C D')).toEqual(['a', 'b', 'c', 'd']);
    expect(texts('E M B A R G Of')).toEqual(['embarg', 'of']);
  });

  it('read signs and figures of other scripts, and an apostrophe only inside of a word', () => {
    expect(texts('《１２：٣》')).toEqual(['«', '12', ':', '3', '»']);
    expect(texts('jusqu’à ‘six’')).toEqual(['jusqu', "'", 'a', '‘', 'six', '’']);
  });

  it('are single letters where a script puts no spaces between words', () => {
    expect(texts('12月配信禁止 dpa')).toEqual(['12', '月', '配', '信', '禁', '止', 'dpa']);
    expect(texts('ёж 𝐀𝐛 😀')).toEqual(['еж', '𝐀𝐛', '😀']);
  });

  it('end where no imperative is looked for any more', () => {
    expect(tokensOf('ab '.repeat(1000)).at(-1)).toMatchObject({ text: 'a', end: 1000 });
  });
});

it('the first word stands behind all signs, and may be none', () => {
  expect(firstWordOf('*** (Achtung, Redaktionen')).toMatchObject({ text: 'achtung', start: 5 });
  expect(firstWordOf('–––')).toBeUndefined();
});
