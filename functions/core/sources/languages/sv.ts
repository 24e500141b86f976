import type { Lexicon } from './lexicon.ts';

export const sv: Lexicon = {
  language: 'sv',
  before:
    'enligt|uppger för|i en intervju med|intervju med|citerad av|citerat av|citeras av|citeras i|med hänvisning till|rapporterat av|rapporteras av|på uppdrag av|säger till|sade till|sa till|säger i en intervju med|i ett uttalande till|uttalande till|kommentar till|skriver till|i ett mejl till|i ett sms till|berättar för|berättade för|bekräftar för|bekräftade för|förklarar för|förklarade för|meddelar till|som nått|uppgifter till|i en kommentar till|i samtal med|en sammanställning av|sammanställning från|en sammanställning från|uppgav för|källor till|uppger till|uppgav till|berättar till|bekräftar till|säger till nyhetsbyrån|skriver till nyhetsbyrån|enligt uppgifter till|enligt en sammanställning av|enligt en sammanställning från|kommenterar för|kommenterar till|svarar till|uppgifter från|siffror från|bilder från|rapporter från|i en mejlkommentar till|i ett skriftligt svar till|på fråga från|frågor från',
  inverted:
    'skriver|rapporterar|rapporterade|meddelar|meddelade|uppger|uppgav|säger|skrev|erfar|citerar|melder|konstaterar|berättar|rapporterat',
  to: 'till|för|med|mot|till den statliga',
  tell: 'säger|sade|sa|sagt|berättar|berättade|berättat|uppger|uppgav|bekräftar|bekräftade|bekräftat|förklarar|förklarade|skriver|meddelar|meddelade|kommenterar|kommenterade|medger|avslöjar|svarar|konstaterar|intervju|uttalande|mejl|menar|tillägger|beskriver|uttalat|mejlar|mejlade|sms|meddelat|uppgett|förklarat|avböjt|avböjer|dementerar|dementerade|förnekar|förnekade|varnar|varnade|kritiserar|svarat|påpekar|hänvisar|hänvisade|vidhåller|kommentar|intygar|försäkrar|tror|hoppas|lovar|antyder|avslöjade',
  report:
    'har inte kunnat|kunde inte|rapporterar|rapporterade|har rapporterat|skriver|skrev|citerar|citerade|har erfarit|erfar|har tidigare rapporterat|har tagit del|har sett|meddelar|meddelade|uppger|uppgav|avslöjade|berättar|har talat|har sökt|omtalar|räknade|räknar|beskriver|talar om|talade om|avslöjar|har avslöjat|noterar|noterade|uppgett|har uppgett|rapporterat|räknat|återger|nämner|har inte kunnat verifiera|pekar|sänder|har varit i kontakt|har försökt|söker|har ställt|har bett|har läst|har granskat|har gått igenom|har frågat|frågade|har intervjuat|har pratat|har träffat|har mött|kunde konstatera|kan berätta|kan avslöja|har kunnat bekräfta|har inte kunnat bekräfta|nådde|når|har nått|såg|bevittnade|har räknat|återgav|sammanfattar|konstaterade|har fått ta del|har fått tillgång|sände|hänvisar till|refererar till|refererade till|citerat|skrivit|har skrivit|hade rapporterat',
  say: 'säger|sade|sa',
  between:
    'på|måndagen|tisdagen|onsdagen|torsdagen|fredagen|lördagen|söndagen|också|tidigare|har|under|i|dag|går',
  agency:
    'nyhetsbyrån|nyhetsbyrå|nyhetsbyråerna|nyhetsbyråns|tidningsbyrån|telegrambyrån|bildbyrån|tv-kanalen|kanalen|nyhetskanalen|statliga nyhetsbyrån',
  glue: 'den|det|de|statliga|officiella|ryska|tyska|franska|kinesiska|iranska|turkiska|svenska|danska|norska|finska|finländska|amerikanska|brittiska|italienska|spanska|syriska|statskontrollerade|halvofficiella|och|japanska|nordkoreanska|sydkoreanska|palestinska|oberoende|ukrainska|belarusiska|egyptiska|lokala|en|flera|olika|några|andra|samstämmiga',
  staff:
    'journalist|journalister|reporter|reportrar|korrespondent|korrespondenter|fotograf|fotografer|medarbetare|team|utsända|utsände|fotografen|reportern|utsänd|kameraman',
  work: 'sammanställning|genomgång|undersökning|rundringning|bilder|video|analys|uppgifter|intervju|räkning|granskning|enkät|siffror|beräkningar|kartläggning|fråga|frågor|begäran|rapport|rapporter|telegram|nyhet|artikel|kontroll|faktagranskning|foto|filmer|mätning|prognosenkät|kartläggningen|material|källor',
  link: 'från|av|på|för|hos|åt',
  officer:
    'vd|vd:n|chefredaktör|chefredaktören|chef|chefen|styrelseordförande|presschef|ägare|personal|anställda|ledning|fackklubb|styrelse|nyhetschef|ägarna',
  office:
    'kontor|kontoret|redaktion|redaktionen|huvudkontor|byggnad|sajt|tjänster|kunder|studio|konto|huvudkontoret|lokaler|lokalerna|bildredaktion|hus|avdelning|fotoavdelning',
  harm: 'skadad|skadades|skadade|dödad|dödades|dödats|dog|död|gripen|greps|gripits|frihetsberövad|utvisad|utvisades|kidnappad|frigiven|pris|priset|prisas|stängd|stänger|stängde|stängs|stänga|förbjuder|förbjöds|förbud|köper|köpt|uppköp|stäms|stämmer|stämning|strejk|sägs|varslar|uppsägningar|utses|utsedd|attackerad|angreps|blockerar|grundades|grundad|fusion|firar|fyller|mördad|åtalad|dömd|hotad|rekryterar|säljer|säljs|anställer|sparkar|sparar|minskar|lägger|öppnar|öppnade|fälls|avvisades|nekades|hindrades|träffades|förstördes|byter|lämnar|vinner|vann|tilldelas|tar|tog|strejkar|protesterar|föreslås|omorganisation|nedskärningar|avgår|får|fått|skära|medarbetare|anställda|tjänster|jobb|ny|nya|prisad|jubileum|pulitzer|bannlyst|husrannsakan|hackad|hackades|avliden|saknas|inställd|lanserar|flyttar|tillträder|efterträder|rekryteras|uppköpt|sålts|såldes|misshandlad|misshandlades|hotas|utvisas|fängslad|fängslades|åtalas|döms|dömdes|lägger ned|lägger ner|slutar|misshandlade|evakuerades|stängdes',
  itself: 'att den|att dess|att man|sin|sina|själv|att de',
  agent: 'av|från',
  done: 'citerad|citerat|citeras|citerades|rapporterat|rapporterad|tillfrågade|tillfrågad|tillfrågats|intervjuad|intervjuade|intervjuats|kontaktad|kontaktats|sammanställd|sammanställda|sammanställts|publicerad|publicerat|publicerats|spridd|spreds|spridits|återgiven|återges|nådd|nåtts|granskat|granskats|inhämtade|samlade|samlats|avslöjad|refererad|verifierade|verifierats|sänts|sända|bekräftad|bekräftats|publicerade|beräknad|beräknats|uppskattas|filmad|filmats|fotograferad|dokumenterad|visad|citerade|delad|delats|gjord|gjorts|genomförd|genomförts|analyserad|verifierad|uppgett|refererade|åberopade|frågade|avslöjats|rapporterats|rapporteras',
  auxiliary: 'har|hade',
  among: 'däribland|bland annat|bland andra|såsom|som',
  passed:
    'distribuerat av|distribuerad av|distribueras av|skickat via|via|förmedlat av|förmedlas av|utsänt via|tillhandahållet av|sänt via',
  contribution:
    'med material från|med uppgifter från|med hjälp av|med|med bidrag från|med information från|källor|i samarbete med|med stöd av|med bidrag av|bidrag från|med underlag från|med information av',
  contributed:
    'bidrog till denna artikel|har bidragit till artikeln|bidrog till artikeln|medverkade till denna artikel|bidrog|bidragit|medverkade|medverkat',
  credit: 'källa|källor|av|text|nyhetsbyrån|från|redaktionen|via|byrå',
  quote:
    'säger|sade|sa|sagt|berättar|berättade|skriver|skrev|uppger|uppgav|menar|menade|förklarar|förklarade|hävdar|hävdade|tycker|anser|ansåg|konstaterar|konstaterade|tillägger|varnar|varnade|svarar|svarade|frågar|kommenterar|kommenterade|betonar|betonade|medger|utropar|fortsätter|enligt|tror|påpekar|understryker|lovar|kräver|resonerar|summerar|suckar|meddelar|intygar|bekräftar|poängterar|kallar|kallade|beskriver|beskrev|uppmanar|kritiserar|kritiserade|tänker|tänkte|hoppas|hoppades|fruktar|skämtar|skämtade|skrattar|skrattade|ropar|ropade|lovade|spår|upprepar|upprepade|viskar|erkänner|erkände|försäkrar|försäkrade|bedömer|bedömde|minns|mindes|noterar|slår|avslöjar|beklagar|beklagade|jublar|flikar|inflikar|utbrister|förtydligar|sammanfattar|redogör|instämmer|framhåller|invänder',
  person:
    'talesperson|talesman|talespersonen|presstalesperson|pressekreterare|källa|källor|tjänsteman|minister|diplomat|vittne|vittnen|boende|invånare|advokat|officer|rådgivare|analytiker|aktivist|läkare|soldat|expert|förhandlare|befälhavare|lärare|bonde|lantbrukare|fiskare|handlare|granne|överlevande|passagerare|chaufför|arbetare|student|mamma|pappa|mor|far|kvinna|man|make|hustru|bror|syster|son|dotter|domare|åklagare|polis|sjuksköterska|demonstrant|volontär|chef|direktör|president|ordförande|ledare|riksdagsledamot|senator|borgmästare|kommunalråd|guvernör|statssekreterare|ambassadör|tränare|spelare|ekonom|professor|forskare|ingenjör|brandman|räddningsledare|utredare|biskop|präst|kollega|vän|ägare|turist|kapten|statsminister|utrikesminister|statsministern|presschef|polisbefäl|vakthavande|hamnchef|generaldirektör|vd|regissör|förbundsordförande|partiledare|kommundirektör',
  title:
    'president|statsminister|statsministern|minister|fru|herr|dr|professor|general|överste|kapten|kung|kungen|drottning|drottningen|prins|prinsessan|påve|påven|kardinal|biskop|utrikesminister|finansminister|försvarsminister|justitieminister|vd',
};
