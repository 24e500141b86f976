import { expect, test } from '@jest/globals';
import { readAboutLine } from '../../../functions/core/furniture/about-line.ts';

const published = (iso: string) => ({ iso, kind: 'published' });
const updated = (iso: string) => ({ iso, kind: 'updated' });

test.each([
  ['By Ada Moor • March 11, 2026 • 4 min read', 'By Ada Moor', [published('2026-03-11')]],
  ['by Ada Moor on Mar 11, 2026 at 7:05 AM', 'by Ada Moor', [published('2026-03-11T07:05:00')]],
  ['Posted by Harbour Notes on Wednesday, March 11, 2026', 'by Harbour Notes', [published('2026-03-11')]],
  ['Published March 11, 2026 by Ada Moor', 'by Ada Moor', [published('2026-03-11')]],
  ['March 11, 2026 · 3 min read · By Harbour Notes', 'By Harbour Notes', [published('2026-03-11')]],
  ['Ada Moor•Updated on Mar 12, 2026 •28 min read', 'Ada Moor', [updated('2026-03-12')]],
  ['Ada Moor Published: 11 March 2026', 'Ada Moor', [published('2026-03-11')]],
  ['By Ada Moor ⋅ Senior Editor ⋅ Updated March 12, 2026', 'By Ada Moor', [updated('2026-03-12')]],
  ['Von Ada Lund 2. März 2026 - 21:15', 'Von Ada Lund', [published('2026-03-02T21:15:00')]],
  ['Ada Moor | Last updated on March 12, 2026', 'Ada Moor', [updated('2026-03-12')]],
  ['Par Ana Roche, publié le 3 mars 2026 à 10h20', 'Par Ana Roche', [published('2026-03-03T10:20:00')]],
  ['Por Ana Roca • 3 marzo 2026 • 5 min de lectura', 'Por Ana Roca', [published('2026-03-03')]],
  ['by Ada Moor—10 min read', 'by Ada Moor', []],
])('the author and the date of a page are read off one line: %s', (line, by, dates) => {
  expect(readAboutLine(line)).toEqual({ by, dates, isWhole: true });
});

test.each([
  ['ByAda MoorMar 11, 2026 | 6 comments', 'By Ada Moor', [published('2026-03-11')]],
  [
    'By AdaMarch 11, 2026Updated:March 12, 20262 Comments',
    'By Ada',
    [published('2026-03-11'), updated('2026-03-12')],
  ],
  ['March 11, 20266:01 PM', undefined, [published('2026-03-11T18:01:00')]],
])('also where the template leaves out the spaces: %s', (line, by, dates) => {
  expect(readAboutLine(line)).toMatchObject({ ...(by !== undefined && { by }), dates });
});

test('of two dates without a label the later is that of a change', () => {
  expect(readAboutLine('March 12, 2026March 11, 2026 by Ada Moor')?.dates).toEqual([
    published('2026-03-11'),
    updated('2026-03-12'),
  ]);
});

test('a template whose author is missing names nobody', () => {
  expect(readAboutLine('Written By Mar 11, 2026 · 3 min read')?.by).toBeUndefined();
});

test.each([
  ['Harbour | Mar 11, 2026 | Night Ferry', 'a section behind the date is no author'],
  ['Travel March 11, 2026', 'a section before it neither'],
])('%s: %s', (line) => {
  expect(readAboutLine(line)).toEqual({ dates: [published('2026-03-11')], isWhole: false });
});

test.each([
  'The 11 Best Ferries of 2026',
  'In March 2026 the council voted by 5 to 4',
  '5 minutes',
  '3 comments',
  '',
])('"%s" says nothing of author and date', (line) => {
  expect(readAboutLine(line)).toBeUndefined();
});
