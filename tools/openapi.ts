/** The OpenAPI document of the reading side, from its route table and the types of its answers. */
import { PROBLEMS } from '../functions/adapters/platform/http.ts';
import { API_VERSION } from '../functions/core/feed/contract.ts';
import { isInPath, ROUTES, type Parameter, type Route } from '../functions/core/feed/routes.ts';
import { generatorOf } from './schemas/generator.ts';

type Json = Record<string, unknown>;

/** Bodies that are sent know no more than they say; answers may have more in a later minor version. */
const SENT = new Set(ROUTES.flatMap(({ body }) => body ?? []));

/** @returns docs/schemas/openapi.json, as it should be */
export function openApiOf(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'newswire-ingest: the read API',
      version: API_VERSION,
      description:
        'Catch up, read, search and decide. Clients pass over properties that they do not know; every answer has the header newswire-schema-version. Machines of AWS call the same paths under /machine, signed with IAM.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: pathsOf(),
    components: {
      schemas: schemasOf(),
      responses: {
        Problem: {
          description: `A problem (RFC 9457). Its code is one of ${Object.keys(PROBLEMS).join(', ')}.`,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        live: {
          type: 'apiKey',
          in: 'cookie',
          name: 'CloudFront-Policy',
          description: 'GET /v1/me sets it and what belongs to it.',
        },
      },
    },
  };
}

function pathsOf(): Json {
  const paths: Record<string, Json> = {};
  for (const route of ROUTES) {
    const path = route.path.replaceAll('+}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

function operationOf(route: Route): Json {
  const { operation, about, scope, door, parameters, body } = route;
  const security = { edge: [{ live: [] }], open: [] };
  return {
    operationId: operation,
    summary: about,
    ...(scope === null ? {} : { description: `Needs the scope ${scope}.` }),
    ...(door === undefined ? {} : { security: security[door] }),
    ...(parameters.length === 0
      ? {}
      : { parameters: parameters.map((parameter) => parameterOf(route, parameter)) }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } },
          },
        }),
    responses: { ...answerOf(route), default: { $ref: '#/components/responses/Problem' } },
  };
}

function parameterOf(route: Route, parameter: Parameter): Json {
  const { name, about, many, kind, oneOf } = parameter;
  const inPath = isInPath(route, parameter);
  const type =
    kind === 'integer'
      ? { type: 'integer', minimum: 1 }
      : {
          type: 'string',
          ...(kind === undefined ? {} : { format: kind }),
          ...(oneOf && { enum: [...oneOf] }),
        };
  return {
    name,
    in: inPath ? 'path' : 'query',
    description: about,
    ...(inPath ? { required: true } : {}),
    schema: many === true ? { type: 'array', items: type } : type,
  };
}

function answerOf({ operation, method, answer }: Route): Json {
  if (operation === 'getRaw') {
    return {
      303: { description: 'The file is there.', headers: { location: { schema: { type: 'string' } } } },
    };
  }
  if (answer === null) {
    return method === 'POST'
      ? { 204: { description: 'Noted.' } }
      : { 200: { description: 'A JSON document.', content: { 'application/json': { schema: {} } } } };
  }
  const schemas = answer.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const ok = {
    description: 'The answer.',
    content: { 'application/json': { schema: schemas.length === 1 ? schemas[0] : { oneOf: schemas } } },
  };
  return method === 'GET' ? { 200: ok, 304: { description: 'As it was (If-None-Match).' } } : { 200: ok };
}

function schemasOf(): Json {
  const generator = generatorOf('functions/core/feed/contract.ts', { type: '*', additionalProperties: true });
  const text = JSON.stringify(generator.createSchema('*').definitions ?? {});
  const schemas = JSON.parse(text.replaceAll('#/definitions/', '#/components/schemas/')) as Record<
    string,
    Json
  >;
  const named = Object.entries(schemas).map(([name, schema]): [string, Json] => [
    name,
    SENT.has(name) ? { ...schema, additionalProperties: false } : schema,
  ]);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
