/**
 * What lies between a worker and the services: time, losses, refusals, and the SDK that tries again. Every call is a
 * place where another worker may go first, and where a worker may die.
 */
import { InternalServerError, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { PublishCommand, SNSServiceException, ThrottledException } from '@aws-sdk/client-sns';
import { SQSServiceException, type SQSClient } from '@aws-sdk/client-sqs';
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import type { Topics } from '../aws/topics.ts';
import { OPS_TOPIC } from '../aws/wiring.ts';
import { describeKey } from './call-keys.ts';
import type { FaultRates } from './faults.ts';
import type { Process } from './process.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';
import type { Fate, LogEntry, Script, Service } from './world.ts';

export type WorldClients = Clients & { sqs: Pick<SQSClient, 'send'> };

interface Answering {
  /** @throws what the service answers with where it refuses */
  answer(command: object): object;
}

export interface NetworkContext {
  timeline: Timeline;
  random: Random;
  /** As they are now. */
  rates: () => FaultRates;
  isDown: (service: Service) => boolean;
  services: Record<Service, Answering> & { sns: Topics };
  script: Script | undefined;
  log: (entry: LogEntry) => void;
}

interface Call {
  process: Process;
  service: Service;
  command: { input: object };
  name: string;
  key: string;
  number: number;
  resolve: (output: object) => void;
  reject: (error: unknown) => void;
}

/** The SDK's standard mode as the functions set it. */
const ATTEMPTS = 3;

/** What never ends: the process that waits for it is gone. */
const NEVER = new Promise<never>(() => undefined);

export class Network {
  readonly #context: NetworkContext;
  #travelling = 0;

  constructor(context: NetworkContext) {
    this.#context = context;
  }

  /** Requests on their way, also those of workers that are gone. */
  get travelling(): number {
    return this.#travelling;
  }

  clientsOf(process: Process): WorldClients {
    // The SDK's overloads come down to this: a command in, its output out
    const client = (service: Service): never =>
      ({ send: (command: { input: object }) => this.#send(process, service, command) }) as never;
    return { s3: client('s3'), dynamo: client('dynamo'), sns: client('sns'), sqs: client('sqs') };
  }

  #send(process: Process, service: Service, command: { input: object }): Promise<object> {
    if (!process.isAlive) return NEVER;
    return new Promise((resolve, reject) => {
      process.outstanding++;
      const name = command.constructor.name.replace(/Command$/, '');
      const key = describeKey(command.input);
      const number = process.calls++;
      this.#attempt({ process, service, command, name, key, number, resolve, reject }, 1);
    });
  }

  #attempt(call: Call, attempt: number): void {
    const { process } = call;
    if (!process.isAlive) return;
    const fate = this.#fateOf(call, attempt);
    if (fate === 'die-before') {
      this.#note(call, attempt, fate);
      process.die('before-call');
      return;
    }
    const { timeline } = this.#context;
    this.#travelling++;
    const extra = typeof fate === 'object' ? fate.afterMs : 0;
    timeline.at(timeline.now + this.#latency() + extra, () => {
      this.#travelling--;
      this.#arrive(call, attempt, fate);
    });
  }

  #arrive(call: Call, attempt: number, fate: Fate): void {
    const { random, timeline, isDown } = this.#context;
    const { process, service } = call;
    // Of a worker that is gone, what was on its way mostly arrives
    const isLost = fate === 'lose-request' || (!process.isAlive && random.chance(0.3));
    if (isLost) {
      this.#note(call, attempt, 'lost');
      this.#again(call, attempt, lost());
      return;
    }
    if (fate === 'throttle' || isDown(service)) {
      const error = withoutStacks(() => (fate === 'throttle' ? throttled(service) : unavailable(service)));
      if (call.command instanceof PublishCommand) this.#noteMessage(call, call.command, false, false);
      this.#note(call, attempt, error.name);
      this.#again(call, attempt, error);
      return;
    }
    const answer = this.#effect(call);
    const outcome = answer.ok ? 'ok' : answer.error instanceof Error ? answer.error.name : 'error';
    this.#note(
      call,
      attempt,
      fate === 'die-after' || fate === 'lose-answer' ? `${outcome} ${fate}` : outcome,
    );
    if (call.command instanceof PublishCommand) {
      this.#noteMessage(call, call.command, answer.ok, fate === 'die-after' || fate === 'lose-answer');
    }
    if (fate === 'die-after') {
      process.die('after-call');
    } else if (fate === 'lose-answer') {
      this.#again(call, attempt, lost());
    } else {
      timeline.at(timeline.now + this.#latency(), () => {
        this.#settle(call, answer);
      });
    }
  }

  #effect({ service, command }: Call): { ok: true; output: object } | { ok: false; error: unknown } {
    return withoutStacks(() => {
      try {
        return { ok: true, output: this.#context.services[service].answer(command) };
      } catch (error) {
        return { ok: false, error };
      }
    });
  }

  /** Tries again as the SDK does, or gives up with the error. */
  #again(call: Call, attempt: number, error: unknown): void {
    const { timeline, random } = this.#context;
    if (attempt >= ATTEMPTS) {
      this.#settle(call, { ok: false, error });
      return;
    }
    timeline.at(timeline.now + random.between(1, 100 * 2 ** attempt), () => {
      this.#attempt(call, attempt + 1);
    });
  }

  #settle(
    { process, resolve, reject }: Call,
    answer: { ok: true; output: object } | { ok: false; error: unknown },
  ): void {
    if (!process.isAlive) return;
    process.outstanding--;
    process.wake();
    if (answer.ok) resolve(answer.output);
    else reject(answer.error);
  }

  #fateOf(call: Call, attempt: number): Fate {
    const { script, random, rates } = this.#context;
    const { process, service, command, name, key, number } = call;
    const scripted = script?.({
      worker: process,
      service,
      command: name,
      key,
      input: command.input,
      call: number,
      attempt,
    });
    if (scripted !== undefined) return scripted;
    const { dieBefore, dieAfter, loseRequest, loseAnswer, throttle } = rates();
    if (dieBefore + dieAfter + loseRequest + loseAnswer + throttle === 0) return 'answer';
    let drawn = random.next();
    if ((drawn -= dieBefore) < 0) return 'die-before';
    if ((drawn -= dieAfter) < 0) return 'die-after';
    if ((drawn -= loseRequest) < 0) return 'lose-request';
    if ((drawn -= loseAnswer) < 0) return 'lose-answer';
    return drawn - throttle < 0 ? 'throttle' : 'answer';
  }

  /** Of one way, milliseconds. */
  #latency(): number {
    const { random, rates } = this.#context;
    return random.chance(rates().slow / 2) ? random.between(100, 8000) : random.between(1, 6);
  }

  #note({ process, service, name, key }: Call, attempt: number, outcome: string): void {
    const { log, timeline } = this.#context;
    log({
      time: timeline.now,
      kind: 'call',
      worker: process.id,
      service,
      command: name,
      key,
      attempt,
      outcome,
    });
  }

  #noteMessage({ process }: Call, command: PublishCommand, taken: boolean, answerLost: boolean): void {
    const { log, timeline, services } = this.#context;
    const { topicArn, subject, body, attributes } = services.sns.read(command.input);
    const topic = topicArn === OPS_TOPIC ? 'ops' : 'article';
    log({
      time: timeline.now,
      kind: 'message',
      worker: process.id,
      topic,
      subject,
      body,
      attributes,
      taken,
      answerLost,
    });
  }
}

