/** Category letters of ANPA 1312: every provider has its own meanings for them, so there is a table for each. */
import type { Subject } from '../../article/ninjs.ts';

export type AnpaProvider = 'ap' | 'aap' | 'cp';

const CATEGORIES: Readonly<Record<AnpaProvider, Readonly<Record<string, string>>>> = {
  ap: {
    a: 'Domestic news',
    b: 'Special events',
    c: 'Standing features',
    d: 'Food and diet',
    e: 'Entertainment and culture',
    f: 'Financial news',
    g: 'State and regional news',
    h: 'Health',
    i: 'International news',
    j: 'Lottery results',
    k: 'Commentary',
    l: 'Lifestyle',
    n: 'State and regional news',
    o: 'Weather tables',
    p: 'National politics',
    q: 'Single-game sports scores',
    r: 'Racing',
    s: 'Sports',
    t: 'Travel',
    v: 'Advisories',
    w: 'Washington news',
    z: 'Unspecialised sports',
  },
  aap: {
    a: 'Australian general news',
    f: 'Finance',
    i: 'Overseas general news',
    j: 'Press releases',
    l: 'Lotteries',
    o: 'State parliaments',
    p: 'Federal politics',
    q: 'Stocks',
    r: 'Racing',
    s: 'Overseas sport',
    t: 'Domestic sport',
  },
  cp: {
    b: 'Business',
    e: 'Entertainment',
    f: 'Financial',
    g: 'National general news',
    i: 'International',
    l: 'Lifestyle',
    p: 'Politics',
    s: 'Sports',
    v: 'Advisories',
    w: 'International',
  },
};

/**
 * The letter as a subject: with its name where the provider's table has it, and as a bare code where not.
 * @param provider undefined: an agency without a table
 */
export function categorySubject(letter: string, provider: AnpaProvider | undefined): Subject {
  const name = provider === undefined ? undefined : CATEGORIES[provider][letter];
  return {
    rel: 'category',
    uri: `a1312cat${provider === undefined ? '' : `-${provider}`}:${letter}`,
    ...(name === undefined ? { literal: letter } : { name }),
  };
}
