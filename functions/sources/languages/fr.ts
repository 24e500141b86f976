import type { Lexicon } from './lexicon.ts';

export const fr: Lexicon = {
  language: 'fr',
  before:
    "selon|d'après|d'après une dépêche de|selon une dépêche de|citant|cité par|citée par|cités par|citées par|interrogé par|interrogée par|interrogés par|interrogées par|joint par|jointe par|joints par|contacté par|contactée par|contactés par|consulté par|consultée par|consultés par|consultées par|rapporté par|rapportée par|rapportés par|rapportées par|relayé par|relayée par|relayés par|auprès de|auprès d'|dans un entretien à|dans une interview à|dans un entretien avec|entretien accordé à|interview accordée à|relayée par|repris par|reprise par|recueilli par|recueillis par|recueillies par|obtenu par|obtenue par|vu par|vérifié par|vérifiées par|publié par|diffusé par|diffusée par|diffusés par|sollicité par|sollicitée par|rencontré par|rencontrée par|rencontrés par|source de|de source de|dans un communiqué transmis à|dans une déclaration à|déclaration à l'|entretien à l'|interview à l'|dans un entretien à l'|dans un entretien avec l'|dans un message à l'|communiqué reçu par|selon les informations de|informations de|source citée par|témoignages recueillis par|sondés par|sondé par",
  inverted:
    'rapporte|rapportait|a rapporté|rapportent|indique|a indiqué|annonce|a annoncé|précise|écrit|relate|a appris|a constaté|a pu constater|a relevé|souligne|révèle|ajoute|relève|a-t-on appris auprès de|a appris auprès de',
  to: "à l'|à la|à|au|auprès de l'|auprès de la|auprès de|auprès d'",
  tell: 'déclaré|dit|confié|affirmé|indiqué|expliqué|précisé|assuré|raconté|annoncé|déclare|confie|explique|affirme|indique|précise|assure|raconte|confirmé|confirme|témoigné|témoigne|souligné|souligne|estimé|estime|déploré|ajouté|ajoute|révélé|appris|décrit|résumé|relaté|commenté|réagi|t-il|t-elle|entretien|interview|déclaration|déclarations|répondu|détaillé|fait|regretté|lancé|jugé|reconnu',
  report:
    'rapporte|rapporté|a rapporté|rapportait|a cité|cite|citait|citant|a appris|a constaté|a pu constater|relate|a relaté|a révélé|révèle|avait rapporté|ont rapporté|a pu consulter|a consulté|a obtenu|a recensé|écrit|écrivait|a écrit|a rencontré|a interrogé|a vu|fait état|a fait état|faisait état|évoque|évoquait|parle|parlait|cite|note|notait|chiffre|croit savoir|avance|avait annoncé|avait révélé|fait savoir|a diffusé|diffuse|a publié|publie|a dénombré|a compté|a vérifié|a interrogé|a contacté|a précisé|précise',
  say: 'indique|a indiqué|précise|a précisé|affirme|a affirmé|dit|a déclaré',
  between:
    'a|ont|avait|a également|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|également|aussi|de son côté|hier',
  agency:
    "agence|agence de presse|l'agence|agence officielle|agence étatique|agence d'État|agence nationale|agences|agence de presse officielle|agence de presse étatique|agence de presse nationale|agence russe|agence d'information|agence d'informations|chaîne|chaîne de télévision|télévision d'État|agence photo",
  glue: "la|le|les|l'|une|un|de|d'|du|des|presse|officielle|étatique|état|nationale|russe|chinoise|iranienne|syrienne|turque|allemande|américaine|britannique|italienne|espagnole|locale|semi-officielle|gouvernementale|publique|privée|information|chaîne|plusieurs|diverses|certaines|autres|deux|trois|les agences|ces|toutes",
  staff:
    'journaliste|journalistes|photographe|photographes|correspondant|correspondante|correspondants|reporter|reporters|vidéaste|vidéastes|équipe|équipes|envoyé|envoyés|envoyée|pigiste|collaborateur|collaborateurs|caméraman',
  work: 'décompte|comptage|bilan|calcul|calculs|recensement|enquête|images|vidéo|photos|dépêche|dépêches|analyse|données|entretien|interview|informations|estimation',
  link: "de l'|de la|de|d'|pour l'|pour|du|à l'|par l'",
  officer:
    'pdg|patron|patronne|président|présidente|directeur|directrice|direction|rédaction|porte-parole|dirigeant|salariés|syndicats|actionnaires|employés|personnel|intersyndicale|avocat|rédacteur',
  office: 'bureau|bureaux|siège|locaux|site|statut|fil|service|abonnés|antenne|compte|clients',
  harm: "blessé|blessés|blessée|tué|tués|tuée|arrêté|arrêtés|arrêtée|expulsé|expulsés|expulsée|mort|morte|décès|décédé|enlevé|libéré|libérés|détenu|détenue|agressé|agressés|prix|licenciés|grève|fermé|ferme|fermeture|fermer|interdit|interdite|suspendu|suspend|racheté|rachète|rachat|nommé|nommée|condamné|poursuit|plainte|attaqué|visé|perquisition|supprimer|suppression|fusion|créée|fondée|bloqué|bloque|accusé|accuse|menacé|recrute|emprisonné|refoulé|refoulés|refoulée|refoulées|endommagé|endommagée|visés|empêchés|empêché|annonce|annonçait|vendu|vend|débrayage|débrayé|écarté|écartée|remplace|remplacé|inaugure|ouvre|s'implante|licencie|supprime|démission|démissionne",
  itself:
    "qu'elle|que ses|que son|que sa|elle|dans un communiqué|ses|son|sa|qu'un de ses|que deux de ses|que l'un de ses",
  agent: "par|par l'|par la|par le|de l'|auprès de l'",
  done: 'joint|jointe|joints|jointes|cité|citée|cités|citées|interrogé|interrogée|interrogés|interrogées|contacté|contactée|contactés|contactées|consulté|consultée|consultés|consultées|rapporté|rapportée|rapportés|rapportées|relayé|relayée|relayés|relayées|diffusé|diffusée|diffusés|diffusées|recueilli|recueillie|recueillis|recueillies|publié|publiée|publiés|publiées|révélé|révélée|révélés|révélées|obtenu|obtenue|obtenus|obtenues|vu|vue|vus|vérifié|vérifiée|vérifiées|rencontré|rencontrée|rencontrés|compilé|compilés|compilées|recensé|recensés|recensées|sollicité|sollicitée|sollicités|repris|reprise|reprises|annoncé|annoncée|interviewé|interviewée|établi|réalisé|transmis|transmise',
  auxiliary: 'avait|a',
  among: 'dont|parmi lesquelles|notamment|comme',
  passed: 'transmis par|diffusé par|distribué par|via|fourni par|relayé par|communiqué par|publié via',
  contribution:
    "avec|avec l'|avec les informations de|avec des informations de|avec des informations de l'|avec les agences|avec la contribution de|avec le concours de|avec la collaboration de|avec la participation de|d'après des informations de|à partir de dépêches de|avec des dépêches de|avec des éléments de|informations de",
  contributed:
    'a contribué à cet article|ont contribué à cet article|a contribué à ce reportage|a participé à cet article',
  credit:
    "source|sources|par|texte|agence|agences|crédit|crédits|d'après|selon|avec|article de|publié par|la rédaction avec|rédaction avec|de notre correspondant avec",
  quote:
    "dit|déclaré|déclare|affirmé|affirme|expliqué|explique|indiqué|indique|précisé|précise|assuré|assure|confié|confie|raconté|raconte|ajouté|ajoute|souligné|souligne|estimé|estime|lancé|lance|jugé|juge|répondu|répond|déploré|déplore|insisté|insiste|martelé|martèle|regretté|regrette|annoncé|annonce|commenté|commente|résumé|résume|poursuivi|poursuit|conclu|conclut|prévenu|prévient|dénoncé|dénonce|réagi|réagit|rappelé|rappelle|témoigne|témoigné|selon|d'après|observe|observé|relève|plaisanté|ironise|promis|admis|reconnu|reconnaît|soutient|soutenu|écrit|s'inquiète|s'indigne|clame|note|noté|détaille|détaillé|salue|salué|accusé|accuse|qualifié|averti|avertit|tonne|espère|s'est félicité|s'est réjoui|s'est félicitée|s'est réjouie|citant|pense|pensait|croit|croyait|estimait|disait|expliquait|affirmait|racontait|soupire|soupiré|sourit|rit|rigole|enrage|peste|s'exclame|s'est exclamé|s'est exclamée|s'agace|s'emporte|rétorque|rétorqué|réplique|répliqué|objecte|objecté|renchérit|glisse|glissé|souffle|soufflé|écrivait|promet|jure|juré|prévenait|plaide|plaidé|veut croire|dixit|complète|complété|ajoutait|insistait|argue|répète|répété|signale|signalé|dans un entretien à|en déclarations à|affirmer|fait remarquer|fait valoir|fait savoir|fait observer|pour",
  person:
    'responsable|responsables|porte-parole|source|sources|ministre|diplomate|diplomates|témoin|témoins|habitant|habitante|habitants|avocat|avocate|officier|conseiller|conseillère|analyste|militant|militante|médecin|soldat|expert|experte|négociateur|commandant|enseignant|enseignante|agriculteur|agricultrice|pêcheur|commerçant|commerçante|voisin|voisine|survivant|passager|passagère|chauffeur|ouvrier|étudiant|étudiante|mère|père|épouse|mari|frère|sœur|fils|fille|homme|femme|juge|procureur|procureure|policier|infirmière|manifestant|manifestante|bénévole|directeur|directrice|président|présidente|chef|cheffe|député|députée|sénateur|sénatrice|maire|gouverneur|secrétaire|ambassadeur|ambassadrice|entraîneur|joueur|économiste|professeur|professeure|chercheur|chercheuse|scientifique|ingénieur|pompier|sauveteur|enquêteur|évêque|prêtre|collègue|ami|amie|propriétaire|touriste|capitaine|patron|patronne|membre|délégué|déléguée|syndicaliste|élu|élue|coordinateur|coordinatrice|spécialiste|gérant|gérante',
  title:
    'président|présidente|premier|première|ministre|m.|mme|mlle|docteur|dr|pr|professeur|maître|me|général|colonel|commandant|capitaine|roi|reine|prince|princesse|pape|cardinal|monseigneur|mgr|père|sénateur|député|maire|le|la|chancelier|chancelière|secrétaire|directeur|directrice|porte-parole|chef',
};
