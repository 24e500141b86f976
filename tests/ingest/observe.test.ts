/** What the metrics of ingest say, as CloudWatch reads them off the log. */
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { listed, type Receipt } from '../../functions/adapters/store/outcomes.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { observe } from '../../functions/ingest/observe.ts';

const lines: Record<string, unknown>[] = [];

beforeEach(() => {
  lines.length = 0;
  mock.method(process.stdout, 'write', (line: string | Uint8Array) => {
    lines.push(JSON.parse(String(line)) as Record<string, unknown>);
    return true;
  });
});
afterEach(() => {
  mock.restoreAll();
});

const RECEIPT: Receipt = {
  bucket: 'inbox',
  key: 'incoming/fjord/a.xml',
  version: '1',
  provider: 'fjord',
  receivedAt: '2026-03-11T08:00:00.000Z',
  finishedAt: '2026-03-11T08:00:01.000Z',
  bytes: 100,
  sha256: null,
  state: 'done',
  code: null,
  message: null,
  quarantineKey: null,
  ...listed([]),
  repeats: 0,
};

function metricsOf(silenceMinutes: number | undefined, receipt: Partial<Receipt>): unknown[] {
  const fjord = {
    id: 'fjord',
    name: 'Fjord Wire',
    ...(silenceMinutes === undefined ? {} : { silenceMinutes }),
  };
  const metrics = new Metrics({ namespace: 'wire', serviceName: 'ingest' });
  const observer = observe(new Logger({ logLevel: 'SILENT' }), metrics, registerOf([fjord]));
  observer.taken({ ...RECEIPT, ...receipt });
  return lines.filter((line) => 'ProviderDeliveries' in line);
}

describe('an agency about whose silence the operators are told', () => {
  const heard = { ProviderDeliveries: 1, provider: 'fjord', service: 'ingest' };

  test('is heard from with every file, also with one that cannot be read', () => {
    expect(metricsOf(60, {})).toEqual([expect.objectContaining(heard)]);
    lines.length = 0;
    expect(metricsOf(60, { state: 'quarantined', code: 'unknown-format' })).toEqual([
      expect.objectContaining(heard),
    ]);
  });

  test('costs no metric where nobody asked for it, nor for a prefix of nobody', () => {
    expect(metricsOf(undefined, {})).toEqual([]);
    expect(metricsOf(60, { provider: 'nobody' })).toEqual([]);
    expect(metricsOf(60, { provider: null })).toEqual([]);
  });
});
