/** Words that tell languages apart, and names of languages. */

/** The commonest function words; those that several languages share count for each of them. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in that is was for with on by at from his has have had are be were which an said will would their this it not they who after been but he she',
  de: 'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine einer eines als auch es an werden aus er hat dass nach wird bei einen um am sind noch wie über vor zum war haben nur oder aber durch wurde zur sagte sei seit gegen',
  fr: 'le la les de des du et en un une dans que qui est pour par sur au aux pas plus avec il elle ce se son sa ses ont été mais selon cette leur ne sont avait après pendant malgré tout tous où leurs dont à a',
  es: 'el la los las de del y en que un una por con no se su para al es lo como más fue ha sus según este pero entre desde sobre dijo tras han también todo durante hasta cuando a o',
  pt: 'o a os as de do da dos das e em que um uma por com não se para no na nos nas ao é mais foi seu sua como mas segundo à são entre após pelo pela disse também ser durante todo toda à até',
  it: 'il la lo gli le i di del della dei delle e in che un una per con non si al alla da dal nel nella è sono ha come più ma anche suo sua dopo su dalla stato degli ai hanno durante',
  nl: 'de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit worden wordt heeft werd nog maar over dit die tot hij zich volgens tegen hebben kan na',
  sv: 'och att det i en som på är av för med den till har inte om ett de var från vid kan men efter också ska enligt under man eller vi hade när där skulle nu sig han',
  da: 'og at det i en som på er af for med den til har ikke om et de var fra ved kan men efter også skal under man eller vi havde når der blev mod sig han siger hvor mere nu noget meget nogle alle sin',
  no: 'og at det i en som på er av for med den til har ikke om et de var fra ved kan men etter også skal under man eller vi hadde når der ble mot seg han sier hvor mer nå noe å mye noen alle sin',
  fi: 'ja on että ei se oli kun mukaan myös ovat hän mutta tai joka sen kuin jo vuoden sekä ole oli kertoo mitä jotka tämä jälkeen kanssa sanoo ollut voi vielä vuonna aikana vaikka hänen siitä niin',
  pl: 'w i na do się nie że jest od za po przez to jak jego dla które który oraz są był ma ze podczas także jednak ale tym tego już roku została będzie',
  cs: 'v a na se je že do za to podle od po který jsou by ve také ale jako pro bude jeho si byl své před už které aby tak jsme řekl navzdory',
  sk: 'v a na sa je že do za to podľa od po ktorý sú by vo aj ale ako pre bude jeho si bol pred už ktoré aby tak však v roku',
  hu: 'a az és hogy nem is egy van volt meg el ki de ez szerint már csak még vagy mint után azt ezt lesz magyar között amely aki majd pedig kell',
  ro: 'în de și la cu a pe care nu din că o un pentru este mai au fost să se după ce sau al ale lui prin sunt va dar acest această către',
  tr: 've bir bu da de için ile olarak çok daha olan sonra gibi kadar ise en göre ancak değil oldu olduğunu dedi yeni her tarafından karşı o',
  ca: 'el la els les de del dels i en que un una per amb no es a al és ha més com seu seva però ser segons aquest aquesta després també són han als dilluns tot',
  hr: 'i je na se da za od su iz koji a što kako će ne nije bi to do bio po te prema koja koje još kao nakon više samo tijekom',
  sl: 'in je v na za da se so ki pa po od ne bi kot bo pri še tudi do ali iz ko bil po leta več že med',
  et: 'ja on et ei see oli kui ka mis kes ning aga või ta selle oma pole nende siis juba pärast olid veel vaid seda mida üle aasta',
  lt: 'ir yra kad į iš su tai kaip bet apie buvo po už jo prie nuo ne bus tik ar pat dėl jau metų kuris savo per',
  lv: 'un ir ka uz no ar par bet tas kā pēc lai arī tika vai gada nav jau pie to būs kas šo kurā tiek',
  id: 'yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh kepada adalah juga telah ke sebagai tersebut karena lebih bisa ada mereka',
};

/** Languages that are told by their words. */
export const WRITTEN_LANGUAGES: ReadonlySet<string> = new Set(['nb', 'nn', ...Object.keys(WORDS)]);

/** Word to the languages that have it. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly string[]> = index();

function index(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [language, words] of Object.entries(WORDS)) {
    for (const word of new Set(words.split(' '))) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return found;
}

/** Names that editorial systems write out; the codes are known to the runtime. */
export const LANGUAGE_NAMES: Readonly<Partial<Record<string, string>>> = {
  english: 'en',
  anglais: 'en',
  englisch: 'en',
  french: 'fr',
  français: 'fr',
  francais: 'fr',
  französisch: 'fr',
  german: 'de',
  deutsch: 'de',
  allemand: 'de',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
  castellano: 'es',
  espagnol: 'es',
  spanisch: 'es',
  portuguese: 'pt',
  português: 'pt',
  portugues: 'pt',
  italian: 'it',
  italiano: 'it',
  italienisch: 'it',
  dutch: 'nl',
  nederlands: 'nl',
  flemish: 'nl',
  swedish: 'sv',
  svenska: 'sv',
  norwegian: 'no',
  norsk: 'no',
  bokmål: 'nb',
  nynorsk: 'nn',
  danish: 'da',
  dansk: 'da',
  finnish: 'fi',
  suomi: 'fi',
  polish: 'pl',
  polski: 'pl',
  russian: 'ru',
  arabic: 'ar',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  turkish: 'tr',
  greek: 'el',
  catalan: 'ca',
  català: 'ca',
};
