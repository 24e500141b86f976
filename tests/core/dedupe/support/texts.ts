/** Wire stories of our own, made of invented places and people, in any number: each seed gives another one. */
import { randomOf } from './simulated-index.ts';

const SUBJECTS = [
  'The harbour council',
  'A court of appeal',
  'The farmers union',
  'The ministry of transport',
  'A committee of teachers',
  'The island parliament',
  'The railway board',
  'The water authority',
  'A group of doctors',
  'The city orchestra',
];
const VERBS = [
  'approved',
  'rejected',
  'postponed',
  'criticised',
  'welcomed',
  'reviewed',
  'presented',
  'withdrew',
  'published',
  'defended',
];
const OBJECTS = [
  'a plan to rebuild the old lighthouse',
  'new limits on night ferries',
  'the sale of the northern forests',
  'a tax on empty houses',
  'the merger of three hospitals',
  'a tunnel under the bay',
  'higher fees for foreign trawlers',
  'the closure of the copper mine',
  'a bridge to the outer islands',
  'the budget for winter roads',
];
const REASONS = [
  'after months of protest',
  'despite warnings from engineers',
  'in a narrow vote',
  'as costs kept rising',
  'before the summer recess',
  'amid doubts about the weather',
  'on the advice of auditors',
  'following a fire in spring',
  'at the request of fishermen',
  'to the surprise of investors',
];
const PLACES = [
  'Vesterhavn',
  'Kolbria',
  'Sandmark',
  'Torvik',
  'Almora Bay',
  'Grenholm',
  'Port Esker',
  'Lindal',
  'Maravel',
  'Ostrava Falls',
];
const PEOPLE = [
  'Ane Holt',
  'Marek Dunn',
  'Ilse Brandvik',
  'Tomas Reyle',
  'Signe Aaker',
  'Paulo Venn',
  'Greta Solheim',
  'Idris Kamp',
  'Nora Fells',
  'Viktor Brae',
];
const TAILS = [
  'said the decision came too late for this season',
  'called the figures a disappointment for every household',
  'promised that nobody would lose a pension',
  'refused to say when the work would begin',
  'asked for patience while the papers are examined',
  'described the mood in the hall as calm and serious',
  'warned that the money would last until autumn only',
  'praised the volunteers who had kept the road open',
];

export interface Story {
  title: string;
  body: string;
}

/** @param paragraphs about 30 words each */
export function storyOf(seed: number, paragraphs = 8): Story {
  const random = randomOf(seed * 7919 + 13);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const number = (limit: number): number => 2 + Math.floor(random() * limit);
  const sentence = (): string =>
    `${pick(SUBJECTS)} in ${pick(PLACES)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(REASONS)}, with ${number(90)} votes for and ${number(70)} against.`;
  const quote = (): string =>
    `Spokesman ${pick(PEOPLE)} of ${pick(PLACES)} ${pick(TAILS)}, and put the price at ${number(900)}.${number(9)} million crowns over ${number(30)} years.`;
  const body = Array.from({ length: paragraphs }, () => `${sentence()} ${quote()}`);
  return { title: sentence(), body: body.join('\n\n') };
}
