import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SESEvent } from 'aws-lambda';
import { readDeployedRegister } from '../adapters/platform/deployed-register.ts';
import { LOG_EVENT } from '../adapters/platform/log-events.ts';
import { gateOf } from './gate.ts';

const logger = new Logger();
const metrics = new Metrics();
const providers = readDeployedRegister(import.meta.url);

/** What SES does with the actions that follow in the rule: the next one puts the mail into the inbox. */
interface Answer {
  disposition: 'CONTINUE' | 'STOP_RULE';
}

/** Asked by SES before it puts a mail into the inbox. */
export const handler = middy<SESEvent, Answer>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics))
  .handler(({ Records: [record] }) => {
    if (record === undefined) return { disposition: 'STOP_RULE' };
    const { mail, receipt } = record.ses;
    const verdicts = {
      spf: receipt.spfVerdict.status,
      dkim: receipt.dkimVerdict.status,
      dmarc: receipt.dmarcVerdict.status,
      virus: receipt.virusVerdict.status,
    };
    const from = mail.commonHeaders.from ?? [];
    const gate = gateOf({ from, recipients: receipt.recipients, verdicts }, providers);
    const evidence = { messageId: mail.messageId, from, recipients: receipt.recipients, verdicts };
    if (gate.admitted) {
      logger.info(LOG_EVENT.mailAdmitted, { provider: gate.provider, evidence });
      return { disposition: 'CONTINUE' };
    }
    logger.warn(LOG_EVENT.mailRefused, { provider: gate.provider, code: gate.code, evidence });
    // What strangers send is no fault of an agency
    if (gate.code === 'unproved' || gate.code === 'virus') {
      metrics.addMetric('AgencyMailsRefused', MetricUnit.Count, 1);
    }
    return { disposition: 'STOP_RULE' };
  });
