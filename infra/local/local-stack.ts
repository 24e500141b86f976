/** A local stack that runs: invoking, schedules, subscribing, waiting until all is quiet, stopping. */
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Activity } from './activity.ts';
import { arnOf, LOCAL } from './catalogue.ts';
import type { DynamoDbMeter } from './dynamodb-meter.ts';
import type { InvocationResult, LocalFunction } from './functions.ts';
import type { Item } from './items.ts';
import { MappingPoller, mappingSettings } from './mappings.ts';
import type { PlantedFile } from './objects.ts';
import type { LocalStackOptions } from './options.ts';
import { ofType, type Clients } from './resources.ts';
import { scheduledEvent, type Schedule } from './schedules.ts';
import { TopicSubscriber, type SubscriberOptions } from './subscriber.ts';
import type { Template } from './template.ts';

/** What ran, and what came of it. */
export interface Invocation {
  /** Logical id of the function. */
  logicalId: string;
  event: unknown;
  result: InvocationResult;
  durationMs: number;
}

/** Where the embedded servers listen. */
export interface Endpoints {
  /** S3, SQS and SNS. */
  aws: string;
  dynamodb: string;
  /** Page and API of the newsroom; empty where the template has none. */
  web: string;
}

const MINUTE_MS = 60_000;

interface Parts {
  options: LocalStackOptions;
  template: Template;
  endpoints: Endpoints;
  clients: Clients;
  meter: DynamoDbMeter;
  activity: Activity;
  functions: readonly LocalFunction[];
  schedules: readonly Schedule[];
  queueUrlOf: (arn: string) => string;
  plant: (bucket: string, files: readonly PlantedFile[]) => string[];
  plantItems: (table: string, items: readonly Item[]) => Promise<void>;
  stopServers: () => Promise<void>;
}

/** A stack that runs. */
export class LocalStack {
  readonly endpoints: Endpoints;
  readonly clients: Clients;
  /** Counts the calls that reach DynamoDB, and their capacity units. */
  readonly meter: DynamoDbMeter;
  /** Outputs of the template by name: InboxBucketName, TableName, ArticleTopicArn ... */
  readonly outputs: Readonly<Record<string, string>>;
  readonly #parts: Parts;
  readonly #pollers: MappingPoller[];
  readonly #polledQueues: readonly string[];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #subscribers = new Set<TopicSubscriber>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #observers = new Set<(invocation: Invocation) => void>();
  #stopped: Promise<void> | undefined;

  /** Use startLocalStack(). */
  constructor(parts: Parts) {
    const { options, template, clients, activity, schedules } = parts;
    this.#parts = parts;
    this.endpoints = parts.endpoints;
    this.clients = clients;
    this.meter = parts.meter;
    this.outputs = withWebOf(parts.endpoints.web, template.outputs());

    const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping')
      .map((resource) => mappingSettings(resource, template, options.retryAfterSeconds, parts.queueUrlOf))
      .map((mapping) => ({
        ...mapping,
        concurrency: Math.min(mapping.concurrency, options.batchesAtOnce ?? Infinity),
      }))
      .filter(({ enabled }) => enabled && options.poll !== false)
      .filter(
        ({ functionName }) => !options.pollsNot?.includes(this.#functionOf(functionName).settings.logicalId),
      );
    this.#polledQueues = mappings.map(({ queueUrl }) => queueUrl);
    this.#pollers = mappings.map(
      (settings) =>
        new MappingPoller(settings, clients.sqs, activity, (event) =>
          this.invoke(settings.functionName, event),
        ),
    );
    for (const poller of this.#pollers) poller.start();
    for (const schedule of schedules) this.#startTimer(schedule);
  }

  /** Variables with which an SDK or the AWS CLI talks to this stack. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: this.endpoints.aws,
      AWS_ENDPOINT_URL_DYNAMODB: this.endpoints.dynamodb,
      AWS_REGION: LOCAL.region,
      // The first version of the AWS CLI knows only this one.
      AWS_DEFAULT_REGION: LOCAL.region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
  }

  /** What `Ref` gives for a logical id: a bucket's name, a queue's URL, a topic's ARN, a table's or function's name. */
  ref(logicalId: string): string {
    const [resource] = this.#parts.template.resources;
    if (resource === undefined) throw new Error('the template is empty');
    const value = this.#parts.template.resolve({ Ref: logicalId }, resource);
    return typeof value === 'string' ? value : '';
  }

  /** Tells of every invocation when it has ended. */
  onInvocation(observe: (invocation: Invocation) => void): void {
    this.#observers.add(observe);
  }

  /**
   * Invokes a function and waits for its end. Never rejects for what the handler does.
   * @param name its logical id, its name, or the first word of `<Word>Function` in any case (`ingest`)
   */
  async invoke(name: string, event: unknown): Promise<InvocationResult> {
    const target = this.#functionOf(name);
    const end = this.#parts.activity.begin();
    const started = performance.now();
    try {
      const result = await target.invoke(event);
      const { logicalId } = target.settings;
      const durationMs = performance.now() - started;
      for (const observe of this.#observers) observe({ logicalId, event, result, durationMs });
      return result;
    } finally {
      end();
    }
  }

  /**
   * Kills a container that is at work.
   * @param below draws which one: a whole number from 0 up to, but not, its parameter
   * @returns the logical id of its function; undefined when none is at work
   */
  killContainer(below: (count: number) => number): string | undefined {
    const busy = this.#parts.functions.flatMap((one) =>
      Array.from({ length: one.busy }, (_, place) => ({ one, place })),
    );
    const drawn = busy[below(busy.length)];
    drawn?.one.kill(drawn.place);
    return drawn?.one.settings.logicalId;
  }

  /**
   * Puts files into a versioned bucket as of a time, and tells nobody: as if notifications had been lost.
   * @returns the version of each
   */
  plant(bucket: string, files: readonly PlantedFile[]): string[] {
    return this.#parts.plant(bucket, files);
  }

  /** Puts items into a table past its door: neither validated nor metered, at a tenth of what that takes. */
  async plantItems(table: string, items: readonly Item[]): Promise<void> {
    return this.#parts.plantItems(table, items);
  }

  /** Lets a schedule fire now, and waits for its function's end. @param logicalId of the rule */
  async fire(logicalId: string): Promise<InvocationResult> {
    const schedule = this.#parts.schedules.find((one) => one.logicalId === logicalId);
    if (schedule === undefined) throw new Error(`the template has no schedule ${logicalId}`);
    return this.invoke(schedule.functionArn, scheduledEvent(schedule, Date.now()));
  }

  /** Resolves when no function runs and nothing waits, or will come back, in a queue that a function is fed from. */
  async quiet(): Promise<void> {
    await this.#parts.activity.quiet(async () => {
      for (const queueUrl of this.#polledQueues) if ((await this.messagesIn(queueUrl)) > 0) return false;
      return true;
    });
  }

