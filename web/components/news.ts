/** What the page does about news while nobody looks: sounds, and its title. */
import type { ArticleView, Row } from '../../functions/core/feed/contract.ts';
import { flashTitle, sound } from '../client/alarm.ts';
import type { Address } from '../state/address.ts';
import type { Settings } from '../state/saved.ts';
import { isEnded } from '../state/wire.ts';

export function alarm(rows: readonly Row[], settings: Settings, title: () => string): void {
  const kill = rows.find(isEnded);
  const alert = rows.find((row) => row.flags.includes('alert') && row.event === 'published');
  if (kill !== undefined && settings.soundKills) sound('kill');
  else if (alert !== undefined && settings.soundAlerts) sound('alert');
  if (!settings.flashTitle) return;
  if (kill !== undefined) flashTitle(`KILLED ${kill.slug ?? kill.provider}`, title);
  else if (alert !== undefined) flashTitle(`ALERT ${alert.headline}`, title);
}

export function titleOf({ view, query }: Address, story: ArticleView | null, waiting: number): string {
  const count = waiting === 0 ? '' : `(${waiting}) `;
  if (view === 'health') return `${count}Feed health`;
  if (story !== null && story.standing !== 'ended') {
    return `${count}${story.article.slugline ?? story.article.headlines?.[0]?.value ?? 'Story'}`;
  }
  return `${count}${query === '' ? 'Wire' : query}`;
}
