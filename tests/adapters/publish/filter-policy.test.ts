import { describe, expect, test } from '@jest/globals';
import type { MessageAttribute } from '../../../functions/adapters/publish/article-message.ts';
import { FilterPolicyError, letsThrough } from '../../../functions/adapters/publish/filter-policy.ts';

const ATTRIBUTES: Record<string, MessageAttribute> = {
  type: { DataType: 'String', StringValue: 'wire.article.updated' },
  language: { DataType: 'String', StringValue: 'en-GB' },
  sources: { DataType: 'String.Array', StringValue: '["fjord","aurora"]' },
};
const BODY = { data: { article: { urgency: 3, subjects: [{ uri: 'a:1' }, { uri: 'b:2' }] } } };

const byAttributes = (policy: unknown): boolean =>
  letsThrough({ policy, scope: 'MessageAttributes' }, BODY, ATTRIBUTES);
const byBody = (policy: unknown): boolean => letsThrough({ policy, scope: 'MessageBody' }, BODY, ATTRIBUTES);

describe('the filter of a subscription', () => {
  test.each<[string, unknown, boolean]>([
    ['none', undefined, true],
    ['an empty one', {}, true],
    ['one of several values', { type: ['wire.article.killed', 'wire.article.updated'] }, true],
    ['all attributes', { type: ['wire.article.updated'], language: ['de'] }, false],
    ['a value of a list', { sources: ['aurora'] }, true],
    ['no value of a list', { sources: ['borealis'] }, false],
    ['what is not there', { story: ['x'] }, false],
    ['one that must not be there', { story: [{ exists: false }] }, true],
    ['one that must be there', { story: [{ exists: true }] }, false],
    ['a beginning', { language: [{ prefix: 'en-' }] }, true],
    ['an end', { language: [{ suffix: '-US' }] }, false],
    ['either case', { language: [{ 'equals-ignore-case': 'EN-gb' }] }, true],
    ['anything but a value', { language: [{ 'anything-but': 'en-GB' }] }, false],
    ['anything but some', { language: [{ 'anything-but': ['de', 'fr'] }] }, true],
    ['anything but a beginning', { language: [{ 'anything-but': { prefix: 'en' } }] }, false],
    ['a pattern', { type: [{ wildcard: 'wire.*.up*ed' }] }, true],
    ['a pattern that needs more', { type: [{ wildcard: 'wire.*.updated*updated' }] }, false],
    ['either branch', { $or: [{ language: ['de'] }, { sources: ['fjord'] }] }, true],
    ['no branch', { $or: [{ language: ['de'] }, { type: ['wire.article.killed'] }] }, false],
  ])('over attributes: %s', (_name, policy, expected) => {
    expect(byAttributes(policy)).toBe(expected);
  });

  test.each<[string, unknown, boolean]>([
    ['a number', { data: { article: { urgency: [{ numeric: ['>', 0, '<=', 3] }] } } }, true],
    ['another number', { data: { article: { urgency: [{ numeric: ['<', 3] }] } } }, false],
    ['objects of a list', { data: { article: { subjects: { uri: ['b:2'] } } } }, true],
    [
      'a branch below',
      { data: { $or: [{ wire: { provider: ['x'] } }, { article: { urgency: [3] } }] } },
      true,
    ],
  ])('over the message: %s', (_name, policy, expected) => {
    expect(byBody(policy)).toBe(expected);
  });

  test('is not guessed where it asks for something unknown', () => {
    expect(() => byAttributes({ language: [{ cidr: '10.0.0.0/24' }] })).toThrow(FilterPolicyError);
    expect(() => byAttributes({ language: 'en' })).toThrow(FilterPolicyError);
  });
});
