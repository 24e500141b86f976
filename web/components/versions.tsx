import type { JSX } from 'preact';
import type { RevisionView, Revisions, WordChange } from '../../functions/core/feed/contract.ts';
import { fullTime } from '../state/time.ts';
import { usePage, useResource } from './page.ts';

export function Versions({ id, revision }: { id: string; revision: number }): JSX.Element {
  const { api } = usePage();
  const { data, failure } = useResource<Revisions>(api, `/v1/articles/${encodeURIComponent(id)}/revisions`, {
    version: String(revision),
  });
  if (data === null) return <p class="note">{failure ?? 'Loading'}</p>;
  return (
    <ol class="versions">
      {data.revisions
        .toSorted((a, b) => b.revision - a.revision)
        .map((version) => (
          <Version key={version.revision} version={version} />
        ))}
    </ol>
  );
}

function Version({ version }: { version: RevisionView }): JSX.Element {
  const { kept } = usePage();
  const { zone } = kept.settings;
  const { revision, takenAt, verdict, told, changed, words, desk, waitsUntil } = version;
  const isChange = (parts: readonly WordChange[]): boolean => parts.some(({ kind }) => kind !== 'same');
  return (
    <li>
      <p class="version-head">
        <b>Revision {revision}</b>
        {version.version === null ? null : <span>version {version.version}</span>}
        <time dateTime={takenAt}>{fullTime(takenAt, zone)}</time>
        <span>{verdict}</span>
        <span>{told.length === 0 ? `not told (${version.place})` : `told: ${told.join(', ')}`}</span>
        {waitsUntil === null ? null : <span>waits: {waitsUntil}</span>}
      </p>
      {desk === null ? null : (
        <p class="hint">
          {desk.command} by {desk.by}, {fullTime(desk.at, zone)}
          {desk.reason === null ? '' : `: ${desk.reason}`}
        </p>
      )}
      <p class="version-headline" dir="auto">
        {words !== null && isChange(words.headline) ? <Words parts={words.headline} /> : version.headline}
      </p>
      {changed.length === 0 ? null : <p class="hint">Changed: {changed.join(', ')}</p>}
      {words !== null && isChange(words.body) ? (
        <p class="differences" dir="auto">
          <Words parts={shortened(words.body)} />
        </p>
      ) : null}
    </li>
  );
}

function Words({ parts }: { parts: readonly WordChange[] }): JSX.Element {
  return (
    <>
      {parts.map(({ kind, text }, index) => {
        if (kind === 'added') return <ins key={index}>{text}</ins>;
        return kind === 'removed' ? <del key={index}>{text}</del> : text;
      })}
    </>
  );
}

const AROUND = 90;

/** What stayed is shown only next to what did not. */
function shortened(parts: readonly WordChange[]): WordChange[] {
  return parts.map((part, index): WordChange => {
    if (part.kind !== 'same' || part.text.length <= AROUND * 3) return part;
    const head = index === 0 ? '' : part.text.slice(0, AROUND);
    const tail = index === parts.length - 1 ? '' : part.text.slice(-AROUND);
    return { kind: 'same', text: `${head} […] ${tail}` };
  });
}
