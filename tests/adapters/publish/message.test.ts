import type { EventType } from '../../../functions/core/article/life-cycle/saying.ts';
import { describe, expect, test } from '@jest/globals';
import {
  attributesOf,
  byteLength,
  messageOf,
  shortened,
  withClaimCheck,
} from '../../../functions/adapters/publish/message.ts';
import type { SourceTag } from '../../../functions/core/article/record.ts';
import { recordWith } from '../../support/records.ts';
import { revisionWith } from '../../support/revisions.ts';
import { shippedSchema, violations } from '../../support/schemas.ts';

const SOURCE: SourceTag = {
  id: 'aurora',
  name: 'Aurora',
  role: 'dateline',
  uri: null,
  field: 'body',
  start: 11,
  end: 17,
  evidence: '(Aurora)',
  confidence: 0.9,
};

const publication = (
  parts: Parameters<typeof recordWith>[0],
  { event = 'published', ...more }: Parameters<typeof revisionWith>[1] & { event?: EventType } = {},
) => {
  const record = recordWith(parts);
  const revision = revisionWith(record, more);
  return {
    record,
    revision,
    event,
    time: '2026-03-11T08:00:02Z',
    schemaBaseUrl: 'https://wire.example/schemas',
  };
};

describe('the message that newsroom apps receive', () => {
  test('is a CloudEvent whose id is stable for article, revision and event', () => {
    const message = messageOf(publication({}));
    expect(message).toMatchObject({
      specversion: '1.0',
      id: `${'a'.repeat(32)}.1.published`,
      source: '/wire/aurora',
      type: 'wire.article.published',
      subject: 'a'.repeat(32),
      time: '2026-03-11T08:00:02Z',
      datacontenttype: 'application/json',
      dataschema: 'https://wire.example/schemas/message-1.1.json',
      revision: 1,
      data: { revision: 1, dedupe: { verdict: 'new' } },
    });
    const later = messageOf({ ...publication({}), time: '2026-03-12T08:00:00Z' });
    expect(later.id).toBe(message.id);
  });

  test('fits the schema that is shipped, whole and with a claim check', () => {
    const validate = shippedSchema('message');
    const message = messageOf(publication({ wire: { sources: [SOURCE] } }));
    expect(violations(validate, message)).toEqual([]);
    const reference = { bucket: 'archive', key: 'bodies/a/1.json', versionId: '', bytes: 300_000 };
    const checked = withClaimCheck(message, reference);
    expect(violations(validate, checked)).toEqual([]);
    expect(checked.data.article.bodies).toBeUndefined();
    expect(checked.data.articleRef).toEqual(reference);
    expect(violations(validate, { ...message, data: { ...message.data, surprise: 1 } })).toHaveLength(1);
  });

  test('that is too large without bodies, too, goes without its largest parts and says which', () => {
    const subjects = Array.from({ length: 5000 }, (_, code) => ({
      uri: `http://cv.example/${code}`,
      name: 'S',
    }));
    const whole = messageOf(
      publication({
        article: { subjects, slugline: 'HARBOUR' },
        wire: { extra: { desk: 'x'.repeat(300_000) } },
      }),
    );
    const reference = { bucket: 'archive', key: 'bodies/a/1.json', versionId: '', bytes: 300_000 };
    const message = shortened(withClaimCheck(whole, reference), 50_000);
    expect(byteLength(message)).toBeLessThanOrEqual(50_000);
    expect(violations(shippedSchema('message'), message)).toEqual([]);
    const { article, wire } = message.data;
    expect(article).toMatchObject({ uri: whole.data.article.uri, slugline: 'HARBOUR' });
    expect(wire.warnings).toEqual([{ code: 'message-shortened', detail: 'wire.extra, article.subjects' }]);
  });

  test('attributes stay small, whatever the agency writes into its subjects', () => {
    const subjects = Array.from({ length: 100 }, (_, code) => ({ uri: `urn:x:${code}:${'x'.repeat(9000)}` }));
    subjects.push({ uri: 'urn:x:short' });
    const { subjects: attribute } = attributesOf(messageOf(publication({ article: { subjects } })));
    expect(attribute?.StringValue).toBe('["urn:x:short"]');
  });

  test('filters can select by type, provider, language, urgency, sources, subjects, story and embargo', () => {
    const article = { urgency: 2, subjects: [{ uri: 'http://cv.iptc.org/newscodes/mediatopic/04000000' }] };
    const attributes = attributesOf(messageOf(publication({ article, wire: { sources: [SOURCE, SOURCE] } })));
    expect(attributes).toEqual({
      type: { DataType: 'String', StringValue: 'wire.article.published' },
      provider: { DataType: 'String', StringValue: 'aurora' },
      story: { DataType: 'String', StringValue: 'a'.repeat(32) },
      embargoed: { DataType: 'String', StringValue: 'false' },
      schemaVersion: { DataType: 'String', StringValue: '1.1' },
      language: { DataType: 'String', StringValue: 'en' },
      urgency: { DataType: 'String', StringValue: '2' },
      sources: { DataType: 'String.Array', StringValue: '["aurora"]' },
      subjects: {
        DataType: 'String.Array',
        StringValue: '["http://cv.iptc.org/newscodes/mediatopic/04000000"]',
      },
    });
    expect(Object.keys(attributes).length).toBeLessThanOrEqual(10);
  });

  test('an agency that is only the subject of the news is no source to filter by', () => {
    const attributes = attributesOf(
      messageOf(
        publication({
          wire: {
            sources: [
              { ...SOURCE, role: 'subject' },
              { ...SOURCE, id: null },
            ],
          },
        }),
      ),
    );
    expect(attributes.sources).toBeUndefined();
  });

  test('what the table keeps for later edits is not sent', () => {
    const message = messageOf(publication({ wire: { extra: { newsmlSource: '<p>', desk: 'night' } } }));
    expect(message.data.wire.extra).toEqual({ desk: 'night' });
  });

  test('the end of a secret article says which it is and gives nothing of it away', () => {
    const parts = {
      article: {
        slugline: 'SECRET-MERGER',
        edNote: 'secret',
        by: 'Secret Name',
        pubStatus: 'canceled' as const,
      },
      wire: { creditLine: 'secret', takeKey: 'SECRET', extra: { secret: 1 }, keywords: ['secret'] },
      paragraphs: ['The secret merger.'],
    };
    const sealed = messageOf(publication(parts, { event: 'killed' }));
    expect(sealed.data.article.uri).toBe('urn:newsml:aurora.example:20260311:harbour');
    expect(JSON.stringify(sealed)).not.toMatch(/secret/i);
    expect(violations(shippedSchema('message'), sealed)).toEqual([]);
  });
});
