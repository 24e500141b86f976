import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WarmContainers } from '../../../infra/local/containers.ts';
import { UnsupportedByLocalStackError } from '../../../infra/local/errors.ts';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack.ts';
import { functionOf, writeAssembly } from './support/assembly.ts';

let stack: LocalStack;
const output: string[] = [];

beforeAll(async () => {
  process.env.ONLY_OF_THE_TEST = 'must not be seen';
  stack = await startLocalStack({
    onOutput: (logicalId, line) => output.push(`${logicalId}: ${line}`),
    assembly: writeAssembly({
      resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          },
        },
        EchoFunction: functionOf('echo', { Environment: { Variables: { TABLE: { Ref: 'Table' } } } }),
        Sleeper: functionOf('sleeper', { Timeout: 1 }),
        Crasher: functionOf('crasher'),
        Counter: functionOf('counter'),
        Waiter: functionOf('waiter', { Timeout: 300 }),
        EveryHour: {
          Type: 'AWS::Events::Rule',
          Properties: {
            ScheduleExpression: 'rate(1 hour)',
            State: 'ENABLED',
            Targets: [{ Id: 'Target', Arn: { 'Fn::GetAtt': ['EchoFunction', 'Arn'] } }],
          },
        },
      },
      code: {
        echo: `export const handler = (event, context) => {
          console.log('echoing');
          return { event, environment: process.env, context, left: context.getRemainingTimeInMillis() };
        };`,
        sleeper: `let calls = 0;
          export const handler = () => (calls++ === 0 ? new Promise(() => {}) : calls);`,
        crasher: `export const handler = ({ how }) => {
          if (how === 'exit') process.exit(3);
          if (how === 'throw') throw new TypeError('no such thing');
          return how;
        };`,
        counter: `let calls = 0;
          export const handler = () => ++calls;`,
        waiter: `let calls = 0;
          export const handler = ({ wait }) => (wait ? new Promise(() => {}) : ++calls);`,
      },
    }),
  });
});
afterAll(async () => {
  delete process.env.ONLY_OF_THE_TEST;
  await stack.stop();
});

describe('a function', () => {
  test('sees its own environment and that of Lambda, and none of ours', async () => {
    const result = await stack.invoke('echo', { a: 1 });
    expect(result).toMatchObject({
      ok: true,
      payload: {
        event: { a: 1 },
        environment: {
          TABLE: 'test-Table',
          AWS_LAMBDA_FUNCTION_NAME: 'test-EchoFunction',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
          AWS_REGION: 'us-east-1',
          AWS_ENDPOINT_URL: stack.endpoints.aws,
          AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
        },
        context: { functionName: 'test-EchoFunction', awsRequestId: expect.any(String) },
      },
    });
    expect(JSON.stringify(result)).not.toContain('must not be seen');
  });

  test('knows how much time it has left', async () => {
    const { payload } = (await stack.invoke('echo', {})) as { payload: { left: number } };
    expect(payload.left).toBeGreaterThan(4000);
    expect(payload.left).toBeLessThanOrEqual(5000);
  });

  test('is heard', async () => {
    await stack.invoke('echo', {});
    expect(output).toContain('EchoFunction: echoing');
  });

  test('is warm after its first call', async () => {
    await stack.invoke('Counter', {});
    expect(await stack.invoke('Counter', {})).toEqual({ ok: true, payload: 2 });
  });

  test('gets a container for every call that runs at the same time', async () => {
    const results = await Promise.all([stack.invoke('echo', 1), stack.invoke('echo', 2)]);
    expect(results).toMatchObject([{ payload: { event: 1 } }, { payload: { event: 2 } }]);
  });

  test('is stopped when its time is up, and starts afresh', async () => {
    expect(await stack.invoke('Sleeper', {})).toEqual({
      ok: false,
      kind: 'timeout',
      message: 'Task timed out after 1 seconds',
    });
    expect(await stack.invoke('Sleeper', {})).toMatchObject({ ok: false, kind: 'timeout' });
  });

  test('may throw, and stays warm', async () => {
    const result = await stack.invoke('Crasher', { how: 'throw' });
    expect(result).toMatchObject({
      ok: false,
      kind: 'error',
      message: expect.stringContaining('no such thing'),
    });
    expect(await stack.invoke('Crasher', { how: 'well' })).toEqual({ ok: true, payload: 'well' });
  });

  test('may end its container, and gets another', async () => {
    const result = await stack.invoke('Crasher', { how: 'exit' });
    expect(result).toEqual({ ok: false, kind: 'crash', message: 'the container exited with code 3' });
    expect(await stack.invoke('Crasher', { how: 'well' })).toEqual({ ok: true, payload: 'well' });
  });

  test('may be killed at its work, and another container takes its place; an idle one is left alone', async () => {
    expect(await stack.invoke('Waiter', {})).toEqual({ ok: true, payload: 1 });
    expect(stack.killContainer(() => 0)).toBeUndefined();
    const invocation = stack.invoke('Waiter', { wait: true });
    expect(stack.killContainer(() => 0)).toBe('Waiter');
    expect(await invocation).toEqual({
      ok: false,
      kind: 'crash',
      message: 'the container exited with code 1',
    });
    expect(await stack.invoke('Waiter', {})).toEqual({ ok: true, payload: 1 });
  });

  test('that does not exist is named among those that do', async () => {
    await expect(stack.invoke('nobody', {})).rejects.toThrow(
      'there is no function nobody; there are EchoFunction, Sleeper, Crasher, Counter, Waiter',
    );
  });
});

