/** Reads one input after the other with the heap that a Lambda function would have, and measures the time of its own thread. */
import { parentPort } from 'node:worker_threads';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { registerIn } from '../../infra/config-file.ts';
import { fixedWork } from './pace.ts';

export interface Outcome {
  /** undefined: read or refused as it should be. */
  fault?: 'threw' | 'parser-failed' | 'bad-record';
  detail?: string;
  /** Milliseconds of processor time. */
  cpu: number;
  /** What was read of it. */
  items?: number;
}

const PROVIDERS = registerIn();
const RECEIVED = Date.parse('2026-07-01T12:00:00Z');
const URI = /^[a-z][a-z\d+.-]*:\S+$/i;

async function read(bytes: Uint8Array): Promise<Omit<Outcome, 'cpu'>> {
  try {
    const result = await recordsOf({
      bytes,
      name: 'fuzz',
      provider: PROVIDERS.find('evergreen') ?? { id: 'evergreen' },
      received: RECEIVED,
      raw: { bucket: 'inbox', key: 'incoming/evergreen/fuzz', versionId: '' },
    });
    const faults = result.ok ? result.items.filter((item) => !item.ok) : [result];
    const failed = faults.find(({ code }) => code === 'parser-failed');
    if (failed !== undefined) return { fault: 'parser-failed', detail: failed.message };
    for (const item of result.ok ? result.items : []) {
      if (!item.ok) continue;
      const { article } = item.record;
      if (!URI.test(article.uri)) return { fault: 'bad-record', detail: `uri ${article.uri.slice(0, 100)}` };
      const html = article.bodies?.[0]?.value ?? '';
      if (/<(?:script|style|iframe)\b|<[^<>]{0,500}\s(?:on\w{2,20}=|href="\s{0,5}javascript:)/i.test(html)) {
        return { fault: 'bad-record', detail: 'active content in the body' };
      }
      JSON.stringify(item.record);
    }
    return { items: result.ok ? result.items.length : 0 };
  } catch (error) {
    return {
      fault: 'threw',
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

/** The pace is asked for after inputs only, so that the first of it is compiled as well. */
let isWarm = false;

async function answer(task: Uint8Array | 'pace'): Promise<Omit<Outcome, 'cpu'>> {
  if (task !== 'pace') return read(task);
  fixedWork();
  return {};
}

parentPort?.on('message', (task: Uint8Array | 'pace') => {
  if (task === 'pace' && !isWarm) fixedWork();
  isWarm ||= task === 'pace';
  const before = process.threadCpuUsage();
  void answer(task).then((outcome) => {
    const { user, system } = process.threadCpuUsage(before);
    parentPort?.postMessage({ ...outcome, cpu: (user + system) / 1000 } satisfies Outcome);
  });
});
