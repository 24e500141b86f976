/**
 * The whole system on one machine: what the synthesised template declares, in embedded servers that speak the wire
 * protocols of AWS, with the bundled functions in worker threads. infra/local/README.md says how far that carries.
 */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { quiet } from '../../functions/adapters/platform/clients.ts';
import { LIVE_KEY } from '../../functions/adapters/platform/live-cookies.ts';
import { PAGE_FOLDER } from '../repository.ts';
import { Activity } from './activity.ts';
import { readAssembly } from './assembly.ts';
import { checkSupported, LOCAL, localNaming, notHere } from './catalogue.ts';
import { lockDataFolder } from './data-folder.ts';
import { DynamoDbMeter } from './dynamodb-meter.ts';
import { refusePublishing } from './faults.ts';
import { functionSettings, LocalFunction, platformEnvironment, type FunctionSettings } from './functions.ts';
import { LocalStack, withWebOf, type Endpoints } from './local-stack.ts';
import { isTargetOf, objectCreatedEvent, Sequencer, type StoredObject } from './notifications.ts';
import { createDynalite, plantItems } from './items.ts';
import { ObjectTags, scannedPlaces } from './object-tags.ts';
import { addObjectHooks, plantFiles } from './objects.ts';
import type { LocalStackOptions } from './options.ts';
import {
  createBuckets,
  createQueues,
  createTables,
  createTopics,
  ofType,
  readBuckets,
  type Clients,
} from './resources.ts';
import { scheduleOf } from './schedules.ts';
import { createFauxqs, listen, listenFauxqs, listenServer, moveQueues } from './servers.ts';
import { synthesisedAssembly } from './synthesise.ts';
import { Template } from './template.ts';
import { liveKeys, type LiveKeys } from './web/live.ts';
import { createWeb } from './web/server.ts';
import { LOCAL_MACHINE } from './web/who.ts';

export type { LocalStack, LocalStackOptions };

/** Starts the stack: returns when everything is there and the pollers run. */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const stacks = readAssembly(options.assembly ?? (await synthesisedAssembly(options.context)));
  // Names are resolved before anything listens, but for the URLs of queues.
  const endpoints = { aws: '', dynamodb: '', web: '' };
  const webHost = (): string => endpoints.web.replace(/^http:\/\//u, '');
  const template = new Template(
    stacks,
    localNaming(() => endpoints.aws, webHost, options.archiveEndpoint),
    LOCAL,
  );
  checkSupported(template.resources);
  for (const what of notHere(template.resources)) options.onNotHere?.(what);
  const assets = new Map(stacks.flatMap((stack) => [...stack.assets]));
  const buckets = readBuckets(template);
  const schedules = ofType(template, 'AWS::Events::Rule').map((rule) => scheduleOf(rule, template));

  const unlock = options.dataDir === undefined ? () => undefined : lockDataFolder(options.dataDir);
  const activity = new Activity();
  const sequencer = new Sequencer();
  const { app: fauxqs, queues, objects } = await createFauxqs(options.dataDir);
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
  if (options.refusePublish !== undefined) refusePublishing(fauxqs, options.refusePublish);
  const versions = addObjectHooks(fauxqs, {
    tags: new ObjectTags(options.scanner === false ? [] : scannedPlaces(template)),
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

  const { server: database, store: items } = createDynalite({
    createTableMs: 0,
    ...(options.dataDir === undefined ? {} : { path: join(options.dataDir, 'dynalite') }),
  });
  const meter = new DynamoDbMeter();
  meter.attach(database);

  const keys = liveKeys();
  const running: { stack?: LocalStack } = {};
  const web = createWeb({
    template,
    keys,
    page: options.page ?? PAGE_FOLDER,
    host: webHost,
    invoke: async (arn, event) =>
      running.stack?.invoke(arn, event) ?? { ok: false, kind: 'crash', message: 'the stack is not up yet' },
  });

  const { ports = { aws: 0, dynamodb: 0 }, onPortTaken = () => undefined } = options;
  endpoints.aws = await listen(ports.aws, (port) => listenFauxqs(fauxqs, port), onPortTaken);
  moveQueues(queues, endpoints.aws);
  endpoints.dynamodb = await listen(ports.dynamodb, (port) => listenServer(database, port), onPortTaken);
  if (web !== undefined)
    endpoints.web = await listen(ports.web ?? 0, (port) => listenServer(web, port), onPortTaken);

  const clients = createClients(endpoints);
  const stopServers = async (): Promise<void> => {
    if (web?.listening === true) {
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    }
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

    const platform = platformEnvironment(endpoints, options.secretsFile);
    const functions = ofType(template, 'AWS::Lambda::Function').map(
      (resource) =>
        new LocalFunction(
          onThisMachine(functionSettings(resource, template, assets), keys, endpoints.web, options),
          platform,
          options.onOutput,
          options.containers,
        ),
    );
    running.stack = new LocalStack({
      options,
      template,
      endpoints,
      clients,
      meter,
      activity,
      functions,
      schedules,
      queueUrlOf,
      plant: (bucket, files) => plantFiles(objects, versions, bucket, files),
      plantItems: (table, planted) => plantItems(items, table, planted),
      stopServers,
    });
    return running.stack;
  } catch (error) {
    await stopServers();
    throw error;
  }
}

/**
 * There is no Parameter Store to ask for the key, any signature is that of a machine, and schemas are served where the
 * API is.
 */
function onThisMachine(
  settings: FunctionSettings,
  { privateKey }: LiveKeys,
  web: string,
  { sourceMaps = true }: LocalStackOptions,
): FunctionSettings {
  const { LIVE_KEY_PARAMETER: parameter, MACHINES: machines, SCHEMA_BASE_URL } = settings.environment;
  return {
    ...settings,
    environment: {
      ...settings.environment,
      ...(sourceMaps ? {} : { NODE_OPTIONS: '' }),
      ...(SCHEMA_BASE_URL === undefined ? {} : withWebOf(web, { SCHEMA_BASE_URL })),
      ...(parameter === undefined ? {} : { [LIVE_KEY]: privateKey }),
      ...(machines === undefined
        ? {}
        : { MACHINES: JSON.stringify([...(JSON.parse(machines) as unknown[]), LOCAL_MACHINE]) }),
    },
  };
}

function createClients(endpoints: Endpoints): Clients {
  const options = {
    region: LOCAL.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  return {
    s3: quiet(new S3Client({ ...options, endpoint: endpoints.aws, forcePathStyle: true })),
    sqs: quiet(new SQSClient({ ...options, endpoint: endpoints.aws })),
    sns: quiet(new SNSClient({ ...options, endpoint: endpoints.aws })),
    dynamodb: quiet(new DynamoDBClient({ ...options, endpoint: endpoints.dynamodb })),
  };
}
