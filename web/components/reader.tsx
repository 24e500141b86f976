import type { JSX } from 'preact';
import type { ArticleView, Row } from '../../functions/core/feed/contract.ts';
import { TABS, type Tab } from '../state/address.ts';
import { badgesOf } from '../state/badges.ts';
import { headlineOf } from '../state/plain.ts';
import { countdown, fullTime } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { BadgeList, Chip } from './chips.tsx';
import { Receipt, Record, Removed, StoryTab, Why } from './evidence.tsx';
import { Icon } from './icons.tsx';
import { may, useNow, usePage, type Resource } from './page.ts';
import { TextTab } from './text-tab.tsx';
import { Versions } from './versions.tsx';

export type DeskWord = 'release' | 'hold' | 'kill' | 'split' | 'merge';

interface ReaderProps {
  id: string;
  /** As the list has it, where it has it. */
  row: Row | null;
  view: Resource<ArticleView>;
  onClose: () => void;
  onMove: (step: 1 | -1) => void;
  onCopy: (how: 'text' | 'html') => void;
  onDesk: (word: DeskWord, revision?: number) => void;
}

const TAB_NAMES: Readonly<Record<Tab, string>> = {
  text: 'Text',
  story: 'Story',
  versions: 'Versions',
  removed: 'Taken out',
  receipt: 'Receipt',
  why: 'Why here',
  record: 'Record',
};

export function Reader({ id, row, view, onClose, onMove, onCopy, onDesk }: ReaderProps): JSX.Element {
  const { data, failure } = view;
  const ended = data?.standing === 'ended' || (row !== null && isEnded(row));
  return (
    <article class="reader" aria-label="Story">
      <div class="tools">
        <button type="button" class="back" onClick={onClose} title="Close (Esc)">
          <Icon name="back" /> List
        </button>
        <button
          type="button"
          class="icon"
          aria-label="Previous article"
          title="Previous (k)"
          onClick={() => {
            onMove(-1);
          }}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="icon"
          aria-label="Next article"
          title="Next (j)"
          onClick={() => {
            onMove(1);
          }}
        >
          <Icon name="down" />
        </button>
        {data === null || ended ? null : (
          <>
            <button
              type="button"
              title="Copy as text (c)"
              onClick={() => {
                onCopy('text');
              }}
            >
              Copy text
            </button>
            <button
              type="button"
              title="Copy as HTML (h)"
              onClick={() => {
                onCopy('html');
              }}
            >
              Copy HTML
            </button>
          </>
        )}
        <span class="space" />
        {data === null ? null : <DeskTools view={data} ended={ended} onDesk={onDesk} />}
      </div>
      {ended ? (
        <Ended id={id} row={row} view={data} />
      ) : data === null ? (
        <p class="note">{failure ?? 'Loading'}</p>
      ) : (
        <Open view={data} row={row} />
      )}
    </article>
  );
}

function DeskTools({
  view,
  ended,
  onDesk,
}: {
  view: ArticleView;
  ended: boolean;
  onDesk: (word: DeskWord, revision?: number) => void;
}): JSX.Element | null {
  const { me } = usePage();
  if (!may(me, 'wire:desk')) return null;
  const isCopy = view.dedupe.verdict === 'duplicate' || view.dedupe.verdict === 'variant';
  const waits = view.held !== null || view.standing === 'held' || ended;
  const waiting = view.held?.revision ?? (view.standing === 'held' ? view.revision : undefined);
  const words: [DeskWord, string, boolean][] = [
    ['release', ended ? 'Reinstate' : 'Release', waits],
    ['hold', 'Hold', !ended && view.standing !== 'held'],
    ['split', 'Split', isCopy && !ended],
    ['merge', 'Merge', !isCopy && !ended],
    ['kill', 'Kill', !ended],
  ];
  return (
    <span class="desk" role="group" aria-label="Wire desk">
      {words.map(([word, label, fits]) =>
        fits ? (
          <button
            key={word}
            type="button"
            class={word === 'kill' ? 'danger' : ''}
            onClick={() => {
              onDesk(word, waiting);
            }}
          >
            {label}
          </button>
        ) : null,
      )}
    </span>
  );
}

