import { describe, expect, test } from '@jest/globals';
import type { Article } from '../../../functions/core/article/ninjs.ts';
import { strictNinjs } from '../../support/ninjs.ts';
import { holdRules, holdToNinjs, wiresBelow } from '../../support/record-rules.ts';
import { recordWith } from '../../support/records.ts';
import { samplePath } from '../../support/samples.ts';

describe('every record of a sample wire', () => {
  holdToNinjs(samplePath(), '3.2', strictNinjs);
  holdToNinjs(samplePath(), '3.1', strictNinjs);
  holdRules(samplePath());
});

test('there are samples to look at', () => {
  expect(wiresBelow(samplePath()).length).toBeGreaterThan(80);
});

describe('strict means that', () => {
  const validate = strictNinjs();
  const valid: Article = {
    ...recordWith().article,
    associations: [{ name: 'picture-1', uri: 'urn:newsml:aurora.example:p1', type: 'picture' }],
  };

  test('an article as it should be passes', () => {
    expect(validate(valid)).toBe(true);
  });

  test.each([
    ['no uri', { uri: undefined }],
    ['a uri that is none', { uri: 'harbour 12' }],
    ['a property that ninjs does not have', { dateline: 'SKARVSUND' }],
    ['one inside a list', { subjects: [{ name: 'Harbours', qcode: 'medtop:1' }] }],
    ['one inside a member of a package', { associations: [{ name: 'a', uri: 'urn:a:b', caption: 'x' }] }],
    ['a member without a name', { associations: [{ uri: 'urn:a:b' }] }],
    ['a body without a text', { bodies: [{ contentType: 'text/plain' }] }],
    ['a number for the version', { version: 2 }],
    ['an urgency of 0', { urgency: 0 }],
    ['half an urgency', { urgency: 2.5 }],
    ['a time without a zone', { versionCreated: '2026-03-11T08:00:00' }],
    ['a status of NewsML', { pubStatus: 'stat:usable' }],
    ['a type that ninjs does not know', { type: 'photo' }],
    ['an event with no dates', { eventDetails: { dates: {} } }],
    ['a sound track with an address', { renditions: [{ name: 'a', resources: [{ uri: 'urn:a:b' }] }] }],
  ])('%s is refused', (_what, change) => {
    const article: unknown = JSON.parse(JSON.stringify({ ...valid, ...change }));
    expect(validate(article)).toBe(false);
  });
});

test('sound tracks and subtitles are of 3.2, and 3.1 refuses them', () => {
  const resources = [{ role: 'commentary', language: 'nb', contentType: 'audio/aac' }];
  const article: Article = {
    ...recordWith().article,
    renditions: [{ name: 'main', href: 'https://aurora.example/v.mp4', resources }],
  };
  expect(strictNinjs('3.2')(article)).toBe(true);
  expect(strictNinjs('3.1')(article)).toBe(false);
});
