import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { describe, expect, test } from '@jest/globals';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { withSettings } from '../support/settings.ts';
import { asList, asObject, stageOf, synthesise, type JsonObject } from './support/stages.ts';

/** Written by tools/release-template.ts at every release. */
const released = asObject(
  JSON.parse(
    readFileSync(join(REPOSITORY_ROOT, 'tests/infra/last-release.template.json'), 'utf8'),
  ) as unknown,
);

/** What is lost, or what others have written down, when CloudFormation makes it anew. */
const STATEFUL = [
  // The address of the API stands in messages and in apps, that of the site in bookmarks; people are in the pool
  'AWS::ApiGatewayV2::Api',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::Transfer::Server',
];

const QUIET = [ResourceImpact.NO_CHANGE, ResourceImpact.WILL_UPDATE, ResourceImpact.WILL_CREATE];

/** What an update from one template to another would lose, in words. */
function lossesOf(before: JsonObject, after: JsonObject): string[] {
  const losses: string[] = [];
  fullDiff(before, after).resources.forEachDifference((id, change) => {
    const type = change.oldResourceType ?? change.newResourceType ?? '';
    if (STATEFUL.includes(type) && !QUIET.includes(change.changeImpact))
      losses.push(`${id} ${change.changeImpact}`);
  });
  return losses.sort();
}

/** A copy of the released template in which somebody changed a resource. */
function releasedBut(id: string, change: (resource: JsonObject) => void): JsonObject {
  const template = asObject(JSON.parse(JSON.stringify(released)));
  change(asObject(asObject(template.Resources)[id]));
  return template;
}

function indexesOf(template: JsonObject): Map<string, string> {
  const table = asObject(asObject(template.Resources).ArticleTable);
  const indexes = asList(asObject(table.Properties).GlobalSecondaryIndexes).map(asObject);
  return new Map(
    indexes.map(({ IndexName, KeySchema, Projection }) => [
      String(IndexName),
      JSON.stringify([KeySchema, Projection]),
    ]),
  );
}

describe('an update from the last release', () => {
  const now = asObject(stageOf('prod').template.toJSON());

  test('replaces and removes nothing that holds state', () => {
    expect(lossesOf(released, now)).toEqual([]);
  });

  test('changes no index of the table, and adds or removes one at most: DynamoDB refuses more', () => {
    const [before, after] = [indexesOf(released), indexesOf(now)];
    const kept = [...before].filter(([name]) => after.has(name));
    for (const [name, shape] of kept) expect([name, after.get(name)]).toEqual([name, shape]);
    expect(before.size + after.size - 2 * kept.length).toBeLessThanOrEqual(1);
  });

  test('touches only what the release changed, for the version stands in one place', () => {
    const version = String(asObject(asObject(now.Outputs).Version).Value);
    expect(version).toMatch(/^\d+\.\d+\.\d+/u);
    expect(JSON.stringify(now).split(version)).toHaveLength(2);
  });
});

describe('what would be lost is seen', () => {
  test('when a bucket gets another name', () => {
    const renamed = releasedBut('InboxBucket', (bucket) => {
      asObject(bucket.Properties).BucketName = 'elsewhere';
    });
    expect(lossesOf(released, renamed)).toEqual(['InboxBucket WILL_REPLACE']);
  });

  test('when a table gets other keys', () => {
    const rekeyed = releasedBut('ArticleTable', (table) => {
      asObject(table.Properties).KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
    });
    expect(lossesOf(released, rekeyed)).toEqual(['ArticleTable WILL_REPLACE']);
  });

  test('when a logical id changes', () => {
    const resources = asObject(released.Resources);
    const { ArticleTopic, ...others } = resources;
    const moved = { ...released, Resources: { ...others, WireArticleTopic: ArticleTopic } };
    expect(lossesOf(released, moved)).toEqual(['ArticleTopic WILL_DESTROY']);
  });
});

describe('a stage that is deployed again with the same settings', () => {
  const synthesised = (config: string): Promise<JsonObject> =>
    Promise.resolve(asObject(synthesise('dev', { context: { config } }).template.toJSON()));

  test('has no difference, whatever its settings ask for: none of them has to be said again', async () => {
    const settings = {
      stage: {
        opsEmail: 'wire-desk@example.org',
        maxConcurrency: 50,
        customerKey: true,
        readers: { accounts: ['444455556666'] },
        mailDomain: 'wires.example.org',
      },
      agencies: [
        {
          id: 'fjord',
          name: 'Fjord Wire',
          silenceMinutes: 60,
          access: { receipts: 'topic' as const, feeds: [{ id: 'news', url: 'https://feed.example/news' }] },
        },
      ],
    };
    // Each time in a file and a folder of its own, as on the machine of somebody else
    const first = await withSettings(settings, synthesised);
    const second = await withSettings(settings, synthesised);
    expect(fullDiff(first, second).isEmpty).toBe(true);
    expect(JSON.stringify(first)).toContain('wire-desk@example.org');
  });

  test('keeps the subscription of its alarms when another setting is changed', async () => {
    const mailed = { opsEmail: 'wire-desk@example.org' };
    const before = await withSettings({ stage: mailed }, synthesised);
    const after = await withSettings({ stage: { ...mailed, maxConcurrency: 50 } }, synthesised);
    const changed: string[] = [];
    fullDiff(before, after).resources.forEachDifference((id) => changed.push(id));
    expect(changed.sort()).toEqual(['ConcurrencyNearCapAlarm', 'IngestDeliveries']);
  });
});
