/** The AsyncAPI 3 document of what the stack tells: channels, messages and their attributes over the JSON Schemas. */
import { FLAGS } from '../../functions/core/article/flags.ts';
import type { EventType } from '../../functions/core/article/life-cycle/saying.ts';
import type { Schema } from './open.ts';

const MEANING: Readonly<Record<EventType, string>> = {
  published: 'A new article.',
  updated: 'A newer text: replace what you have.',
  corrected: 'A newer text that corrects: replace what you have.',
  killed:
    'Take it down now, also when you never saw it. The message is bare: nothing of the content is in it.',
  withheld: 'Take it down until it is reinstated. The message is bare, as that of a kill.',
  reinstated: 'It may run again: here is its text.',
  duplicate: 'The same text as the article `data.dedupe.of`. Only where the stage publishes duplicates.',
};

const text = (description: string): Schema => ({ type: 'string', description });
const list = (description: string): Schema => text(`${description} A JSON array as text.`);

/** Of SNS, which raw delivery keeps: what filter policies select by. */
const ATTRIBUTES: Readonly<Record<string, Schema>> = {
  type: text('As in the message.'),
  provider: text('Id of the agency that delivered.'),
  sources: list('Ids of the agencies that the article names as its sources.'),
  language: text('BCP 47.'),
  urgency: text('IPTC scale, 1 to 9.'),
  subjects: list('URIs of subjects.'),
  story: text('Joins an original, its variants and all their updates.'),
  embargoed: { ...text('Whether it is, or was, under an embargo.'), enum: ['true', 'false'] },
  schemaVersion: text('Of message and record.'),
  flags: list(`What a newsroom acts on: ${[...FLAGS].join(', ')}.`),
};

/** @param version of the schemas */
export function asyncApiOf(version: string): Schema {
  const payload = (name: string): Schema => ({
    schemaFormat: 'application/schema+json;version=draft-07',
    schema: { $ref: `./schemas/${name}-${version}.json` },
  });
  const message = (name: string, summary: string, schema: string): Schema => ({
    name,
    title: name,
    summary,
    contentType: 'application/json',
    payload: payload(schema),
  });
  const articleMessages = Object.entries(MEANING).map(([event, summary]): [string, Schema] => [
    event,
    {
      ...message(`wire.article.${event}`, summary, 'message'),
      headers: { $ref: '#/components/schemas/attributes' },
    },
  ]);
  const messages = {
    ...Object.fromEntries(articleMessages),
    left: message(
      'wire.article.left',
      'It is no longer within your filter or rights: drop your copy. In the change feed only.',
      'left',
    ),
    notice: message('notice', 'For operators: what they have to look at.', 'notice'),
    receipt: message('receipt', 'For an agency: what became of its file.', 'receipt'),
  };
  const told = articleMessages.map(([event]) => event);
  const channel = (address: string | null, description: string, names: readonly string[]): Schema => ({
    address,
    description,
    messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  });
  const sends = (name: string, summary: string): Schema => ({
    action: 'send',
    channel: { $ref: `#/channels/${name}` },
    summary,
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'newswire-ingest',
      version,
      description:
        'What the stack tells newsroom apps, operators and agencies. Messages come at least once and in no order: drop ids that you have seen and revisions below those that you have. Pass over properties and values that you do not know (docs/versioning.md); how an app consumes all of this is in docs/consuming.md.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      articles: channel(
        null,
        'The article topic of SNS: output `ArticleTopicArn`. Subscribe an SQS queue with raw delivery (`wire subscribe`).',
        told,
      ),
      changes: channel(
        '/v1/changes',
        'The change feed over HTTP: `events` of each page, the newest state of each article. How it is asked is in the OpenAPI document of the API.',
        [...told, 'left'],
      ),
      notices: channel(null, 'The topic for operators: output `OpsTopicArn`.', ['notice']),
      receipts: channel(
        null,
        "An agency's own topic, or its folder of the bucket, where its entry asks for it.",
        ['receipt'],
      ),
    },
    operations: {
      tellArticles: sends('articles', 'Each change of an article, at once.'),
      tellChanges: sends('changes', 'The same, for who was away or has just begun.'),
      tellOperators: sends('notices', 'What a person has to look at.'),
      tellAgencies: sends('receipts', 'What became of a delivery.'),
    },
    components: {
      messages,
      schemas: {
        attributes: {
          type: 'object',
          properties: ATTRIBUTES,
          required: ['type', 'provider', 'story', 'embargoed', 'schemaVersion'],
        },
      },
    },
  };
}
