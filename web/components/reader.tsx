import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ArticleView, Row } from '../../functions/core/feed/contract.ts';
import { cleanHtml, highlightWords, markSources, paragraphs, tipOf } from '../client/clean.ts';
import { TABS, type Tab } from '../state/address.ts';
import { badgesOf } from '../state/badges.ts';
import { cutAtMarks } from '../state/marks.ts';
import { bodyOf, headlineOf } from '../state/plain.ts';
import { rightsOf, type RightsLine } from '../state/rights.ts';
import { countdown, fullTime } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { wordsOfQuery } from '../state/words.ts';
import { BadgeList, Chip } from './chips.tsx';
import { Receipt, Record, Removed, StoryTab, Versions, Why } from './evidence.tsx';
import { Icon } from './icons.tsx';
import { may, useNow, usePage, type Resource } from './page.ts';

export type DeskWord = 'release' | 'hold' | 'kill' | 'split' | 'merge';

interface ReaderProps {
  id: string;
  /** As the list has it, where it has it. */
  row: Row | null;
  view: Resource<ArticleView>;
  onClose: () => void;
  onMove: (step: 1 | -1) => void;
  onCopy: (how: 'text' | 'html') => void;
  onDesk: (word: DeskWord) => void;
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
  onDesk: (word: DeskWord) => void;
}): JSX.Element | null {
  const { me } = usePage();
  if (!may(me, 'wire:desk')) return null;
  const isCopy = view.dedupe.verdict === 'duplicate' || view.dedupe.verdict === 'variant';
  const waits = view.held !== null || view.standing === 'held' || ended;
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
              onDesk(word);
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

function TextTab({ view }: { view: ArticleView }): JSX.Element {
  const { address } = usePage();
  const { article, wire } = view;
  const lang = article.language;
  const named = Object.entries(view.fields).filter(
    ([field, text]) => field !== 'body' && text !== '' && view.marks.some((mark) => mark.field === field),
  );
  const summary = article.descriptions?.find(({ value }) => value !== '')?.value;
  const words = useMemo(() => wordsOfQuery(address.query), [address.query]);
  return (
    <div class="text">
      {wire.rights === undefined ? null : <RightsList lines={rightsOf(wire.rights)} />}
      {article.edNote === undefined ? null : (
        <p class="ed-note" dir="auto" lang={lang}>
          {article.edNote}
        </p>
      )}
      {summary === undefined ? null : (
        <p class="summary" dir="auto" lang={lang}>
          {summary}
        </p>
      )}
      <Body view={view} words={words} />
      {named.length === 0 ? null : (
        <dl class="facts">
          {named.map(([field, text]) => (
            <FieldOf key={field} field={field} text={text} view={view} />
          ))}
        </dl>
      )}
      {(article.associations ?? []).map(({ name, uri, headlines, by }) => (
        <p key={name} class="media" dir="auto">
          {name}: {headlines?.[0]?.value ?? uri}
          {by === undefined ? '' : ` (${by})`}
        </p>
      ))}
      <footer class="concepts">
        {wire.sources
          .filter(({ id }, index, all) => id !== null && all.findIndex((other) => other.id === id) === index)
          .map(({ id, name }) =>
            id === null ? null : <Chip key={id} name="source" value={id} label={name} />,
          )}
        {(article.subjects ?? []).map(({ name, uri, literal }) => {
          const value = uri ?? literal;
          return value === undefined ? null : (
            <Chip key={value} name="subject" value={value} label={name ?? literal ?? value} />
          );
        })}
        {wire.keywords.map((keyword) => (
          <span key={keyword} class="keyword" dir="auto">
            {keyword}
          </span>
        ))}
      </footer>
      {article.usageTerms === undefined ? null : <p class="terms">{article.usageTerms}</p>}
    </div>
  );
}

/** Before the text: who reads it there has not used it yet. */
function RightsList({ lines }: { lines: readonly RightsLine[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <dl class="rights" aria-label="Rights">
      {lines.map(({ label, text, grave }) => (
        <div key={`${label} ${text}`} class={grave ? 'grave' : ''}>
          <dt>{label}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function FieldOf({ field, text, view }: { field: string; text: string; view: ArticleView }): JSX.Element {
  const cuts = cutAtMarks(
    text,
    view.marks.filter((mark) => mark.field === field),
  );
  return (
    <>
      <dt>{field}</dt>
      <dd dir="auto">
        {cuts.map(({ text: piece, mark }, index) =>
          mark === null ? (
            piece
          ) : (
            <mark key={index} class="source" tabIndex={0} data-tip={tipOf(mark)}>
              {piece}
            </mark>
          ),
        )}
      </dd>
    </>
  );
}

/** The body as it is read: cleaned, its sources marked, found words shown. */
function Body({ view, words }: { view: ArticleView; words: readonly string[] }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const body = bodyOf(view);
    if (element.current === null) return;
    if (body === null) {
      element.current.replaceChildren();
      return;
    }
    const fragment = body.isHtml ? cleanHtml(body.value) : paragraphs(body.value);
    markSources(
      fragment,
      view.fields.body ?? '',
      view.marks.filter(({ field }) => field === 'body'),
    );
    element.current.replaceChildren(fragment);
  }, [view]);
  useEffect(() => {
    if (element.current !== null) highlightWords(element.current, words);
    return () => {
      if (element.current !== null) highlightWords(element.current, []);
    };
  }, [view, words]);
  return <div class="body" ref={element} lang={view.article.language} dir="auto" />;
}
