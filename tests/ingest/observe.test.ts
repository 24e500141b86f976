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

const BEGUN = Date.parse('2026-03-11T08:00:00.400Z');

const DEDUPE = {
  verdict: 'new' as const,
  of: null,
  similarity: 0,
  containment: 0,
  story: '0'.repeat(32),
  evidence: {},
};
const ITEM = {
  itemIndex: 0,
  outcome: 'published' as const,
  articleId: '0'.repeat(32),
  uri: 'urn:newsml:fjord.example:1' as const,
  format: 'nitf' as const,
  revision: 1,
  headline: 'Harbour reopens',
  sources: [],
  dedupe: DEDUPE,
};
const REJECTED = { itemIndex: 1, outcome: 'rejected' as const, code: 'no-text', message: 'nothing in it' };

describe('the flow of an agency', () => {
  function flowOf(receipt: Partial<Receipt>, on = true): Record<string, unknown>[] {
    const metrics = new Metrics({ namespace: 'wire', serviceName: 'ingest' });
    const register = registerOf([{ id: 'fjord', name: 'Fjord Wire' }]);
    observe(new Logger({ logLevel: 'SILENT' }), metrics, register, on).taken(
      { ...RECEIPT, ...receipt },
      BEGUN,
    );
    return lines.filter((line) => Object.keys(line).some((name) => name.startsWith('Flow')));
  }
  const items = [ITEM, REJECTED];

  test('is counted by agency, format and step', () => {
    expect(flowOf({ ...listed(items) })).toEqual([
      expect.objectContaining({ provider: 'fjord', FlowDeliveries: 1, FlowRefused: 0 }),
      expect.objectContaining({ provider: 'fjord', step: 'waiting', FlowMilliseconds: 400 }),
      expect.objectContaining({ provider: 'fjord', step: 'taking', FlowMilliseconds: 600 }),
      expect.objectContaining({
        format: 'nitf',
        FlowItems: 1,
        FlowItemsRejected: 0,
        'FlowVerdict.new': 1,
      }),
      expect.objectContaining({ format: 'unreadable', FlowItems: 1, FlowItemsRejected: 1 }),
    ]);
  });

  test('has no dimension that somebody else may choose', () => {
    expect(flowOf({ provider: 'anybody-7', state: 'quarantined' })[0]).toMatchObject({
      provider: 'unknown',
      FlowRefused: 1,
    });
  });

  test('is counted only where the settings say so, for each metric is paid for', () => {
    expect(flowOf({ ...listed(items) }, false)).toEqual([]);
  });
});

describe('the lines of a file', () => {
  test('have delivery, article and revision, and nothing of the text', () => {
    const metrics = new Metrics({ namespace: 'wire', serviceName: 'ingest' });
    const logger = new Logger({ logLevel: 'INFO' });
    const said: [string, unknown][] = [];
    mock.method(logger, 'info', (event: string, more: unknown) => said.push([event, more]));
    observe(logger, metrics, registerOf([])).taken({ ...RECEIPT, ...listed([ITEM]) }, BEGUN);
    const delivery = { bucket: 'inbox', key: 'incoming/fjord/a.xml', version: '1', provider: 'fjord' };
    expect(said.map(([event]) => event)).toEqual(['delivery-done', 'item-taken']);
    expect(said[1]?.[1]).toMatchObject({
      delivery,
      articleId: ITEM.articleId,
      revision: 1,
      outcome: 'published',
    });
    expect(JSON.stringify(said)).not.toContain('Harbour');
  });
});