/** Which article, and that it is gone: nothing of its content. */
function Ended({ id, row, view }: { id: string; row: Row | null; view: ArticleView | null }): JSX.Element {
  const { kept } = usePage();
  const { zone } = kept.settings;
  const event = row?.event ?? view?.event ?? 'killed';
  const provider = row?.provider ?? view?.wire.provider ?? '';
  const reason = view?.article.edNote;
  return (
    <div class="ended-story">
      <h1>
        <s dir="auto">{row?.slug ?? view?.article.slugline ?? id}</s>
      </h1>
      <p class="verdict">
        {event === 'withheld' ? 'Withheld' : 'Killed'}: take it down now, wherever it was used.
      </p>
      <dl class="facts">
        <dt>Agency</dt>
        <dd>{provider}</dd>
        <dt>Told</dt>
        <dd>{fullTime(row?.at ?? view?.at, zone)}</dd>
        <dt>Article</dt>
        <dd>{id}</dd>
        {reason === undefined ? null : (
          <>
            <dt>Reason</dt>
            <dd dir="auto">{reason}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Open({ view, row }: { view: ArticleView; row: Row | null }): JSX.Element {
  const { address, go } = usePage();
  const { tab } = address;
  const removed = view.wire.text.removed.length;
  return (
    <>
      <StoryHead view={view} row={row} />
      <div class="tabs" role="tablist" aria-label="Story and evidence">
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="panel"
            onClick={() => {
              go({ tab: name });
            }}
          >
            {TAB_NAMES[name]}
            {name === 'removed' && removed > 0 ? <small> {removed}</small> : null}
          </button>
        ))}
      </div>
      <div class="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'text' ? <TextTab view={view} /> : null}
        {tab === 'story' ? <StoryTab id={view.id} /> : null}
        {tab === 'versions' ? <Versions id={view.id} revision={view.revision} /> : null}
        {tab === 'removed' ? <Removed view={view} /> : null}
        {tab === 'receipt' ? <Receipt view={view} /> : null}
        {tab === 'why' ? <Why view={view} /> : null}
        {tab === 'record' ? <Record view={view} /> : null}
      </div>
    </>
  );
}

function StoryHead({ view, row }: { view: ArticleView; row: Row | null }): JSX.Element {
  const { kept } = usePage();
  const { article, wire, held } = view;
  const lang = article.language;
  const until = held?.until ?? null;
  const now = useNow(until !== null);
  const words = article.bodies?.[0]?.wordCount ?? row?.words ?? wire.providerWordCount ?? null;
  return (
    <header class="story-head">
      <div class="line-of-facts">
        <Chip name="provider" value={wire.provider} coloured />
        {article.urgency === undefined ? null : (
          <Chip name="urgency" value={String(article.urgency)} label={`urgency ${article.urgency}`} />
        )}
        {lang === undefined ? null : <Chip name="language" value={lang} />}
        {row === null ? null : <BadgeList badges={badgesOf(row)} />}
        <span>{fullTime(view.at ?? article.versionCreated, kept.settings.zone)}</span>
        <span>
          revision {view.revision}
          {article.version === undefined ? '' : `, version ${article.version}`}
        </span>
        {words === null ? null : <span>{words} words</span>}
      </div>
      {held === null ? null : (
        <p class="embargo-line">
          {until === null ? 'Held until somebody releases it' : `Embargo: opens in ${countdown(until, now)}`}{' '}
          · {held.why}
        </p>
      )}
      {view.standing === 'hidden' ? (
        <p class="embargo-line">Not told to readers: another article gives this text out.</p>
      ) : null}
      <h1 dir="auto" lang={lang}>
        {headlineOf(view)}
      </h1>
      <p class="by" dir="auto" lang={lang}>
        {[article.by, wire.dateline.text, article.slugline].filter((part) => (part ?? '') !== '').join(' · ')}
      </p>
    </header>
  );
}
