/** Notes to editors: all of them for the desk, the public ones for everybody. */
import type { WireItem } from './wire-item.ts';
import { inlineText } from '../text/html.ts';
import { clean } from './fields.ts';
import type { EdNote } from './record.ts';

/** The notes to editors that say something. */
export function edNotesOf(item: WireItem): EdNote[] {
  return (item.edNotes ?? [])
    .map((note) => ({ role: note.role, text: inlineText(note.text), public: note.public }))
    .filter((note) => note.text !== '');
}

/** The public notes as one text, or undefined. */
export function publicNote(edNotes: readonly EdNote[]): string | undefined {
  return clean(
    edNotes
      .filter((note) => note.public)
      .map((note) => note.text)
      .join(' '),
  );
}
