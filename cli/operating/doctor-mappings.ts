/** Whether Lambda takes from the queues: their event source mappings, which somebody may have switched off to stop intake. */
import type { EventSourceMappingConfiguration, LambdaClient } from '@aws-sdk/client-lambda';
import { WaitingQueue } from '../../functions/adapters/platform/queues.ts';
import type { Target } from '../common/target.ts';
import { note, ok, wrong, type Finding } from './findings.ts';

export interface Mapped extends Pick<Target, 'machine' | 'intakeQueueUrl' | 'feedQueueUrl'> {
  clients: Pick<Target['clients'], 'sqs'>;
}

const SWITCH = 'docs/runbook.md#before-anything-else';

/** States in which Lambda leaves a mapping when somebody has switched it off. */
const OFF: ReadonlySet<string> = new Set(['Disabled', 'Disabling', 'Deleting']);

/** @param client of Lambda; absent: as the environment says */
export async function mappings(
  { clients, machine, intakeQueueUrl, feedQueueUrl }: Mapped,
  client?: LambdaClient,
): Promise<Finding[]> {
  if (!machine) return [ok('on one machine queues are taken from for as long as the stack runs')];
  const { LambdaClient, paginateListEventSourceMappings } = await import('@aws-sdk/client-lambda');
  const lambda = client ?? new LambdaClient();
  const findings: Finding[] = [];
  for (const { url, name, failing } of [
    { url: intakeQueueUrl, name: 'intake', failing: 'docs/runbook.md#ingest-failing' },
    { url: feedQueueUrl, name: 'feed', failing: 'docs/runbook.md#messages-missing-from-the-feed' },
  ]) {
    if (url === undefined) continue;
    const all: EventSourceMappingConfiguration[] = [];
    const EventSourceArn = await new WaitingQueue(clients.sqs, url).arn();
    for await (const page of paginateListEventSourceMappings({ client: lambda }, { EventSourceArn }))
      all.push(...(page.EventSourceMappings ?? []));
    const nobody = `nobody takes from the ${name} queue`;
    if (all.length === 0) findings.push(wrong(nobody, 'deploy again: npm run diff shows what is missing'));
    findings.push(...all.map((one) => findingOf(one, name, failing)));
  }
  return findings;
}

/** @param failing what to read where its function cannot be called */
function findingOf(
  {
    State: state = 'unknown',
    StateTransitionReason: reason,
    LastProcessingResult: result,
    UUID: uuid = '',
  }: EventSourceMappingConfiguration,
  name: string,
  failing: string,
): Finding {
  if (OFF.has(state)) {
    const why = reason === undefined || reason === '' ? '' : ` (${reason})`;
    return wrong(
      `the ${name} queue is not taken from: its mapping is ${state}${why}`,
      `aws lambda update-event-source-mapping --uuid ${uuid} --enabled, when it may flow again: ${SWITCH}`,
    );
  }
  // Of a queue Lambda says nothing while all is well
  if (/^problem/iu.test(result ?? ''))
    return wrong(`the ${name} queue cannot be taken from: ${result}`, failing);
  return state === 'Enabled'
    ? ok(`the ${name} queue is taken from`)
    : note(`the mapping of the ${name} queue is ${state}`, 'look again in a minute');
}