/** Refusals are answers like others, and where in the model they were made says nothing. */
function withoutStacks<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What the SDK throws where a connection breaks. */
function lost(): Error {
  return withoutStacks(() =>
    Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' }),
  );
}

function throttled(service: Service): Error {
  const message = 'the pace is too high';
  const $metadata = { httpStatusCode: service === 's3' ? 503 : 400, attempts: ATTEMPTS };
  switch (service) {
    case 'dynamo':
      return new ProvisionedThroughputExceededException({ message, $metadata });
    case 's3':
      return new S3ServiceException({ name: 'SlowDown', $fault: 'server', message, $metadata });
    case 'sns':
      return new ThrottledException({ message, $metadata });
    case 'sqs':
      return new SQSServiceException({ name: 'RequestThrottled', $fault: 'client', message, $metadata });
  }
}

function unavailable(service: Service): Error {
  const message = 'the service is not available';
  const $metadata = { httpStatusCode: 503, attempts: ATTEMPTS };
  const fault = { name: 'ServiceUnavailable', $fault: 'server' as const, message, $metadata };
  switch (service) {
    case 'dynamo':
      return new InternalServerError({ message, $metadata });
    case 's3':
      return new S3ServiceException(fault);
    case 'sns':
      return new SNSServiceException(fault);
    case 'sqs':
      return new SQSServiceException(fault);
  }
}
