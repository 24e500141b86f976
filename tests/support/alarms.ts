/**
 * The alarms of a synthesised template, evaluated as CloudWatch does it: statistics by period, metric maths, data points
 * to alarm, missing data, rules of composite alarms. What it does not do: CloudWatch looks a little further back where
 * points are missing; here the window is exactly as long as the alarm says.
 */
import { parseExpression, type Expression } from './alarm-expressions.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

type Json = Readonly<Record<string, unknown>>;

/** A metric as a template names it. */
export interface MetricName {
  namespace: string;
  name: string;
  /** Of its dimensions, references as they stand in the template. */
  dimensions: string;
}

interface Point {
  minute: number;
  value: number;
}

/** What was measured, by the minute. */
export class Measured {
  readonly #points = new Map<string, Point[]>();

  put(metric: MetricName, minute: number, ...values: readonly number[]): void {
    const key = JSON.stringify(metric);
    const points = this.#points.get(key) ?? [];
    points.push(...values.map((value) => ({ minute, value })));
    this.#points.set(key, points);
  }

  /** Undefined where nothing was measured. */
  statistic(metric: MetricName, statistic: string, from: number, to: number): number | undefined {
    const values = (this.#points.get(JSON.stringify(metric)) ?? [])
      .filter(({ minute }) => minute >= from && minute < to)
      .map(({ value }) => value)
      .sort((a, b) => a - b);
    if (values.length === 0) return undefined;
    const sum = values.reduce((total, value) => total + value, 0);
    switch (statistic) {
      case 'Sum':
        return sum;
      case 'Average':
        return sum / values.length;
      case 'Maximum':
        return values.at(-1);
      case 'Minimum':
        return values[0];
      case 'SampleCount':
        return values.length;
      default: {
        const percent = /^p(\d+(?:\.\d+)?)$/u.exec(statistic)?.[1];
        if (percent === undefined) throw new Error(`no statistic: ${statistic}`);
        return values[Math.max(0, Math.ceil((Number(percent) / 100) * values.length) - 1)];
      }
    }
  }
}

interface Query {
  metric: MetricName;
  statistic: string;
}

/** One alarm of a template. */
export class TemplateAlarm {
  readonly logicalId: string;
  readonly periodMinutes: number;
  readonly periods: number;
  readonly metrics: readonly MetricName[];
  readonly #properties: Json;
  readonly #queries = new Map<string, Query>();
  readonly #value: Expression;

  constructor(logicalId: string, properties: Json) {
    this.logicalId = logicalId;
    this.#properties = properties;
    const expressions = new Map<string, Expression>();
    let value: Expression | undefined;
    let seconds = Number(properties.Period ?? 0);
    if (properties.Metrics === undefined) {
      const statistic = String(properties.Statistic ?? properties.ExtendedStatistic);
      this.#queries.set('only', { metric: metricOf(properties), statistic });
      value = { kind: 'name', name: 'only' };
    }
    for (const query of listOf(properties.Metrics).map(objectOf)) {
      const id = String(query.Id);
      if (typeof query.Expression === 'string') {
        expressions.set(id, parseExpression(query.Expression));
        seconds = Math.max(seconds, Number(query.Period ?? 0));
      } else {
        const stat = objectOf(query.MetricStat);
        this.#queries.set(id, { metric: metricOf(objectOf(stat.Metric)), statistic: String(stat.Stat) });
        seconds = Math.max(seconds, Number(stat.Period));
      }
      if (query.ReturnData !== false) value = expressions.get(id) ?? { kind: 'name', name: id };
    }
    if (value === undefined || seconds === 0) throw new Error(`${logicalId} watches nothing`);
    this.#value = value;
    this.periodMinutes = seconds / 60;
    this.periods = Number(properties.EvaluationPeriods);
    this.metrics = [...this.#queries.values()].map(({ metric }) => metric);
  }

  /** @param now the minute at which CloudWatch looks */
  stateAt(now: number, measured: Measured, before: AlarmState = 'INSUFFICIENT_DATA'): AlarmState {
    const end = Math.floor(now / this.periodMinutes) * this.periodMinutes;
    const points = Array.from({ length: this.periods }, (_, back) =>
      this.#pointAt(end - (back + 1) * this.periodMinutes, measured),
    );
    const { TreatMissingData: missing = 'missing' } = this.#properties;
    if (points.every((point) => point === undefined)) {
      if (missing === 'missing') return 'INSUFFICIENT_DATA';
      if (missing === 'ignore') return before;
    }
    const needed = Number(this.#properties.DatapointsToAlarm ?? this.periods);
    const breaching = points.filter((point) =>
      point === undefined ? missing === 'breaching' : this.#breaches(point),
    ).length;
    return breaching >= needed ? 'ALARM' : 'OK';
  }

  #pointAt(from: number, measured: Measured): number | undefined {
    const values = new Map(
      [...this.#queries].map(([id, { metric, statistic }]) => [
        id,
        measured.statistic(metric, statistic, from, from + this.periodMinutes),
      ]),
    );
    return valueOf(this.#value, values);
  }

  #breaches(value: number): boolean {
    const threshold = Number(this.#properties.Threshold);
    switch (this.#properties.ComparisonOperator) {
      case 'GreaterThanThreshold':
        return value > threshold;
      case 'GreaterThanOrEqualToThreshold':
        return value >= threshold;
      case 'LessThanThreshold':
        return value < threshold;
      case 'LessThanOrEqualToThreshold':
        return value <= threshold;
      default:
        throw new Error(`${this.logicalId} compares with ${String(this.#properties.ComparisonOperator)}`);
    }
  }
}

/** A composite alarm: a rule over the states of others. */
export class TemplateComposite {
  readonly logicalId: string;
  readonly #rule: Expression;

