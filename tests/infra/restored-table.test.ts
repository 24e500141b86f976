/** A stage that is pointed at a table which was restored. */
import { describe, expect, test } from '@jest/globals';
import { readConfigFile } from '../../infra/config-file.ts';
import { checkConfigFile } from '../../infra/config-rules.ts';
import { asObject, propertiesOf, stageOf, synthesise } from './support/stages.ts';

const RESTORED = 'newswire-restored';
const [first, ...others] = readConfigFile().agencies;
const providers = first === undefined ? [] : [{ ...first, retentionDays: 90 }, ...others];

describe('a stage with restoredTable', () => {
  const stage = synthesise('prod', { changes: { restoredTable: RESTORED, providers, canary: true } });
  const template = asObject(stage.template.toJSON());

  test('has all functions work on that table, with the same rights and no others', () => {
    const functions = Object.values(stage.template.findResources('AWS::Lambda::Function'));
    const tables = functions.flatMap((one) => {
      const { Environment } = asObject(asObject(one).Properties);
      const { TABLE_NAME: name } = asObject(asObject(Environment ?? {}).Variables ?? {});
      return name === undefined ? [] : [name];
    });
    expect(new Set(tables)).toEqual(new Set([RESTORED]));
    expect(tables.length).toBeGreaterThan(8);
    const policies = JSON.stringify(stage.template.findResources('AWS::IAM::Policy'));
    expect(policies).not.toContain('"ArticleTable"');
    expect(policies).toContain(`:table/${RESTORED}/index/outbox`);
  });

  test('tells operators its name, and watches it', () => {
    expect(asObject(asObject(template.Outputs).TableName).Value).toBe(RESTORED);
    const alarms = JSON.stringify(stage.template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms).toContain(RESTORED);
    expect(alarms).not.toContain('"ArticleTable"');
  });

  test('keeps the table of the stack as it is, so that taking the setting out is the way back', () => {
    expect(propertiesOf(stage, 'ArticleTable')).toEqual(propertiesOf(stageOf('prod'), 'ArticleTable'));
  });

  test('is refused with what is no name of a table', () => {
    const { stages, ...file } = readConfigFile();
    const checked = checkConfigFile({ ...file, stages: { ...stages, prod: { restoredTable: 'a table' } } });
    expect(checked).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('is no name of a table')],
    });
  });
});
