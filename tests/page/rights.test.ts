/** What the page says of how an article may be used. */
import { describe, expect, test } from '@jest/globals';
import type { Restriction } from '../../functions/core/article/rights.ts';
import type { Row } from '../../functions/core/feed/contract.ts';
import { badgesOf } from '../../web/state/badges.ts';
import { rightsOf } from '../../web/state/rights.ts';

const ROW: Row = {
  id: 'urn:newsml:harbour.example:1',
  revision: 1,
  event: 'published',
  at: '2026-07-01T12:00:00Z',
  provider: 'aurora',
  uri: 'urn:newsml:harbour.example:1',
  slug: 'FERRY-TIMES',
  headline: 'Ferry sails again',
  by: null,
  dateline: null,
  language: 'en',
  urgency: 4,
  flags: [],
  sources: [],
  words: 80,
  version: null,
  versionCreated: null,
  verdict: 'new',
  of: null,
  story: 'urn:newsml:harbour.example:1',
  media: 0,
  status: 'usable',
};

const labels = (...flags: string[]): string[] => badgesOf({ ...ROW, flags }).map(({ label }) => label);

function restriction(
  kind: Restriction['kind'],
  scope: string | null,
  text: string,
  field = 'edNotes[0]',
): Restriction {
  return { kind, scope, text, evidence: { field, text } };
}

describe('a line of the list', () => {
  test('names what an article is not for', () => {
    expect(labels('restricted', 'no-online')).toEqual(['ONLINE OUT']);
    expect(labels('restricted', 'no-print', 'territorial')).toEqual(['PRINT OUT', 'TERRITORY']);
  });

  test('has one word for many restrictions, and for those without a flag of their own', () => {
    expect(labels('restricted', 'no-print', 'no-online', 'no-archive')).toEqual(['RESTRICTED']);
    expect(labels('restricted')).toEqual(['RESTRICTED']);
  });

  test('says first what is not to be published at all', () => {
    expect(labels('alert', 'restricted', 'not-for-publication')).toEqual(['NOT FOR PUBLICATION', 'ALERT']);
  });

  test('says what a model made, and what came cut', () => {
    expect(labels('ai', 'truncated')).toEqual(['AI', 'CUT OFF']);
  });

  test('says nothing of credits and data mining, which stand in the story', () => {
    expect(labels('mandatory-credit', 'data-mining-prohibited')).toEqual([]);
  });
});

describe('a story', () => {
  test('shows its own restrictions as grave, with the words of the agency, before those of its pictures', () => {
    const lines = rightsOf({
      restrictions: [
        restriction('no-archive', null, 'No archive', 'associations[0].usageTerms'),
        restriction('medium-out', 'online', 'ONLINE OUT UNTIL MONDAY'),
        restriction('territory-out', 'NO', 'NORWAY OUT'),
        restriction('mandatory-credit', 'Aurora', 'Mandatory credit: Aurora'),
      ],
    });
    expect(lines).toEqual([
      { label: 'Not for online', text: 'ONLINE OUT UNTIL MONDAY', grave: true },
      { label: 'Not in NO', text: 'NORWAY OUT', grave: true },
      { label: 'Credit', text: 'Mandatory credit: Aurora', grave: false },
      { label: 'Picture: not for archives', text: 'No archive', grave: false },
    ]);
  });

  test('says who made it, what machines may do, and whether its signature holds', () => {
    const lines = rightsOf({
      restrictions: [],
      ai: {
        involvement: 'edited',
        digitalSourceType: null,
        systems: [{ name: 'Tidewater 2', version: null, provider: null, uri: null }],
        prompt: null,
        promptWriter: null,
        evidence: [],
      },
      dataMining: { status: 'prohibited', uri: null, constraints: 'ask the agency', evidence: [] },
      credentials: {
        validity: 'invalid',
        signer: { name: 'Desk', organisation: 'Aurora News Agency', issuer: 'Aurora Root' },
        signed: null,
        generator: null,
        problems: ['assertion.dataHash.mismatch'],
      },
    });
    expect(lines).toEqual([
      { label: 'AI', text: 'Changed by a trained model (Tidewater 2)', grave: false },
      { label: 'Machines', text: 'Text and data mining: prohibited (ask the agency)', grave: false },
      {
        label: 'Signature',
        text: 'Signed, and NOT as it was signed (Aurora News Agency, by Aurora Root)',
        grave: false,
      },
    ]);
  });

  test('says the same thing once', () => {
    const twice = restriction('no-sales', null, 'NO SALES');
    expect(
      rightsOf({ restrictions: [twice, { ...twice, evidence: { field: 'slugline', text: '' } }] }),
    ).toHaveLength(1);
  });
});
