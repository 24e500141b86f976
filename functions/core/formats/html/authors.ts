/** Who wrote a page: what is no name is no author, and the name of the site only where nobody else is named. */
import type { Element } from 'domhandler';
import { isPerson, printedNames } from '../../furniture/byline.ts';
import { readDateLine } from '../../furniture/date-line.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { spacedText, withAncestors } from './elements.ts';
import { readHeadLine } from './head-lines.ts';
import { lettersOf } from '../../text/whitespace.ts';

const LONGEST_BYLINE = 160;
/** What templates and content systems write where a name should stand. */
const NO_NAME =
  /^(?:(?:(?:about|by) )?(?:the )?authors?(?: spotlight| bio| profile| page)?|über (?:den autor|die autorin)|autor(?:in|en)?|(?:site ?)?admin(?:istrator)?|[\p{L}]{2,4} admin|editor|webmaster|user|guest|unknown|anonymous|none|null|undefined|n\/a|publi\p{L}+ (?:am|on|le|el)|veröffentlicht(?: am)?|posted(?: on| by)?|published(?: on| by)?|updated?(?: on)?|written by|(?:zur|zum|alle|mehr|more|all|view|see|read) .{2,40}|share|follow|by|von|par)\s?:?$/iu;

/** Of templates; a printed byline begins with a capital, and a surname may begin so. */
const SMALL_LEAD_IN =
  /^(?:by\s?:?\s(?=\p{L})|(?:von|par|por|di|door|av|af|från)\s?:?\s(?=\p{Lu}\S*(?:\s\p{Lu}|$)))/u;

/** The name without what templates leave about it; undefined for dates, labels, addresses and ids. */
export function authorName(written: string | undefined): string | undefined {
  const bare = (written ?? '').replace(/^[\s,;|·•–—-]{1,8}|(?<![\s,;|·•–—-])[\s,;|·•–—-]{1,8}$/gu, '');
  const name = printedNames(bare).replace(SMALL_LEAD_IN, '');
  if (name === '' || name.length > LONGEST_BYLINE || !/\p{L}/u.test(name)) return undefined;
  if (NO_NAME.test(name) || /^(?:https?:|@|www\.)|^[^\s@]+@[^\s@]+$|^reviewed by\b/i.test(name))
    return undefined;
  // "8f3a-41c2": an id
  if (/^[\da-f-]{6,}$/i.test(name) && /\d/.test(name)) return undefined;
  if (/\d\d:\d\d|\b(?:19|20)\d\d\b/.test(name) && !/\bby\b|\bvon\b/i.test(name)) return undefined;
  return readDateLine(name) === undefined ? name : undefined;
}

const DESK =
  /^(?:la |the )?(?:redacci[oó]n|redaktion(?:en)?|redazione|rédaction|redação|redactie|redakcja|redakce|редакция|редакція|toimitus|haber merkezi|news ?(?:desk|room)|web desk|staff(?: reporter)?|編集部)(?: web| online)?$/iu;

/** Nobody by name: the desk of whatever house. */
export function isDesk(name: string): boolean {
  return DESK.test(name);
}

/** "Night Gazette" for nightgazette.example. */
export function isSiteName(name: string, sites: readonly (string | undefined)[]): boolean {
  return sites.some(
    (site) => site !== undefined && lettersOf(site) !== '' && lettersOf(site) === lettersOf(name),
  );
}

const BYLINE =
  /(?:^|[\s_-])(?:by-?line|author|author-name|article-author|autor(?:en|e|es|a)?(?:zeile)?|auteur|yazar|skribent|forfatter|firma|signature|wrote-?by)(?:$|[\s_-])/i;

/** "authorName" as "author-Name". */
function partedName(name = ''): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-');
}

