/** Runs of what repeats: blanks, dashes, brackets, beginnings of names and tags. */
import type { Random } from '../random.ts';

/** What regular expressions and scanners are sensitive to when it repeats. */
const UNITS = [
  ...Array.from(' \n\t\r\u00a0aA1-_.,;:!?\'"/\\=+*#@&%<>()[]{}|~^$`\u0001\u001e\u0002'),
  ...[
    'A ',
    'a ',
    '1 ',
    '. ',
    ', ',
    '- ',
    ' -',
    'a-',
    'A.',
    'A, ',
    '1,',
    '--',
    '\r\n',
    ' \n',
    '\n\n',
    '\t\n',
    'a\n',
    '\n ',
  ],
  ...[
    '<a',
    '<p>',
    '</p>',
    '<br>',
    '<!--',
    '<![CDATA[',
    '&amp;',
    '&#x',
    '&nbsp',
    '=?utf-8?Q?',
    '(a',
    'a(',
    '/a',
    ' and ',
    ' by ',
  ],
  ...[
    'By ',
    'http://',
    'a@a.',
    '10 ',
    'Jan ',
    ' (AP) ',
    'é',
    'Ã©',
    '\ud83d\ude00',
    '\u0301',
    'İ',
    'ﷺ',
    'KILL ',
    '1st Ld ',
    'Photo: ',
  ],
];

/** One or two units over and over, at most `room` characters of them. */
export function run(random: Random, room: number): string {
  const unit = random.chance(0.8) ? random.pick(UNITS) : random.pick(UNITS) + random.pick(UNITS);
  const length = random.chance(0.4) ? random.size(Math.max(2, room)) : random.size(200);
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}
