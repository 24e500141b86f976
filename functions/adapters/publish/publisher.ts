/** Sends articles to the article topic and notices to the ops topic. */
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { CANARY_ID } from '../../core/providers/canary.ts';
import type { Clients } from '../platform/clients.ts';
import type { ArticleMessage } from './article-message.ts';
import { attributesOf, fitted, messageOf, type Publication } from './message.ts';
import { sendNotice } from './notices.ts';
import type { OpsNotice } from './ops.ts';

export interface PublisherOptions {
  articleTopicArn: string;
  opsTopicArn: string;
  archiveBucket: string;
  schemaBaseUrl: string;
  /** Stories of the canary go to it alone; absent: they are told to nobody. */
  canaryTopicArn?: string | undefined;
}

export class Publisher {
  readonly #clients: Pick<Clients, 's3' | 'sns'>;
  readonly #options: PublisherOptions;

  constructor(clients: Pick<Clients, 's3' | 'sns'>, options: PublisherOptions) {
    this.#clients = clients;
    this.#options = options;
  }

  /** Publishes one event of an article. Safe to repeat: the event id stays the same. */
  async publish(publication: Omit<Publication, 'schemaBaseUrl'>): Promise<ArticleMessage> {
    const message = await this.compose(publication);
    const isCanary = publication.revision.provider === CANARY_ID;
    const TopicArn = isCanary ? this.#options.canaryTopicArn : this.#options.articleTopicArn;
    if (TopicArn === undefined) return message;
    await this.#clients.sns.send(
      new PublishCommand({
        TopicArn,
        Message: JSON.stringify(message),
        MessageAttributes: attributesOf(message),
      }),
    );
    return message;
  }

  /** The message as it is sent; where it is too large, its article lies in the archive by then. */
  compose(publication: Omit<Publication, 'schemaBaseUrl'>): Promise<ArticleMessage> {
    return this.#fit(messageOf({ ...publication, schemaBaseUrl: this.#options.schemaBaseUrl }));
  }

  /** Takes back what claim checks refer to: who has the message that names it gets the end of the article, and no text. */
  async withdraw(keys: readonly string[]): Promise<void> {
    const Bucket = this.#options.archiveBucket;
    for (const Key of keys) await this.#clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }

  /** Tells the operators. Safe to repeat: a notice has a stable id too. */
  notify(notice: OpsNotice): Promise<void> {
    return sendNotice(this.#clients, this.#options.opsTopicArn, notice);
  }

  async #fit(whole: ArticleMessage): Promise<ArticleMessage> {
    const Bucket = this.#options.archiveBucket;
    const { message, file } = fitted(whole, Bucket);
    if (file !== null) {
      const { key: Key, body: Body } = file;
      await this.#clients.s3.send(
        new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }),
      );
    }
    return message;
  }
}
