/** Lambda functions: bundles of the assembly, run in worker threads that are reused as warm containers are. */
import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SECRETS_FILE } from '../../functions/adapters/platform/local-secrets.ts';
import { ON_OWN_MACHINE } from '../../functions/adapters/platform/settings.ts';
import { arnOf, LOCAL, physicalName, propertiesOf } from './catalogue.ts';
import { startContainer, type Container, type WarmContainers } from './containers.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import type { InvokeRequest, InvokeResponse, WorkerSettings } from './function-worker.ts';
import { isObject, type Json } from './json.ts';
import type { Resource, Template } from './template.ts';

export type InvocationResult =
  | { ok: true; payload: unknown }
  /** `timeout` and `crash` end the container; `error` is an exception of the handler. */
  | { ok: false; kind: 'error' | 'timeout' | 'crash'; message: string };

export interface FunctionSettings {
  logicalId: string;
  name: string;
  bundle: string;
  exportName: string;
  environment: Readonly<Record<string, string>>;
  timeoutMs: number;
  memoryMb: number;
  reservedConcurrency: number | undefined;
}

/** What a function prints. */
export type FunctionOutput = (logicalId: string, line: string) => void;

/**
 * What a template says about a function.
 * @param assets folder of every asset by object key
 * @throws UnsupportedByLocalStackError if it is no Node.js function of a file asset
 */
export function functionSettings(
  resource: Resource,
  template: Template,
  assets: ReadonlyMap<string, string>,
): FunctionSettings {
  const { logicalId } = resource;
  const properties = propertiesOf(resource, template);
  const { Runtime: runtime, Handler: handler, Code: code } = properties;
  if (typeof runtime !== 'string' || !runtime.startsWith('nodejs') || typeof handler !== 'string') {
    throw new UnsupportedByLocalStackError(
      logicalId,
      `a function of runtime ${JSON.stringify(runtime ?? null)}`,
    );
  }
  const key = isObject(code) ? code.S3Key : undefined;
  const folder = typeof key === 'string' ? assets.get(key) : undefined;
  if (folder === undefined) throw new UnsupportedByLocalStackError(logicalId, 'code that is no file asset');
  const dot = handler.lastIndexOf('.');
  return {
    logicalId,
    name: physicalName(resource),
    // Where it really is: assemblies share their assets
    bundle: join(realpathSync(folder), handler.slice(0, dot)),
    exportName: handler.slice(dot + 1),
    environment: stringEntries(
      isObject(properties.Environment) ? properties.Environment.Variables : undefined,
    ),
    timeoutMs: numberOr(properties.Timeout, 3) * 1000,
    memoryMb: numberOr(properties.MemorySize, 128),
    reservedConcurrency:
      properties.ReservedConcurrentExecutions === undefined
        ? undefined
        : numberOr(properties.ReservedConcurrentExecutions, 1),
  };
}

/** One function with its warm containers. */
export class LocalFunction {
  readonly settings: FunctionSettings;
  readonly #platform: Readonly<Record<string, string>>;
  readonly #output: FunctionOutput | undefined;
  readonly #kept: WarmContainers | undefined;
  readonly #idle: Container[] = [];
  readonly #all = new Set<Container>();
  #stopped = false;

  /**
   * @param platform variables that Lambda itself sets, and the endpoints of this stack
   * @param output absent: nobody hears what it prints
   * @param kept containers that an earlier stack has left, and that this one leaves
   */
  constructor(
    settings: FunctionSettings,
    platform: Readonly<Record<string, string>>,
    output: FunctionOutput | undefined,
    kept?: WarmContainers,
  ) {
    this.settings = settings;
    this.#platform = platform;
    this.#output = output;
    this.#kept = kept;
  }

