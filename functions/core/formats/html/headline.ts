/** The headline of a page: the heading that it shows, where that says what the page says to machines; without the site's name. */
import { isTag, type Element } from 'domhandler';
import { collapse, lettersOf } from '../../text/whitespace.ts';
import { rawText } from '../../text/xml.ts';
import { countWords } from '../text/blocks.ts';
import { textIn } from './elements.ts';

export interface Titles {
  /** What the page gives itself to be shared by, the surest first; the site may stand in it. */
  shared: readonly (string | undefined)[];
  /** Of the window. */
  window: string | undefined;
  /** Names of the site and its publisher. */
  sites: readonly (string | undefined)[];
  /** Its own address. */
  url: string | undefined;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** @param elements of the page */
export function headlineOf(elements: readonly Element[], titles: Titles): string | undefined {
  const sites = siteKeys(titles);
  const shared = titles.shared.flatMap((one) => (one === undefined ? [] : (withoutSite(one, sites) ?? [])));
  const window = titles.window === undefined ? undefined : withoutSite(titles.window, sites);
  const said = window === undefined ? shared : [...shared, window];
  const headings = elements
    .filter(({ name }) => name === 'h1')
    .flatMap((element) => textOf(element) ?? [])
    .filter((text) => !sites.includes(lettersOf(text)));
  const agreed = bestAgreeing(headings, said.join(' '));
  if (agreed !== undefined) return withoutKicker(agreed, said);
  if (headings.length === 0 && shared.length === 0) {
    const second = shownInTitle(elements, titles.window);
    if (second !== undefined) return second;
  }
  const only = headings.length === 1 ? headings[0] : undefined;
  // a name is no headline; scripts without spaces have more in fewer characters
  return shared[0] ?? (only !== undefined && countWords(only) > 1 ? only : undefined) ?? window;
}

/** Without a first heading and data: the second that the title of the window begins or ends with. */
function shownInTitle(elements: readonly Element[], window: string | undefined): string | undefined {
  const parts = cutAtEnds(collapse(window ?? '')).map(({ rest }) => lettersOf(rest));
  return elements
    .filter(({ name }) => name === 'h2' || name === 'h3')
    .flatMap((element) => textIn(element) ?? [])
    .find((text) => countWords(text) > 2 && parts.includes(lettersOf(text)));
}

const KICKER =
  /kicker|overline|over-?title|eyebrow|dachzeile|spitzmarke|topline|roofline|sr-only|visually-?hidden/i;

/** Of a heading in which the line above the headline is marked, the headline. */
function textOf(heading: Element): string | undefined {
  const text = textIn(heading);
  const kickers = heading.children.filter((node) => isTag(node) && KICKER.test(node.attribs.class ?? ''));
  const rest = collapse(
    heading.children
      .filter((node) => !kickers.includes(node))
      .map((node) => rawText(node))
      .join(''),
  ).replace(/^[:|–—-]\s/u, '');
  return kickers.length === 0 || countWords(rest) < 3 ? text : rest;
}

/** "Islands Night ferry stays" where the page is shared as "Night ferry stays". */
function withoutKicker(heading: string, said: readonly string[]): string {
  const key = lettersOf(heading);
  if (said.some((one) => lettersOf(one) === key)) return heading;
  const part = said.find(
    (one) => countWords(one) >= 3 && (key.endsWith(lettersOf(one)) || key.startsWith(lettersOf(one))),
  );
  return part !== undefined && countWords(heading) - countWords(part) <= LONGEST_KICKER ? part : heading;
}

const LONGEST_KICKER = 8;

/** Half of its words, and of several headings the one with most. */
function bestAgreeing(headings: readonly string[], said: string): string | undefined {
  const known = new Set(wordsOf(said));
  const whole = lettersOf(said);
  let best: { text: string; share: number } | undefined;
  for (const text of headings) {
    const words = wordsOf(text);
    const isPart = whole.includes(lettersOf(text));
    const share = isPart ? words.length : words.filter((word) => known.has(word)).length;
    if (words.length === 0 || share < words.length / 2) continue;
    // a word or two agree with anything
    if (words.length < 3 && !isPart) continue;
    if (best === undefined || share > best.share) best = { text, share };
  }
  return best?.text;
}

const SEPARATOR = /\s(?:[|│‖»«›·•—–-]|::|\/\/)\s|\s?[|│]\s?/u;
/** Shorter names are words of any headline. */
const SHORTEST_SITE = 3;

function siteKeys({ sites, url }: Titles): string[] {
  const host = /^https?:\/\/([^\s/:?#]+)/i.exec(url ?? '')?.[1] ?? '';
  const labels = host
    .split('.')
    .slice(0, -1)
    .filter((label) => !/^(?:www\d?|m|com?|org|net|news|blog|en|de)$/i.test(label));
  return [
    ...sites.flatMap((one) => (one === undefined ? [] : [one, one.replace(/\.\p{L}{2,4}$/u, '')])),
    ...labels,
    labels.join(''),
    host.replace(/^www\d?\./i, ''),
  ]
    .map(lettersOf)
    .filter((key) => key.length >= SHORTEST_SITE);
}

/** "Headline | The Gazette" without the name of the site; where nobody says that name, what stands behind a bar. */
function withoutSite(title: string, sites: readonly string[]): string | undefined {
  let rest = collapse(title);
  for (;;) {
    const parts = cutAtEnds(rest);
    const found = parts.find((part) => part.rest.length >= 6 && isSite(part, sites));
    if (found === undefined) break;
    rest = found.rest;
  }
  return rest === '' ? undefined : rest;
}

interface Ends {
  rest: string;
  name: string;
  isBehindBar: boolean;
}

/** The last part of a title, and the first. */
function cutAtEnds(title: string): Ends[] {
  const separators = [...title.matchAll(new RegExp(SEPARATOR, 'gu'))];
  return [separators.at(-1), separators[0]].flatMap((separator, index) => {
    if (separator === undefined) return [];
    const before = title.slice(0, separator.index);
    const after = title.slice(separator.index + separator[0].length);
    const [rest, name] = index === 0 ? [before, after] : [after, before];
    return [{ rest, name, isBehindBar: index === 0 && /[|│]/.test(separator[0]) }];
  });
}

const LONGEST_SITE = 60;

function isSite({ name, rest, isBehindBar }: Ends, sites: readonly string[]): boolean {
  const key = lettersOf(name);
  if (key === '' || name.length > LONGEST_SITE) return false;
  const words = countWords(name);
  const isNamed = sites.some(
    (site) => key === site || (key.includes(site) && words <= 6) || (site.includes(key) && key.length >= 5),
  );
  // behind a bar stands the site, whether it says its name elsewhere or not
  return isNamed || (isBehindBar && words <= 5 && rest.length >= 12);
}
