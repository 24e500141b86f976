/** Countries, regions and media, as restrictions name them: "JAPAN", "Germany, Austria and Switzerland", "ONLINE". */
import { classAt, Phrases, phrasesOf, partsOf } from '../article/words/vocabulary.ts';
import type { Token } from '../article/words/tokens.ts';
import { tokensOf } from '../article/words/tokens.ts';
import media from './media.json' with { type: 'json' };
import extra from './places.json' with { type: 'json' };

export interface Where {
  end: number;
  /** In the order of the list. */
  scopes: { kind: 'medium' | 'territory'; scope: string }[];
}

/** ISO 3166-1 alpha-2, and XK. */
const COUNTRIES = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA ' +
  'CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA ' +
  'GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
  'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS ' +
  'RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW ' +
  'TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');
/** Those whose names of countries are tried in every item, beside its own. */
const ALWAYS = 'en';
const MOST_WORDS = 5;
const MOST_LISTED = 30;
/** Shorter names are words as well, unless they stand in capitals: "US", "UK". */
const SHORT = 3;

interface Vocabulary {
  media: Phrases<string>;
  places: Phrases<string>;
}

/** Names of countries in one language: words joined by spaces, to the code. */
interface Names {
  codes: ReadonlyMap<string, string>;
  firstWords: ReadonlySet<string>;
}

let vocabulary: Vocabulary | undefined;
const namesByLanguage = new Map<string, Names>();

/**
 * The list of countries or media that begins at a token.
 * @param language of the text
 */
export function whereAt(
  tokens: readonly Token[],
  from: number,
  language: string | undefined,
): Where | undefined {
  const scopes: Where['scopes'] = [];
  let end: number | undefined;
  for (let at: number | undefined = from; at !== undefined && scopes.length < MOST_LISTED;) {
    const one: Where | undefined = oneAt(tokens, at, language);
    if (one === undefined) break;
    scopes.push(...one.scopes);
    end = one.end;
    at = joinedAt(tokens, one.end);
  }
  return end === undefined ? undefined : { end, scopes };
}

function oneAt(tokens: readonly Token[], from: number, language: string | undefined): Where | undefined {
  const at = classAt('the', tokens, from) ?? from;
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  vocabulary ??= load();
  const medium = vocabulary.media.at(tokens, at)[0];
  if (medium !== undefined)
    return { end: medium.end, scopes: [{ kind: 'medium', scope: medium.phrase.form }] };
  if (token.text.length <= SHORT && !token.caps && tokens[at + 1]?.text !== '.') return undefined;
  const place = vocabulary.places.at(tokens, at)[0];
  const country = [ALWAYS, language?.split('-', 1)[0] ?? ALWAYS]
    .map((one) => countryAt(namesIn(one), tokens, at))
    .find((found) => found !== undefined);
  if (country !== undefined && country.end >= (place?.end ?? 0)) return country;
  return place === undefined
    ? undefined
    : { end: place.end, scopes: place.phrase.form.split(' ').map((scope) => ({ kind: 'territory', scope })) };
}

function countryAt({ codes, firstWords }: Names, tokens: readonly Token[], at: number): Where | undefined {
  if (!firstWords.has(tokens[at]?.text ?? '')) return undefined;
  let name = '';
  let found: Where | undefined;
  for (let end = at, words = 0; words < MOST_WORDS; end++) {
    const token = tokens[end];
    if (token?.kind === 'sign' && /^[-.’'&]$/.test(token.text) && end > at) continue;
    if (token?.kind !== 'word') break;
    name = name === '' ? token.text : `${name} ${token.text}`;
    words++;
    const scope = codes.get(name);
    if (scope !== undefined) found = { end: end + 1, scopes: [{ kind: 'territory', scope }] };
  }
  return found;
}

/** Behind ", ", "/", "and", "und": where the next of a list would stand. */
function joinedAt(tokens: readonly Token[], end: number): number | undefined {
  let at = end;
  while (/^[,/&+]$/.test(tokens[at]?.text ?? '')) at++;
  const and = classAt('and', tokens, at);
  if (and !== undefined) return and;
  return at > end ? at : undefined;
}

function load(): Vocabulary {
  const { $schema: _schema, ...byMedium } = media;
  type Medium = keyof typeof byMedium;
  return {
    media: new Phrases(phrasesOf<Medium>(byMedium, Object.keys(byMedium) as Medium[])),
    places: new Phrases(
      Object.entries(extra.places).flatMap(([form, names]) =>
        names.map((words) => ({ form, words, parts: partsOf(words) })),
      ),
    ),
  };
}

/** What CLDR calls the countries: some milliseconds a language, so only where a name can stand. */
function namesIn(language: string): Names {
  const known = namesByLanguage.get(language);
  if (known !== undefined) return known;
  const codes = new Map<string, string>();
  const names = displayNames(language);
  for (const code of names === undefined ? [] : COUNTRIES) {
    const words = tokensOf(names?.of(code) ?? '').flatMap(({ kind, text }) => (kind === 'word' ? text : []));
    if (words.length > 0) codes.set(words.join(' '), code);
  }
  const made = { codes, firstWords: new Set([...codes.keys()].map((name) => name.split(' ', 1)[0] ?? '')) };
  namesByLanguage.set(language, made);
  return made;
}

/** None for what is no language tag: it comes from the file. */
function displayNames(language: string): Intl.DisplayNames | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
