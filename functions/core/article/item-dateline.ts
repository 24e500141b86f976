/** The dateline of an item: its own fields before what stands at the head of its text. */
import type { WireItem } from './wire-item.ts';
import type { CleanBody } from '../text/html.ts';
import { cityOfDateline, datelineOfText } from './dateline.ts';
import { clean } from './fields.ts';
import type { Dateline } from './record.ts';

/** What the item says of its dateline; what it leaves out is read from its text. */
export function datelineOfItem(item: WireItem, body: CleanBody | undefined): Dateline {
  const given = item.dateline;
  const found = body === undefined ? undefined : datelineOfText(body.plain);
  const text = clean(given?.text);
  return {
    text: text ?? found?.text ?? null,
    city:
      clean(given?.city) ?? (text === undefined ? undefined : cityOfDateline(text)) ?? found?.city ?? null,
    country: clean(given?.country) ?? found?.country ?? null,
    date: clean(given?.date) ?? found?.date ?? null,
  };
}
