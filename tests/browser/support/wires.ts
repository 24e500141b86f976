/** Wires of agencies, places and people that do not exist. */
import type { Rights } from '../../../functions/core/article/rights.ts';

export interface Invented {
  id: string;
  provider: string;
  slug: string;
  headline: string;
  by?: string;
  dateline?: string;
  language?: string;
  urgency?: number;
  flags?: string[];
  /** Paragraphs. */
  text: string[];
  /** Names in the text that are marked as sources. */
  sources?: {
    name: string;
    id: string | null;
    role: 'attribution' | 'speaker' | 'dateline' | 'contribution';
  }[];
  removed?: { text: string; reason: string }[];
  edNote?: string;
  rights?: Rights;
  subjects?: { name: string; uri: string }[];
  duplicateOf?: string;
  variantOf?: string;
}

const PORT: Invented = {
  id: 'a1-port-strike',
  provider: 'aurora',
  slug: 'PORT-STRIKE/',
  headline: 'Dockers at Velmouth walk out as talks over night shifts collapse',
  by: 'Maren Oldfield',
  dateline: 'VELMOUTH',
  urgency: 3,
  text: [
    'VELMOUTH (Aurora) - Some 1,900 dockers at the container port of Velmouth stopped work at midnight after talks over night shifts broke down, their union said.',
    '“We were offered a coffee machine and a pamphlet,” said Tomas Reyl, who leads the dockers’ union. “Nobody here will unload a ship at three in the morning for that.”',
    'The port’s operator, Harbour & Tide, told Borealis that four vessels had been turned away and that refrigerated goods would be moved first once work resumed.',
    'Velmouth handles about a fifth of the region’s fruit. Wholesalers in Kestrel Bay said shelves would hold until Thursday.',
    'The Ministry of Trade called both sides back to the table for Wednesday morning. It is the third stoppage this year, Delta News reported.',
    'Insurers put the cost of a day without cranes at 4.2 million crowns.',
  ],
  sources: [
    { name: 'Tomas Reyl', id: null, role: 'speaker' },
    { name: 'Borealis', id: 'borealis', role: 'attribution' },
    { name: 'Delta News', id: 'delta', role: 'attribution' },
  ],
  removed: [
    { text: 'For more stories like this, visit our portal.', reason: 'promotion' },
    { text: '(Reporting by M. Oldfield; editing by the Velmouth desk)', reason: 'sign-off' },
  ],
  edNote: 'Adds comment of the operator, costs; pictures VEL11 to VEL16 are available',
  subjects: [
    { name: 'strike', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000533' },
    { name: 'shipping', uri: 'http://cv.iptc.org/newscodes/mediatopic/20001238' },
  ],
};

/** The newest last. */
export const WIRES: readonly Invented[] = [
  ...lines('cascade', [
    ['WEATHER-OUTLOOK', 'Fog to lift from the northern lowlands by noon, met office says'],
    ['RAIL-TIMETABLE', 'Winter timetable adds night trains between Ostrel and Hallow'],
    ['FB-CUP-DRAW', 'Holders drawn away to third-tier Brackwater in cup'],
  ]),
  ...lines('evergreen', [
    ['MARKETS-OPEN', 'Crown firmer, miners lead a quiet opening in Ostrel'],
    ['LAW-COURT-DATA', 'Court tells registry to delete addresses of former tenants'],
  ]),
  {
    id: 'a0-ferry',
    provider: 'delta',
    slug: 'FERRY-RESCUE',
    headline: 'All 212 aboard Kestrel Bay ferry safe after engine fire, coastguard says',
    flags: ['correction'],
    urgency: 2,
    text: [
      'KESTREL BAY (Delta) - All 212 people aboard the ferry Linnet were brought ashore on Monday after a fire in its engine room, the coastguard said.',
      'An earlier version gave the number of passengers as 221.',
    ],
  },
  ...lines('borealis', [
    ['BUDGET-VOTE 1st Ld-Writethru', 'Parliament passes budget by three votes after all-night sitting'],
    ['SCHOOLS-READING', 'One pupil in six reads below level, survey of 400 schools finds'],
    ['OBIT-CELLIST', 'Cellist Ilse Varnham, who played for lighthouse keepers, dies at 91'],
  ]),
  PORT,
  {
    id: 'a2-port-copy',
    provider: 'cascade',
    slug: 'Velmouth port',
    headline: 'Dockers walk out at Velmouth after talks over night shifts collapse',
    text: PORT.text,
    duplicateOf: 'a1-port-strike',
  },
  {
    id: 'a3-port-short',
    provider: 'delta',
    slug: 'PORT STRIKE BRIEF',
    headline: 'Velmouth dockers stop work',
    text: PORT.text.slice(0, 2),
    variantOf: 'a1-port-strike',
  },
  ...lines('evergreen', [
    ['STEEL-ORDERS', 'Orders for green steel double in the quarter, trade body says'],
    ['WINE-HARVEST', 'Late frost halves the harvest on the slopes above Hallow'],
    ['BANK-RATES ADVISORY', 'Coverage plans for the rate decision at 1300 GMT'],
  ]),
  {
    id: 'a4-quake',
    provider: 'borealis',
    slug: 'QUAKE-URGENT',
    headline: 'Earthquake of magnitude 6.1 strikes off the Tarn islands, seismologists say',
    flags: ['alert'],
    urgency: 1,
    text: [
      'TARN (Borealis) - An earthquake of magnitude 6.1 struck off the Tarn islands on Monday, the seismological institute said.',
    ],
  },
  ...lines('aurora', [
    ['TRAM-EXTENSION', 'Ostrel approves tram line to the airport after nine years of plans'],
    ['CHESS-FINAL', 'Teenager Okoro holds champion to a draw with a queen sacrifice'],
    ['ENERGY-STORAGE', 'Old salt mine to store heat for 30,000 homes'],
  ]),
];

function lines(provider: string, entries: readonly (readonly [string, string])[]): Invented[] {
  return entries.map(([slug, headline], index) => ({
    id: `${provider}-${slug.toLowerCase().replace(/\W+/g, '-')}-${index}`,
    provider,
    slug,
    headline,
    urgency: 4 + (index % 3),
    text: [`${headline}.`, 'Officials said that more would be known in the course of the day.'],
  }));
}

export const ARABIC: Invented = {
  id: 'r1-arabic',
  provider: 'evergreen',
  slug: 'ميناء-إضراب',
  headline: 'عمال الميناء يوقفون العمل بعد فشل المحادثات حول نوبات الليل',
  language: 'ar',
  text: [
    'توقف عمال الميناء عن العمل عند منتصف الليل بعد فشل المحادثات، بحسب النقابة.',
    'وقالت الشركة إن أربع سفن أعيدت.',
  ],
};

export const JAPANESE: Invented = {
  id: 'r2-japanese',
  provider: 'cascade',
  slug: '港湾スト',
  headline: '夜勤交渉が決裂、港湾労働者が作業を停止',
  language: 'ja',
  text: [
    '港湾労働者は午前零時に作業を停止した。組合が明らかにした。',
    '運営会社によると、四隻が引き返した。',
  ],
};