  /** Runs the handler once, in a container that is warm if there is one. Never rejects. */
  async invoke(event: unknown): Promise<InvocationResult> {
    if (this.#stopped) return { ok: false, kind: 'crash', message: 'the stack has been stopped' };
    const container = this.#idle.pop() ?? this.#start();
    const { worker } = container;
    const { timeoutMs } = this.settings;
    const request: InvokeRequest = {
      requestId: randomUUID(),
      event: JSON.stringify(event),
      deadline: Date.now() + timeoutMs,
    };
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    const onMessage = (response: InvokeResponse): void => {
      resolve(toResult(response));
    };
    const onExit = (code: number): void => {
      resolve({ ok: false, kind: 'crash', message: `the container exited with code ${code}` });
    };
    const onError = (error: unknown): void => {
      resolve({ ok: false, kind: 'crash', message: error instanceof Error ? error.message : String(error) });
    };
    const timer = setTimeout(() => {
      resolve({ ok: false, kind: 'timeout', message: `Task timed out after ${timeoutMs / 1000} seconds` });
    }, timeoutMs);
    worker.once('message', onMessage).once('exit', onExit).once('error', onError);
    worker.postMessage(request);
    const result = await promise;
    clearTimeout(timer);
    worker.off('message', onMessage).off('exit', onExit).off('error', onError);
    if (!result.ok && result.kind !== 'error') {
      this.#output?.(this.settings.logicalId, result.message);
      this.#all.delete(container);
      await worker.terminate();
    } else if (this.#all.has(container)) this.#idle.push(container);
    return result;
  }

  /** Containers in the middle of an invocation. */
  get busy(): number {
    return this.#all.size - this.#idle.length;
  }

  /**
   * Ends a container in the middle of its invocation, as when its host dies: what it has sent takes effect, and the
   * invocation has crashed.
   * @param place of which of the busy ones, from 0
   */
  kill(place: number): void {
    const container = [...this.#all].filter((one) => !this.#idle.includes(one))[place];
    void container?.worker.terminate();
  }

  /** Ends the containers, but for the idle ones that are kept. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const container of this.#idle.splice(0)) {
      if (this.#kept?.keep(this.settings.logicalId, container) === true) this.#all.delete(container);
    }
    await Promise.all([...this.#all].map(({ worker }) => worker.terminate()));
    this.#all.clear();
  }

  #start(): Container {
    const { logicalId, name, memoryMb } = this.settings;
    const workerData: WorkerSettings = {
      bundle: bundleFile(this.settings),
      exportName: this.settings.exportName,
      functionName: name,
      functionArn: arnOf('lambda', `function:${name}`),
      memoryMb,
      isHeard: this.#output !== undefined,
    };
    const container =
      this.#kept?.take(logicalId, workerData, this.#environment()) ??
      startContainer(workerData, this.#environment());
    container.output = (line) => {
      this.#output?.(logicalId, line);
    };
    container.ended = () => {
      this.#all.delete(container);
      const index = this.#idle.indexOf(container);
      if (index >= 0) this.#idle.splice(index, 1);
    };
    this.#all.add(container);
    return container;
  }

  #environment(): Record<string, string> {
    const { name, memoryMb, environment } = this.settings;
    return {
      ...this.#platform,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      ...environment,
    };
  }
}

function toResult(response: InvokeResponse): InvocationResult {
  if (!response.ok) {
    return {
      ok: false,
      kind: 'error',
      message: response.stack ?? `${response.errorType}: ${response.message}`,
    };
  }
  const payload: unknown = response.payload === undefined ? null : JSON.parse(response.payload);
  return { ok: true, payload };
}

function bundleFile({ bundle, logicalId }: FunctionSettings): string {
  const file = ['.mjs', '.js', '.cjs']
    .map((extension) => bundle + extension)
    .find((path) => existsSync(path));
  if (file === undefined) throw new UnsupportedByLocalStackError(logicalId, `a bundle without ${bundle}.mjs`);
  return file;
}

/** What Lambda sets for every function, with the endpoints of this stack. */
export function platformEnvironment(
  endpoints: { aws: string; dynamodb: string },
  secretsFile?: string,
): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: LOCAL.region,
    AWS_DEFAULT_REGION: LOCAL.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.', 1).join('')}.x`,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_ENDPOINT_URL: endpoints.aws,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    [ON_OWN_MACHINE]: 'true',
    ...(secretsFile === undefined ? {} : { [SECRETS_FILE]: resolve(secretsFile) }),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

function stringEntries(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      typeof entry === 'string' ? entry : JSON.stringify(entry),
    ]),
  );
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return value === undefined ? otherwise : Number(value);
}
