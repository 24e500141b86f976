import type { JSX } from 'preact';
import { clock } from '../state/time.ts';
import { usePage } from './page.ts';

export interface OpenRecall {
  article: string;
  /** Of the end. */
  revision: number;
  event: string;
  slug: string | null;
  since: string;
  took: { revision: number; how: string };
}

/** Somebody had it and has to say that it is down: it stays until then. */
export function RecallBanners({
  recalls,
  onConfirm,
}: {
  recalls: readonly OpenRecall[];
  onConfirm: (recall: OpenRecall) => void;
}): JSX.Element | null {
  const { kept, go } = usePage();
  if (recalls.length === 0) return null;
  const [first, ...others] = recalls.slice(0, 4);
  const shown = first === undefined ? [] : [first, ...others];
  return (
    <section class="recalls" aria-label="Kills to confirm" role="alert">
      {shown.map((recall) => (
        <div key={recall.article} class="recall">
          <b>{recall.event === 'withheld' ? 'WITHHELD' : 'KILLED'}</b>
          <time dateTime={recall.since}>{clock(recall.since, kept.settings.zone)}</time>
          <button
            type="button"
            class="plain"
            onClick={() => {
              go({ view: 'wire', article: recall.article });
            }}
          >
            <s>{recall.slug ?? recall.article.slice(0, 12)}</s>
          </button>
          <span>
            You {recall.took.how === 'copied' ? 'copied' : 'opened'} revision {recall.took.revision}. Take it
            down wherever you used it.
          </span>
          <button
            type="button"
            class="confirm"
            onClick={() => {
              onConfirm(recall);
            }}
          >
            Confirm: it is down
          </button>
        </div>
      ))}
      {recalls.length > shown.length ? <p>{recalls.length - shown.length} more wait behind these.</p> : null}
    </section>
  );
}
