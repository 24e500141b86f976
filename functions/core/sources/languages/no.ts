import type { Lexicon } from './lexicon.ts';

export const no: Lexicon = {
  language: 'no',
  before:
    'ifølge|ifølgje|i et intervju med|intervju med|sitert av|sitert i|siteres av|med henvisning til|rapportert av|overfor|sier til|sa til|forteller til|fortalte til|opplyser til|opplyste til|uttaler til|uttalte til|bekrefter til|bekrefter overfor|bekreftet overfor|i en kommentar til|kommentar til|i en uttalelse til|uttalelse til|skriver til|i en e-post til|i en epost til|i en tekstmelding til|forklarer til|seier til|fortel til|i samtale med|en oversikt fra|oversikt fra|en rundspørring|kilder til|opplysninger fra|melding til|etter det|ifølge en opptelling fra|opplyser til nyhetsbyrået|forteller til nyhetsbyrået|skriver nyhetsbyrået|ifølge tall fra|tall fra|bilder fra|rapporter fra|opplyser overfor|sier overfor|uttaler overfor|forklarer overfor|sa overfor|ifølge opplysninger til|svar til|i et skriftlig svar til|kilder overfor|spørsmål fra|som siteres av|referert av|henvendelse fra|opplyser politiet til',
  inverted:
    'skriver|rapporterer|rapporterte|melder|meldte|opplyser|opplyste|sier|skrev|erfarer|siterer|meddeler|meddelte|får opplyst|fortel',
  to: 'til|overfor|med|for',
  tell: 'sier|sa|sagt|seier|forteller|fortalte|fortalt|opplyser|opplyste|opplyst|uttaler|uttalte|bekrefter|bekreftet|forklarer|forklarte|skriver|melder|kommenterer|innrømmer|avslører|svarer|slår|intervju|uttalelse|e-post|tilføyer|beskriver|fortel|mailer|sms|meldt|forklart|avviser|avviste|dementerer|benekter|advarer|advarte|kritiserer|svart|påpeker|viser|fastholder|kommentar|forsikrer|tror|håper|lover|antyder|skriftlig|svar|uttalt|tilføyd|vurderer|mener|legger|presiserer|understreker',
  report:
    'har ikke klart|kunne ikke|rapporterer|rapporterte|har rapportert|skriver|skrev|siterer|siterte|erfarer|har erfart|får opplyst|melder|meldte|opplyser|opplyste|forstår|har sett|har snakket|avslørte|har tidligere omtalt|kjenner|omtaler|omtalte|beskriver|snakker om|snakket om|avslører|har opplyst|har meldt|rapportert|erfart|nevner|noterer|har ikke lyktes|tok kontakt|tar kontakt|viser til|kontaktet|gjengir|spurte|ba om|har vært i kontakt|har forsøkt|har kontaktet|har bedt|har spurt|har lest|har gjennomgått|har intervjuet|kan bekrefte|har fått bekreftet|har fått innsyn|har fått opplyst|har fått tilgang|så|var til stede|kan fortelle|kan avsløre|har søkt|har skrevet|hadde skrevet|berettet|fortalte|har laget|har gjort|refererer|henviser til|får bekreftet|fikk opplyst|fikk bekreftet',
  say: 'sier|sa|seier',
  between: 'mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|også|tidligere|har|i|dag|går|kveld',
  agency:
    'nyhetsbyrået|nyhetsbyrå|nyhetsbyråene|nyhendebyrået|byrået|telegrambyrået|statlige nyhetsbyrået|bildebyrået|tv-kanalen|tv-stasjonen|nyhetskanalen',
  glue: 'det|den|de|statlige|offisielle|russiske|tyske|franske|kinesiske|iranske|tyrkiske|svenske|danske|norske|amerikanske|britiske|italienske|spanske|syriske|statskontrollerte|halvoffisielle|og|japanske|nordkoreanske|sørkoreanske|palestinske|uavhengige|ukrainske|hviterussiske|lokale|egyptiske|statseide|et|en|flere|ulike|noen|andre|samstemte',
  staff:
    'journalist|journalister|reporter|reportere|korrespondent|korrespondenter|fotograf|fotografer|medarbeider|medarbeidere|team|utsendte|fotografen|utsending',
  work: 'oversikt|rundspørring|undersøkelse|bilder|video|analyse|opplysninger|intervju|opptelling|gjennomgang|tall|beregninger|måling|spørsmål|henvendelse|melding|nyhet|kilder|kilde|artikkel|rapport|rapporter|foto|kartlegging|telegram',
  link: 'fra|av|på|for|hos|i|til',
  officer:
    'direktør|direktøren|sjefredaktør|sjefredaktøren|sjef|leder|styreleder|pressesjef|eier|eiere|ansatte|ledelse|klubbleder|styre|nyhetssjef',
  office:
    'kontor|kontoret|redaksjon|hovedkontor|bygning|nettsted|tjenester|kunder|studio|konto|hovedkontoret|redaksjonen|lokaler|lokalene|hus',
  harm: 'såret|skadet|drept|omkommet|døde|død|pågrepet|arrestert|fengslet|utvist|kidnappet|frigitt|løslatt|pris|prisen|stengt|stenger|stenge|stenging|forbyr|forbudt|forbud|kjøper|kjøpt|oppkjøp|saksøker|saksøkt|streik|sparker|sparket|oppsigelser|utnevnt|ansatt|ansetter|angrepet|blokkerer|blokkert|grunnlagt|stiftet|fusjon|feirer|fyller|drap|tiltalt|dømt|truet|selger|solgt|nedbemanner|sparer|kutter|åpner|åpnet|avvist|nektet|rammet|ødelagt|bytter|forlater|vinner|vant|mottar|legges|streiker|protesterer|omorganisering|innsparinger|fratrer|varsler|utvider|rammes|får|fått|medarbeidere|ansatte|stillinger|jobber|ny|nye|jubileum|pulitzer|utestengt|ransaket|hacket|avdøde|savnet|lanserer|flytter|tiltrer|etterfølger|overtatt|mishandlet|trues|utvises|tiltales|dømmes|overfalt|holdt tilbake|skutt|slutter|evakuert|kuttes|nedbemanning',
  itself: 'at den|at det selv|at dets|sin|sine|selv|at man',
  agent: 'av|fra',
  done: 'sitert|siteres|rapportert|spurt|intervjuet|kontaktet|samlet|innhentet|offentliggjort|spredt|gjengitt|referert|sett|gjennomgått|verifisert|sendt|omtalt|publisert|brakt|utarbeidet|bekreftet|beregnet|anslått|filmet|fotografert|dokumentert|vist|siterte|delt|gjort|laget|analysert|opplyst|avslørt|tatt|undersøkt|telt|kontaktede|refererte|beskrevet|intervjuede',
  auxiliary: 'har|hadde',
  among: 'deriblant|blant annet|blant andre|slik som|som',
  passed:
    'distribuert av|distribuert via|sendt ut via|via|formidlet av|formidlet via|sendt via|levert av|videreformidlet av',
  contribution:
    'med materiale fra|med bidrag fra|med opplysninger fra|med|med hjelp fra|i samarbeid med|med støtte fra|bidrag fra|med hjelp av|med bidrag av',
  contributed:
    'bidro til denne artikkelen|har bidratt til artikkelen|bidro til saken|bidro|bidratt|medvirket',
  credit: 'kilde|kilder|av|tekst|byrå|fra|redaksjonen|via|nyhetsbyrået',
  quote:
    'sier|sa|sagt|seier|forteller|fortalte|skriver|skrev|opplyser|opplyste|mener|mente|forklarer|forklarte|uttaler|uttalte|hevder|hevdet|synes|vurderer|konstaterer|slår|tilføyer|legger|advarer|advarte|svarer|svarte|spør|kommenterer|understreker|innrømmer|fortsetter|ifølge|tror|påpeker|lover|krever|lyder|bekrefter|kaller|kalte|beskriver|oppfordrer|kritiserer|fortel|forteljer|presiserer|utdyper|fastslår|meddeler|tenker|håper|håpet|frykter|ler|roper|ropte|lovet|spår|gjentar|gjentok|hvisker|erkjenner|erkjente|forsikrer|forsikret|bedømmer|husker|minnes|noterer|avslører|beklager|jubler|skyter|oppsummerer|redegjør|medgir|fremhever|innvender|poengterer|supplerer|spøker|anslår',
  person:
    'talsmann|talskvinne|talsperson|pressesjef|kilde|kilder|tjenestemann|minister|statsråd|diplomat|vitne|vitner|beboer|beboere|innbygger|advokat|offiser|rådgiver|analytiker|aktivist|lege|soldat|ekspert|forhandler|kommandør|lærer|bonde|fisker|butikkeier|nabo|overlevende|passasjer|sjåfør|arbeider|student|mor|far|kvinne|mann|kone|bror|søster|sønn|datter|dommer|aktor|politimann|sykepleier|demonstrant|frivillig|sjef|direktør|president|leder|stortingsrepresentant|senator|ordfører|guvernør|statssekretær|ambassadør|trener|spiller|økonom|professor|forsker|ingeniør|brannmann|innsatsleder|etterforsker|biskop|prest|kollega|venn|venninne|eier|turist|kaptein|statsminister|utenriksminister|operasjonsleder|politiadvokat|havnesjef|sjeføkonom|generalsekretær|lensmann|rektor',
  title:
    'president|statsminister|minister|fru|herr|dr|dr.|professor|general|oberst|kaptein|kong|kongen|dronning|prins|prinsesse|pave|kardinal|biskop|utenriksminister|finansminister|forsvarsminister|justisminister|ordfører|direktør',
};
