/** Stretches of a text that do not overlap, in order: what is found there is asked for by halving. */
import { countOf } from '../halving.ts';
import type { Span } from './tag.ts';

export class Places {
  readonly #spans: Span[] = [];

  constructor(spans: readonly Span[] = []) {
    for (const span of spans) this.add(span);
  }

  /** @param span that overlaps none of those before */
  add(span: Span): void {
    this.#spans.splice(this.#firstBehind(span.start), 0, span);
  }

  /** Whether a stretch has a character in common with one of them. */
  overlap({ start, end }: Span): boolean {
    return (this.#spans[this.#firstBehind(start)]?.start ?? end) < end;
  }

  /** Whether a stretch lies within one of them. */
  hold({ start, end }: Span): boolean {
    const place = this.#spans[this.#firstBehind(start)];
    return place !== undefined && place.start <= start && end <= place.end;
  }

  /** The first that ends behind an offset. */
  #firstBehind(offset: number): number {
    return countOf(this.#spans, ({ end }) => end <= offset);
  }
}
