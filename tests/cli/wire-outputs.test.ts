import { describe, expect, test } from '@jest/globals';
import { outputsOfWire } from '../../cli/common/wire-outputs.ts';

const alone = { InboxBucketName: 'inbox', TableName: 'table' };
const named = { NorthInboxBucketName: 'north', NorthTableName: 'table', SiteUrl: 'https://desk.example' };
const two = { ...named, SouthInboxBucketName: 'south', SouthTableName: 'other' };

describe('the wire command finds', () => {
  test('a stage of the repository, which has nothing else', () => {
    expect(outputsOfWire('newswire-ingest-dev', alone)).toEqual(alone);
  });

  test('the wire in a stack of somebody else', () => {
    expect(outputsOfWire('Newsroom', named)).toEqual({ InboxBucketName: 'north', TableName: 'table' });
  });

  test('the one that is named where there are several', () => {
    expect(outputsOfWire('Newsroom', two, 'South')).toEqual({ InboxBucketName: 'south', TableName: 'other' });
  });
});

describe('the wire command asks', () => {
  test.each([
    [
      two,
      undefined,
      'the stack Newsroom has several wires: say --stack Newsroom/North or --stack Newsroom/South',
    ],
    [named, 'West', 'the stack Newsroom has no wire West: say --stack Newsroom/North'],
    [{ SiteUrl: 'https://desk.example' }, undefined, 'the stack Newsroom has no wire'],
  ])('which one is meant: %j', (outputs, wire, message) => {
    expect(() => outputsOfWire('Newsroom', outputs, wire)).toThrow(message);
  });
});
