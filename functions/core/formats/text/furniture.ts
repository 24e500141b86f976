/**
 * What a page says about itself and not about the story: section labels, promotion, navigation, legal lines.
 * General patterns in the languages of the wires; the reason stands beside what was removed.
 */

export type FurnitureReason =
  | 'section-label'
  | 'promotion'
  | 'navigation'
  | 'advertisement'
  | 'related'
  | 'copyright'
  | 'consent'
  | 'end-mark';

interface Kind {
  reason: FurnitureReason;
  /** Longer blocks are not judged by this pattern. */
  maxWords: number;
  pattern: RegExp;
}

/** Whole-line alternatives, case-insensitive, with an optional colon or arrow behind. */
function line(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`^[\s>»›→|•*\-–—]{0,4}(?:${alternatives.join('|')})\s?[:>»›→|…]{0,2}$`, 'iu');
}

/** At the beginning of the line. */
function start(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`^[\s>»›→|•*\-–—"“]{0,4}(?:${alternatives.join('|')})(?![\p{L}])`, 'iu');
}

/** No furniture is longer, however few its words. */
const MAX_LENGTH = 800;

const KINDS: readonly Kind[] = [
  {
    reason: 'copyright',
    maxWords: 80,
    pattern:
      /^(?:©|\(c\)\s|℗|copyright\b)|©\s?\d{4}|\bcopyright\s(?:©\s?|\(c\)\s?)?\d{4}|\ball rights reserved|\b(?:may|darf|dürfen) not be (?:published|reproduced)|may not be published, broadcast|\balle rechten? vorbehalten|\balle rechten voorbehouden|\btous droits (?:de reproduction )?réservés|\btodos los derechos reservados|\btodos os direitos reservados|\btutti i diritti riservati|\balla rättigheter förbehåll|\balle rettigheter forbehold/iu,
  },
  {
    reason: 'consent',
    maxWords: 90,
    pattern:
      /\b(?:we|our (?:site|website|partners)|this (?:site|website)|wir|nous|nosotros|utilizamos|utilisons|verwenden|usiamo)\b.{0,80}\bcookies?\b|\bcookies?\b.{0,80}\b(?:accept|consent|agree|akzeptieren|zustimm\w*|accepte[rz]?|aceptar|policy|settings|einstellungen)\b|\benable javascript\b|\bjavascript (?:is|must be) (?:disabled|enabled)\b/iu,
  },
  {
    reason: 'section-label',
    maxWords: 7,
    pattern: line(
      'related(?: (?:news|internet links|stories|articles?|topics?|content|coverage|links?|reading|posts?|items?|video|videos))?',
      "(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|recommended(?: (?:for you|stories|reading))?|editor[’']s? picks|top stories|trending(?: (?:now|stories|topics))?|don[’']t miss|what to read next|read next|up next|in case you missed it|around the web|from the web|sponsored(?: content| stories)?|promoted(?: content| stories)?|latest(?: (?:news|stories|headlines|from \\P{L}{0,2}[\\p{L} ]{2,30}))?|breaking news)",
      'most (?:read|popular|viewed|shared|watched|commented|emailed|recent)(?: (?:stories|articles|news|now))?',
      '(?:more|read more|see more|also) (?:from|on|in|about|by) .{2,40}',
      'more (?:news|stories|headlines|coverage|top stories|videos?)',
      '(?:keep reading|explore more(?: on these topics)?|more on this(?: story)?|list (?:of \\d+ items|\\d+ of \\d+)|end of list|recommended reading|news in pictures)',
      '(?:comments?|leave a (?:comment|reply)|join the (?:conversation|discussion)|topics?|tags?|about the author|share this(?: (?:article|story|page))?)',
      '(?:mehr zum thema|mehr (?:aus|zu|von) .{2,40}|weitere (?:artikel|meldungen|nachrichten|themen)|verwandte (?:artikel|themen|beiträge)|meistgelesen(?:e artikel)?|meist gelesen|das könnte sie auch interessieren|auch interessant|lesen sie auch|zum thema|themen|schlagwörter|schlagworte|kommentare?|empfehlungen(?: der redaktion)?|anzeigen|top-?themen|aktuelle meldungen|neueste (?:artikel|nachrichten))',
      "(?:articles? (?:liés?|associés?|similaires?|connexes?)|à lire (?:aussi|également)|lire (?:aussi|également)|sur le même (?:sujet|thème)|les plus (?:lus|partagés|commentés)|le plus lu|à la une|plus d[’']articles?|voir aussi|commentaires?|dans la même rubrique|nos autres articles|en lien|thèmes?|mots[- ]clés?|recommandé pour vous|dernières? (?:actualités|nouvelles|infos))",
      '(?:noticias? relacionadas?|artículos? relacionados?|contenido relacionado|temas relacionados|relacionado|lo más (?:leído|visto|compartido|popular)|más (?:leídas?|leídos?|noticias|información|sobre .{2,40}|en .{2,40})|te (?:puede|podría) interesar|también te puede interesar|le puede interesar|lea también|lee también|últimas noticias|comentarios?|etiquetas|temas|archivado en)',
      '(?:leggi anche|articoli correlati|notizie correlate|i più letti|più letti|potrebbe interessarti|commenti|leia (?:também|mais)|notícias relacionadas|mais lidas|veja também|lees ook|lees verder|gerelateerd(?:e artikelen)?|meest gelezen|meer over .{2,40}|reacties|läs (?:också|även|mer)|mest läst|les også|mest lest|læs også|mest læste|kommentarer|relaterade artiklar|relaterte saker)',
    ),
  },
  {
    reason: 'advertisement',
    maxWords: 8,
    pattern: line(
      '(?:advertisement|advertising|ad|ads|sponsored|paid (?:post|content)|story continues below(?: (?:the )?advertisement)?|continue reading below|article continues (?:below|after)(?: (?:the |this )?(?:ad|advertisement))?|scroll to continue(?: with content)?|ad feedback|skip (?:past )?(?:ad|advertisement))',
      '(?:anzeige|werbung|publicité|annonce|la suite après (?:la|cette) publicité|publicidad|anuncio|pubblicità|publicidade|advertentie|reklame|reklam|annons)',
    ),
  },
  {
    reason: 'related',
    maxWords: 30,
    pattern: start(
      '(?:read (?:more|also|next|on|the full (?:story|report|article))|see also|also read|also see|also on|watch(?: (?:now|live|video|below))?|listen|in pictures|related)\\s?[:>»|–—-]',
      '(?:read (?:more|also) (?:on|about|at|in|here)|click here|for more (?:on|information|news|stories)|see also the)',
      '(?:lesen sie (?:auch|mehr|hier|dazu)|lies auch|mehr (?:dazu|zum thema|hier)|siehe auch|sehen sie (?:auch|hier)|zum (?:artikel|video|nachlesen))',
      '(?:lire (?:aussi|également|la suite|notre)|à lire (?:aussi|également)|voir (?:aussi|également)|retrouvez (?:tous|toute|notre|nos|ici))',
      '(?:lea (?:también|más|aquí)|lee (?:también|más|aquí)|le(?:e|er) más|ver también|vea también|mira también|te puede interesar)',
      '(?:leggi (?:anche|tutto)|guarda anche|leia (?:também|mais)|veja também|lees (?:ook|meer)|bekijk ook|läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere))',
    ),
  },
  {
    reason: 'promotion',
    maxWords: 45,
    pattern: start(
      "(?:sign up|sign in|log in|register(?: (?:now|today|here|for))|subscribe|become a (?:member|subscriber|supporter)|join (?:us|our|now|the newsletter)|get (?:(?:the|our|your|all the|breaking|daily|weekly|free) )?(?:e-?mail|news|newsletter|updates|alerts|latest|top stories|app)|follow (?:us|our|me|@?[\\p{Lu}][\\p{L} ]{1,40} on)|like us|find (?:us|[\\p{Lu}][\\p{L}\\d ]{1,40}) on|download (?:the|our)|try (?:it|us|our|.{0,20}free)|support (?:us|our|independent|the)|fund (?:the|our|independent)|free (?:daily|weekly) newsletter|after newsletter promotion|skip past newsletter promotion|report (?:this|an?) (?:comment|error|correction)|get involved|donate|(?:our|the|weekly|daily|free) newsletter|newsletter|stay (?:informed|up to date|connected|tuned)|never miss|don[’']t miss|have (?:a|any) (?:tip|news tip|story)|got a (?:tip|story)|send (?:us|your) (?:tips?|news|stories)|share (?:this|on|via|with|your)|(?:e-?mail|print|save|bookmark) (?:this|article|story|the)|contact us|write to us|enter your e-?mail|thank you for (?:reading|subscribing|signing)|watch (?:[\\p{Lu}][\\p{L}]{1,20} ){1,4}(?:live|on))",
      '(?:(?:jetzt|hier|kostenlos|gratis) (?:anmelden|registrieren|abonnieren|testen|herunterladen|weiterlesen)|abonnieren sie|abonniere|melden sie sich|bestellen sie|folgen sie (?:uns|.{2,30} auf)|folge uns|besuchen sie uns|unser(?:en)? newsletter|newsletter|mit unserem newsletter|verpassen sie|laden sie (?:die|unsere)|diesen artikel (?:teilen|drucken|weiterempfehlen)|teilen sie|artikel (?:teilen|drucken|merken)|unterstützen sie|keine (?:news|nachricht(?:en)?|meldung) (?:mehr )?verpassen|zur startseite|holen sie sich|zur merkliste|artikel verschenken|auf die merkliste|diskutieren sie mit|weiterlesen mit|lesen sie mit)',
      "(?:abonnez-vous|inscrivez-vous|s[’']abonner|recevez|suivez[- ](?:nous|notre|l[’']actualité|.{2,30} sur)|téléchargez|rejoignez[- ]nous|soutenez|partagez|partager (?:cet article|sur)|imprimer|connectez-vous|notre (?:newsletter|lettre)|la newsletter|ajouter à vos|réservé aux abonnés|le reste est réservé|cet article est réservé|il vous reste|vous souhaitez lire|créez (?:un|votre) compte|découvrez (?:notre|nos|toutes)|ne manquez (?:pas|rien)|retrouvez[- ]nous)",
      '(?:suscríb[ae](?:te|se)|suscribirse|regístr[ae](?:te|se)|reciba|recibe|síg[aue]{1,3}nos|sigue (?:a|las|toda|nuestr)|descarg[ae] (?:la|nuestra)|únete|apoya|comparte|compartir (?:en|este)|nuestro boletín|newsletter|inicia(?:r)? sesión|hazte socio|copiar enlace|ir a los comentarios|ver comentarios|no te pierdas|haz clic|apúntate)',
      "(?:iscriviti|abbonati|seguici|scarica (?:la|l[’'])|condividi|ricevi|inscreva-se|assine|siga[- ]nos|baixe|compartilhe|receba|schrijf je in|abonneer|volg ons|meld je aan|deel dit|prenumerera|följ oss|ladda ner|anmäl dig|abonner|følg oss|følg os|tilmeld dig|meld deg på|få (?:nyhetsbrev|nyheter))",
    ),
  },
  {
    reason: 'promotion',
    maxWords: 60,
    pattern:
      /^(?:privacy notice|our standards|dieses thema im programm|über dieses thema berichtete)\s?:|^while you[’']re here\b|^a version of this article appear\w* in print|^the .{2,20} is not responsible for the content of external|\b(?:protected by re-?captcha|google privacy policy|sign up here\b|newsletters may contain)/iu,
  },
  {
    reason: 'promotion',
    maxWords: 30,
    pattern: start(
      '(?:this (?:article|story|content) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members)|already (?:a (?:subscriber|member)|subscribed)|(?:to )?(?:continue|keep) reading)',
      '(?:dieser artikel ist (?:nur )?für (?:unsere )?abonnent|(?:sie haben|du hast) bereits ein|bereits abonnent|weiterlesen mit)',
      '(?:(?:cet )?article (?:est )?réservé (?:à|aux)|déjà abonné|il vous reste \\d)',
      '(?:(?:contenido|artículo) (?:exclusivo |solo )para suscriptores|ya (?:eres|soy) suscriptor|(?:contenuto|articolo) riservato agli abbonati|sei già abbonato|já é assinante|al abonnee)',
    ),
  },
  {
    reason: 'promotion',
    maxWords: 30,
    pattern:
      /\b(?:sign up|subscribe|subscribing|register) (?:now |here |today |free )?(?:for|to) (?:our|the|a|free|your) .{0,40}\b(?:newsletters?|alerts?|briefing|e-?mails?|podcast|channel|service)\b|\b(?:weekly|daily|free|our|unseren?|notre|nuestro|nostra|nossa) (?:e-?mail )?(?:newsletter|boletín|infolettre)\b|\bon your (?:tv|television|phone|mobile|doorstep)\b|\b(?:follow|like|join) (?:us|him|her|them|.{2,30}) on (?:twitter|x|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok)\b|\b(?:download|get) (?:the|our) .{0,20}\bapp\b|\b(?:folgen|suivez|síguenos|sigue|seguici|siga).{0,40}\b(?:twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin)\b/iu,
  },
  {
    reason: 'navigation',
    maxWords: 8,
    pattern: line(
      '(?:home|homepage|menu|images?|like loading.{0,3}|search|news|world|politics|business|sports?|opinion|culture|entertainment|lifestyle|technology|tech|science|health|video|videos|photos?|gallery|live|login|log ?in|log ?out|sign in|my account|account|shop|jobs|weather|contact(?: us)?|about(?: us)?|help|faq|terms(?: (?:of (?:use|service)|and conditions))?|privacy(?: (?:policy|notice))?|cookie (?:policy|settings)|sitemap|rss|archive|back(?: to .{3,24})?|top|next|previous|skip to (?:main )?content|skip navigation|print|e-?mail|share|tweet|facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|copy link|link copied!?|purchase licensing rights|reuse this content|reprints?(?: (?:and|&) permissions)?|save|bookmark|listen|close|open|toggle .{2,20}|show (?:more|less|all)|load more|view (?:all|comments|gallery)|\\d+ (?:comments?|shares?|views|likes))',
      '(?:startseite|menü|suche|politik|wirtschaft|kultur|wissen|panorama|meinung|gesellschaft|drucken|teilen|merken|kommentare? \\(?\\d*\\)?|impressum|datenschutz(?:erklärung)?|agb|kontakt|anmelden|abmelden|zur startseite|nach oben|zurück|weiter|artikel anhören|vorlesen)',
      "(?:accueil|recherche|rechercher|politique|économie|société|monde|sport|partager|imprimer|envoyer|connexion|mentions légales|plan du site|haut de page|écouter(?: l[’']article)?|inicio|portada|buscar|política|economía|mundo|deportes|cultura|compartir|imprimir|aviso legal|iniciar sesión|escuchar)",
      '(?:cerca|accedi|esteri|cronaca|condividi|stampa|início|pesquisar|imprimir|compartilhar|zoeken|delen|afdrukken|sök|dela|skriv ut|søk|del|søg)',
      '(?:\\d{1,3}|a|ein|une?) ?(?:min(?:ute)?s?|minuten?|minutos?|minuti)\\.? (?:read|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|lästid|lesetid)',
      '(?:reading time|lesezeit|temps de lecture|tiempo de lectura)\\W{1,3}\\d{1,3} ?\\p{L}{0,9}\\.?',
      '(?:vor )?(?:\\d{1,2}|an?|einer?|il y a \\d{1,2}|hace \\d{1,2}) ?(?:hours?|minutes?|days?|h|min|stunden?|minuten|tagen?|heures?|jours?|horas?|minutos|días)(?: ago)?',
    ),
  },
  {
    reason: 'end-mark',
    maxWords: 3,
    pattern: /^(?:\W{0,3}(?:ends?|end|ende|fin|more to (?:come|follow)|30)\W{0,3}|[*_=~#\-–—.·•+]{2,})$/iu,
  },
];

/** Labels of boxes that pages put between two paragraphs; others stand below the story alone. */
const BOX_LABEL =
  /^\W{0,4}(?:related|keep reading|list |end of list|read (?:more|next)|see (?:more|also)|also|more (?:on|from|about|news|stories|coverage)|recommended|mehr (?:zum|aus|zu|von)|zum thema|lesen sie|auch interessant|lire |à lire|voir aussi|en lien|articles? |sur le même|más (?:informaci|sobre|en)|relacionad|notici|artículos?|lea |lee |te puede|leggi|lees|läs|les |læs|leia|veja)/iu;

/** Whether a section label may stand within a story. */
export function isBoxLabel(text: string): boolean {
  return BOX_LABEL.test(text) && !/\btopics?$/i.test(text);
}

/** Why a block is furniture; undefined for text of the story. */
export function furnitureOf(text: string, words: number): FurnitureReason | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  return KINDS.find(({ maxWords, pattern }) => words <= maxWords && pattern.test(text))?.reason;
}

/** "Home > News > World", "Startseite | Politik": two or more short parts, one of them a navigation word. */
export function isTrail(text: string, words: number): boolean {
  if (words > 14 || words < 2 || text.length > MAX_LENGTH) return false;
  const parts = text.split(/ ?[>»›|·•/] ?/).filter((part) => part !== '');
  return parts.length > 1 && parts.some((part) => furnitureOf(part, 1) === 'navigation');
}