  /** Messages in a queue: visible, in flight and delayed. */
  async messagesIn(queueUrl: string): Promise<number> {
    const { Attributes: counts = {} } = await this.clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );
    return (
      Number(counts.ApproximateNumberOfMessages) +
      Number(counts.ApproximateNumberOfMessagesNotVisible) +
      Number(counts.ApproximateNumberOfMessagesDelayed)
    );
  }

  /** Subscribes to a topic from now on. @param topicArn as ref() gives it */
  async subscribe(topicArn: string, options: SubscriberOptions = {}): Promise<TopicSubscriber> {
    const queueUrlOf = (name: string): string => this.#parts.queueUrlOf(arnOf('sqs', name));
    const subscriber = await TopicSubscriber.subscribe(this.clients, queueUrlOf, topicArn, options);
    this.#subscribers.add(subscriber);
    return subscriber;
  }

  /** Ends everything: first the pollers and timers, then the invocations that run, the servers last. */
  async stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#pollers.map((poller) => poller.stop()));
    await Promise.allSettled(this.#running);
    await Promise.all([...this.#subscribers].map((subscriber) => subscriber.stop()));
    await Promise.all(this.#parts.functions.map((one) => one.stop()));
    await this.#parts.stopServers();
  }

  #functionOf(name: string): LocalFunction {
    const wanted = name.toLowerCase();
    const found = this.#parts.functions.find(({ settings }) =>
      [settings.logicalId, settings.name, arnOf('lambda', `function:${settings.name}`)].some(
        (known) => known === name || known.toLowerCase() === `${wanted}function`,
      ),
    );
    if (found !== undefined) return found;
    const known = this.#parts.functions.map(({ settings }) => settings.logicalId).join(', ');
    throw new Error(`there is no function ${name}; there are ${known}`);
  }

  #startTimer(schedule: Schedule): void {
    const { scheduleMinuteMs = MINUTE_MS } = this.#parts.options;
    const every = schedule.everyMs * (scheduleMinuteMs / MINUTE_MS);
    if (!schedule.enabled || every === 0) return;
    let running = false;
    const timer = setInterval(() => {
      // A run that takes longer than the interval is not joined by another: the next interval is its retry.
      if (running) return;
      running = true;
      const run = this.fire(schedule.logicalId).finally(() => {
        running = false;
        this.#running.delete(run);
      });
      this.#running.add(run);
    }, every);
    this.#timers.push(timer);
  }
}

/** The addresses of site and API are both that of this machine's own server. */
export function withWebOf(web: string, outputs: Record<string, string>): Record<string, string> {
  if (web === '') return outputs;
  const names = /^https:\/\/(?:127\.0\.0\.1:\d+|[^/]+\.execute-api\.[^/]+)/u;
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, value.replace(names, web)]),
  );
}
