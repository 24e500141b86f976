/**
 * The whole system on one machine: what the synthesised template declares, in embedded servers that speak the wire
 * protocols of AWS, with the bundled functions in worker threads. infra/local/README.md says how far that carries.
 */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import dynalite from 'dynalite';
import { Activity } from './activity.ts';
import { readAssembly } from './assembly.ts';
import { arnOf, checkSupported, LOCAL, localNaming } from './catalogue.ts';
import { lockDataFolder } from './data-folder.ts';
import { DynamoDbMeter } from './dynamodb-meter.ts';
import {
  functionSettings,
  LocalFunction,
  platformEnvironment,
  type FunctionOutput,
  type InvocationResult,
} from './functions.ts';
import { MappingPoller, mappingSettings } from './mappings.ts';
import { isTargetOf, objectCreatedEvent, Sequencer, type StoredObject } from './notifications.ts';
import { addObjectHooks } from './objects.ts';
import {
  createBuckets,
  createQueues,
  createTables,
  createTopics,
  ofType,
  readBuckets,
  type Clients,
} from './resources.ts';
import { scheduledEvent, scheduleOf, type Schedule } from './schedules.ts';
import { createFauxqs, listen, listenFauxqs, listenServer } from './servers.ts';
import { TopicSubscriber, type SubscriberOptions } from './subscriber.ts';
import { synthesisedAssembly } from './synthesise.ts';
import { Template } from './template.ts';

export interface LocalStackOptions {
  /** Absent: any free ports. Where a wanted port is taken, any free one is. */
  ports?: { aws: number; dynamodb: number };
  /** Keeps everything in this folder across restarts; absent: in memory. */
  dataDir?: string;
  /** Folder of a cloud assembly; absent: infra/ is synthesised. */
  assembly?: string;
  /** CDK context for that, e.g. { stage: 'prod' }. */
  context?: Readonly<Record<string, string>>;
  /** Seconds after which a failed message comes back; absent: the visibility time-out of its queue, as on AWS. */
  retryAfterSeconds?: number;
  /** Milliseconds between two firings of every schedule; absent: as declared; 0: only by fire(). */
  scheduleEveryMs?: number;
  /** Gets what the functions print, line by line. */
  onOutput?: FunctionOutput;
  /** False: nothing is taken from the queues; functions run only by invoke() and fire(). */
  poll?: boolean;
  /** Is told of ports that were taken. */
  onPortTaken?: (port: number) => void;
}

export interface Invocation {
  /** Logical id of the function. */
  logicalId: string;
  event: unknown;
  result: InvocationResult;
  durationMs: number;
}

export interface Endpoints {
  /** S3, SQS and SNS. */
  aws: string;
  dynamodb: string;
}

/** Starts the stack: returns when everything is there and the pollers run. */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const stacks = readAssembly(options.assembly ?? (await synthesisedAssembly(options.context)));
  // Names are resolved before anything listens, but for the URLs of queues.
  const endpoints = { aws: '', dynamodb: '' };
  const template = new Template(
    stacks,
    localNaming(() => endpoints.aws),
    LOCAL,
  );
  checkSupported(template.resources);
  const assets = new Map(stacks.flatMap((stack) => [...stack.assets]));
  const buckets = readBuckets(template);
  const schedules = ofType(template, 'AWS::Events::Rule').map((rule) => scheduleOf(rule, template));

  const unlock = options.dataDir === undefined ? () => undefined : lockDataFolder(options.dataDir);
  const activity = new Activity();
  const sequencer = new Sequencer();
  const { app: fauxqs } = await createFauxqs(options.dataDir);
  const sendMessage = async (queueUrl: string, body: string): Promise<void> => {
    const answer = await fauxqs.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
      payload: JSON.stringify({ QueueUrl: queueUrl, MessageBody: body }),
    });
    if (answer.statusCode !== 200) throw new Error(`no message to ${queueUrl}: ${answer.body}`);
    activity.touch();
  };
  const versions = addObjectHooks(fauxqs, {
    isVersioned: (bucket) => buckets.get(bucket)?.versioned ?? false,
    created: async (object: StoredObject) => {
      for (const target of buckets.get(object.bucket)?.targets ?? []) {
        if (!isTargetOf(target, object)) continue;
        const event = objectCreatedEvent(object, sequencer.next(object.time));
        await sendMessage(queueUrlOf(target.queueArn), event);
      }
    },
  });
  const queueUrlOf = (arn: string): string => `${endpoints.aws}/${arn.split(':').slice(4).join('/')}`;

  const database = dynalite({
    createTableMs: 0,
    ...(options.dataDir === undefined ? {} : { path: join(options.dataDir, 'dynalite') }),
  });
  const meter = new DynamoDbMeter();
  meter.attach(database);

  const { ports = { aws: 0, dynamodb: 0 }, onPortTaken = () => undefined } = options;
  endpoints.aws = await listen(ports.aws, (port) => listenFauxqs(fauxqs, port), onPortTaken);
  endpoints.dynamodb = await listen(ports.dynamodb, (port) => listenServer(database, port), onPortTaken);

  const clients = createClients(endpoints);
  const stopServers = async (): Promise<void> => {
    for (const client of [clients.s3, clients.sqs, clients.sns, clients.dynamodb]) client.destroy();
    await fauxqs.close();
    await meter.idle();
    database.closeAllConnections();
    await new Promise((resolve) => database.close(resolve));
    unlock();
  };
  try {
    await createQueues(template, clients.sqs);
    await createTopics(template, clients.sns);
    await createTables(template, clients.dynamodb);
    await createBuckets(buckets, versions, clients, queueUrlOf);

    const platform = platformEnvironment(endpoints);
    const onOutput = options.onOutput ?? (() => undefined);
    const functions = ofType(template, 'AWS::Lambda::Function').map(
      (resource) => new LocalFunction(functionSettings(resource, template, assets), platform, onOutput),
    );
    return new LocalStack({
      options,
      template,
      endpoints,
      clients,
      meter,
      activity,
      functions,
      schedules,
      queueUrlOf,
      stopServers,
    });
  } catch (error) {
    await stopServers();
    throw error;
  }
}

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
    this.outputs = template.outputs();

    const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping')
      .map((resource) => mappingSettings(resource, template, options.retryAfterSeconds, parts.queueUrlOf))
      .filter(({ enabled }) => enabled && options.poll !== false);
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
    const every = this.#parts.options.scheduleEveryMs ?? schedule.everyMs;
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

function createClients(endpoints: Endpoints): Clients {
  const options = {
    region: LOCAL.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  return {
    s3: new S3Client({ ...options, endpoint: endpoints.aws, forcePathStyle: true }),
    sqs: new SQSClient({ ...options, endpoint: endpoints.aws }),
    sns: new SNSClient({ ...options, endpoint: endpoints.aws }),
    dynamodb: new DynamoDBClient({ ...options, endpoint: endpoints.dynamodb }),
  };
}
