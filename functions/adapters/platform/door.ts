/**
 * What every request passes: its route, who asks, whether they may, whether its parameters are known. Behind it an
 * operation has all it needs; whatever goes wrong there is told as a problem.
 */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Limits } from '../../core/feed/contract.ts';
import {
  askerOf,
  decodeRights,
  may,
  type Asker,
  type Authorizer,
  type Machine,
} from '../../core/feed/rights.ts';
import { isInPath, routed, ROUTES, type Parameter, type Route } from '../../core/feed/routes.ts';
import {
  HttpProblem,
  problem,
  requestOf,
  resultOf,
  type Answer,
  type HttpEvent,
  type Request,
} from './http.ts';

export interface Asked {
  request: Request;
  route: Route;
  /** Of the path. */
  values: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** null where the edge has checked who asks, or nobody has to be known. */
  asker: Asker | null;
  limits: Limits;
  /** Before the paths of links: machines stay at their door. */
  base: string;
}

export type Operation = (asked: Asked) => Promise<Answer> | Answer;

export interface DoorOptions {
  /** Of the settings. */
  machines: readonly Machine[];
  /** Something is wrong here. */
  failed: (path: string, error: unknown) => void;
}

const NOTHING: Limits = { providers: [], withoutFlags: [] };

/**
 * @param by the function that this is
 * @param operations by their names in the route table
 */
export function answering(
  by: Route['by'],
  operations: Readonly<Record<string, Operation>>,
  { machines, failed }: DoorOptions,
): (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  const routes = ROUTES.filter((route) => route.by === by);
  return async (event) => {
    const request = requestOf(event);
    try {
      const base = event.rawPath.slice(0, event.rawPath.length - request.path.length);
      return resultOf(request, await answer(request, routes, operations, { machines, base }));
    } catch (error) {
      if (error instanceof HttpProblem) {
        return resultOf(request, problem(error.code, error.message, error.more));
      }
      failed(request.path, error);
      return resultOf(request, problem('failed', 'The fault is noted.'));
    }
  };
}

async function answer(
  request: Request,
  routes: readonly Route[],
  operations: Readonly<Record<string, Operation>>,
  { machines, base }: { machines: readonly Machine[]; base: string },
): Promise<Answer> {
  const found = routed(routes, request.method, request.path);
  if (!found.ok) {
    if (found.code === 'not-found') return problem('not-found', `There is nothing at ${request.path}.`);
    const allow = { allow: found.methods.join(', ') };
    if (request.method === 'OPTIONS') return { status: 204, headers: allow };
    const detail = `${request.path} knows ${allow.allow}, and no ${request.method}.`;
    return { ...problem('no-such-method', detail), headers: allow };
  }
  const { route, values } = found;
  const operation = operations[route.operation];
  if (operation === undefined) return problem('not-found', `There is nothing at ${request.path}.`);
  const who = askerFor(route, values, request, machines);
  if ('status' in who) return who;
  const fault = parameterFault(route, request.query);
  if (fault !== undefined) return problem(fault.code, fault.detail);
  return operation({ request, route, values, query: request.query, base, ...who });
}

function askerFor(
  { door, scope }: Route,
  { rights = '' }: Readonly<Record<string, string>>,
  { authorizer }: Request,
  machines: readonly Machine[],
): Answer | Pick<Asked, 'asker' | 'limits'> {
  if (door === 'open') return { asker: null, limits: NOTHING };
  if (door === 'edge') {
    const limits = decodeRights(rights);
    return limits === undefined
      ? problem('not-found', 'There are no such rights; GET /v1/me says which are yours.')
      : { asker: null, limits };
  }
  const asking = askerOf(isAuthorizer(authorizer) ? authorizer : undefined, machines);
  if (!asking.ok) {
    return problem(asking.code === 'nobody' ? 'not-signed-in' : 'not-allowed', asking.detail);
  }
  const { asker } = asking;
  if (scope !== null && !may(asker, scope)) {
    return problem(
      'not-allowed',
      `It needs the scope ${scope}; ${asker.name} has ${asker.scopes.join(', ')}.`,
    );
  }
  return { asker, limits: asker.limits };
}

function isAuthorizer(value: unknown): value is Authorizer {
  return typeof value === 'object' && value !== null;
}

function parameterFault(
  route: Route,
  query: URLSearchParams,
): { code: 'unknown-parameter' | 'bad-request'; detail: string } | undefined {
  const known = new Map(
    route.parameters
      .filter((one) => !isInPath(route, one))
      .map((one): [string, Parameter] => [one.name, one]),
  );
  for (const name of new Set(query.keys())) {
    const parameter = known.get(name);
    if (parameter === undefined) {
      const names = known.size === 0 ? 'there are none' : `there are ${[...known.keys()].join(', ')}`;
      return { code: 'unknown-parameter', detail: `There is no parameter "${name.slice(0, 40)}"; ${names}.` };
    }
    const values = query.getAll(name);
    if (values.length > 1 && parameter.many !== true) {
      return { code: 'bad-request', detail: `"${name}" may come once.` };
    }
    const wrong = values.find((value) => !isValue(parameter, value));
    if (wrong !== undefined) {
      const what =
        parameter.oneOf?.join(' or ') ??
        (parameter.kind === 'integer' ? 'a whole number above 0' : 'a time (RFC 3339)');
      return { code: 'bad-request', detail: `"${name}" is ${what}, and not "${wrong.slice(0, 40)}".` };
    }
  }
  return undefined;
}

function isValue({ kind, oneOf }: Parameter, value: string): boolean {
  if (oneOf !== undefined) return oneOf.includes(value);
  if (kind === 'integer') return /^[1-9]\d{0,8}$/.test(value);
  return kind !== 'date-time' || !Number.isNaN(Date.parse(value));
}

/** Properties that are texts. */
export function textsIn<Name extends string>(
  values: Partial<Record<Name, unknown>>,
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {};
  for (const [name, text] of Object.entries<unknown>(values)) {
    if (typeof text !== 'string') throw new HttpProblem('bad-request', `"${name}" is no text.`);
    texts[name as Name] = text;
  }
  return texts;
}

/** A body that is a JSON object, with none but these properties. */
export function objectOf<Name extends string>(
  { body }: Request,
  names: readonly Name[],
): Partial<Record<Name, unknown>> {
  if (body.length > 16 * 1024) throw new HttpProblem('too-large', 'The body has more than 16 KB.');
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    throw new HttpProblem('bad-request', 'The body is no JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpProblem('bad-request', 'The body is no JSON object.');
  }
  const unknown = Object.keys(value).find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    throw new HttpProblem(
      'unknown-parameter',
      `There is no property "${unknown.slice(0, 40)}"; there are ${names.join(', ')}.`,
    );
  }
  return value;
}
