import type { JSX } from 'preact';
import type { HeldList, ProviderHealth, Providers, Recalls } from '../../functions/core/feed/contract.ts';
import { ago, countdown, fullTime } from '../state/time.ts';
import { Chip } from './chips.tsx';
import { may, useNow, usePage, useResource, type Resource } from './page.ts';
import type { DeskWord } from './reader.tsx';

/** Whether the feeds are well: who is silent, what is missing, what was refused, what waits. */
export function Health({
  held,
  onDesk,
}: {
  held: Resource<HeldList>;
  onDesk: (word: DeskWord, id: string, revision: number) => void;
}): JSX.Element {
  const { api, me } = usePage();
  const now = useNow();
  const operates = may(me, 'wire:operate');
  const desk = may(me, 'wire:desk');
  const providers = useResource<Providers>(api, operates ? '/v1/providers' : null, { every: 10_000 });
  const recalls = useResource<Recalls>(api, desk ? '/v1/recalls' : null, { every: 10_000 });
  const all = providers.data?.providers ?? [];
  const order = [...all.filter(({ silent }) => silent), ...all.filter(({ silent }) => !silent)];
  const rejected = all.flatMap((provider) =>
    provider.rejected.map((file) => ({ ...file, provider: provider.id })),
  );
  return (
    <main class="health" tabIndex={-1}>
      <h1>Feed health</h1>
      {operates ? (
        <section>
          <h2>Agencies</h2>
          {providers.data === null ? (
            <p class="note">{providers.failure ?? 'Loading'}</p>
          ) : (
            <div class="scroll" tabIndex={0} role="region" aria-label="Agencies">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Agency</th>
                    <th scope="col">State</th>
                    <th scope="col">Last heard</th>
                    <th scope="col">Silence is told after</th>
                    <th scope="col">Last 24 hours</th>
                    <th scope="col">Articles</th>
                    <th scope="col">Refused</th>
                    <th scope="col">Missing numbers</th>
                  </tr>
                </thead>
                <tbody>
                  {order.map((provider) => (
                    <ProviderRow key={provider.id} provider={provider} now={now} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      ) : null}
      {desk ? (
        <section>
          <h2>Held {held.data === null ? '' : held.data.held.length}</h2>
          <HeldTable held={held} now={now} onDesk={onDesk} />
        </section>
      ) : null}
      {operates ? (
        <section>
          <h2>Refused files {rejected.length}</h2>
          {rejected.length === 0 ? (
            <p class="note">None in the last 24 hours.</p>
          ) : (
            <Refused files={rejected} />
          )}
        </section>
      ) : null}
      {desk ? (
        <section>
          <h2>Kills that are not confirmed</h2>
          <OpenRecalls recalls={recalls} now={now} />
        </section>
      ) : null}
    </main>
  );
}

function ProviderRow({ provider, now }: { provider: ProviderHealth; now: number }): JSX.Element {
  const { kept } = usePage();
  const { id, name, lastHeard, silenceMinutes, silent, byHour, usual, articles, rejected, gaps } = provider;
  const watched = usual === null ? 'still learning' : 'by its rhythm';
  return (
    <tr class={silent ? 'bad' : ''}>
      <th scope="row">
        <Chip name="provider" value={id} coloured /> {name}
      </th>
      <td>
        {silent ? (
          <span class="badge killed">SILENT</span>
        ) : (
          <span class="ok">{lastHeard === null ? 'Nothing yet' : 'Heard'}</span>
        )}
      </td>
      <td title={fullTime(lastHeard, kept.settings.zone)}>
        {lastHeard === null ? 'never' : `${ago(lastHeard, now)} ago`}
      </td>
      <td>{silenceMinutes === null ? watched : `${silenceMinutes} min`}</td>
      <td>
        <Bars values={byHour} usual={usual} />
      </td>
      <td class="number">{articles.toLocaleString('en')}</td>
      <td class="number">{rejected.length === 0 ? '' : rejected.length}</td>
      <td>{gaps.join(', ')}</td>
    </tr>
  );
}

const HIGH = 18;

/** Deliveries by hour, before what usually comes in it. */
function Bars({
  values,
  usual,
}: {
  values: readonly number[];
  usual: readonly number[] | null;
}): JSX.Element {
  const most = Math.max(1, ...values, ...(usual ?? []));
  const sumOf = (all: readonly number[]): number => Math.round(all.reduce((sum, value) => sum + value, 0));
  const usually = usual === null ? '' : `, usually ${sumOf(usual)}`;
  return (
    <svg
      class="bars"
      width={values.length * 5}
      height={HIGH}
      role="img"
      aria-label={`${sumOf(values)} deliveries in 24 hours${usually}`}
    >
      {(usual ?? []).map((value, hour) => {
        const height = (value / most) * HIGH;
        return (
          <rect
            key={`usual ${hour}`}
            class="usual"
            x={hour * 5}
            y={HIGH - height}
            width={5}
            height={height}
          />
        );
      })}
      {values.map((value, hour) => {
        const height = value === 0 ? 1 : Math.max(2, (value / most) * HIGH);
        return (
          <rect
            key={hour}
            x={hour * 5}
            y={HIGH - height}
            width={4}
            height={height}
            class={value === 0 ? 'none' : ''}
          />
        );
      })}
    </svg>
  );
}

function HeldTable({
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
    <div class="scroll" tabIndex={0} role="region" aria-label="Held">
      <table>
        <thead>
          <tr>
            <th scope="col">Opens</th>
            <th scope="col">Agency</th>
            <th scope="col">Headline</th>
            <th scope="col">Why</th>
            <th scope="col">Do</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}

function Refused({
  files,
}: {
  files: readonly (ProviderHealth['rejected'][number] & { provider: string })[];
}): JSX.Element {
  const { kept } = usePage();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Refused files">
      <table>
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Agency</th>
            <th scope="col">File</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}

function OpenRecalls({ recalls, now }: { recalls: Resource<Recalls>; now: number }): JSX.Element {
  if (recalls.data === null) return <p class="note">{recalls.failure ?? 'Loading'}</p>;
  const open = recalls.data.recalls.filter(({ confirmedAt }) => confirmedAt === null);
  if (open.length === 0) return <p class="note">Every reader has confirmed.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Kills that are not confirmed">
      <table>
        <thead>
          <tr>
            <th scope="col">Open for</th>
            <th scope="col">Reader</th>
            <th scope="col">Had</th>
            <th scope="col">Article</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}
