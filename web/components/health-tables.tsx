import type { JSX } from 'preact';
import type { HeldList, ProviderHealth, Recalls } from '../../functions/core/feed/contract.ts';
import { ago, countdown, fullTime } from '../state/time.ts';
import { Chip } from './chips.tsx';
import { usePage, type Resource } from './page.ts';
import type { DeskWord } from './reader.tsx';
import { Table } from './table.tsx';

/** What waits for a time or a person. */
export function HeldTable({
  held,
  now,
  onDesk,
}: {
  held: Resource<HeldList>;
  now: number;
  onDesk: (word: DeskWord, id: string, revision: number) => void;
}): JSX.Element {
  const { go, kept } = usePage();
  if (held.data === null) return <p class="note">{held.failure ?? 'Loading'}</p>;
  if (held.data.held.length === 0) return <p class="note">Nothing waits.</p>;
  return (
    <Table label="Held" heads={['Opens', 'Agency', 'Headline', 'Why', 'Do']}>
      {held.data.held.map(({ id, provider, revision, headline, until, why }) => (
        <tr key={`${id} ${revision}`}>
          <td class="countdown" title={fullTime(until, kept.settings.zone)}>
            {until === null ? 'when released' : countdown(until, now)}
          </td>
          <td>
            <Chip name="provider" value={provider} coloured />
          </td>
          <td>
            <a
              href={`?article=${encodeURIComponent(id)}`}
              dir="auto"
              onClick={(event) => {
                event.preventDefault();
                go({ view: 'wire', article: id, tab: 'text' });
              }}
            >
              {headline === '' ? id : headline}
            </a>
          </td>
          <td>{why}</td>
          <td class="actions">
            {(['release', 'kill'] as const).map((word) => (
              <button
                key={word}
                type="button"
                class={word === 'kill' ? 'danger' : ''}
                onClick={() => {
                  onDesk(word, id, revision);
                }}
              >
                {word === 'kill' ? 'Kill' : 'Release'}
              </button>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What could not be read, the newest first. */
export function Refused({
  files,
}: {
  files: readonly (ProviderHealth['rejected'][number] & { provider: string })[];
}): JSX.Element {
  const { kept } = usePage();
  return (
    <Table label="Refused files" heads={['At', 'Agency', 'File', 'Why']}>
      {files
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map(({ key, at, code, message, provider }) => (
          <tr key={`${key} ${at}`}>
            <td>{fullTime(at, kept.settings.zone)}</td>
            <td>
              <Chip name="provider" value={provider} coloured />
            </td>
            <td>{key}</td>
            <td>
              {code}: {message}
            </td>
          </tr>
        ))}
    </Table>
  );
}

/** Kills that readers have not confirmed. */
export function OpenRecalls({ recalls, now }: { recalls: Resource<Recalls>; now: number }): JSX.Element {
  if (recalls.data === null) return <p class="note">{recalls.failure ?? 'Loading'}</p>;
  const open = recalls.data.recalls.filter(({ confirmedAt }) => confirmedAt === null);
  if (open.length === 0) return <p class="note">Every reader has confirmed.</p>;
  return (
    <Table label="Kills that are not confirmed" heads={['Open for', 'Reader', 'Had', 'Article', 'State']}>
      {open.map(({ article, reader, kind, took, since, overdue }) => (
        <tr key={`${article} ${reader}`} class={overdue ? 'bad' : ''}>
          <td>{ago(since, now)}</td>
          <td>
            {reader} <small>({kind})</small>
          </td>
          <td>
            revision {took.revision}, {took.how}
          </td>
          <td>
            <a href={`?article=${encodeURIComponent(article)}`}>{article.slice(0, 12)}</a>
          </td>
          <td>{overdue ? <span class="badge killed">OVERDUE</span> : 'waiting'}</td>
        </tr>
      ))}
    </Table>
  );
}
