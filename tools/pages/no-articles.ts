/**
 * Pages that are no articles, made of labelled ones: what is left of a page without its story, and lists of teasers, each the
 * headline of a page with the first words of its story.
 */
import { isTag, type ChildNode } from 'domhandler';
import render from 'dom-serializer';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { pageBlocks } from '../../functions/core/formats/html/page-blocks.ts';
import { parseHtml } from '../../functions/core/text/html.ts';
import { halfOf, type Half, type LabelledPage } from './labelled.ts';
import { labelsBy } from './labels.ts';

export interface NoArticle {
  kind: string;
  as: 'text' | 'html';
  content: string;
}

/** What is left without the story: menus, boxes, comments, notes on authors. */
function emptied(page: LabelledPage): NoArticle[] {
  const isOfStory = labelsBy(page.truth);
  const found: NoArticle[] = [];
  if (page.full !== undefined && page.full.trim() !== '') {
    const lines = page.full.split('\n').filter((line) => isOfStory(line) !== true);
    found.push({ kind: 'page without its story', as: 'text', content: lines.join('\n') });
  }
  const nodes = parseHtml(page.bytes.toString());
  for (const { text, nodes: own } of pageBlocks(nodes)) {
    if (isOfStory(text) === true) for (const node of own) detach(node, nodes);
  }
  for (const node of nodes) dropData(node);
  found.push({ kind: 'page without its story', as: 'html', content: render(nodes) });
  return found;
}

function detach(node: ChildNode, top: ChildNode[]): void {
  const siblings = node.parent === null ? top : node.parent.children;
  const at = siblings.indexOf(node);
  if (at >= 0) siblings.splice(at, 1);
}

/** The data of a page has its story, too. */
function dropData(top: ChildNode): void {
  const left: ChildNode[] = [top];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!isTag(node)) continue;
    left.push(...node.children);
    if (node.name === 'script') node.children.splice(0);
  }
}

interface Teaser {
  title: string;
  whole: string;
  cut: string;
  by: string;
  date: string;
}

const EXCERPT = { from: 70, to: 320, cut: 150 };

/** The sentences with which the story begins. */
function teaserOf({ truth }: LabelledPage): Teaser | undefined {
  const { title, body, author, date } = truth;
  if (title === undefined || body === undefined) return undefined;
  const text = body.replace(/^\s*#+\s/, '').replace(/\s+/g, ' ');
  let whole = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    if (whole.length >= EXCERPT.from) break;
    whole += segment;
  }
  whole = whole.trim();
  if (whole.length < EXCERPT.from || whole.length > EXCERPT.to || !/[.!?]$/.test(whole)) return undefined;
  return {
    title,
    whole,
    cut: `${text.slice(0, EXCERPT.cut).replace(/\s\S*$/, '')}…`,
    by: `By ${author?.split(/[,;]/)[0] ?? 'Staff'}`,
    date: new Date(Date.parse(date ?? '') || Date.UTC(2024, 4, 2)).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
  };
}

const TEXTS: Record<string, (teaser: Teaser) => string[]> = {
  'headline, excerpt': ({ title, whole }) => [title, whole],
  'headline, excerpt, date': ({ title, whole, date }) => [title, whole, date],
  'headline, author and date, excerpt': ({ title, whole, by, date }) => [title, `${by} | ${date}`, whole],
  'headline, excerpt, link': ({ title, whole }) => [title, whole, 'Read more'],
  'headline, cut excerpt': ({ title, cut }) => [title, cut],
};

const CARDS: Record<string, (teaser: Teaser, at: number) => string> = {
  'article with linked heading': ({ title, whole, date }, at) =>
    `<article><h2><a href="/a/${at}">${title}</a></h2><p>${whole}</p><p>${date}</p></article>`,
  'one link': ({ title, whole, date }, at) =>
    `<div class="c"><a href="/a/${at}"><h3>${title}</h3><p>${whole}</p><span>${date}</span></a></div>`,
  'heading and link below': ({ title, whole }, at) =>
    `<h3>${title}</h3><p>${whole}</p><p><a href="/a/${at}">Read more</a></p>`,
  'entry of a list': ({ title, whole, date }, at) =>
    `<li><div><a href="/a/${at}">${title}</a></div><div>${date} – ${whole}</div></li>`,
  'bold link and breaks': ({ title, cut }, at) =>
    `<a href="${at}.html"><b>${title}</b></a><br><br>${cut}<br><br>`,
};

const IN_LIST = 8;

function listings(pages: readonly LabelledPage[]): NoArticle[] {
  const found: NoArticle[] = [];
  const teasers = pages.flatMap((page) => teaserOf(page) ?? []);
  for (let from = 0; from + IN_LIST <= teasers.length; from += IN_LIST / 2) {
    const some = teasers.slice(from, from + IN_LIST);
    for (const [kind, lines] of Object.entries(TEXTS))
      found.push({ kind, as: 'text', content: some.flatMap(lines).join('\n\n') });
    for (const [kind, card] of Object.entries(CARDS)) {
      const cards = some.map((teaser, at) => card(teaser, at)).join('\n');
      found.push({
        kind,
        as: 'html',
        content: `<!doctype html><html><body><main>${cards}</main></body></html>`,
      });
    }
  }
  return found;
}

async function isTaken({ as, content }: NoArticle): Promise<boolean> {
  const result = await recordsOf({
    bytes: Buffer.from(content),
    name: `page.${as === 'html' ? 'html' : 'txt'}`,
    provider: { id: 'unassigned' },
    received: Date.UTC(2027, 0, 1),
    raw: { bucket: '', key: '', versionId: '' },
  });
  return result.ok && result.items.some((item) => item.ok);
}

/** The pages of one half. */
export function noArticles(all: readonly LabelledPage[], half: Half): NoArticle[] {
  const pages = all.filter((page) => halfOf(page) === half && page.truth.body !== undefined);
  return [...pages.flatMap(emptied), ...listings(pages)];
}

/** How many of each kind are taken for articles. */
export async function takenOf(
  pages: readonly NoArticle[],
): Promise<Map<string, { taken: number; all: number }>> {
  const found = new Map<string, { taken: number; all: number }>();
  for (const page of pages) {
    const name = `${page.as}: ${page.kind}`;
    const count = found.get(name) ?? { taken: 0, all: 0 };
    count.all++;
    if (await isTaken(page)) count.taken++;
    found.set(name, count);
  }
  return found;
}
