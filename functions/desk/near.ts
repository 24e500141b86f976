/** The near-duplicate engine as a port: its words of two dozen languages are loaded with the first text that is judged. */
import type { NearDuplicatesOptions } from '../core/dedupe/near-duplicates.ts';
import type { NearIndex } from '../core/dedupe/near-index.ts';
import { loadOnce } from '../core/formats/common/load-once.ts';
import type { DeskPorts } from './ports.ts';

export function nearDuplicates(index: NearIndex, options: NearDuplicatesOptions): DeskPorts['near'] {
  const engine = loadOnce(async () => {
    const { NearDuplicates } = await import('../core/dedupe/near-duplicates.ts');
    return new NearDuplicates(index, options);
  });
  return {
    judge: async (article) => (await engine()).judge(article),
    refresh: async (article, standing) => (await engine()).refresh(article, standing),
  };
}
