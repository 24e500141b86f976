/** The function `release` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { Settings } from '../adapters/platform/settings.ts';
import { Interrupted } from '../adapters/store/interrupted.ts';
import { composeDesk, type Clock } from '../desk/compose.ts';
import { releaseDue, type ReleaseObserver } from './release.ts';

/** @param remaining milliseconds that are left of this invocation */
export type Release = (remaining: () => number) => ReturnType<typeof releaseDue>;

export function composeRelease(
  clients: Clients,
  settings: Settings,
  clock: Clock,
  observer: ReleaseObserver,
): Release {
  const desk = composeDesk(clients, settings, clock, {
    publishFailed: (articleId, _revision, error) => {
      observer.failed(articleId, error);
    },
  });
  const interrupted = new Interrupted(clients, settings.tableName);
  return (remaining) => releaseDue({ ...desk, interrupted, remaining }, observer);
}
