/** Faults that a test or a soak puts in front of the embedded servers: what AWS does now and then, they never do. */
import type { FauxqsApp } from './objects.ts';
import { isObject, type Json } from './json.ts';

const REFUSAL =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Receiver</Type>' +
  '<Code>ServiceUnavailable</Code><Message>refused on purpose</Message></Error>' +
  '<RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>';

/**
 * Lets SNS refuse calls of Publish with 503, of which nothing is sent.
 * @param refuse asked at every call, those that an SDK repeats included
 */
export function refusePublishing(app: FauxqsApp, refuse: () => boolean): void {
  app.addHook('preHandler', async (request, reply) => {
    const body = request.body as Json | undefined;
    if (!isObject(body) || body.Action !== 'Publish' || !refuse()) return;
    return reply.code(503).type('text/xml').send(REFUSAL);
  });
}
