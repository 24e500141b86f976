import { describe, expect, test } from '@jest/globals';
import { notesOf } from '../../tools/package/notes.ts';

const changelog = `# Changelog

## [Unreleased]

- A thing to come.

## [0.2.0] - 2026-12-24

### Added

- A bell.

## [0.1.0] - 2026-12-01

`;

describe('the notes of a release', () => {
  test('are its section of the changelog, and nothing of its neighbours', () => {
    expect(notesOf(changelog, '0.2.0')).toBe('### Added\n\n- A bell.');
  });

  test('are missing where the section is, or says nothing', () => {
    expect(notesOf(changelog, '0.3.0')).toBeUndefined();
    expect(notesOf(changelog, '0.1.0')).toBeUndefined();
  });
});
