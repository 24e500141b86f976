/** The dashboard and the saved queries: what they look at exists. */
import { expect, test } from '@jest/globals';
import { LOG_EVENT } from '../../functions/adapters/platform/log-events.ts';
import { asObject, propertiesOf, stageOf } from './support/stages.ts';

const stage = stageOf('prod');
const queries = Object.values(stage.template.findResources('AWS::Logs::QueryDefinition')).map((query) =>
  asObject(asObject(query).Properties),
);

test('the dashboard shows flow, lateness, verdicts, refusals, silence, what waits and the cost of an article', () => {
  const body = JSON.stringify(propertiesOf(stage, 'Dashboard').DashboardBody);
  for (const shown of [
    'UploadToReceipt',
    'Items.duplicate',
    'Items.rejected',
    'ProvidersSilent',
    'SequenceGapsOpen',
    'OutboxOverdueSeconds',
    'dollars / articles',
    'delivery.provider',
  ])
    expect(body).toContain(shown);
});

test('saved queries ask for events that the code writes', () => {
  expect(queries.map(({ Name }) => String(Name)).sort()).toEqual([
    'newswire-ingest-prod/failures',
    'newswire-ingest-prod/flow-by-agency',
    'newswire-ingest-prod/follow-a-file',
    'newswire-ingest-prod/refused',
    'newswire-ingest-prod/subscribers-that-fail',
    'newswire-ingest-prod/verdicts-by-format',
  ]);
  const events: readonly string[] = Object.values(LOG_EVENT);
  const asked = queries.flatMap(({ QueryString }) => [
    ...String(QueryString).matchAll(/message = "([\w-]+)"/gu),
  ]);
  expect(asked.length).toBeGreaterThan(3);
  for (const [, event = ''] of asked) expect(events).toContain(event);
});
