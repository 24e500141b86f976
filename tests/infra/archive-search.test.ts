/** The search in the archive in the template: nothing where nobody asks for it, and what it may where somebody does. */
import { describe, expect, test } from '@jest/globals';
import { ARCHIVE_INDEX as INDEX_OF_FUNCTIONS } from '../../functions/core/search/archive.ts';
import { checkConfigFile } from '../../infra/config-rules.ts';
import { ARCHIVE_INDEX, collectionName } from '../../infra/constructs/reading/archive-search.ts';
import { STAGES } from '../../infra/stage-names.ts';
import { grantsOf } from './support/grants.ts';
import {
  asList,
  asObject,
  propertiesOf,
  stageOf,
  synthesise,
  type JsonObject,
  type Synthesised,
} from './support/stages.ts';

const OPERATOR = 'arn:aws:iam::111122223333:role/desk';
const on = synthesise('prod', { changes: { reading: { archive: { operators: [OPERATOR] } } } });
const NAME = 'newswire-ingest-prod';

const resourcesOf = ({ template }: Synthesised): Record<string, JsonObject> =>
  asObject(template.toJSON().Resources) as Record<string, JsonObject>;

/** A policy that is written with what is known at deployment only: its JSON, with names in their places. */
function policyOf(logicalId: string): unknown {
  const { Policy } = propertiesOf(on, logicalId);
  if (typeof Policy === 'string') return JSON.parse(Policy);
  const parts = asList(asList(asObject(Policy)['Fn::Join'])[1]);
  const text = parts.map((part) =>
    typeof part === 'string' ? part : String(asList(asObject(part)['Fn::GetAtt'])[0]),
  );
  return JSON.parse(text.join(''));
}

describe('where no stage asks for it', () => {
  test.each(STAGES)('%s has nothing of it', (stage) => {
    expect(JSON.stringify(stageOf(stage).template.toJSON())).not.toMatch(
      /OpenSearch|aoss:|Archiver|ARCHIVE_ENDPOINT|ArchiveSearch/u,
    );
  });

  test('it adds to a stage and changes nothing of it but what searches', () => {
    const before = resourcesOf(stageOf('prod'));
    const after = resourcesOf(on);
    const changed = Object.keys(before).filter(
      (id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]),
    );
    expect(changed.sort()).toEqual([
      expect.stringMatching(/^ReadingSearchRoleDefaultPolicy/u),
      'SearchFunction',
    ]);
    const added = Object.keys(after).filter((id) => before[id] === undefined);
    expect(added.filter((id) => !/^(?:ReadingArchiveSearch|Arch)/u.test(id))).toEqual([]);
  });
});

describe('the collection', () => {
  test('is of the generation that sleeps, costs nothing idle, and no more than its fuse', () => {
    expect(propertiesOf(on, 'ArchiveCollectionGroup')).toMatchObject({
      Generation: 'NEXTGEN',
      StandbyReplicas: 'ENABLED',
      CapacityLimits: {
        MinIndexingCapacityInOcu: 0,
        MinSearchCapacityInOcu: 0,
        MaxIndexingCapacityInOcu: 2,
        MaxSearchCapacityInOcu: 2,
      },
    });
    expect(propertiesOf(on, 'ArchiveCollection')).toMatchObject({
      Name: NAME,
      Type: 'SEARCH',
      CollectionGroupName: NAME,
    });
    const more = synthesise('dev', { changes: { reading: { archive: { maxCapacity: 8 } } } });
    expect(propertiesOf(more, 'ArchiveCollectionGroup').CapacityLimits).toMatchObject({
      MaxSearchCapacityInOcu: 8,
    });
  });

  test('is made after the policies without which it cannot be', () => {
    const { DependsOn } = resourcesOf(on).ArchiveCollection ?? {};
    expect([...asList(DependsOn)].sort()).toEqual([
      'ArchiveCollectionGroup',
      'ArchiveEncryption',
      'ArchiveNetwork',
    ]);
  });

  test('outlives the stack where data does: older than the feed log it cannot be written again', () => {
    const kept = ['ArchiveCollection', 'ArchiveCollectionGroup', 'ArchiveEncryption'];
    for (const id of kept)
      expect([id, resourcesOf(on)[id]?.DeletionPolicy]).toEqual([id, 'RetainExceptOnCreate']);
    const dev = synthesise('dev', { changes: { reading: { archive: {} } } });
    for (const id of kept) expect([id, resourcesOf(dev)[id]?.DeletionPolicy]).toEqual([id, 'Delete']);
  });

  test('is encrypted, under the key of the stage where it has one', () => {
    const rules = [{ ResourceType: 'collection', Resource: [`collection/${NAME}`] }];
    expect(policyOf('ArchiveEncryption')).toEqual({ Rules: rules, AWSOwnedKey: true });
    const own = synthesise('prod', { changes: { customerKey: true, reading: { archive: {} } } });
    expect(JSON.stringify(propertiesOf(own, 'ArchiveEncryption').Policy)).toContain(
      '\\"AWSOwnedKey\\":false,\\"KmsARN\\":\\"",{"Fn::GetAtt":["Key","Arn"]}',
    );
  });

  test('has an API for those who sign, and no dashboards', () => {
    expect(policyOf('ArchiveNetwork')).toEqual([
      { Rules: [{ ResourceType: 'collection', Resource: [`collection/${NAME}`] }], AllowFromPublic: true },
    ]);
  });
});

