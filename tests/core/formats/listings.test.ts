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

test.each(PAGES)('$kind ($more) is no article, as text and as a page', async ({ lines }) => {
  const html = lines.map((line) => `<li><a href="/${line.length}">${line}</a></li>`).join('\n');
  expect({
    text: await isTaken(lines.join('\n\n')),
    html: await isTaken(`<!doctype html><html><body><ul>${html}</ul></body></html>`),
  }).toEqual({ text: false, html: false });
});