describe('containers that are kept', () => {
  const counting = (variables: Record<string, string>): string =>
    writeAssembly({
      resources: {
        Counter: functionOf('counter', { Environment: { Variables: variables } }),
        Other: functionOf('counter'),
      },
      code: { counter: 'let calls = 0; export const handler = () => ++calls;' },
    });

  /** What the functions answer in stacks that come one after the other. */
  async function answersOf(assemblies: readonly string[], most: number): Promise<unknown[]> {
    const containers = new WarmContainers(['Counter'], most);
    const heard: unknown[] = [];
    let ports = { aws: 0, dynamodb: 0 };
    for (const each of assemblies) {
      const room = await startLocalStack({ assembly: each, containers, ports });
      const { aws, dynamodb } = room.endpoints;
      ports = { aws: Number(new URL(aws).port), dynamodb: Number(new URL(dynamodb).port) };
      for (const name of ['Counter', 'Counter', 'Other']) heard.push(await room.invoke(name, {}));
      await room.stop();
    }
    return heard;
  }

  const payloads = (...all: number[]): unknown[] => all.map((payload) => ({ ok: true, payload }));

  test('go on in the next stack on the same ports, where their function is the same', async () => {
    const assembly = counting({ A: '1' });
    expect(await answersOf([assembly, assembly, counting({ A: '2' })], 1)).toEqual(
      payloads(1, 2, 1, 3, 4, 1, 1, 2, 1),
    );
  });

  test('wait for theirs while others run, and the one that was left longest goes where they are too many', async () => {
    const [one, two] = [counting({ A: '1' }), counting({ A: '2' })];
    expect(await answersOf([one, two, one], 2)).toEqual(payloads(1, 2, 1, 1, 2, 1, 3, 4, 1));
    expect(await answersOf([one, two, one], 1)).toEqual(payloads(1, 2, 1, 1, 2, 1, 1, 2, 1));
  });
});

describe('a schedule', () => {
  test('fires by hand with the event that EventBridge writes', async () => {
    expect(await stack.fire('EveryHour')).toMatchObject({
      payload: {
        event: {
          source: 'aws.events',
          'detail-type': 'Scheduled Event',
          resources: ['arn:aws:events:us-east-1:000000000000:rule/EveryHour'],
        },
      },
    });
  });

  test('fires by itself, at the pace that is asked for', async () => {
    const fast = await startLocalStack({
      scheduleMinuteMs: 10,
      assembly: writeAssembly({
        resources: {
          Ticker: functionOf('ticker'),
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              ScheduleExpression: 'rate(5 minutes)',
              Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Ticker', 'Arn'] }, Input: '{"tick":true}' }],
            },
          },
        },
        code: { ticker: 'export const handler = (event) => event;' },
      }),
    });
    const fired = await new Promise((resolve) => {
      fast.onInvocation(resolve);
    });
    await fast.stop();
    expect(fired).toMatchObject({ logicalId: 'Ticker', event: { tick: true } });
  });

  test('of another form than a rate is refused', async () => {
    const Properties = { ScheduleExpression: 'cron(0 12 * * ? *)', Targets: [] };
    const assembly = writeAssembly({ resources: { Noon: { Type: 'AWS::Events::Rule', Properties } } });
    await expect(startLocalStack({ assembly })).rejects.toThrow(UnsupportedByLocalStackError);
    await expect(startLocalStack({ assembly })).rejects.toThrow(/^Noon: the schedule "cron/u);
  });
});

test('a function of another runtime is refused', async () => {
  const assembly = writeAssembly({
    resources: { Snake: functionOf('snake', { Runtime: 'python3.13' }) },
    code: { snake: '' },
  });
  await expect(startLocalStack({ assembly })).rejects.toThrow(/^Snake: a function of runtime "python3.13"/u);
});
