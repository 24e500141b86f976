/** Pages that are no article but a list of teasers. */
import { elementsIn } from '../../text/html-nodes.ts';
import { ABOUT_STORY, isExcerpt, isListOf, teaserRuns, type Line } from '../text/teasers.ts';
import { lettersOf } from '../../text/whitespace.ts';
import type { Site } from './block-features.ts';
import { withAncestors } from './elements.ts';

/**
 * True where most of what would be the story stands in teasers.
 * @param first of the blocks of the story
 * @param page its own address, for what leads to other sites is no list of its own stories; its headline, where it says that it is an article: the
 * first of the teasers is none where it stands under that
 */
export function isListing(
  sites: readonly Site[],
  { first, last }: { first: number; last: number },
  page: { address: string | undefined; headline: string | undefined },
): boolean {
  const about = sites.slice(Math.max(0, first - ABOUT_STORY), last + 1 + ABOUT_STORY);
  const own = ownSites(about, page.address);
  const lines = about.map((site): Line => {
    const { text, words, stop } = site.block;
    const isProse = isExcerpt(site.block);
    const target = targetOf(site);
    return { text, words, stop, isProse, ...(target !== undefined && own.has(hostOf(target)) && { target }) };
  });
  const runs = teaserRuns(lines);
  const top = lettersOf(lines[runs[0]?.first ?? 0]?.text ?? '');
  if (page.headline !== undefined && top === lettersOf(page.headline)) return false;
  return isListOf(runs, lines);
}

/** A date may stand beside the link. */
const WHOLE = 0.6;

/** Where most of a block leads to. */
function targetOf({ block, density }: Site): string | undefined {
  if (density < WHOLE) return undefined;
  const around = block.parent === undefined ? [] : withAncestors(block.parent);
  const link = [...elementsIn(block.nodes), ...around].find(
    ({ name, attribs }) => name === 'a' && attribs.href !== undefined,
  );
  const target = link?.attribs.href ?? '#';
  return target.startsWith('#') ? undefined : target;
}

function hostOf(target: string): string {
  return (/^(?:https?:)?\/\/(?:www\.)?([^/?#]+)/i.exec(target)?.[1] ?? '').toLowerCase();
}

/** Relative addresses, and those of the site itself; where nobody says which it is, of the one that is linked most. */
function ownSites(sites: readonly Site[], address: string | undefined): Set<string> {
  const own = new Set(['']);
  if (address !== undefined) return own.add(hostOf(address));
  const counts = new Map<string, number>();
  for (const site of sites) {
    const target = targetOf(site);
    if (target !== undefined) counts.set(hostOf(target), (counts.get(hostOf(target)) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [host, count] of counts) if (count > all / 2) own.add(host);
  return own;
}
