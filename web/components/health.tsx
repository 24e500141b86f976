import type { JSX } from 'preact';
import type { HeldList, ProviderHealth, Providers, Recalls } from '../../functions/core/feed/contract.ts';
import { ago, fullTime } from '../state/time.ts';
import { Chip } from './chips.tsx';
import { HeldTable, OpenRecalls, Refused } from './health-tables.tsx';
import { may, useNow, usePage, useResource, type Resource } from './page.ts';
import type { DeskWord } from './reader.tsx';
import { Table } from './table.tsx';

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
            <Table
              label="Agencies"
              heads={[
                'Agency',
                'State',
                'Last heard',
                'Silence is told after',
                'Last 24 hours',
                'Articles',
                'Refused',
                'Missing numbers',
              ]}
            >
              {order.map((provider) => (
                <ProviderRow key={provider.id} provider={provider} now={now} />
              ))}
            </Table>
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
