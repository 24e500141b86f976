import {
  Dashboard,
  GraphWidget,
  LogQueryWidget,
  MathExpression,
  Metric,
  TextWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { Distribution } from './distribution.ts';
import type { Intake } from './intake.ts';
import { costOfUse } from './cost-of-use.ts';
import { inPascalCase, logicalIdIn, nameResource } from './naming.ts';
import type { NodeFunction } from './node-function.ts';
import type { Pipeline } from './pipeline.ts';
import type { Store } from './store.ts';

export interface OverviewProps {
  readonly config: Config;
  readonly intake: Intake;
  readonly pipeline: Pipeline;
  readonly watch: NodeFunction;
  readonly store: Store;
  readonly distribution: Distribution;
}

const PERIOD = Duration.minutes(5);
const HOUR = Duration.hours(1);

interface SavedQuery {
  readonly name: string;
  readonly groups: readonly ILogGroup[];
  readonly lines: readonly string[];
}

/** One page for whoever looks: flow, lateness, refusals, silence, what waits, and what it costs; and the saved queries. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, props: OverviewProps) {
    super(scope, id);
    const queries = savedQueries(props);
    for (const { name, groups, lines } of queries) {
      const inPascal = `Query${inPascalCase(name)}`;
      new CfnQueryDefinition(this, inPascal, {
        name: `${props.config.name}/${name}`,
        logGroupNames: groups.map(({ logGroupName }) => logGroupName),
        queryString: lines.join('\n| '),
      }).overrideLogicalId(logicalIdIn(this, inPascal));
    }
    nameResource(this.#dashboard(props, queries), 'Dashboard');
  }

  #dashboard(props: OverviewProps, queries: readonly SavedQuery[]): Dashboard {
    const { config, intake, pipeline, distribution } = props;
    const of = (service: string, metricName: string, statistic = 'Sum'): Metric =>
      new Metric({
        namespace: config.name,
        metricName,
        dimensionsMap: { service },
        period: PERIOD,
        statistic,
        label: metricName,
      });
    const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget =>
      new GraphWidget({ title, left: [...left], right: [...right], width: 12, height: 6 });
    const byAgency = (title: string, name: string): LogQueryWidget => {
      const query = queries.find((one) => one.name === name);
      return new LogQueryWidget({
        title,
        logGroupNames: (query?.groups ?? []).map(({ logGroupName }) => logGroupName),
        queryLines: [...(query?.lines ?? [])],
        width: 12,
        height: 6,
      });
    };
    return new Dashboard(this, 'Dashboard', {
      dashboardName: config.name,
      defaultInterval: Duration.hours(12),
      widgets: [
        [
          new TextWidget({
            markdown: `# ${config.name}\nWhat to do about an alarm: docs/runbook.md. What the lines of the logs mean: docs/logs.md.`,
            width: 24,
            height: 2,
          }),
        ],
        [
          graph('Flow', [of('ingest', 'Deliveries'), of('ingest', 'DeliveriesQuarantined')]),
          graph(
            'From upload to topic',
            ['p50', 'p95', 'Maximum'].map((statistic) =>
              of('ingest', 'UploadToReceipt', statistic).with({ label: statistic }),
            ),
          ),
        ],
        [
          graph(
            'What became of items',
            ['published', 'updated', 'corrected', 'killed', 'duplicate', 'held', 'late', 'redelivery'].map(
              (outcome) => of('ingest', `Items.${outcome}`).with({ label: outcome }),
            ),
          ),
          graph('What could not be read', [
            of('ingest', 'Items.rejected'),
            of('ingest', 'DeliveriesQuarantined'),
            of('ingest', 'MessagesFailed'),
          ]),
        ],
        [
          graph('Agencies', [
            of('watch', 'ProvidersSilent', 'Maximum'),
            of('watch', 'ProvidersRejecting', 'Maximum'),
            of('watch', 'SequenceGapsOpen', 'Maximum'),
          ]),
          graph('What waits', [
            intake.queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, label: 'queue, s' }),
            of('release', 'OutboxOverdueSeconds', 'Maximum'),
            of('release', 'EmbargoLateSeconds', 'Maximum'),
            of('watch', 'HeldWithoutTime', 'Maximum'),
          ]),
        ],
        [byAgency('Flow by agency', 'flow-by-agency'), byAgency('Refused by agency', 'refused')],
        [
          graph('Functions', [
            pipeline.ingest.function.metricErrors({ period: PERIOD, label: 'ingest fails' }),
            pipeline.release.function.metricErrors({ period: PERIOD, label: 'release fails' }),
            pipeline.ingest.function.metricThrottles({ period: PERIOD, label: 'throttled' }),
            distribution.articleTopic.metricNumberOfNotificationsFailed({
              period: PERIOD,
              label: 'not delivered',
            }),
          ]),
          graph('Dollars an article', [
            new MathExpression({
              expression: 'dollars / articles',
              label: 'table, functions and messages',
              period: HOUR,
              usingMetrics: {
                dollars: costOfUse(props, HOUR),
                articles: of('ingest', 'Items.published').with({ period: HOUR }),
              },
            }),
          ]),
        ],
      ],
    });
  }
}

function savedQueries({ pipeline: { ingest, release }, watch, distribution }: OverviewProps): SavedQuery[] {
  const ofFiles = [ingest.logGroup, release.logGroup];
  return [
    {
      name: 'follow-a-file',
      groups: ofFiles,
      lines: [
        'fields @timestamp, message, articleId, revision, outcome, event, code, milliseconds',
        'filter delivery.key = "incoming/AGENCY/NAME" or articleId = "ARTICLE"',
        'sort @timestamp',
      ],
    },
    {
      name: 'flow-by-agency',
      groups: [ingest.logGroup],
      lines: [
        'filter message = "delivery-done"',
        'stats count() as deliveries, pct(milliseconds, 95) as p95, max(@timestamp) as lastHeard by delivery.provider as provider',
        'sort deliveries desc',
      ],
    },
    {
      name: 'verdicts-by-format',
      groups: [ingest.logGroup],
      lines: [
        'filter message = "item-taken"',
        'stats count() as items by delivery.provider as provider, format, verdict',
        'sort items desc',
      ],
    },
    {
      name: 'refused',
      groups: [ingest.logGroup],
      lines: [
        'filter message = "delivery-quarantined" or (message = "item-taken" and outcome = "rejected")',
        'stats count() as refused, latest(delivery.key) as example by delivery.provider as provider, code',
        'sort refused desc',
      ],
    },
    {
      name: 'failures',
      groups: [...ofFiles, watch.logGroup],
      lines: [
        'filter level = "ERROR"',
        'stats count() as lines by message, error.name, error.message',
        'sort lines desc',
      ],
    },
    {
      name: 'subscribers-that-fail',
      groups: [distribution.failedDeliveries],
      lines: [
        'filter status = "FAILURE"',
        'stats count() as messages, latest(delivery.providerResponse) as reason by delivery.destination',
        'sort messages desc',
      ],
    },
  ];
}
