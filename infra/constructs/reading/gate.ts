import { Aws, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../../functions/core/feed/routes.ts';
import { watchFor } from '../alarm.ts';
import { inPascalCase, logicalIdIn, nameResource } from '../naming.ts';
import { retentionOf, type NodeFunction } from '../node-function.ts';
import type { Issuer } from './identity.ts';
import { MACHINE_PREFIX, routesTo, type Behind } from './routes.ts';
import type { ReadingParts } from './settings.ts';

/** What there is behind the door; routes to what there is not are not opened. */
export type Functions = Readonly<Partial<Record<Behind, NodeFunction>>>;

/** The door: an HTTP API whose every route asks for a token or a signature. */
export class Gate extends Construct {
  readonly api: CfnApi;
  /** Without a path. */
  readonly host: string;
  readonly #parts: ReadingParts;

  constructor(scope: Construct, id: string, parts: ReadingParts) {
    super(scope, id);
    this.#parts = parts;
    this.api = new CfnApi(this, 'Api', {
      name: parts.config.name,
      protocolType: 'HTTP',
      description: `${parts.config.name}: feed and read API`,
    });
    this.#name(this.api, 'Api');
    this.host = Fn.join('', [this.api.ref, '.execute-api.', Aws.REGION, '.', Aws.URL_SUFFIX]);
    this.#stage();
    this.#watch();
  }

  /** Opens the routes, to whoever has a token of the issuer, or signs. */
  open(issuer: Issuer, functions: Functions): void {
    const authorizer = new CfnAuthorizer(this, 'Tokens', {
      apiId: this.api.ref,
      name: 'tokens',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: issuer.url, audience: [...issuer.audience] },
    });
    this.#name(authorizer, 'ApiTokens');
    const targets = Object.fromEntries(
      Object.entries(functions).map(([name, behind]) => [name, this.#integration(name, behind)]),
    );
    for (const route of routesTo(Object.keys(functions))) {
      const target = targets[route.by] ?? '';
      this.#route(route, '', target, { authorizationType: 'JWT', authorizerId: authorizer.ref });
      this.#route(route, MACHINE_PREFIX, target, { authorizationType: 'AWS_IAM' });
    }
  }

  #route(
    { method, path }: Pick<Route, 'method' | 'path'>,
    prefix: string,
    target: string,
    who: { authorizationType: string; authorizerId?: string },
  ): void {
    const words = `${prefix}${path}`.split(/[^A-Za-z0-9]+/u).filter((word) => word !== '');
    const name = `Route${inPascalCase([method.toLowerCase(), ...words].join('-'))}`;
    const route = new CfnRoute(this, name, {
      apiId: this.api.ref,
      routeKey: `${method} ${prefix}${path}`,
      target,
      ...who,
    });
    this.#name(route, `Api${name}`);
  }

  /** @returns the target of routes */
  #integration(name: string, { function: behind }: NodeFunction): string {
    const title = inPascalCase(name);
    const integration = new CfnIntegration(this, `To${title}`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: behind.functionArn,
      payloadFormatVersion: '2.0',
    });
    this.#name(integration, `ApiTo${title}`);
    const permission = new CfnPermission(this, `Invoke${title}`, {
      principal: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      functionName: behind.functionArn,
      sourceArn: Fn.join('', [
        'arn:',
        Aws.PARTITION,
        ':execute-api:',
        Aws.REGION,
        ':',
        Aws.ACCOUNT_ID,
        ':',
        this.api.ref,
        '/*',
      ]),
    });
    this.#name(permission, `ApiMayInvoke${title}`);
    return Fn.join('/', ['integrations', integration.ref]);
  }

  #stage(): void {
    const { config, reads } = this.#parts;
    const logs = new LogGroup(this, 'Logs', {
      retention: retentionOf(config.logRetentionDays),
      ...(config.key === undefined ? {} : { encryptionKey: config.key }),
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    nameResource(logs, 'ApiLogs');
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: JSON.stringify(LOGGED) },
      defaultRouteSettings: {
        throttlingRateLimit: reads.requestsPerSecond,
        throttlingBurstLimit: 2 * reads.requestsPerSecond,
      },
    });
    this.#name(stage, 'ApiStage');
  }

  #watch(): void {
    watchFor(
      this,
      'ApiFailing',
      {
        says: 'The read API answers with errors of its own.',
        runbook: 'the-api-fails',
        metric: new Metric({
          namespace: 'AWS/ApiGateway',
          metricName: '5xx',
          dimensionsMap: { ApiId: this.api.ref },
          period: Duration.minutes(5),
          statistic: 'Sum',
        }),
        threshold: 5,
        evaluationPeriods: 1,
      },
      this.#parts.alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }

  #name(
    resource: CfnApi | CfnAuthorizer | CfnIntegration | CfnRoute | CfnStage | CfnPermission,
    name: string,
  ) {
    resource.overrideLogicalId(logicalIdIn(this, name));
  }
}

/** Who asked for what, and what came of it; not what was searched for. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  subject: '$context.authorizer.claims.sub',
  machine: '$context.identity.userArn',
  refused: '$context.authorizer.error',
  error: '$context.integrationErrorMessage',
};
