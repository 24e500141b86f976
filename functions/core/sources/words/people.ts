/** Words that stand around people who speak, in all languages together: what speakers.ts tells names and roles by. */
import { wordsIn } from './table.ts';

/** Within names: "van der". */
export const PARTICLE = wordsIn([
  'de|del|della|dello|di|da|do|dos|das|du|van|von|vom|zu|der|den|het|le|la|al|el|bin|ibn|ben|ter',
  "ten|af|av|d'|l'|o'|st",
]);

/** Articles and possessives before a role. */
export const DETERMINER = wordsIn([
  "the|a|an|one|another|le|la|les|l'|un|une|der|die|das|ein|eine|einer|el|los|las|una|uno|o|os|as",
  "um|uma|il|lo|gli|i|un'|de|het|een|den|det|en|ett|et|ei|his|her|its|their|our|my|son|sa|ses",
  'leur|leurs|notre|mon|sein|seine|seiner|ihr|ihre|ihrer|su|sus|seu|sua|suo|loro|zijn|haar|hun',
  'onze|sin|sitt|hans|hennes|deras|hendes|deres',
]);

/** Link a role to its house, or begin another phrase. */
export const PREPOSITION = wordsIn([
  "of|for|from|at|in|with|to|by|on|de|d'|du|des|der|von|vom|für|bei|im|del|della|dell'|dello|dei",
  'di|da|do|dos|das|van|bij|för|på|från|av|af|fra|hos|i|til|till|a|à|au|aux|al|zur|zum|para|per',
  'voor',
]);

/** Between clauses, before who speaks. */
export const CONJUNCTION = wordsIn([
  'and|but|who|also|then|later|und|aber|et|mais|y|e|pero|mas|ma|en|maar|och|men|og|or',
]);

/** Auxiliaries, adverbs and pronouns between a verb and who speaks. */
export const SKIPPED = wordsIn([
  'has|had|have|also|later|then|earlier|still|a|ha|hat|hatte|har|hade|havde|hadde|heeft|haben',
  'avait|había|tinha|è|ist|auch|aussi|también|também|anche|ook|också|også|s|ont|hanno|han|t|lui',
  "leur|nous|y|en|se|s'|me|le|lo|les|gli|si|ne|n'|m'|l'",
]);

/** "He", and French verbs with their pronoun. */
export const PRONOUN = wordsIn([
  'he|she|er|sie|il|elle|él|ella|ele|ela|lui|lei|hij|ze|zij|han|hon|hun|a-t-il|a-t-elle|dit-il',
  'dit-elle|t-il|t-elle|ajoute-t-il|ajoute-t-elle|explique-t-il|explique-t-elle',
]);

/** Verbs that have an object before them or behind them: who stands behind is not who speaks. */
export const TRANSITIVE = wordsIn([
  'told|tells|telling|accused|urged|called|praised|criticised|criticized|condemned|welcomed',
  'thanked|rejected|dismissed|blamed|hailed|denounced|described|urging|calling',
  'was quoted as saying|were quoted as saying|quoted as saying',
]);

/** Written with a capital at the start of a sentence, and no name. */
export const NO_NAME = wordsIn([
  'he|she|they|it|we|i|you|his|her|their|the|this|that|these|those|but|and|as|in|on|at|after',
  'before|when|while|for|if|er|sie|es|wir|ich|das|dies|il|elle|ils|elles|nous|je|él|ella|ellos|yo',
  'ele|ela|eles|eu|lui|lei|loro|io|hij|zij|ze|ik|han|hon|de|vi|jag|jeg|hun|hen|u.s|us|un|uk',
  'police|officials|experts|analysts|witnesses|residents|authorities|nobody|everyone|somebody',
  'someone|que|qui|wer|there|so|no|yes|not|one|most|many|some|both|all|another|other|till|til',
  'overfor|mot|för|enligt|ifølge|etter|efter|fra|från|med|på|nu|där|der|här|hos|ved|vid|under',
  'sedan|också|også|men|hvis|når|när|bei|laut|nach|mit|seit|für|auch|doch|noch|aber|selon|pour',
  'avec|chez|dans|sur|après|avant|mais|pourtant|ainsi|según|para|con|en|tras|pero|sin|segundo|com',
  'após|mas|secondo|dopo|nel|nella|volgens|tegen|met|door|na|voor|bij|maar|ook|according|to|with',
  'by|from|since|until|yet|still|today|yesterday|meanwhile|however|also|then|even|only|now|here',
  'how|why|what|where|who',
]);

/** What words for roles end in. */
export const GERMAN_ROLE =
  /(?:minister|ministerin|sprecher|sprecherin|chef|chefin|präsident|präsidentin|leiter|leiterin|direktor|direktorin|meister|meisterin|experte|expertin|forscher|forscherin|vorsitzende|vorsitzender|kanzler|kanzlerin|sekretär|sekretärin|anwalt|anwältin|beauftragte|beauftragter|führer|führerin|kapitän|rat|rätin|wirt|wirtin|trainer|trainerin|inhaber|inhaberin|minister|ministeren|direktør|direktör|sjef|chefen|chef|leder|ledare|mester|mästare|forsker|forskare|økonom|ekonom|talsmand|voorzitter|directeur|woordvoerder|woordvoerster|onderzoeker|meester)$/;

/** Cues that name who speaks behind them, verb or not. */
export const ACCORDING =
  /^(?:citing|quoting|citant|citando|in an interview with|dans un entretien à|en declaraciones a|en entrevista con|en una entrevista con|em declarações à|em entrevista à|citado pela|citada pela|in un' intervista a|in un' intervista all'|zitierte|citeert|according to|selon|d' après|laut|según|segundo|secondo|volgens|aldus|enligt|ifølge|so|de l' avis de|aux yeux de|aux dires de|à en croire|a parere di|a detta di|a giudizio di|ad avviso di|nelle parole di|stando a|en opinión de|a juicio de|en palabras de|al decir de|a decir de|na opinião d[eao]|nas palavras de|no entender de|na perspetiva de|na avaliação d[eao]|nach (?:einschätzung|ansicht|meinung|worten|den worten|darstellung|auffassung|überzeugung|angaben)(?: von)?|aus sicht(?: von)?|in the words of|in the view of|così)$/;
