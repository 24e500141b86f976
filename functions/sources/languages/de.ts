import type { Lexicon } from './lexicon.ts';

export const de: Lexicon = {
  language: 'de',
  before:
    'laut|nach angaben von|nach angaben der|nach angaben des|angaben der|nach informationen von|nach informationen der|nach informationen des|unter berufung auf|unter berufung auf die|mit verweis auf|mit verweis auf die|unter hinweis auf|wie|zitiert von|zitierte ihn|gegenüber|gegenüber der|gegenüber dem|im gespräch mit|im gespräch mit der|im interview mit|im interview mit der|im interview der|interview mit der|interview der|berichten der|bericht der|berichten von|bericht von|meldung der|meldungen der|nach berichten der|nach einem bericht der|laut einem bericht der|anfrage von|auf anfrage der|auf anfrage des|auf anfrage|auf dpa-anfrage|umfrage der|umfrage von|vor journalisten der|beruft sich auf|berief sich auf|beriefen sich auf|zufolge|meldungen von|information der|informationen der|mitteilung an|nachfrage der|auf nachfrage der|gesprächen mit|zitate der|erfuhr die|erfuhr',
  inverted:
    'berichtete|berichtet|berichteten|berichten|meldete|meldet|meldeten|schrieb|schreibt|erfuhr|zitierte|zitiert|hat|so|verbreitete|teilte',
  to: 'der|dem|zur|zum|gegenüber|gegenüber der|gegenüber dem|des',
  tell: 'sagte|sagten|sagt|sagen|gesagt|erklärte|erklärt|erklärten|bestätigte|bestätigt|bestätigten|teilte|teilten|mitgeteilt|berichtete|berichteten|verriet|schilderte|äußerte|äußerten|betonte|erzählte|erläuterte|nannte|antwortete|kündigte|räumte|versicherte|warnte|fügte|kritisierte|verwies|interview|gespräch|beschrieb|forderte|mahnte|lobte|beklagte|meinte|sprach',
  report:
    'berichtete|berichtet|berichteten|berichten|meldete|meldet|meldeten|melden|zitierte|zitiert|zitierten|schrieb|schreibt|erfuhr|erfahren|zufolge|unter berufung|mit bezug|hatte berichtet|hatte gemeldet|hat berichtet|verbreitete|veröffentlichte|sprach|spricht|spreche|verifizieren|überprüfen|bestätigen|liegt vor|liegen vor|vorliegt|vorliegen|nannte|bezifferte|beziffert|zählte|zählt|gab an|verweist|verwies|berief|beruft|gemeldet|berichtet habe|sah|nennt',
  say: 'sagte|teilte|erklärte|hieß',
  between:
    'am|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|zuvor|zuerst|zunächst|hatte|hat|heute|gestern|aus|von|unter|auch|ebenfalls|weiter|montagabend|dienstagabend|mittwochabend|donnerstagabend|freitagabend|abend|morgen',
  agency:
    'nachrichtenagentur|agentur|presseagentur|nachrichtenagenturen|agenturen|staatsagentur|nachrichtendienst|agenturangaben|bildagentur|fotoagentur|staatlichen nachrichtenagentur|sender|fernsehsender|pressedienst|staatsmedien|depeschenagentur|nachrichtensender',
  glue: 'der|die|das|dem|den|des|einer|eines|staatlichen|staatliche|amtlichen|amtliche|offiziellen|offizielle|halbamtlichen|halbstaatlichen|russischen|russische|deutschen|deutsche|österreichischen|österreichische|schweizer|französischen|französische|amerikanischen|britischen|chinesischen|iranischen|türkischen|italienischen|spanischen|polnischen|katholischen|evangelischen|unabhängigen|dortigen|lokalen|us-amerikanischen|us|und|sowie|japanischen|südkoreanischen|nordkoreanischen|syrischen|palästinensischen|ukrainischen|belarussischen|mehrere|mehrerer|mehreren|übereinstimmenden|verschiedene|verschiedenen|einige|einigen|zwei|anderen|anderer',
  staff:
    'journalist|journalisten|journalistin|reporter|reporterin|reportern|reporters|korrespondent|korrespondentin|korrespondenten|fotograf|fotografen|fotografin|mitarbeiter|mitarbeiterin|mitarbeitern|kameramann|team|augenzeuge',
  work: 'informationen|angaben|bericht|berichte|berichten|meldung|meldungen|umfrage|zählung|auswertung|anfrage|nachfrage|gespräch|interview|recherche|recherchen|berechnung|berechnungen|statistik|daten|material',
  link: 'der|von|des|für|für die|von der|mit der|mit',
  officer:
    'chef|chefin|chefredakteur|chefredakteurin|geschäftsführer|geschäftsführung|sprecher|sprecherin|vorsitzender|aufsichtsrat|redaktion|vorstand|gesellschafter|belegschaft|beschäftigte|beschäftigten|betriebsrat|tochter|dienst|landesdienst|infocom|newsroom|themendienst|picture|intendant',
  office: 'büro|büros|redaktion|sitz|zentrale|gebäude|studio|dienste|website|kunden|abonnenten|aktie|konto',
  harm: 'verletzt|getötet|festgenommen|verhaftet|gestorben|tot|starb|angegriffen|ausgewiesen|freigelassen|entführt|entlassen|preis|ausgezeichnet|geschlossen|schließt|schließen|schloss|schließung|verboten|verbietet|verbot|gesperrt|sperrt|übernimmt|übernommen|übernahme|kauft|gekauft|verklagt|klagt|klage|streik|streicht|gründete|gegründet|feiert|wechselt|ernannt|beruft|fusion|stellt|stellen|insolvenz|durchsucht|verurteilt|verliert|baut|startet|beschossen|bedroht|inhaftiert|beschädigt|zerstört|getroffen|kündigt|kündigte|entlässt|entließ|verkauft|verkaufte|eröffnet|eröffnete|wehrt|erhielt|erhält|gerügt|rügt|rügte|gewann|gewinnt|feierte|trennt|trennte|zieht|zog|abbauen|verließ|verlässt|abgewiesen|behindert|ausgeschlossen',
  itself: 'es|sie|ihr|ihre|ihrer|sich|man|selbst',
  agent: 'von|von der|vom|durch|durch die',
  done: 'verbreitet|verbreitete|verbreiteten|befragt|befragte|befragten|zitiert|zitierte|zitierten|gemeldet|veröffentlicht|veröffentlichte|veröffentlichten|kontaktiert|kontaktierte|interviewt|gesammelt|zusammengestellt|zusammengetragen|ermittelt|eingesehen|geprüft|verifiziert|gezählt|erhoben|gehört|übermittelt|aufgegriffen|befragter|befragtes|verbreiteter',
  auxiliary: 'hatte|hat|hatten|haben|habe|hätte',
  among: 'darunter|unter anderem|unter ihnen|etwa|wie',
  passed:
    'übermittelt durch|verbreitet durch|verbreitet von|übermittelt von|via|verbreitet über|veröffentlicht über|über|weitergegeben durch|bereitgestellt von|zur verfügung gestellt von',
  contribution:
    'mit material von|mit material der|mit material des|mit material|mit informationen von|mit informationen der|mit|unter verwendung von material der|unter verwendung von|unter mitarbeit von|mit agenturmaterial von|mit agenturmaterial|mit beiträgen von|unter mithilfe von',
  contributed:
    'hat zu diesem bericht beigetragen|trug zu diesem bericht bei|haben zu diesem bericht beigetragen',
  credit:
    'quelle|quellen|von|text|agentur|agenturen|material|mit|nachrichtenagentur|aus|redaktion mit|eigene berichte und|eigener bericht',
  quote:
    'sagte|sagten|sagt|gesagt|erklärte|erklärt|betonte|betont|meinte|meint|kritisierte|kritisiert|warnte|warnt|forderte|fordert|ergänzte|bestätigte|schrieb|schreibt|fragte|antwortete|kündigte|räumte|versicherte|nannte|berichtete|berichtet|erläuterte|mahnte|lobte|bekräftigte|bemerkte|hob|fügte|teilte|sprach|äußerte|beklagte|behauptete|argumentierte|rief|resümierte|so|laut|urteilte|beschrieb|befand|erzählte|erzählt|zeigte|wies|begründete|unterstrich|appellierte|versprach|beteuerte|freute|findet|hieß|lautete|entgegnete|stellte|konstatierte|bezeichnete|gab|zitierte|mahnt|betonten|erklärten|verwies|pocht|zitierte|glaubt|glaubte|denkt|dachte|hofft|hoffte|fürchtet|fürchtete|schimpfte|schimpft|klagte|klagt|jubelte|scherzte|lachte|seufzte|seufzt|flüsterte|erinnerte|erinnert|rechnet|prophezeite|prognostiziert|prognostizierte|vermutet|vermutete|versichert|unterstreicht|resümiert|bilanzierte|räumt|gestand|verriet|sieht|sah|schildert|schilderte|empfahl|rät|riet|ruft|zitiert|drohte|stimmte|berichten|monierte|moniert|beteuert|verspricht|lobt|bekräftigt|wiederholte|verkündete|gab|bilanziert|argumentiert|heißt',
  person:
    'sprecher|sprecherin|sprechers|vertreter|vertreterin|beamter|beamte|beamten|diplomat|diplomatin|zeuge|zeugin|augenzeuge|anwohner|anwohnerin|bewohner|bewohnerin|anwalt|anwältin|offizier|berater|beraterin|analyst|analystin|aktivist|aktivistin|arzt|ärztin|soldat|experte|expertin|unterhändler|kommandeur|lehrer|lehrerin|landwirt|landwirtin|fischer|nachbar|nachbarin|fahrer|fahrerin|arbeiter|student|studentin|mutter|vater|frau|mann|bruder|schwester|sohn|tochter|richter|richterin|staatsanwalt|staatsanwältin|polizist|polizistin|demonstrant|demonstrantin|helfer|helferin|leiter|leiterin|chef|chefin|präsident|präsidentin|abgeordneter|abgeordnete|senator|senatorin|bürgermeister|bürgermeisterin|minister|ministerin|kanzler|kanzlerin|gouverneur|botschafter|botschafterin|trainer|trainerin|spieler|spielerin|ökonom|ökonomin|professor|professorin|forscher|forscherin|wissenschaftler|wissenschaftlerin|ingenieur|feuerwehrmann|ermittler|bischof|pfarrer|pfarrerin|kollege|freund|freundin|besitzer|besitzerin|insider|regierungssprecher|regierungssprecherin|polizeisprecher|polizeisprecherin|vorsitzende|vorsitzender|geschäftsführer|geschäftsführerin|direktor|direktorin|vorstand|ministerpräsident|ministerpräsidentin|außenminister|außenministerin|verteidigungsminister|innenminister|innenministerin|finanzminister|verkehrsminister|landrat|landrätin|stadträtin|stadtrat|kapitän|kapitänin|reeder|reederin|wirt|wirtin',
  title:
    'präsident|präsidentin|dr|dr.|prof|prof.|herr|frau|könig|königin|papst|kardinal|bischof|general|oberst|graf|freiherr|der|die|minister|ministerin|kanzler|kanzlerin|bundeskanzler|bundeskanzlerin|bundespräsident',
};
