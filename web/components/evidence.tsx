/** What stands behind a story: its family, file and verdict. */
import type { ComponentChildren, JSX } from 'preact';
import type { ArticleView, DeliveryView, Story, StoryMember } from '../../functions/core/feed/contract.ts';
import { copy } from '../client/clipboard.ts';
import { tipOf } from '../client/clean.ts';
import { formatAddress } from '../state/address.ts';
import { verdictInWords, whyHere } from '../state/explain.ts';
import { fullTime } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { Chip } from './chips.tsx';
import { may, usePage, useResource } from './page.ts';

/** An original, and under it what was judged to be its text. */
export function StoryTab({ id }: { id: string }): JSX.Element {
  const { api } = usePage();
  const { data, failure } = useResource<Story>(api, `/v1/articles/${encodeURIComponent(id)}/story`, {
    every: 10_000,
  });
  if (data === null) return <p class="note">{failure ?? 'Loading'}</p>;
  const ids = new Set(data.members.map((member) => member.id));
  const tops = data.members.filter(({ of, id: own }) => of === null || of === own || !ids.has(of));
  return (
    <ul class="family">
      {tops.map((member) => (
        <Member key={member.id} member={member} members={data.members} current={id} />
      ))}
    </ul>
  );
}

function Member({
  member,
  members,
  current,
}: {
  member: StoryMember;
  members: readonly StoryMember[];
  current: string;
}): JSX.Element {
  const { address, go, kept } = usePage();
  const { id, relation, similarity, containment, evidence, row } = member;
  const under = members.filter(({ of, id: own }) => of === id && own !== id);
  return (
    <li>
      <div class={id === current ? 'member current' : 'member'}>
        <span class={`badge ${relation === 'original' ? 'quiet' : relation}`}>{relation}</span>
        {row === null ? null : <Chip name="provider" value={row.provider} coloured />}
        <a
          href={formatAddress({ ...address, article: id, tab: 'text' })}
          dir="auto"
          onClick={(event) => {
            event.preventDefault();
            go({ article: id });
          }}
        >
          {row === null ? id : isEnded(row) ? 'Killed' : row.headline}
        </a>
        {row === null ? null : <time dateTime={row.at}>{fullTime(row.at, kept.settings.zone)}</time>}
      </div>
      {relation === 'original' ? null : (
        <details>
          <summary>
            {percent(similarity)} alike, {percent(containment)} contained
          </summary>
          <Evidence evidence={evidence} />
        </details>
      )}
      {under.length === 0 ? null : (
        <ul>
          {under.map((other) => (
            <Member key={other.id} member={other} members={members} current={current} />
          ))}
        </ul>
      )}
    </li>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function Evidence({ evidence }: { evidence: Readonly<globalThis.Record<string, unknown>> }): JSX.Element {
  return (
    <dl class="facts">
      {Object.entries(evidence).map(([key, value]) => (
        <Fact key={key} name={key}>
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}

export function Removed({ view }: { view: ArticleView }): JSX.Element {
  const { removed, lossRatio } = view.wire.text;
  return (
    <>
      {removed.length === 0 ? <p class="note">Nothing was taken out of the text.</p> : null}
      <ul class="removed">
        {removed.map(({ text, reason }, index) => (
          <li key={index}>
            <span class="badge quiet">{reason}</span>
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
      <p class="hint">Cleaning lost {percent(lossRatio)} of the characters of the body.</p>
    </>
  );
}

export function Receipt({ view }: { view: ArticleView }): JSX.Element {
  const { api, me, say, signsIn } = usePage();
  const { raw, itemIndex, itemCount, format } = view.wire;
  const path = may(me, 'wire:operate')
    ? `/v1/deliveries/${raw.key.split('/').map(encodeURIComponent).join('/')}`
    : null;
  const { data, failure } = useResource<DeliveryView>(api, path);
  return (
    <>
      <dl class="facts">
        <Fact name="File">
          {raw.key}{' '}
          <button
            type="button"
            class="plain"
            onClick={() => {
              void copy(`s3://${raw.bucket}/${raw.key}`).then((done) => {
                say(done ? 'Place of the file copied' : 'The browser does not allow it');
              });
            }}
          >
            Copy its place
          </button>
          {!signsIn && may(me, 'wire:desk') ? (
            <a
              class="link"
              href={`/v1/articles/${encodeURIComponent(view.id)}/raw`}
              target="_blank"
              rel="noopener noreferrer"
            >
              Open it
            </a>
          ) : null}
        </Fact>
        <Fact name="Bucket">{raw.bucket}</Fact>
        <Fact name="Version of the file">{raw.versionId}</Fact>
        <Fact name="Item">
          {itemIndex + 1} of {itemCount}
        </Fact>
        <Fact name="Format">{format}</Fact>
        <Fact name="Bytes">{raw.bytes.toLocaleString('en')}</Fact>
        <Fact name="Charset">
          {raw.charsetUsed ?? 'unknown'}
          {raw.charsetDeclared === null || raw.charsetDeclared === raw.charsetUsed
            ? ''
            : ` (declared: ${raw.charsetDeclared})`}
        </Fact>
        <Fact name="SHA-256">{raw.sha256}</Fact>
      </dl>
      {path === null ? <p class="hint">Receipts are for operators.</p> : null}
      {failure === null ? null : <p class="note">{failure}</p>}
      {data?.receipts.toReversed().map((receipt, index) => (
        <Json key={index} value={receipt} />
      ))}
    </>
  );
}

export function Why({ view }: { view: ArticleView }): JSX.Element {
  const { address, me } = usePage();
  const reasons = whyHere(view, address.filters, address.query, me?.limits ?? null);
  return (
    <>
      <h2>Filter</h2>
      <ul class="reasons">
        {reasons.map(({ what, how }) => (
          <li key={what} class={how === 'missed' ? 'missed' : ''}>
            {what}
          </li>
        ))}
      </ul>
      <h2>Verdict</h2>
      <p>{verdictInWords(view.dedupe)}</p>
      <Evidence evidence={view.dedupe.evidence} />
      {view.wire.sources.length === 0 ? null : (
        <>
          <h2>Sources</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">In</th>
                <th scope="col">Evidence</th>
                <th scope="col">Sure</th>
              </tr>
            </thead>
            <tbody>
              {view.wire.sources.map((source, index) => (
                <tr key={index}>
                  <td title={tipOf(source)}>{source.name}</td>
                  <td>{source.role.replaceAll('-', ' ')}</td>
                  <td>{source.field}</td>
                  <td dir="auto">{source.evidence}</td>
                  <td>{percent(source.confidence)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {view.wire.warnings.length === 0 ? null : (
        <>
          <h2>Warnings</h2>
          <ul class="reasons">
            {view.wire.warnings.map(({ code, detail }, index) => (
              <li key={index}>
                {code}: {detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

export function Record({ view }: { view: ArticleView }): JSX.Element {
  const { article, wire, dedupe } = view;
  return <Json value={{ article, wire, dedupe }} />;
}

function Json({ value }: { value: object }): JSX.Element {
  const { say } = usePage();
  const text = JSON.stringify(value, null, 2);
  return (
    <div class="json">
      <button
        type="button"
        onClick={() => {
          void copy(text).then((done) => {
            say(done ? 'Copied' : 'The browser does not allow it');
          });
        }}
      >
        Copy
      </button>
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
