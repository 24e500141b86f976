/**
 * What the door lets through: the route table of the functions, each path by itself, so that nothing is open by a
 * wildcard. Every route stands twice, for tokens under /v1 and for machines of AWS, which sign, under /machine/v1; what
 * the functions would tell anybody asks for one of the two as well. The live feed is not among them: its rights stand in
 * its path, which only the edge may vouch for.
 */
import { ROUTES, type Route } from '../../../functions/core/feed/routes.ts';

export type Behind = Route['by'];

/** @param functions names of those that there are */
export function routesTo(functions: readonly string[]): Route[] {
  return ROUTES.filter(({ by, door }) => door !== 'edge' && functions.includes(by));
}

/** What machines of AWS call instead of /v1. */
export const MACHINE_PREFIX = '/machine';