describe('the index', () => {
  test('is read by search, written by archiver, and both by the operators who are named; by nobody else', () => {
    const rule = (...permissions: string[]) => [
      {
        ResourceType: 'index',
        Resource: [`index/${NAME}/${ARCHIVE_INDEX}`],
        Permission: permissions.map((one) => `aoss:${one}`),
      },
    ];
    expect(policyOf('ArchiveAccess')).toEqual([
      expect.objectContaining({ Rules: rule('ReadDocument'), Principal: ['SearchFunctionRole'] }),
      expect.objectContaining({
        Rules: rule('CreateIndex', 'ReadDocument', 'WriteDocument'),
        Principal: ['ArchiverFunctionRole'],
      }),
      expect.objectContaining({ Rules: rule('ReadDocument', 'WriteDocument'), Principal: [OPERATOR] }),
    ]);
  });

  test('is the one that the functions know', () => {
    expect(ARCHIVE_INDEX).toBe(INDEX_OF_FUNCTIONS);
  });

  test('is told by a function that reads the wire and notes how far it has come, and may nothing else', () => {
    expect(grantsOf(on, 'ArchiverFunctionRole').filter((one) => !/^(?:logs|xray):/u.test(one))).toEqual([
      'aoss:APIAccessAll on ArchiveCollection',
      'dynamodb:GetItem on ArticleTable',
      'dynamodb:Query on ArticleTable',
      's3:GetObject on ArchiveBucket/bodies/*',
      's3:GetObject on ArchiveBucket/records/*',
      's3:GetObject on ArchiveBucket/search/archive.json',
      's3:ListBucket on ArchiveBucket',
      's3:PutObject on ArchiveBucket/search/archive.json',
    ]);
    const calls = resourcesOf(on);
    const callers = Object.keys(calls).filter((id) =>
      JSON.stringify(calls[id]).includes('aoss:APIAccessAll'),
    );
    expect(callers).toHaveLength(2);
  });

  test('is written each hour, by one that is told where it is, as is the one that asks', () => {
    expect(propertiesOf(on, 'ArchiverEveryHour')).toMatchObject({ ScheduleExpression: 'rate(1 hour)' });
    for (const name of ['ArchiverFunction', 'SearchFunction'])
      expect(asObject(asObject(propertiesOf(on, name).Environment).Variables).ARCHIVE_ENDPOINT).toEqual({
        'Fn::GetAtt': ['ArchiveCollection', 'CollectionEndpoint'],
      });
    expect(propertiesOf(on, 'ArchiveSearchFailingAlarm').AlarmDescription).toContain(
      'the-archive-is-not-written',
    );
  });
});

describe('the name of a collection', () => {
  test.each(['newswire-ingest-staging', 'abc'])('%s is one', (name) => {
    expect(collectionName(name)).toBe(name);
  });

  test.each(['1st-wire', 'ab', 'a-name-of-twenty-nine-letters'])('%s is none, and gets another', (name) => {
    expect(collectionName(name)).toMatch(/^archive-[0-9a-f]{16}$/u);
  });
});

describe('settings', () => {
  const problemsOf = (reading: unknown): readonly string[] => {
    const checked = checkConfigFile({ stages: { dev: { reading } }, agencies: [] });
    return checked.ok ? [] : checked.problems;
  };

  test('are few, and all of them checked', () => {
    expect(problemsOf({ archive: {} })).toEqual([]);
    expect(problemsOf({ archive: { maxCapacity: 0 } })).toHaveLength(1);
    expect(problemsOf({ archive: { operators: ['arn:aws:iam::1:user/x'] } })).toHaveLength(1);
    expect(problemsOf({ archive: { days: 3 } })).toHaveLength(1);
  });

  test('leave no gap between the days of the search and the archive', () => {
    for (const days of [{ searchDays: 2 }, { feedDays: 2 }])
      expect(problemsOf({ ...days, archive: {} })).toEqual([expect.stringContaining('reading.archive')]);
    expect(problemsOf({ searchDays: 3, archive: {} })).toEqual([]);
  });
});
