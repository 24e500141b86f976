/**
 * Tells an agency what became of its delivery, where its entry asks for it. What is told is the stored receipt, so to
 * tell it again changes nothing; and it is a courtesy: what cannot be told stops no delivery.
 */
import { HeadObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../adapters/platform/clients.ts';
import {
  agencyReceiptOf,
  receiptKeyOf,
  receiptWithin,
  type AgencyReceipt,
} from '../adapters/publish/agency-receipt.ts';
import { INLINE_MAX_BYTES } from '../adapters/publish/message.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { Receipt } from '../adapters/store/outcomes.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { Register } from '../core/providers/register.ts';
import { compareSequence, type Delivery } from '../desk/notification.ts';

export interface AgencyReceiptOptions {
  schemaBaseUrl: string;
  providers: Register;
  /** The ARN of an agency's topic, but for the agency's id at its end; absent where no entry has a topic. */
  topicArnPrefix?: string | undefined;
}

/** The message attribute by which a subscriber of several topics tells them apart. */
const MESSAGE_TYPE = 'wire.delivery.receipt';

export class AgencyReceipts {
  readonly #clients: Pick<Clients, 's3' | 'sns'>;
  readonly #table: Pick<ArticleTable, 'receipt' | 'head'>;
  readonly #options: AgencyReceiptOptions;
  readonly #failed: (receipt: Receipt, error: unknown) => void;

  /** @param failed is told of what an agency could not be told */
  constructor(
    clients: Pick<Clients, 's3' | 'sns'>,
    table: Pick<ArticleTable, 'receipt' | 'head'>,
    options: AgencyReceiptOptions,
    failed: (receipt: Receipt, error: unknown) => void,
  ) {
    this.#clients = clients;
    this.#table = table;
    this.#options = options;
    this.#failed = failed;
  }

  /** Tells the agency of a delivery whose receipt is stored. Costs nothing where its entry does not ask for it. Never throws. */
  async tell(delivery: Delivery, receipt: Receipt): Promise<void> {
    const provider = this.#options.providers.find(receipt.provider ?? '');
    const channel = provider?.access?.receipts;
    if (provider === undefined || channel === undefined) return;
    try {
      // The one of the first attempt: this one may tell of nothing but redeliveries
      const stored = await this.#table.receipt(receipt);
      if (stored === undefined) return;
      const told = agencyReceiptOf(stored, await this.#ownOriginals(stored), this.#options.schemaBaseUrl);
      if (channel === 'bucket') await this.#put(delivery, told);
      else await this.#publish(provider.id, told);
    } catch (error) {
      this.#failed(receipt, error);
    }
  }

  /** Of the articles that items are copies of, those of the same agency: others are not named. */
  async #ownOriginals({ provider, items }: Receipt): Promise<Map<string, Uri>> {
    const ids = new Set(
      items.flatMap((item) =>
        item.outcome === 'duplicate' && item.dedupe.of !== null ? [item.dedupe.of] : [],
      ),
    );
    const own = new Map<string, Uri>();
    for (const id of [...ids].slice(0, MOST_ORIGINALS)) {
      const head = await this.#table.head(id);
      if (head?.provider === provider) own.set(id, head.uri);
    }
    return own;
  }

  /** Writes it under the name of the file, unless it tells of a newer file of that name already. */
  async #put({ bucket, key, sequencer }: Delivery, told: AgencyReceipt): Promise<void> {
    const place = { Bucket: bucket, Key: receiptKeyOf(key) };
    const other = await this.#sequencerOf(place);
    if (other !== undefined && compareSequence({ sequencer: other }, { sequencer }) > 0) return;
    await this.#clients.s3.send(
      new PutObjectCommand({
        ...place,
        Body: JSON.stringify(told, undefined, 2),
        ContentType: 'application/json',
        Metadata: { sequencer },
      }),
    );
  }

  async #sequencerOf(place: { Bucket: string; Key: string }): Promise<string | undefined> {
    try {
      const { Metadata = {} } = await this.#clients.s3.send(new HeadObjectCommand(place));
      return Metadata.sequencer ?? '';
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
      throw error;
    }
  }

  async #publish(providerId: string, told: AgencyReceipt): Promise<void> {
    const { topicArnPrefix } = this.#options;
    if (topicArnPrefix === undefined) throw new Error('this stage was deployed without topics for agencies');
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    await this.#clients.sns.send(
      new PublishCommand({
        TopicArn: topicArnPrefix + providerId,
        Message: JSON.stringify(receiptWithin(told, INLINE_MAX_BYTES)),
        MessageAttributes: {
          type: attribute(MESSAGE_TYPE),
          provider: attribute(providerId),
          state: attribute(told.state),
        },
      }),
    );
  }
}

/** Each is a read; a file that repeats more texts than this gets the plain words for the rest. */
const MOST_ORIGINALS = 50;
