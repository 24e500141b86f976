/** The steps of reading a page, each with the change of the source that leaves it out. */
export interface Step {
  name: string;
  /** What it is about: pages, or the text that a scraper makes of them. */
  of: 'html' | 'text';
  /** Path in the repository. */
  file: string;
  /** Stands in the file exactly once. */
  needle: string;
  replacement: string;
}

const HTML = 'functions/core/formats/html';
const TEXT = 'functions/core/formats/text';

export const STEPS: readonly Step[] = [
  {
    name: 'weights that are learned (else blocks that read as sentences)',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle:
      'const take = chosen(sites.map((site, index) => ({ words: site.block.words, likely: likely[index] ?? 0 })));',
    replacement: 'const take = sites.map((site) => site.isSentence);',
  },
  {
    name: 'the choice that promises most (else all that is likely)',
    of: 'html',
    file: 'functions/core/formats/common/choice.ts',
    needle: 'likely >= Math.min(SURE, best.least)',
    replacement: 'likely >= SURE',
  },
  {
    name: 'small boxes named as promotion, author, comments or other stories',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle: 'isInSlightBox(site) ||',
    replacement: '',
  },
  {
    name: 'the foot of the page and its menus',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle: '|| isOfPage(site) ||',
    replacement: '||',
  },
  {
    name: 'boxes under a label like “Related”',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle: '|| site.isInLabelled',
    replacement: '',
  },
  {
    name: 'headings with the text below them',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle: '  keepHeadings(sites, take);\n',
    replacement: '',
  },
  {
    name: 'tables and figures as a whole',
    of: 'html',
    file: `${HTML}/page-story.ts`,
    needle: '  keepWhole(sites, take, from);\n',
    replacement: '',
  },
  {
    name: 'lines about the story: byline, date, credit, promotion',
    of: 'html',
    file: `${HTML}/article.ts`,
    needle: "if (place !== 'within' || !isSentenceLike(block)) settle(",
    replacement: 'if (story.length < 0) settle(',
  },
  {
    name: 'the deck told from the lead (else both are taken out)',
    of: 'html',
    file: `${HTML}/article.ts`,
    needle: 'isSame(text, known.deck) && isDeck(index, blocks, texts)',
    replacement: 'isSame(text, known.deck)',
  },
  {
    name: 'a story that only the JSON-LD holds',
    of: 'html',
    file: `${HTML}/reader.ts`,
    needle: 'meta.articleBody.length > story.length * 2',
    replacement: 'story.length < 0',
  },
  {
    name: 'the heading that agrees with what the page is shared by',
    of: 'html',
    file: `${HTML}/headline.ts`,
    needle: 'if (agreed !== undefined) return withoutKicker(agreed, said);',
    replacement: 'void agreed; void withoutKicker;',
  },
  {
    name: 'the name of the site taken off titles',
    of: 'html',
    file: `${HTML}/headline.ts`,
    needle: 'part.rest.length >= 6 && isSite(part, sites)',
    replacement: 'part.rest.length < 0 && isSite(part, sites)',
  },
  {
    name: 'kickers taken off headings',
    of: 'html',
    file: `${HTML}/headline.ts`,
    needle: 'return withoutKicker(agreed, said);',
    replacement: 'return agreed;',
  },
  {
    name: 'authors of the JSON-LD',
    of: 'html',
    file: `${HTML}/metadata.ts`,
    needle: "namesOf(data, 'author')\n",
    replacement: '[]\n',
  },
  {
    name: 'authors of meta elements',
    of: 'html',
    file: `${HTML}/metadata.ts`,
    needle: "...all('author', 'article:author', 'parsely-author', 'dc.creator', 'byl', 'sailthru.author'),",
    replacement: '',
  },
  {
    name: 'elements marked as byline',
    of: 'html',
    file: `${HTML}/metadata.ts`,
    needle: '    markedByline(elements),\n',
    replacement: '',
  },
  {
    name: 'links to authors beside the headline',
    of: 'html',
    file: `${HTML}/metadata.ts`,
    needle: '    linkedByline(elements),\n',
    replacement: '',
  },
  {
    name: 'what is no name is no author',
    of: 'html',
    file: `${HTML}/authors.ts`,
    needle: 'return readDateLine(name) === undefined ? name : undefined;\n',
    replacement: 'return name;\n',
  },
  {
    name: 'lines below the headline: byline and date',
    of: 'html',
    file: `${HTML}/head-lines.ts`,
    needle: 'if (title === undefined) return head;',
    replacement: 'if (titles.length >= 0 || title === undefined) return head;',
  },
  {
    name: 'the date in the address',
    of: 'html',
    file: `${HTML}/metadata.ts`,
    needle: '?? dateInAddress(url)',
    replacement: '',
  },
  {
    name: 'the first date shown beside the headline',
    of: 'html',
    file: `${HTML}/reader.ts`,
    needle: 'const shown = shownDate(elements);',
    replacement: 'const shown = shownDate([]);',
  },
  {
    name: 'sections that a label begins end the story',
    of: 'text',
    file: `${TEXT}/story-bounds.ts`,
    needle: "return block.reason === 'section-label' && !goesOn(blocks, first, index);",
    replacement: 'return false;',
  },
  {
    name: 'comments, forms and other pages end the story',
    of: 'text',
    file: `${TEXT}/story-bounds.ts`,
    needle: 'const label = labelAt(blocks, index);',
    replacement: 'const label = undefined as ReturnType<typeof labelAt>;',
  },
  {
    name: 'a box in the story does not end it',
    of: 'text',
    file: `${TEXT}/story-bounds.ts`,
    needle: "if (!isBoxLabel(blocks[label]?.text ?? '')) return false;",
    replacement: 'if (label >= 0) return false;',
  },
  {
    name: 'notices far above and boxes far below are left',
    of: 'text',
    file: `${TEXT}/story-bounds.ts`,
    needle: 'words >= most * NOTICE_SHARE',
    replacement: 'words >= 0',
  },
  {
    name: 'the note on the author is left',
    of: 'text',
    file: `${TEXT}/story-bounds.ts`,
    needle: 'const isBio = last > first &&',
    replacement: 'const isBio = last < first &&',
  },
  {
    name: 'labels that stand in the menu too',
    of: 'text',
    file: `${TEXT}/placed.ts`,
    needle: "if (furniture === 'section-label' && firstProse >= 0 &&",
    replacement: "if (furniture === 'section-label' && firstProse < -1 &&",
  },
  {
    name: 'lines that are printed twice are no text',
    of: 'text',
    file: `${TEXT}/placed.ts`,
    needle: "if (places.length > 1 && block.words < REPEATED_BELOW_WORDS && key !== '')",
    replacement: 'if (places.length < 0)',
  },
  {
    name: 'sub-headings that a list of contents has',
    of: 'text',
    file: `${TEXT}/placed.ts`,
    needle: 'const isHeading = furniture === undefined &&',
    replacement: 'const isHeading = places.length < 0 &&',
  },
  {
    name: 'headline by learned weights',
    of: 'text',
    file: `${TEXT}/page.ts`,
    needle: 'const headline = headlineAt(blocks, { first: prose, last });',
    replacement: 'const headline = prose < -1 ? headlineAt(blocks, { first: prose, last }) : undefined;',
  },
  {
    name: 'links below a label within the story are left',
    of: 'text',
    file: `${TEXT}/page.ts`,
    needle: 'if (related && (!block.stop || QUESTION.test(block.text)))',
    replacement: 'if (related && block.words < 0)',
  },
  {
    name: 'what a newsletter is about is left',
    of: 'text',
    file: `${TEXT}/page.ts`,
    needle: "if (block.reason === 'promotion') promoted = true;",
    replacement: '',
  },
  {
    name: 'last lines too short for prose',
    of: 'text',
    file: `${TEXT}/page.ts`,
    needle: '} else if (isMore(block, ended)) {',
    replacement: '} else if (block.words < 0 && isMore(block, ended)) {',
  },
  {
    name: 'a story among navigation: paragraphs in a row',
    of: 'text',
    file: `${TEXT}/prose.ts`,
    needle: '>= MIN_PROSE_SHARE || hasStory(blocks)',
    replacement: '>= MIN_PROSE_SHARE',
  },
];
