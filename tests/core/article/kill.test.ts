import { expect, test } from '@jest/globals';
import { killOf } from '../../../functions/core/article/kill.ts';
import { recordWith } from '../../support/records.ts';

const TARGET = 'urn:newsml:aurora.example:20260311:old';
const KILLER = {
  article: {
    edNote: 'The harbour story was wrong',
    headlines: [{ role: 'main', value: 'Fish market stays' }],
  },
  wire: {
    keywords: ['harbour'],
    creditLine: 'Aurora',
    dateline: { text: 'SKARVSUND', city: null, country: null, date: null },
  },
};

test('a kill says why, in the words of the item that kills', () => {
  const { article, wire } = killOf(TARGET, recordWith(KILLER));
  expect(article).toMatchObject({
    uri: TARGET,
    pubStatus: 'canceled',
    edNote: 'The harbour story was wrong',
  });
  expect(wire).toMatchObject({ signals: ['kill'], extra: { killedBy: recordWith().article.uri } });
});

test.each([
  ['under embargo', { wire: { embargo: { until: '2099-01-01T00:00:00Z', indefinite: false, text: null } } }],
  ['held until released', { wire: { embargo: { until: null, indefinite: true, text: 'hold' } } }],
  ['withheld', { article: { pubStatus: 'withheld' as const } }],
])('by an item that is itself %s, a kill tells nothing of that item but its id', (_state, secret) => {
  const killer = recordWith({
    article: { ...KILLER.article, ...('article' in secret ? secret.article : {}) },
    wire: { ...KILLER.wire, ...('wire' in secret ? secret.wire : {}) },
  });
  const kill = killOf(TARGET, killer);
  expect(kill.article).toMatchObject({ uri: TARGET, pubStatus: 'canceled' });
  expect(JSON.stringify(kill)).not.toMatch(/harbour story|Fish market|SKARVSUND|\["harbour"\]/);
});
