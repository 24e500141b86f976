/** Agencies that the register does not have, where the text itself calls them one: "the news agency Norvana". */

export interface UnknownAgency {
  start: number;
  end: number;
}

const NAME = String.raw`\p{Lu}[\p{L}\p{N}-]{2,30}(?:\s\p{Lu}[\p{L}\p{N}-]{1,30})?`;
/** Words that only news agencies have. */
const AGENCIES = [
  'news agency',
  'press agency',
  String.raw`agence de presse(?: \p{Ll}+)?`,
  '[Nn]achrichtenagentur',
  '[Pp]resseagentur',
  String.raw`agencia de noticias(?: \p{Ll}+)?`,
  String.raw`agência de notícias(?: \p{Ll}+)?`,
  String.raw`agência noticiosa(?: \p{Ll}+)?`,
  String.raw`agenzia di stampa(?: \p{Ll}+)?`,
  '[Pp]ersbureau',
  'nieuwsagentschap',
  '[Nn]yhetsbyrån',
  '[Nn]yhedsbureauet',
  '[Nn]yhetsbyrået',
  '[Nn]yhetsbyrå',
  '[Nn]yhedsbureau',
];
const CALLED = new RegExp(String.raw`(?:${AGENCIES.join('|')})\s(?<name>${NAME})`, 'gu');
/** "agency" alone may be any office: the name must sound like news. */
const NEWS_NAME = String.raw`\p{Lu}[\p{L}-]{1,24}(?:press|presse|news|info|inform|wire|media|prensa|stampa|pressen)\b`;
const AGENCY = new RegExp(
  String.raw`(?:[Aa]gence|[Aa]gentur|[Aa]gencia|[Aa]gência|[Aa]genzia|byrået|byrån|bureauet)\s(?<name>${NEWS_NAME})`,
  'gu',
);
const BEFORE = /(?<name>\p{Lu}[\p{L}\p{N}-]{2,30}) (?:news agency|press agency)\b/gu;
/** What stands before "news agency" and is no name: "the Russian news agency", "State news agency". */
const NO_NAME =
  /^(?:The|This|That|State|Official|Local|National|Its|His|Their|A|An|Another|One|Private|\p{L}+(?:an|ian|ese|ish|ch|sch|i|ic))$/u;

/** In every pattern: most texts have none of it. */
const STEM = /agen[ctz]|gência|byrå|bureau/i;
/** The patterns, each with what is looked for first: a search for capitals is dear. */
const PATTERNS: readonly (readonly [pattern: RegExp, needed: RegExp])[] = [
  [CALLED, /agency|presse|noti|stampa|agentur|bureau|agentschap|byrå/],
  [AGENCY, /(?:gence|gentur|gencia|gência|genzia|byrået|byrån|bureauet)\s\p{Lu}/u],
  [BEFORE, /(?:news|press) agency/],
];

export function unknownAgencies(text: string): UnknownAgency[] {
  const found: UnknownAgency[] = [];
  if (!STEM.test(text)) return found;
  for (const [pattern, needed] of PATTERNS) {
    if (!needed.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.name ?? '';
      if (pattern === BEFORE && NO_NAME.test(name)) continue;
      const start = match.index + match[0].indexOf(name);
      found.push({ start, end: start + name.length });
    }
  }
  return found;
}
