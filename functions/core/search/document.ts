/** What the index holds of an article. */
import type { Row } from '../feed/contract.ts';

export interface SearchDocument {
  /** Its place in the feed log: later ones are found first, and only the latest of an article counts. */
  place: number;
  row: Row;
  slug: string;
  headline: string;
  by: string;
  /** Body, abstract, captions: whatever is read. */
  text: string;
  /** Ids and names of sources, in lower case. */
  sources: string[];
  /** URIs, codes and names of subjects, in lower case. */
  subjects: string[];
}
