/** Articles of about 5 KB for benchmarks: invented words, another text for each name, the same one each time. */
import { createHash } from 'node:crypto';

const WORDS = 600;
const SYLLABLES = 'ba de fi go lu mar nel por quin ras sol tam ven wik zor bel cra dun fer gil'.split(' ');

/** Paragraphs of about 600 words in all. */
export function paragraphsOf(name: string, words = WORDS): string[] {
  const paragraphs: string[] = [];
  let draw = createHash('sha512').update(name).digest();
  let used = 0;
  const next = (below: number): number => {
    if (used === draw.length) {
      draw = createHash('sha512').update(draw).digest();
      used = 0;
    }
    return (draw[used++] ?? 0) % below;
  };
  const word = (): string =>
    Array.from({ length: 1 + next(3) }, () => SYLLABLES[next(SYLLABLES.length)] ?? '').join('');
  for (let left = words; left > 0; left -= 60) {
    const sentences = Array.from({ length: 4 }, () => {
      const [first = '', ...rest] = Array.from({ length: 15 }, word);
      return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`;
    });
    paragraphs.push(sentences.join(' '));
  }
  return paragraphs;
}

export function ninjsArticle(name: string, words = WORDS): { uri: string; bytes: Uint8Array } {
  const uri = `urn:newsml:aurora.example:bench:${name}`;
  const ninjs = {
    uri,
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    version: '1',
    versioncreated: '2026-03-11T08:00:00Z',
    language: 'en',
    headlines: [{ role: 'main', value: `Bench ${name}` }],
    bodies: [
      {
        contenttype: 'text/html',
        value: paragraphsOf(name, words)
          .map((paragraph) => `<p>${paragraph}</p>`)
          .join(''),
      },
    ],
  };
  return { uri, bytes: Buffer.from(JSON.stringify(ninjs)) };
}
