/** The words for "may be published", "not yet" and "no longer". */
import type { WireItem } from './wire-item.ts';
import { collapse } from '../text/whitespace.ts';
import { isEmbargoed } from './item-dates.ts';
import type { PubStatus } from './ninjs.ts';
import type { Embargo, Warning } from './record.ts';

const USABLE =
  /^(?:usable|open|published?|final|approved|released?|active|live|new|updated?|corrected|normal|)$/;
const WITHHELD = /^(?:withheld|draft|pending|hold|held|on[ -]?hold|inactive|private|future)$/;
const CANCELED =
  /^(?:cancell?ed|cancel|kill(?:ed)?|deleted?|withdrawn|retracted|spiked|recalled|annul.{0,8})$/;

/** Of those, what a time ends. Drafts and private items become usable when somebody says so. */
const WAITS_FOR_A_TIME = /^(?:withheld|hold|held|on[ -]?hold|future)$/;

/** True for a status that withholds, and waits for a time. */
export function isWithheldUntil(item: WireItem, { until }: Embargo): boolean {
  return until !== null && WAITS_FOR_A_TIME.test(collapse(item.status ?? '').toLowerCase());
}

/**
 * What the item says of its publication; an unknown word is taken as usable, and told in a warning. Withheld until a
 * time is an embargo: usable, and held until then.
 */
export function pubStatusOf(item: WireItem, { until }: Embargo, warnings: Warning[]): PubStatus {
  const status = collapse(item.status ?? '').toLowerCase();
  if (CANCELED.test(status)) return 'canceled';
  if (until !== null && WAITS_FOR_A_TIME.test(status)) return 'usable';
  if (WITHHELD.test(status)) return 'withheld';
  if (!USABLE.test(status) && !isEmbargoed(status)) {
    warnings.push({ code: 'status-unknown', detail: `status "${status.slice(0, 40)}" is taken as usable` });
  }
  return 'usable';
}
