/** The routes of the template's HTTP API, and the functions behind them. */
import { propertiesOf } from '../catalogue.ts';
import { UnsupportedByLocalStackError } from '../errors.ts';
import { textOf } from '../json.ts';
import { ofType } from '../resources.ts';
import type { Template } from '../template.ts';

export interface ApiRoute {
  routeKey: string;
  method: string;
  pattern: RegExp;
  names: readonly string[];
  who: 'token' | 'signature';
  functionArn: string;
}

export interface Found {
  route: ApiRoute;
  parameters: Record<string, string>;
}

/** @throws UnsupportedByLocalStackError for a route that asks nobody who they are, or that leads to no function */
export function readRoutes(template: Template): ApiRoute[] {
  const targets = new Map(
    ofType(template, 'AWS::ApiGatewayV2::Integration').map((resource) => [
      `integrations/${resource.logicalId}`,
      propertiesOf(resource, template).IntegrationUri,
    ]),
  );
  return ofType(template, 'AWS::ApiGatewayV2::Route').map((resource) => {
    const { RouteKey, Target, AuthorizationType: type } = propertiesOf(resource, template);
    const routeKey = textOf(RouteKey);
    const functionArn = targets.get(textOf(Target));
    const [, method = '', path = ''] = /^([A-Z]+) (\/.*)$/u.exec(routeKey) ?? [];
    const who = type === 'JWT' ? 'token' : type === 'AWS_IAM' ? 'signature' : undefined;
    if (typeof functionArn !== 'string' || method === '' || who === undefined) {
      throw new UnsupportedByLocalStackError(resource.logicalId, `the route ${routeKey}`);
    }
    return { routeKey, method, ...patternOf(path), who, functionArn };
  });
}

/** The most particular route: one without parameters before others, a greedy parameter last. */
export function findRoute(routes: readonly ApiRoute[], method: string, path: string): Found | undefined {
  const fitting = routes.flatMap((route) => {
    const match = route.method === method ? route.pattern.exec(path) : null;
    return match === null ? [] : [{ route, values: match.slice(1) }];
  });
  fitting.sort((a, b) => vagueness(a.route) - vagueness(b.route));
  const [first] = fitting;
  if (first === undefined) return undefined;
  const { route, values } = first;
  return {
    route,
    parameters: Object.fromEntries(route.names.map((name, at) => [name, decoded(values[at] ?? '')])),
  };
}

function vagueness({ names, routeKey }: ApiRoute): number {
  return names.length + (routeKey.includes('+}') ? 10 : 0);
}

function patternOf(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path
    .split('/')
    .map((segment) => {
      const parameter = /^\{([^+}]+)(\+?)\}$/u.exec(segment);
      if (parameter === null) return segment.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
      names.push(parameter[1] ?? '');
      return parameter[2] === '+' ? '(.+)' : '([^/]+)';
    })
    .join('/');
  return { pattern: new RegExp(`^${source}$`, 'u'), names };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
