/** The story as it is read: rights, notes, text with its sources marked, media and concepts. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ArticleView } from '../../functions/core/feed/contract.ts';
import { cleanHtml, highlightWords, markSources, paragraphs, tipOf } from '../client/clean.ts';
import { cutAtMarks } from '../state/marks.ts';
import { bodyOf } from '../state/plain.ts';
import { rightsOf, type RightsLine } from '../state/rights.ts';
import { wordsOfQuery } from '../state/words.ts';
import { Chip } from './chips.tsx';
import { usePage } from './page.ts';

export function TextTab({ view }: { view: ArticleView }): JSX.Element {
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
