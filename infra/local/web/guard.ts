/**
 * Nobody proves on one machine who they are, so only pages of this very server may ask: no name that somebody has
 * pointed to this machine (DNS rebinding), and no page of another site that this browser has open.
 */
import type { IncomingHttpHeaders } from 'node:http';

const NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Why a request is refused; undefined where it is not. */
export function refusalOf({ host, origin, ...headers }: IncomingHttpHeaders): string | undefined {
  if (host === undefined || !NAMES.includes(host.replace(/:\d+$/u, '').toLowerCase())) {
    return 'Only localhost is served.';
  }
  if (origin !== undefined && origin !== `http://${host}`) return 'Other pages have no business here.';
  const site = headers['sec-fetch-site'];
  // A link from elsewhere may open the page; nothing else of it may be asked for
  if (site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
    return 'Other pages have no business here.';
  }
  return undefined;
}
