/** The indexes of the search, as far as a purge has to do with them. SQLite is loaded when there is something to do. */
import { tmpdir } from 'node:os';
import { SearchFiles } from '../../functions/adapters/search/files.ts';
import { Erasing } from '../../functions/adapters/store/erasing.ts';
import type { CheckPorts } from '../../functions/desk/purge-check.ts';
import type { Target } from '../common/target.ts';
import { archiveOf } from './archive-index.ts';

export async function searchOf(target: Target): Promise<{
  /** @returns how many documents were taken out of which */
  without: (erased: ReadonlySet<string>) => Promise<Record<string, number>>;
  found: CheckPorts['found'];
}> {
  const { clients, archiveBucket } = target;
  const { withoutArticles, foundIn } = await import('../../functions/adapters/search/without.ts');
  const files = new SearchFiles(clients, archiveBucket);
  const erasing = new Erasing(clients, target);
  const archive = archiveOf(target);
  return {
    without: async (erased) => {
      const ports = { files, erasing, folder: tmpdir(), now: () => Date.now() };
      const search = await withoutArticles(ports, (articleId) => erased.has(articleId));
      return { search, archive: (await archive?.without([...erased])) ?? 0 };
    },
    found: async (erased) => {
      const inSegments = await foundIn({ files }, (articleId) => erased.has(articleId));
      const inArchive = (await archive?.found([...erased])) ?? [];
      return [
        ...inSegments.map((articleId) => ({ left: 'search index', articleId })),
        ...inArchive.map((articleId) => ({ left: 'archive index', articleId })),
      ];
    },
  };
}
