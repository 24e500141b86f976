/**
 * A Lambda function that forwards what comes from a queue to a web hook, signed as Standard Webhooks say
 * (https://www.standardwebhooks.com). What the receiver does not take comes again when its time in the queue is over,
 * and lies in the dead-letter queue at last: give the queue one, with `maxReceiveCount` for as many attempts.
 */
import { createConsumer, queueHandler, type BatchAnswer, type QueueEvent } from 'newswire-ingest/consumer';
import { Webhook } from 'standardwebhooks';

export interface Receiver {
  url: string;
  /** `whsec_` and base64: the receiver knows it too. */
  secret: string;
}

type Forward = (event: QueueEvent) => Promise<BatchAnswer>;

export function forwardTo({ url, secret }: Receiver): Forward {
  const webhook = new Webhook(secret);
  const send = async (message: { id: string }): Promise<void> => {
    const payload = JSON.stringify(message);
    const at = new Date();
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // The same at each attempt: the receiver drops what it has
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(message.id, at, payload),
      },
      body: payload,
      signal: AbortSignal.timeout(10_000),
    });
    if (!ok) throw new Error(`${url} answers with ${status}`);
  };
  return queueHandler(
    createConsumer({
      // As the queue has it: a receiver fetches what was too large by `articleRef`
      claimChecks: ({ data }) => Promise.resolve(data.article),
      onArticle: send,
      onEnd: async ({ message }) => {
        if (message !== null) await send(message);
      },
    }),
  );
}

let forward: Forward | undefined;

export const handler: Forward = (event) => {
  const { WEBHOOK_URL: url = '', WEBHOOK_SECRET: secret = '' } = process.env;
  forward ??= forwardTo({ url, secret });
  return forward(event);
};
