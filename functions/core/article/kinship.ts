/**
 * How much two texts have in common, told from their words alone, in any language: whether an id that says "the same
 * story" can be believed. Not the search for copies (dedupe/), which asks for far more.
 */

/** A headline and a plain body; either may be empty. */
export interface Told {
  headline: string;
  body: string;
}

interface Likeness {
  /** Content words that both headlines have. */
  headlineWords: number;
  /** Their share of the shorter headline, 0-1. */
  headline: number;
  /** Content words of the shorter text, headline and body together, that stand in the longer. */
  words: number;
  /** Their share of the shorter text, 0-1; 0 where one of the two has none. */
  text: number;
}

/** What two texts of one language share by chance stays below this. */
const CHANCE = 0.35;

/**
 * True where two texts have nothing in common, neither in their headlines nor in what follows: the one cannot be a
 * version of the other. An alert and the story that it grows into share words of the headline. False where one of the
 * two says nothing, as then nobody can tell; a translation is unrelated.
 */
export function unrelated(a: Told, b: Told): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.all.size === 0 || second.all.size === 0) return false;
  const { headlineWords, text } = likenessOf(first, second);
  return headlineWords === 0 && text < CHANCE;
}

/** A part of the shorter text that two reports of different things do not share. */
const SAME_STORY = 0.5;

/** So few words two short reports of one subject share as well: then it takes more of the text. */
const FEW_WORDS = 3;
const MOST = 0.65;

/**
 * True where one text can be a version of the other: half of the shorter headline is the same, or half of the shorter
 * text. Where one of the two says nothing nobody can tell, and an id is believed.
 */
export function sameStory(a: Told, b: Told): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.all.size === 0 || second.all.size === 0) return true;
  const { headline, headlineWords, text, words } = likenessOf(first, second);
  return (
    (headline >= SAME_STORY && headlineWords >= 2) ||
    text >= MOST ||
    (text >= SAME_STORY && words > FEW_WORDS)
  );
}

interface Words {
  headline: ReadonlySet<string>;
  all: ReadonlySet<string>;
}

function wordsOf({ headline, body }: Told): Words {
  const words = new Set(contentWords(headline));
  return { headline: words, all: new Set([...words, ...contentWords(body.slice(0, READ_LENGTH))]) };
}

function likenessOf(a: Words, b: Words): Likeness {
  const headlineWords = inBoth(a.headline, b.headline);
  const words = inBoth(a.all, b.all);
  return {
    headlineWords,
    headline: share(headlineWords, a.headline, b.headline),
    words,
    text: share(words, a.all, b.all),
  };
}

function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const word of fewer) if (more.has(word)) count++;
  return count;
}

function share(common: number, a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shorter = Math.min(a.size, b.size);
  return shorter === 0 ? 0 : common / shorter;
}

/** What a story is about stands at its head, and longer texts share more by chance. */
const READ_LENGTH = 6000;

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const CASED = /^[\p{Lu}\p{Ll}]/u;
const NUMBER = /^\p{N}+$/u;
const YEAR = /^(?:19|20)\d\d$/;

/** Endings change with the case of a noun; what a word is about stands at its beginning. */
const STEM = 5;

/** Words that say what a text is about: long ones, numbers that are no times or years, pairs of characters without spaces. */
function contentWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return (folded.match(RUN) ?? []).flatMap((run) => {
    if (IS_UNSPACED.test(run)) return pairsOf(Array.from(run));
    if (NUMBER.test(run)) return run.length > 2 && !YEAR.test(run) ? [run] : [];
    const shortest = CASED.test(run) ? 4 : 3;
    return run.length < shortest || COMMON.has(run) ? [] : [run.slice(0, STEM)];
  });
}

function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** Words of four letters and more that stand in every report, as folded above. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'about after again against also among been before being between both could does down during each even every ' +
    'first from have having here into just last made make many more most much must news next only other over ' +
    'people report reported reports said same says should since some still such than that their them then there ' +
    'these they this those through time told today tuesday under until very wednesday well were what when where ' +
    'which while will with without would year years your monday thursday friday saturday sunday according ' +
    'because aber alle allem allen aller alles auch beim dann dass denen deren dessen diese diesem diesen dieser ' +
    'dieses doch durch eine einem einen einer eines euch gegen habe haben hatte hatten hier ihre ihrem ihren ' +
    'ihrer immer jahr jahre jahren jetzt kann kein keine konnen mehr mitteilte mussen nach nicht noch oder ohne ' +
    'sagte schon sehr sein seine seinem seinen seiner seit sich sind soll sollen teilte uber unter viele wegen ' +
    'weil weiter wenn werden wieder wird wurde wurden zwei zwischen montag dienstag mittwoch donnerstag freitag ' +
    'samstag sonntag ainsi apres aussi autre autres avait avant avec avoir cette ceux comme contre dans depuis ' +
    'deux dont elle elles encore entre etait etre fait font leur leurs lors mais meme moins notre nous parce ' +
    'pendant plus pour sans selon sera sont sous tous tout toute toutes tres vers vous indique declare annonce ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche annee ademas algo ante antes aunque cada como cuando ' +
    'desde donde durante ella ellos esta estaba estan este esto estos fueron hace hasta mientras otro otros para ' +
    'pero poco porque quien segun sido sino sobre solo tambien tiene todo todos tras unos dijo afirmo anos lunes ' +
    'martes miercoles jueves viernes sabado domingo alla anche ancora anni anno avere come cosi contro dalla ' +
    'dalle dallo dagli degli della delle dello dopo dove essere fatto fino hanno loro nella nelle nello negli ' +
    'oggi ogni perche prima quando quale quella quello questa queste questi questo sono sotto stata stati stato ' +
    'stesso sulla sulle tutti tutto detto lunedi martedi mercoledi giovedi venerdi sabato domenica secondo ainda ' +
    'apos depois disse eles entao essa esse foram isso mesmo muito ontem outra outro pela pelas pelo pelos ' +
    'segundo tambem aldus daar deze door drie geen haar hebben heeft jaar maar meer moet naar niet omdat onder ' +
    'tegen toen twee veel voor waar want wanneer werd wordt zegt zich zijn zonder maandag dinsdag woensdag ' +
    'donderdag vrijdag zaterdag zondag andre blev blir blitt denne deres dette efter eller etter finns fikk ' +
    'flere fore fran hadde hade hans havde ikke inte ingen kommer kunne mellan mellem mellom mycket nogle noen ' +
    'okso oven sade sagde sedan sidan siden siger sier skal skulle till ultimo utan uten vart ville mandag ' +
    'tirsdag onsdag torsdag fredag lordag sondag tisdag mandagen lørdag søndag ogsa sina være vært ifølge derfor ' +
    'overfor imod oplyser opplyser meddelade enligt ' +
    'после также этот было были будет может года году чтобы если тоже сообщил заявил время который ' +
    'على الى هذا هذه التي الذي بعد قبل قال خلال ذلك'
  ).split(' '),
);
