/** Notes of digitalwires: those with a role of their own, the notepad, and the notice on automatic publication. */
import type { EdNote } from '../../article/record.ts';
import { escapeHtml } from '../../text/html.ts';
import { type Fields, flag, own, string } from '../common/json.ts';

/** What dpa marks as not for publication; and by its role what is for the desk alone, whatever the mark says. */
const PRIVATE = /closingline|notepad|contact|internal|private|nonpublic|confidential|desk/i;

/** All notes with their roles (plain text, so "<desk@...>" is no tag); the notepad as a whole is for the desk. */
export function edNotesOf(fields: Fields): EdNote[] {
  const notes = fields.objects('ednotes').flatMap((note): EdNote[] => {
    const written = string(own(note, 'ednote') ?? own(note, 'text'));
    const role = string(own(note, 'role')) ?? '';
    return written === undefined
      ? []
      : [
          {
            role,
            text: escapeHtml(written),
            public: flag(own(note, 'is_publishable')) && !PRIVATE.test(role),
          },
        ];
  });
  const notepad = fields.object('notepad');
  const pads = ['public_html', 'nonpublic_html'].flatMap((name): EdNote[] => {
    const html = string(own(notepad, name));
    return html === undefined ? [] : [{ role: 'dpaednoterole:notepad', text: html, public: false }];
  });
  const notice = fields.string('autopublishnotice');
  return [
    ...notes,
    ...pads,
    ...(notice === undefined ? [] : [{ role: 'autopublishnotice', text: notice, public: true }]),
  ];
}