/** Names that are marked: in microdata all of them, else the first line. */
export function markedByline(elements: readonly Element[]): string | undefined {
  const lines = (marked: readonly Element[]): string[] =>
    marked.flatMap((element) => authorName(spacedText(element)) ?? []);
  const authors = elements.filter(({ attribs }) => attribs.itemprop === 'author');
  const names = authors.map((author) => {
    const inside = elementsIn(author.children).filter(({ attribs }) => attribs.itemprop === 'name');
    return inside.length === 0 ? author : (inside[0] ?? author);
  });
  const inData = [...new Set(lines(names))].join(', ');
  if (inData !== '') return inData;
  const marked = elements.filter(
    ({ name, attribs }) =>
      !/^(?:body|html|article|main|meta|link|figure|img)$/.test(name) &&
      (/\bauthor\b/i.test(attribs.rel ?? '') || BYLINE.test(partedName(attribs.class))),
  );
  const own = ownOf(marked, elements);
  // "<p class=author-info><b class=author>Ada Lund</b> Correspondent": the name is the innermost mark
  const innermost = own.filter(
    (one) => !elementsIn(one.children).some((inner) => own.includes(inner) && spacedText(inner) !== ''),
  );
  return (
    lines(own).flatMap((line) => readHeadLine(line)?.by ?? [])[0] ??
    innermost.flatMap((one) => personAtHead(one) ?? lines([one]))[0]
  );
}

const MORE_NAMES = /^\s?(?:[,&;|/]|(?:and|und|et|y|e|i|en|och|og|ve|и|і)\s)/u;

/** "<div class=author><b>Ada Lund</b> <a>All columns</a></div>" */
function personAtHead(element: Element): string | undefined {
  const text = spacedText(element);
  const name = elementsIn(element.children)
    .map(spacedText)
    .find((part) => isPerson(part) && authorName(part) === part && text.startsWith(`${part} `));
  return name === undefined || MORE_NAMES.test(text.slice(name.length)) ? undefined : name;
}

const OF_AUTHOR =
  /\/(?:authors?|autor(?:en|es|i)?|auteurs?|contributors?|reporters?|writers?|journalists?|columnists?|staff|profile?|redaktion|autore|autori|firme|firmas?|yazarlar|skribenter|autorzy)\/[^/?#]+/i;
/** Elements below the headline, and above it. */
const NEAR = { below: 80, above: 24 };

/** The names of the first links to authors that stand beside the headline. */
export function linkedByline(elements: readonly Element[]): string | undefined {
  const title = elements.findIndex(({ name }) => name === 'h1');
  if (title < 0) return undefined;
  const near = elements.slice(Math.max(0, title - NEAR.above), title + NEAR.below);
  const links = near.filter(
    ({ name, attribs, parent }) => name === 'a' && OF_AUTHOR.test(attribs.href ?? '') && parent !== null,
  );
  const names = ownOf(links, elements).flatMap((link) => authorName(spacedText(link)) ?? []);
  return [...new Set(names.filter(isPerson))].slice(0, MOST_LINKED).join(', ') || undefined;
}

const MOST_LINKED = 4;

/** Readers' comments, other stories and pictures name their authors too; what holds the headline is none of these. */
function ownOf(marked: readonly Element[], elements: readonly Element[]): Element[] {
  const title = elements.find(({ name }) => name === 'h1');
  const around = new Set(title === undefined ? [] : withAncestors(title));
  return marked.filter((element) => !isOfAnother(element, around));
}

function isOfAnother(element: Element, aroundTitle: ReadonlySet<Element>): boolean {
  for (const one of withAncestors(element)) {
    if (aroundTitle.has(one)) return false;
    const { name, attribs } = one;
    if (/^(?:figure|figcaption)$/.test(name)) return true;
    if (
      /comment|related|teaser|sidebar|recommend|(?:^|[\s_-])(?:card|caption|photo-?credit|image-?credit|bild-?nachweis|foto)(?:$|[\s_-])/i.test(
        attribs.class ?? '',
      )
    )
      return true;
  }
  return false;
}
