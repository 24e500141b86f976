/** Records of our own making, for tests of what happens to them. */
import { believableClock } from '../../functions/core/article/clock.ts';
import type { Article } from '../../functions/core/article/ninjs.ts';
import type { ArticleRecord, Wire } from '../../functions/core/article/record.ts';

const LEAD =
  'SKARVSUND (Aurora) - The harbour council of Skarvsund voted on Tuesday to close the old fish market for repairs that will last until the spring.';

export interface RecordParts {
  article?: Partial<Article>;
  wire?: Partial<Wire>;
  paragraphs?: readonly string[];
}

/** A usable text of the provider aurora; whatever is given replaces what stands here. */
export function recordWith({
  article = {},
  wire = {},
  paragraphs = [LEAD],
}: RecordParts = {}): ArticleRecord {
  const { versionCreated = '2026-03-11T08:00:00Z' } = article;
  const plain = paragraphs.join('\n\n');
  return {
    article: {
      uri: 'urn:newsml:aurora.example:20260311:harbour',
      type: 'text',
      pubStatus: 'usable',
      version: '1',
      versionCreated,
      language: 'en',
      headlines: [{ role: 'main', contentType: 'text/plain', value: 'Council closes fish market' }],
      bodies: [
        {
          role: 'main',
          contentType: 'text/html',
          value: paragraphs.map((text) => `<p>${text}</p>`).join(''),
        },
        { role: 'main', contentType: 'text/plain', value: plain },
      ],
      ...article,
    },
    wire: {
      provider: 'aurora',
      format: 'ninjs-3',
      itemIndex: 0,
      itemCount: 1,
      versionSequence: 1,
      clock: believableClock(versionCreated, { received: Date.parse('2026-03-20T00:00:00Z') }).clock,
      signals: [],
      replaces: [],
      takeKey: null,
      keywords: [],
      priority: null,
      service: '',
      categories: [],
      dateline: { text: null, city: null, country: null, date: null },
      creditLine: null,
      embargo: { until: null, indefinite: false, text: null },
      edNotes: [],
      providerWordCount: null,
      sources: [],
      text: { removed: [], lossRatio: 0 },
      raw: {
        bucket: 'inbox',
        key: 'incoming/aurora/harbour.json',
        versionId: '',
        sha256: '0'.repeat(64),
        bytes: 1000,
        charsetDeclared: null,
        charsetUsed: 'utf-8',
        parser: 'ninjs-3',
      },
      warnings: [],
      extra: {},
      ...wire,
    },
  };
}

/** The same article at a later version: number, clock and, unless told, another text. */
export function versionOf(number: number, parts: RecordParts = {}): ArticleRecord {
  const at = new Date(Date.parse('2026-03-11T08:00:00Z') + (number - 1) * 3_600_000).toISOString();
  return recordWith({
    paragraphs: [`${LEAD} This is version ${number}.`],
    ...parts,
    article: { version: String(number), versionCreated: at, ...parts.article },
    wire: { versionSequence: number, ...parts.wire },
  });
}
