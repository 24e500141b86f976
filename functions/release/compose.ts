/** The function `release` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import { composeDesk, type Clock, type DeskSettings } from '../desk/compose.ts';
import { releaseDue, type ReleaseObserver } from './release.ts';

/** @param remaining milliseconds that are left of this invocation */
export type Release = (remaining: () => number) => ReturnType<typeof releaseDue>;

export function composeRelease(
  clients: Clients,
  settings: DeskSettings,
  clock: Clock,
  observer: ReleaseObserver,
): Release {
  const desk = composeDesk(clients, settings, clock);
  return (remaining) => releaseDue({ ...desk, remaining }, observer);
}
