/** The function `api` over AWS, without its handler's frame. */
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clients } from '../adapters/platform/clients.ts';
import { answering, type DoorOptions, type Operation } from '../adapters/platform/door.ts';
import type { Answer, HttpEvent } from '../adapters/platform/http.ts';
import type { ApiSettings } from '../adapters/platform/settings.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { FeedLog } from '../adapters/store/feed-log.ts';
import { ReadIndexes } from '../adapters/store/read-indexes.ts';
import { RhythmTable } from '../adapters/store/rhythms.ts';
import { SequenceTable } from '../adapters/store/sequences.ts';
import { Recalls } from '../adapters/store/recalls.ts';
import { encodeRights, meOf, type Asker } from '../core/feed/rights.ts';
import { article, raw, revisions } from './articles.ts';
import { changes, wire } from './changes.ts';
import { openApi, schema } from './documents.ts';
import { delivery, held, providers, story } from './listings.ts';
import type { ApiPorts } from './ports.ts';

export interface ApiOptions extends DoorOptions {
  /** Epoch milliseconds. */
  now: () => number;
  linkTo: ApiPorts['linkTo'];
  /** Cookies that open the live feed of these rights; none where there is no edge. */
  liveCookies?: (rights: string) => Promise<readonly string[]>;
  /** Whether opened and copied articles are noted. */
  recalls: boolean;
}

export function composeApi(
  clients: Pick<Clients, 'dynamo' | 's3'>,
  settings: ApiSettings,
  { now, linkTo, liveCookies, recalls, ...door }: ApiOptions,
): (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  const { tableName, inboxBucket, archiveBucket, schemaBaseUrl } = settings;
  const ports: ApiPorts = {
    table: new ArticleTable(clients, settings),
    log: new FeedLog(clients, { ...settings, now }),
    indexes: new ReadIndexes(clients, tableName),
    sequences: new SequenceTable(clients, tableName),
    rhythms: new RhythmTable(clients, tableName),
    ...(recalls ? { recalls: new Recalls(clients, { tableName, now }) } : {}),
    linkTo,
    providers: settings.providers,
    inboxBucket,
    archiveBucket,
    schemaBaseUrl,
    edge: liveCookies !== undefined,
    now,
  };
  const me = async (asker: Asker): Promise<Answer> => {
    const cookies = await liveCookies?.(encodeRights(asker.limits));
    const answer: Answer = { status: 200, body: meOf(asker, { recalls }) };
    return cookies === undefined ? answer : { ...answer, cookies };
  };
  const withPorts =
    (operation: (ports: ApiPorts, asked: Parameters<Operation>[0]) => Promise<Answer>): Operation =>
    (asked) =>
      operation(ports, asked);
  return answering(
    'api',
    {
      getMe: ({ asker }) => (asker === null ? { status: 204 } : me(asker)),
      getChanges: withPorts(changes),
      getLiveChanges: withPorts(changes),
      getWire: withPorts(wire),
      getArticle: withPorts(article),
      getRevisions: withPorts(revisions),
      getStory: withPorts(story),
      getRaw: withPorts(raw),
      getHeld: withPorts(held),
      getDelivery: withPorts(delivery),
      getProviders: withPorts(providers),
      getOpenApi: openApi,
      getSchema: schema,
    },
    door,
  );
}

/** Minutes for which a link to a raw file is good. */
const LINK_SECONDS = 300;

/** Loaded when somebody of the desk first asks for a file. */
export function linksOf(s3: S3Client): ApiPorts['linkTo'] {
  return async ({ bucket, key, versionId }) => {
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(versionId === '' ? {} : { VersionId: versionId }),
    });
    return getSignedUrl(s3, command, { expiresIn: LINK_SECONDS });
  };
}
