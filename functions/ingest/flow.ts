/**
 * What came of an agency, by its formats and the steps of the way. Dimensions are bounded by the register and the list of
 * formats; what is of no agency counts as `unknown`.
 */
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import type { Receipt, ItemOutcome } from '../adapters/store/outcomes.ts';
import type { Register } from '../core/providers/register.ts';

/** The metrics of flow: names and dimensions are what dashboards and alarms look for. */
export const FLOW = {
  /** By agency. */
  deliveries: 'FlowDeliveries',
  /** By agency: whole files that cannot be read. */
  refused: 'FlowRefused',
  /** By agency and step: `waiting` from upload to its turn, `taking` from there to its receipt. */
  milliseconds: 'FlowMilliseconds',
  /** By agency and format. */
  items: 'FlowItems',
  /** By agency and format: items that cannot be read. */
  rejected: 'FlowItemsRejected',
} as const;

/** By agency and format, each verdict and outcome. */
const verdictMetric = (verdict: string): string => `FlowVerdict.${verdict}`;

export class Flow {
  readonly #options: { namespace?: string; serviceName?: string };
  readonly #providers: Register;

  constructor(providers: Register, options: { namespace?: string; serviceName?: string } = {}) {
    this.#providers = providers;
    this.#options = options;
  }

  /** Writes lines that CloudWatch reads metrics of: no call. @param begunAt epoch milliseconds */
  count(receipt: Receipt, begunAt: number): void {
    const provider =
      receipt.provider !== null && this.#providers.find(receipt.provider) !== undefined
        ? receipt.provider
        : 'unknown';
    const refused = receipt.state === 'quarantined' ? 1 : 0;
    this.#write({ provider }, (line) => {
      line.addMetric(FLOW.deliveries, MetricUnit.Count, 1);
      line.addMetric(FLOW.refused, MetricUnit.Count, refused);
    });
    const waiting = begunAt - Date.parse(receipt.receivedAt);
    const taking = Date.parse(receipt.finishedAt) - begunAt;
    for (const [step, milliseconds] of Object.entries({ waiting, taking }))
      this.#write({ provider, step }, (line) => {
        line.addMetric(FLOW.milliseconds, MetricUnit.Milliseconds, Math.max(0, milliseconds));
      });
    for (const [format, items] of Map.groupBy(receipt.items, formatOf))
      this.#write({ provider, format }, (line) => {
        const rejected = items.filter(({ outcome }) => outcome === 'rejected').length;
        line.addMetric(FLOW.items, MetricUnit.Count, items.length);
        line.addMetric(FLOW.rejected, MetricUnit.Count, rejected);
        for (const [verdict, some] of Map.groupBy(items, verdictOf))
          if (verdict !== undefined) line.addMetric(verdictMetric(verdict), MetricUnit.Count, some.length);
      });
  }

  #write(dimensions: Record<string, string>, measure: (line: Metrics) => void): void {
    const line = new Metrics(this.#options);
    line.addDimensions(dimensions);
    measure(line);
    line.publishStoredMetrics();
  }
}

function formatOf(item: ItemOutcome): string {
  return item.outcome === 'rejected' ? 'unreadable' : item.format;
}

function verdictOf(item: ItemOutcome): string | undefined {
  return item.outcome === 'rejected' ? undefined : item.dedupe.verdict;
}
