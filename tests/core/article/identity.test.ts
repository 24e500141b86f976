import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { articleIdOf, derivedUri, isUri, uriOf } from '../../../functions/core/article/identity.ts';

describe('the identity of an article', () => {
  test.each([
    ['urn:newsml:aurora.example:20260311:harbour', 'urn:newsml:aurora.example:20260311:harbour'],
    ['https://aurora.example/n/1?v=2', 'https://aurora.example/n/1?v=2'],
    ['tag:aurora.example,2026:1', 'tag:aurora.example,2026:1'],
    ['RTZ:8883', 'urn:wire:aurora:RTZ%3A8883'],
    ['Grøt 12/3', 'urn:wire:aurora:Gr%C3%B8t%2012%2F3'],
    ['urn:broken id', 'urn:wire:aurora:urn%3Abroken%20id'],
    ['  20260311-77  ', 'urn:wire:aurora:20260311-77'],
  ])('the id %s becomes %s', (id, uri) => {
    expect(uriOf('aurora', id)).toBe(uri);
  });

  test('any id becomes a URI, always the same one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const uri = uriOf('aurora', id);
        expect(isUri(uri)).toBe(true);
        expect(uriOf('aurora', id)).toBe(uri);
      }),
    );
  });

  test.each(['urn:x:', 'Grøt '])(
    'an id of any length becomes a URI that a key and a message can hold (%s)',
    (start) => {
      const long = (end: string): string => start + 'x'.repeat(500_000) + end;
      const uri = uriOf('aurora', long('a'));
      expect(uri.length).toBeLessThan(1100);
      expect(isUri(uri)).toBe(true);
      expect(uriOf('aurora', long('a'))).toBe(uri);
      expect(uriOf('aurora', long('b'))).not.toBe(uri);
    },
  );

  test('the same id of two agencies is two articles', () => {
    expect(articleIdOf('aurora', 'urn:x:1')).not.toBe(articleIdOf('borealis', 'urn:x:1'));
    expect(articleIdOf('aurora', 'urn:x:1')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('what has no id gets one from its content, where parts cannot run into each other', () => {
    expect(derivedUri('aurora', ['ab', 'c'])).not.toBe(derivedUri('aurora', ['a', 'bc']));
    expect(isUri(derivedUri('aurora', ['ab', 'c']))).toBe(true);
  });
});
