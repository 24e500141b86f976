import type { Lexicon } from './lexicon.ts';

export const nl: Lexicon = {
  language: 'nl',
  before:
    'volgens|volgens het|volgens de|aldus|aldus het|aldus de|op gezag van|onder verwijzing naar|geciteerd door|aangehaald door|in gesprek met|in een gesprek met|in een interview met|interview met|op vragen van|op vragen van het|desgevraagd door|naar aanleiding van berichtgeving van|na berichtgeving van|berichtgeving van|gemeld door|bevestigd aan|op basis van informatie van|een rondgang van|rondgang van|een telling van|telling van|verklaring aan|tegenover|tegenover het|tegenover de|reactie aan|ingezien door|in handen van|een bericht van|berichten van|bronnen van|onderzoek van|verspreid door|benaderd door|bevraagd door|citeert|na vragen van|na vragen van het|bekend bij|ingewijden tegen|in een reactie aan|in een verklaring aan|in een toelichting aan|navraag van|na navraag door|schriftelijke reactie aan|vertellen|vertelden|vertelt|zegt tegen|zei tegen|zeggen tegen|laat weten aan|zo meldt|zo meldde|zo schrijft|dat meldt|dat schrijft|dat bevestigt|gesprekken met|uit cijfers van|cijfers van|gegevens van|uit onderzoek van|uit een telling van|uit een rondgang van|uit een peiling van|peiling van|uit een enquête van|enquête van|naar eigen zeggen tegen|naar verluidt volgens|eerder bericht van|bevestigt aan|melding van|reactie op vragen van|antwoord op vragen van|antwoord aan|vraag van',
  inverted:
    'meldt|meldde|melden|schrijft|schreef|bericht|berichtte|zegt|zei|vernam|verneemt|meldden|rapporteert|citeert',
  to: 'tegen|tegen het|tegen de|tegenover|tegenover het|aan|aan het|aan de|met|met het|bij|bij het',
  tell: 'zegt|zei|zeggen|zeiden|gezegd|vertelt|vertelde|vertellen|verteld|bevestigt|bevestigde|bevestigd|bevestigen|laat|liet|laten|weten|meldt|meldde|verklaart|verklaarde|verklaard|stelt|stelde|liet|erkent|erkende|onthulde|reageert|legt|uit|sprak|spreekt|antwoordt|benadrukt|interview|gesprek|geeft|toegelicht|lichtte|wilde|wil|kwijt|bekende|bevestigen|verzekert|verzekerde|licht|toe|beaamt|wilden|noemt|klaagt|omschrijft|spraken|hebben|heeft|meldden|vertellen|vertelden|verklaarden|bevestigden|meldt|schrijft|schreef|mailt|mailde|mail|brief|bericht|liet|ontkent|ontkende|ontkennen|waarschuwt|waarschuwde|erkennen|hekelt|hekelde|beschrijft|beschreef|schetst|schetste|licht|toelichting|herhaalt|herhaalde|verwijst|verwees|aangegeven|aan|deelt|deelde|doet|deed|onthult|reageerde|reageren|kondigt|kondigde|spreken|melden|meldde',
  report:
    'meldt|meldde|melden|meldden|schrijft|schreef|bericht|berichtte|citeert|citeerde|heeft vernomen|heeft gemeld|vernam|verneemt|rapporteert|rapporteerde|kon|onthulde|wist te melden|sprak|spreekt|gemeld|bericht|vernomen|noemt|noemde|telde|telt|kon niet verifiëren|heeft gezien|kwam|bracht|brengt|publiceerde|publiceert|maakte melding|maakt melding|houdt het op|hield het op|wijst erop|toont|meldt dat',
  say: 'zegt|zei|stelt|laat',
  between:
    'maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|eerder|ook|heeft|op|vandaag|gisteren|nog|later',
  agency:
    'persbureau|nieuwsagentschap|persagentschap|nieuwsdienst|persbureaus|nieuwsbureau|staatspersbureau|staatsagentschap|fotobureau|agentschap|omroep|nieuwszender|zender|staatsmedia|persdienst',
  glue: 'het|de|een|officiële|staats|russische|duitse|franse|chinese|iraanse|turkse|belgische|nederlandse|amerikaanse|britse|italiaanse|spaanse|syrische|staatspersbureau|lokale|nationale|internationale|en|semi-officiële|japanse|zuid-koreaanse|noord-koreaanse|palestijnse|oekraïense|katholieke|saoedische|vlaamse|onafhankelijke|egyptische|verschillende|meerdere|diverse|enkele|andere|twee',
  staff:
    'journalist|journalisten|journaliste|verslaggever|verslaggeefster|verslaggevers|correspondent|correspondente|correspondenten|fotograaf|fotografe|fotografen|medewerker|medewerkers|cameraman|redacteur|team|cameraploeg|persfotograaf',
  work: 'telling|rondgang|enquête|onderzoek|beelden|video|foto|analyse|cijfers|interview|bericht|berichten|berekening|berekeningen|peiling|informatie|inventarisatie',
  link: 'van|van het|van de|voor|voor het|voor de|door het|door',
  officer:
    'directeur|directie|hoofdredacteur|hoofdredactie|woordvoerder|woordvoerster|voorzitter|topman|baas|personeel|medewerkers|redactieraad|ondernemingsraad|eigenaar|aandeelhouders|vakbond|bestuur',
  office:
    'kantoor|kantoren|redactie|gebouw|hoofdkantoor|website|dienst|diensten|abonnees|klanten|studio|account|aandelen',
  harm: 'gewond|gedood|omgekomen|overleden|gearresteerd|opgepakt|aangehouden|uitgezet|ontvoerd|vrijgelaten|prijs|onderscheiden|gesloten|sluit|sluiten|sluiting|verboden|verbiedt|geschorst|schorst|overgenomen|neemt|overname|koopt|gekocht|aangeklaagd|staking|ontslagen|ontslaat|schrapt|benoemd|aangevallen|mishandeld|geblokkeerd|blokkeert|opgericht|fusie|viert|bestaat|reorganisatie|vermoord|veroordeeld|bedreigd|verkoop|verkocht|zoekt|werft|kondigt|kondigde|verkoopt|opent|opende|stopt|stopte|snijdt|bezuinigt|beschadigd|geweigerd|tegengehouden|werd|verhuist|verliest|verloor|wint|won|ontbindt|start|breidt|sluit|legt|staakt|staken|krijgt|krijgen|kreeg|raakte|raakten|verwond|mishandelden|vrijgesproken|neergeschoten|doodgeschoten|banen|arbeidsplaatsen|medewerkers|directeur|directie|nieuwe|jubileum|pulitzer|verbannen|inval|doorzocht|gehackt|overlijdt|overleed|vermist|vervolgd|reorganiseert|sponsort|lanceert|gaat|gaan|wordt|worden|verhuizing|vertrekt|overnemen|overgeplaatst',
  itself: 'dat het|dat zijn|zelf|het|in een verklaring|zijn|haar',
  agent: 'door|door het|door de|van|van het',
  done: 'geciteerd|aangehaald|gemeld|benaderd|bevraagd|verspreid|ingezien|gebracht|gepubliceerd|ondervraagd|ondervraagde|geraadpleegd|geraadpleegde|geïnterviewd|verzameld|verzamelde|onthuld|overgenomen|vragen|na vragen|gehoord|opgetekend|opgesteld|gepolste|gepeild|uitgezonden|geïnterviewde|gecontroleerd|geverifieerd|bevestigd|contact|samengesteld|bereikt|bekend|gemaakt|bevestigde|gemeten|berekend|geschat|gefilmd|gefotografeerd|vastgelegd|gemaakte|geciteerde|genoemde|genoemd|aangehaalde|geraadpleegde|benaderde|gesproken|gevraagd|gevraagde|onderzocht|onderzochte|gedeeld|gedeelde|vrijgegeven|verstrekt|verzonden|gehouden|uitgevoerd|uitgevoerde|gemelde|gebracht|naar buiten gebracht',
  auxiliary: 'had|heeft|hadden|hebben',
  among: 'waaronder|onder andere|onder meer|zoals|onder wie',
  passed:
    'verspreid via|verspreid door|via|geleverd door|doorgegeven door|aangeleverd door|verzonden via|verstuurd door|verstuurd via|gedistribueerd door',
  contribution:
    'met bijdragen van|met medewerking van|met dank aan|met informatie van|met materiaal van|met|met berichten van|mede op basis van|met berichtgeving van|op basis van|in samenwerking met|mmv|m.m.v.|met bijdrage van|in samenwerking met|met hulp van|met medewerking van het|met input van|met berichten|met bijdragen|met steun van|bijdrage van|aangevuld met informatie van|met materiaal|met info van',
  contributed:
    'droeg bij aan dit artikel|hebben bijgedragen aan dit artikel|werkte mee aan dit artikel|werkten mee aan dit artikel|bijgedragen|meegewerkt|droeg bij|droegen bij|werkte mee|werkten mee',
  credit:
    'bron|bronnen|door|tekst|persbureau|van|redactie|met|eigen berichtgeving|onze redactie|via|redactie en',
  quote:
    'zegt|zei|zeggen|zeiden|vertelt|vertelde|stelt|stelde|verklaart|verklaarde|schrijft|schreef|vindt|vond|reageert|reageerde|benadrukt|benadrukte|waarschuwt|waarschuwde|aldus|volgens|legt|laat|liet|erkent|erkende|voegt|voegde|concludeert|noemt|noemde|denkt|dacht|meldt|meldde|antwoordt|antwoordde|vervolgt|besluit|meent|hoopt|verzucht|herhaalde|bevestigt|bevestigde|klaagt|roept|riep|betoogt|twitterde|lacht|weet|oordeelde|beaamt|waarschuwen|spreekt|sprak|beklaagde|gezegd|citeert|gelooft|geloofde|hoopte|vreest|vreesde|grapt|grapte|zucht|zuchtte|juicht|belooft|beloofde|verwacht|verwachtte|voorspelt|voorspelde|herhaalt|schreeuwt|fluistert|bekent|bekende|verzekert|verzekerde|beseft|klinkt|licht|geeft|gaf|bepleit|verdedigt|vatte|vat|somt|mijmert|glimlacht|lachte|moppert|snauwt|foetert|roemt|prijst|prees|constateert|constateerde|onderstreept|onderstreepte|beweert|beweerde|aldus',
  person:
    'woordvoerder|woordvoerster|bron|bronnen|functionaris|ambtenaar|minister|diplomaat|getuige|getuigen|ooggetuige|bewoner|bewoonster|bewoners|inwoner|advocaat|advocate|officier|adviseur|analist|activist|activiste|arts|dokter|soldaat|militair|deskundige|expert|onderhandelaar|commandant|leraar|lerares|boer|boerin|visser|winkelier|buurman|buurvrouw|overlevende|passagier|chauffeur|arbeider|student|studente|moeder|vader|vrouw|man|echtgenoot|broer|zus|zoon|dochter|rechter|aanklager|agent|verpleegkundige|demonstrant|vrijwilliger|vrijwilligster|directeur|directrice|voorzitter|president|leider|kamerlid|senator|burgemeester|gouverneur|staatssecretaris|ambassadeur|trainer|coach|speler|speelster|econoom|hoogleraar|onderzoeker|onderzoekster|wetenschapper|ingenieur|brandweerman|rechercheur|bisschop|priester|collega|vriend|vriendin|eigenaar|eigenares|toerist|kapitein|wethouder|premier|havenmeester|politiechef|teamleider|schipper|lijsttrekker',
  title:
    'president|premier|minister|minister-president|meneer|mevrouw|dr|dr.|prof|prof.|professor|generaal|kolonel|kapitein|koning|koningin|prins|prinses|paus|kardinaal|de|burgemeester|staatssecretaris|wethouder|senator|directeur',
};
