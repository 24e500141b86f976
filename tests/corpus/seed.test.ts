/** The page that the project began with: what is a part of it, by the lines of the file, and who is named in it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { htmlOf, paragraphsIn, recordsIn } from '../support/wires.ts';
import { corpusPath } from './corpus.ts';

const seed = corpusPath('seed', 'kerry-mideast.txt');
const lines = readFileSync(seed, 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

async function record(): Promise<ArticleRecord> {
  const [only] = await recordsIn(seed, 'evergreen');
  if (only === undefined) throw new Error('no record');
  return only;
}

describe('the page of the seed', () => {
  test('headline, deck, fourteen paragraphs and the credits, each in its place', async () => {
    const { article, wire } = await record();
    const [photo, headline, deck] = lines;
    expect(article.headlines?.map(({ role, value }) => ({ role, value }))).toEqual([
      { role: 'main', value: headline },
      { role: 'sub', value: deck },
    ]);
    const paragraphs = paragraphsIn(await record());
    expect(paragraphs).toHaveLength(14);
    const bare = (text: string | undefined): string => (text ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ');
    expect(paragraphs.map(bare)).toEqual(lines.slice(3, 17).map(bare));
    expect(htmlOf(await record()).match(/<p>/g)).toHaveLength(14);
    expect(article.bodies?.[0]?.wordCount).toBe(645);
    expect(wire.creditLine).toBe(lines[17]);
    expect(wire.extra.photoCredits).toEqual([photo]);
    expect(article.language).toBe('en');
  });

  test('the label and the promotion below the story are removed, and kept with the reason', async () => {
    const { wire } = await record();
    const reasons = ['section-label', 'promotion', ...Array<string>(4).fill('boilerplate')];
    expect(wire.text.removed).toEqual(
      lines.slice(18).map((text, index) => ({ text, reason: reasons[index] })),
    );
  });

  test('nothing is invented: no byline, no date, no dateline', async () => {
    const { article, wire } = await record();
    expect(article.by).toBeUndefined();
    expect([article.versionCreated, article.firstCreated, article.contentCreated]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(wire.dateline).toEqual({ text: null, city: null, country: null, date: null });
    expect(wire.warnings).toEqual([]);
  });

  test('the same bytes give the same uri', async () => {
    const [first, second] = await Promise.all([record(), record()]);
    expect(first.article.uri).toBe(second.article.uri);
    expect(first.article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
  });

  test('each of its sources, and nothing else', async () => {
    const one = await record();
    const { sources } = one.wire;
    expect(
      sources.filter(({ role }) => role !== 'provider').map(({ role, id, name }) => [role, id, name]),
    ).toEqual([
      ['credit', 'aljazeera', 'Al Jazeera'],
      ['unnamed-wires', 'unnamed-wires', 'wire services'],
      ['photographer', null, 'Brendan Smialowski'],
      ['photo-agency', 'afp', 'AFP'],
      ['photo-distributor', 'getty', 'Getty Images'],
      ['attribution', 'afp', 'AFP'],
      ['speaker', null, 'Jen Psaki'],
      ['speaker', null, 'An Israeli official'],
      ['speaker', null, 'Yuval Steinitz'],
      ['speaker', null, 'Mohammed Ishtayeh'],
      ['speaker', null, 'Saeb Erekat'],
      ['speaker', null, 'Psaki'],
    ]);
    expect(sources.find(({ name }) => name === 'Psaki')?.fullName).toBe('Jen Psaki');
    const told = sources.find(({ role }) => role === 'attribution');
    expect(told?.evidence).toBe('told AFP');
    expect(paragraphsIn(one).join('\n\n').slice(0, told?.start).split('\n\n')).toHaveLength(6);
    expect(sources.filter(({ role }) => role === 'speaker').map(({ affiliation }) => affiliation)).toEqual([
      'State Department spokeswoman',
      undefined,
      'Likud Cabinet minister',
      'aide to Abbas',
      'chief Palestinian negotiator',
      undefined,
    ]);
  });
});
