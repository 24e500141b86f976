import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readBytes } from '../../support/wires.ts';

/** Pages that are no article, each as its lines: headings, excerpts, prices. */
const TOWNS = [
  'Tarn Cross',
  'Ulmbach',
  'Saint-Orens',
  'Valdeluz',
  'Borgo Verde',
  'Oosterlee',
  'Skogsund',
  'Vila Funda',
];

/** The link below each entry. */
const MORE = [
  'Read more',
  'Weiterlesen',
  'Lire la suite',
  'Leer más',
  'Leggi tutto',
  'Lees meer',
  'Läs mer',
  'Ler mais',
];

const KINDS: Record<string, (more: string) => string[]> = {
  'a bill of fare': () => TOWNS.flatMap((town, at) => [`${at + 1}. ${town}`, `${at + 7}.50`, 'A, C, G']),
  'a menu of a site': (more) => TOWNS.flatMap((town) => [town, `${town} 2026`, more]),
  'headlines alone': (more) =>
    TOWNS.flatMap((town, at) => [`${town}, ${town} 4:${at}`, `${at + 1}.12.2026`, more]),
};

const PAGES = Object.entries(KINDS).flatMap(([kind, linesOf]) =>
  MORE.map((more) => ({ kind, more, lines: linesOf(more) })),
);

async function isTaken(text: string): Promise<boolean> {
  const result = await readBytes(new TextEncoder().encode(text));
  return result.ok && result.items.some((item) => item.ok);
}

function page(body: string, head = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
}

test.each(PAGES)('$kind ($more) is no article, as text and as a page', async ({ lines }) => {
  const html = lines.map((line) => `<li><a href="/${line.length}">${line}</a></li>`).join('\n');
  expect({
    text: await isTaken(lines.join('\n\n')),
    html: await isTaken(page(`<ul>${html}</ul>`)),
  }).toEqual({ text: false, html: false });
});

interface Teaser {
  headline: string;
  excerpt: string;
  section: string;
  author: string;
  date: string;
}

interface Paper {
  lang: string;
  latest: string;
  more: string;
  about: string;
  nav: string[];
  teasers: Teaser[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

const PAPERS = read('./teasers.json') as Paper[];

const TEXTS: Record<string, (teaser: Teaser, paper: Paper) => string[]> = {
  'a section front': ({ headline, excerpt, date }) => [headline, excerpt, date],
  'a tag page': ({ headline, author, date, excerpt }) => [headline, `${author} | ${date}`, excerpt],
  'results of a search': ({ headline, excerpt, date }) => [
    headline,
    'www.paper.example › news',
    `${date} – ${excerpt}`,
  ],
  'a digest with links': ({ headline, excerpt }, { more }) => [headline, excerpt, more],
  'excerpts alone': ({ headline, excerpt }) => [headline, excerpt],
  'excerpts that are cut off': ({ headline, excerpt }) => [headline, `${excerpt.slice(0, -1)} …`],
};

test.each(
  PAPERS.flatMap((paper) =>
    Object.entries(TEXTS).map(([kind, linesOf]) => ({ kind, paper, linesOf, lang: paper.lang })),
  ),
)('$kind of whole sentences is no article ($lang)', async ({ paper, linesOf }) => {
  const lines = paper.teasers.flatMap((teaser) => linesOf(teaser, paper));
  expect(await isTaken([paper.latest, ...lines].join('\n\n'))).toBe(false);
});

const CARDS: Record<string, (teaser: Teaser, at: number, paper: Paper) => string> = {
  'headings with links': ({ headline, excerpt }, at) =>
    `<div><h2><a href="/${at}">${headline}</a></h2><p>${excerpt}</p></div>`,
  'cards that are one link': ({ headline, excerpt, date }, at) =>
    `<div><a href="/${at}"><h3>${headline}</h3><p>${excerpt}</p><span>${date}</span></a></div>`,
  'links below': ({ headline, excerpt }, at, { more }) =>
    `<h3>${headline}</h3><p>${excerpt}</p><p><a href="/${at}">${more}</a></p>`,
  'bold links and breaks': ({ headline, excerpt, date }, at) =>
    `<a href="${at}.htm"><b>${headline}</b></a><br><br>${excerpt} (${date})<br><br>`,
};

test.each(
  PAPERS.flatMap((paper) =>
    Object.entries(CARDS).map(([kind, card]) => ({ kind, paper, card, lang: paper.lang })),
  ),
)('a page of teasers is no article: $kind ($lang)', async ({ paper, card }) => {
  const nav = paper.nav.map((name, at) => `<a href="/n${at}">${name}</a>`).join(' ');
  const cards = paper.teasers.map((teaser, at) => card(teaser, at, paper)).join('\n');
  const body = `<nav>${nav}</nav><main>${cards}</main><footer><p>${paper.about}</p></footer>`;
  expect(await isTaken(page(body))).toBe(false);
});

test('an archive that says it is an article is none', async () => {
  const [paper] = PAPERS;
  const cards = paper?.teasers.map(
    ({ headline, excerpt }, at) => `<div><h2><a href="/${at}">${headline}</a></h2><p>${excerpt}</p></div>`,
  );
  const head = '<meta property="og:type" content="article"><meta property="og:title" content="Politics">';
  expect(await isTaken(page(`<h1>Politics</h1>${(cards ?? []).join('')}`, head))).toBe(false);
});

interface BrokenArticle {
  name: string;
  blocks: { kind: 'title' | 'heading' | 'text' | 'line'; text: string }[];
}

const ARTICLES = read('./broken-articles.json') as BrokenArticle[];
const TAGS = { title: 'h1', heading: 'h2', text: 'p', line: 'p' };

test.each(ARTICLES)('an article in short pieces is one: $name', async ({ blocks }) => {
  const html = blocks.map(({ kind, text }) => `<${TAGS[kind]}>${text}</${TAGS[kind]}>`).join('\n');
  const [paper] = PAPERS;
  const others = (paper?.teasers ?? []).slice(0, 2).map(({ headline }) => headline);
  expect({
    text: await isTaken(blocks.map(({ text }) => text).join('\n\n')),
    withMenu: await isTaken(
      [...(paper?.nav ?? []), ...blocks.map(({ text }) => text), paper?.latest, ...others].join('\n'),
    ),
    html: await isTaken(page(`<main>${html}</main>`)),
  }).toEqual({ text: true, withMenu: true, html: true });
});

test('teasers below a story are no part of it', async () => {
  const story = ARTICLES.find(({ name }) => name.startsWith('comments below'))?.blocks.slice(0, 6) ?? [];
  const teasers =
    PAPERS[0]?.teasers.slice(1).flatMap(({ headline, excerpt, date }) => [headline, excerpt, date]) ?? [];
  const lines = [...story.map(({ text }) => text), ...teasers];
  const result = await readBytes(new TextEncoder().encode(lines.join('\n\n')));
  const [item] = result.ok ? result.items : [];
  const bodies = item?.ok === true ? item.record.article.bodies : [];
  const plain = bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
  expect(plain).toContain('the only road freezes');
  expect(plain).not.toContain('haddock');
});
