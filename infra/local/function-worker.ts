/**
 * The inside of one warm container: a worker thread that imports the bundle once and answers one invocation after
 * the other. Its environment is the function's own; nothing of the stack's process is in it.
 */
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

export interface WorkerSettings {
  bundle: string;
  exportName: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** False: what it prints goes nowhere. */
  isHeard: boolean;
}

export interface InvokeRequest {
  requestId: string;
  event: string;
  /** Epoch milliseconds at which the container is stopped. */
  deadline: number;
}

export type InvokeResponse =
  | { ok: true; payload: string | undefined }
  | { ok: false; errorType: string; message: string; stack?: string };

type Handler = (event: unknown, context: unknown) => unknown;

const settings = workerData as WorkerSettings;
const port = parentPort;
if (port === null) throw new Error('function-worker.ts runs in a worker thread');

// Node has read it, and no container of Lambda has it
delete process.env.NODE_COMPILE_CACHE;

// Getters that load a library of their own. Who imports node:http reads them all, and no function wants these
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent'])
  Reflect.deleteProperty(process.getBuiltinModule('node:http'), name);

if (!settings.isHeard) {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  for (const name of ['stdout', 'stderr']) Object.defineProperty(process, name, { value: nowhere });
}

let handler: Handler | undefined;

async function load(): Promise<Handler> {
  if (handler !== undefined) return handler;
  const module: unknown = await import(pathToFileURL(settings.bundle).href);
  const found: unknown = Reflect.get(Object(module) as object, settings.exportName);
  if (typeof found !== 'function') {
    throw new Error(`${settings.bundle} exports no function ${settings.exportName}`);
  }
  handler = found as Handler;
  return handler;
}

async function invoke(request: InvokeRequest): Promise<InvokeResponse> {
  try {
    const run = await load();
    const context = {
      functionName: settings.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: settings.functionArn,
      memoryLimitInMB: String(settings.memoryMb),
      awsRequestId: request.requestId,
      logGroupName: `/aws/lambda/${settings.functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, request.deadline - Date.now()),
    };
    const result = await run(JSON.parse(request.event), context);
    return { ok: true, payload: JSON.stringify(result) };
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    return {
      ok: false,
      errorType: known.name,
      message: known.message,
      ...(known.stack === undefined ? {} : { stack: known.stack }),
    };
  }
}

port.on('message', (request: InvokeRequest) => {
  void invoke(request).then((response) => {
    port.postMessage(response);
  });
});
