/** Source tagging: a report of the evaluation set among invented paragraphs, 600 words in all; and twice and four times that. */
import { tagSources } from '../../functions/core/sources/tagger.ts';
import { readArticles } from '../eval-sources/set.ts';
import { measure, type Row, type Section } from './measure.ts';
import { paragraphsOf } from './texts.ts';

const REPORTS = 8;

export const sources: Section = {
  name: 'sources',
  title:
    'Source tagging of one body, ms of processor time (wanted: 0.3 at 600 words, and no more than in proportion)',
  run: measureAll,
};

async function measureAll(): Promise<Row[]> {
  const reports = readArticles()
    .filter(({ split }) => split === 'tune')
    .slice(0, REPORTS)
    .map(({ lang, paragraphs }) => ({ language: lang, paragraphs }));
  const rows: Row[] = [];
  for (const words of [600, 1200, 2400]) {
    const articles = reports.map(({ language, paragraphs }, index) => {
      const own = paragraphs.join(' ').split(' ').length;
      const filler = paragraphsOf(`sources-${index}`, Math.max(0, words - own));
      return { language, body: [...paragraphs, ...filler].join('\n\n') };
    });
    const { median, best } = await measure(() => {
      for (const article of articles) tagSources(article);
      return Promise.resolve();
    });
    const found = articles.reduce((sum, article) => sum + tagSources(article).sources.length, 0);
    rows.push({
      words,
      'sources found': Number((found / articles.length).toFixed(1)),
      median: Number((median / articles.length).toFixed(3)),
      best: Number((best / articles.length).toFixed(3)),
    });
  }
  return rows;
}
