/**
 * What the door lets through, and to whom: each path by itself, so that nothing is open by a wildcard. Every route
 * stands twice, for tokens under /v1 and for machines of AWS, which sign, under /machine/v1. The live feed is not among
 * them: its rights stand in its path, which only the edge may vouch for.
 */
export type Behind = 'api' | 'command';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: `/v1/${string}`;
  readonly to: Behind;
}

const get = (path: Route['path']): Route => ({ method: 'GET', path, to: 'api' });
const post = (path: Route['path']): Route => ({ method: 'POST', path, to: 'command' });

export const ROUTES: readonly Route[] = [
  get('/v1/me'),
  get('/v1/changes'),
  get('/v1/wire'),
  get('/v1/articles/{id}'),
  get('/v1/articles/{id}/revisions'),
  get('/v1/articles/{id}/story'),
  get('/v1/held'),
  get('/v1/deliveries/{key+}'),
  get('/v1/providers'),
  get('/v1/recalls'),
  get('/v1/openapi.json'),
  get('/v1/schemas/{name}'),
  post('/v1/articles/{id}/{command}'),
  post('/v1/acks'),
  post('/v1/taken'),
];

/** What machines of AWS call instead of /v1. */
export const MACHINE_PREFIX = '/machine';