  constructor(logicalId: string, properties: Json) {
    this.logicalId = logicalId;
    this.#rule = parseExpression(inWords(properties.AlarmRule));
  }

  /** The alarms that its rule names. */
  get names(): string[] {
    const found: string[] = [];
    const look = (rule: Expression): void => {
      if (rule.kind === 'text') found.push(rule.value);
      if (rule.kind === 'call') rule.args.forEach(look);
      if (rule.kind === 'not') look(rule.of);
      if (rule.kind === 'binary') [rule.left, rule.right].forEach(look);
    };
    look(this.#rule);
    return found;
  }

  state(stateOf: (logicalId: string) => AlarmState): AlarmState {
    const holds = (rule: Expression): boolean => {
      switch (rule.kind) {
        case 'not':
          return !holds(rule.of);
        case 'binary':
          return rule.operator === 'AND'
            ? holds(rule.left) && holds(rule.right)
            : holds(rule.left) || holds(rule.right);
        case 'name':
          return rule.name === 'TRUE';
        case 'call': {
          const [of] = rule.args;
          if (of?.kind !== 'text') throw new Error(`${rule.name} of what?`);
          return stateOf(of.value) === rule.name;
        }
        default:
          throw new Error(`no rule: ${rule.kind}`);
      }
    };
    return holds(this.#rule) ? 'ALARM' : 'OK';
  }
}

export interface TemplateAlarms {
  alarms: ReadonlyMap<string, TemplateAlarm>;
  composites: ReadonlyMap<string, TemplateComposite>;
}

/** All alarms of a template, by their logical ids. */
export function alarmsIn(template: Json): TemplateAlarms {
  const resources = Object.entries(objectOf(template.Resources)).map(
    ([id, resource]) => [id, objectOf(resource)] as const,
  );
  const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type);
  return {
    alarms: new Map(
      ofType('AWS::CloudWatch::Alarm').map(([id, { Properties }]) => [
        id,
        new TemplateAlarm(id, objectOf(Properties)),
      ]),
    ),
    composites: new Map(
      ofType('AWS::CloudWatch::CompositeAlarm').map(([id, { Properties }]) => [
        id,
        new TemplateComposite(id, objectOf(Properties)),
      ]),
    ),
  };
}

type Values = ReadonlyMap<string, number | undefined>;

/** Of one point in time: what is missing stays missing, but for what fills it. */
function valueOf(expression: Expression, values: Values): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      if (!values.has(expression.name)) throw new Error(`no metric ${expression.name}`);
      return values.get(expression.name);
    case 'binary': {
      const left = valueOf(expression.left, values);
      const right = valueOf(expression.right, values);
      return left === undefined || right === undefined
        ? undefined
        : calculated(expression.operator, left, right);
    }
    case 'call':
      return called(expression.name, expression.args, values);
    default:
      throw new Error(`${expression.kind} is no metric maths`);
  }
}

function called(name: string, args: readonly Expression[], values: Values): number | undefined {
  const [first, second, third] = args;
  if (first === undefined) throw new Error(`${name} of what?`);
  switch (name) {
    case 'FILL':
      return valueOf(first, values) ?? (second && valueOf(second, values));
    case 'IF': {
      const condition = valueOf(first, values);
      if (condition === undefined) return undefined;
      const chosen = condition === 0 ? third : second;
      return chosen && valueOf(chosen, values);
    }
    case 'SUM':
    case 'MAX': {
      const all =
        first.kind === 'call' && first.name === 'METRICS'
          ? [...values.values()]
          : args.map((arg) => valueOf(arg, values));
      const known = all.filter((value) => value !== undefined);
      if (known.length === 0) return undefined;
      return name === 'MAX' ? Math.max(...known) : known.reduce((sum, value) => sum + value, 0);
    }
    default:
      throw new Error(`no function ${name}`);
  }
}

function calculated(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '<':
      return Number(left < right);
    case '>':
      return Number(left > right);
    case '<=':
      return Number(left <= right);
    case '>=':
      return Number(left >= right);
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case 'AND':
      return Number(left !== 0 && right !== 0);
    case 'OR':
      return Number(left !== 0 || right !== 0);
    default:
      throw new Error(`no operator ${operator}`);
  }
}

function metricOf({ Namespace, MetricName, Dimensions }: Json): MetricName {
  const dimensions = listOf(Dimensions)
    .map(objectOf)
    .map(({ Name, Value }) => `${String(Name)}=${inWords(Value)}`)
    .sort()
    .join(' ');
  return { namespace: inWords(Namespace), name: String(MetricName), dimensions };
}

/** References by the name of what they refer to. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = objectOf(value);
  if (typeof Ref === 'string') return Ref;
  if (attribute !== undefined) return String(listOf(attribute)[0]);
  return listOf(listOf(join)[1]).map(inWords).join('');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function objectOf(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new Error(`expected an object, got ${JSON.stringify(value)}`);
}
