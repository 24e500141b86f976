import { describe, expect, test } from '@jest/globals';
import { storyOf } from '../../../functions/core/furniture/story.ts';

const FIRST =
  'The harbour council voted by 14 to 5 on Tuesday to build a new breakwater, which engineers say will protect the old town.';
const LAST = 'Work is to begin in May and will take 31 months, according to the builder Brandvik Marine.';
const STORY = `${FIRST}\n\n${LAST}`;

/** What is left of the story, without regard to empty lines. */
const left = (text: string): string =>
  storyOf(text)
    .story.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n\n');

describe('what papers print around a story is taken out', () => {
  test.each([
    ['a byline', `By Nora Fells\n\n${STORY}`],
    ['a dateline', `VESTERHAVN (Borealis) — ${STORY}`],
    ['an agency without a place that nobody knows', `(Fjordpost) - ${STORY}`],
    ['an author in square brackets', `[Ane Holt] – ${STORY}`],
    ['a byline with a stamp', `Nora Fells | 14 July 2026 | 10:15\n\n${STORY}`],
    [
      'when it was published and updated',
      `Published July 14, 2026 10:15 GMT | Updated 2 hours ago\n\n${STORY}`,
    ],
    ['the weekday above it', `Tuesday, 14 July 2026\n\n${STORY}`],
    ['the stamp of an agency', `AFP 14 Jul\n\n${STORY}`],
    ['share buttons and counts', `${FIRST}\n\nShare on Facebook\n\n41 shares\n\n${LAST}`],
    [
      'a caption with its date and credit',
      `${FIRST}\n\nThe harbour on July 12, 2026. Photo: Nora Fells/AFP\n\n${LAST}`,
    ],
    ['a file photo', `${FIRST}\n\nFile photo: The old wall, 3 May 2024.\n\n${LAST}`],
    ['a link to another story', `${FIRST}\n\nRead more: Mayor wants a tunnel\n\n${LAST}`],
    ['links below a label', `${STORY}\n\nRelated stories\nMayor wants a tunnel\nStorm floods 212 houses`],
    ['an invitation', `${STORY}\n\nSign up for our daily newsletter.`],
    ['whom to call', `${STORY}\n\nPress contact: Nora Fells, +47 22 33 44 55, nora@lindal.example`],
    ['who reported and edited', `${STORY}\n\n(Reporting by Nora Fells in Lindal; editing by Ane Holt)`],
    ['the agency at the end of the last sentence', `${STORY} (AFP)`],
    ['rights', `${STORY}\n\n© 2026 The Lindal Post. All rights reserved.`],
    ['rights with the number of the item', `${STORY}\n\n© dpa-infocom, dpa:260714-930-114562/2`],
    ['where it was printed first', `${STORY}\n\nThis article was originally published on Lindal Post.`],
    [
      'that it went out under its title',
      `${STORY}\n\nThe post Town gets its wall appeared first on Lindal Post.`,
    ],
    [
      'that nobody edited it',
      `${STORY}\n\n(This story has not been edited by our staff and is auto-generated from a syndicated feed.)`,
    ],
    ['who helped', `${STORY}\n\nAssociated Press writer Nora Fells in Lindal contributed to this report.`],
    ['whom a text is from', `${STORY}\n\nŹródło: PAP`],
    [
      'the room of an agency',
      `Redazione ANSA\n\n14 luglio 2026 alle 11:42\n\nTempo di lettura: 2 minuti\n\n${STORY}`,
    ],
    ['initials of the desk', `${STORY}\n\nABC // DEF`],
    ['what else there is', `${STORY}\n\n(foto) (vídeo)`],
    ['tags', `${STORY}\n\nTags: harbours, storms, Lindal`],
    ['who wrote it where, beside the time', `Nora Fells in Lindal\nMon 13 Jul 2026 22.41 BST\n\n${STORY}`],
    ['agency, place and time in one line', `Agencies | Lindal | Updated: Jul 13, 2026 22:41 IST\n\n${STORY}`],
    ['a dateline with its country and day', `Lindal (Skarn), 16 juil 2026 (AFP) - ${STORY}`],
    ['a dateline of stops', `КИЇВ. 16 липня 2026 року. УНН. ${STORY}`],
    ['a dateline without capitals', `केसाक, 16 जुलाई (भाषा) ${STORY}`],
    ['an end mark', `${STORY}\n\n（完）`],
  ])('%s', (_, text) => {
    expect(left(text)).toBe(STORY);
  });

  test('a title that the text repeats', () => {
    expect(storyOf(`Town gets its wall\n\n${STORY}`, 'Town gets its wall').story.trim()).toBe(STORY);
  });

  test('with the kind of each, in the order of the text', () => {
    const { removed } = storyOf(`By Nora Fells\n\nLINDAL (AFP) - ${STORY} (AFP)`);
    expect(removed.map(({ kind }) => kind)).toEqual(['byline', 'dateline', 'sign-off']);
  });
});

describe('news stays, however much it looks like furniture', () => {
  test.each([
    'More from the square: two hurt',
    'Photo shows Holt with the owner of the quarry',
    'Topics: who is to blame',
    'Source: wall was cracked',
    '来源：坝墙早有裂缝',
    'Nora Fells contributed to the disaster',
    'By Friday the wall was gone',
    'Update: nine dead',
    'She denied all the charges.',
    'The report turned out to be false.',
    'CORRECTION: he is not the owner.',
    '(Corrected) - The mayor did not resign.',
    'He died.',
    'Share prices fell 5 percent.',
    'Copyright law was changed.',
    'Contact with the ship was lost.',
    'By Friday he had resigned.',
    'Join us, he said on Twitter.',
    'Subscribe to our newsletter. She was acquitted.',
    'Updated figures show 12 dead.',
    'Editing by the censor was denied.',
    '(Reporting by Nora Fells; editing by Ane Holt) He died.',
    'UPDATE:',
    '+1.24',
  ])('%s', (news) => {
    for (const text of [`${STORY}\n\n${news}`, `${FIRST}\n\n${news}\n\n${LAST}`, `${news}\n\n${STORY}`])
      expect(storyOf(text).story).toContain(news);
  });

  test('the weekdays within a list of fixtures', () => {
    const list = `${FIRST}\n\nTuesday\n\n${LAST}`;
    expect(storyOf(list).story).toContain('Tuesday\n');
  });

  test('a company and its short name, which is no dateline', () => {
    const text = `Brandvik Marine Works (CNA) has been asked to build a breakwater for the harbour council. ${LAST}`;
    expect(storyOf(text).story).toBe(text);
  });
});
