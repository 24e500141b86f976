import type { Lexicon } from './lexicon.ts';

export const da: Lexicon = {
  language: 'da',
  before:
    'ifølge|i et interview med|interview med|citeret af|citeret i|citeres af|med henvisning til|rapporteret af|over for|overfor|siger til|sagde til|fortæller til|fortalte til|oplyser til|oplyste til|udtaler til|udtalte til|bekræfter til|bekræfter over for|bekræftede over for|i en kommentar til|kommentar til|i en udtalelse til|udtalelse til|skriver til|i en mail til|forklarer til|fortæller over for|i en skriftlig kommentar til|i samtale med|en opgørelse fra|opgørelse fra|en rundspørge fra|rundspørge fra|ritzau-rundspørge|kilder til|oplysninger fra|meddelelse til|erfarer|oplyser til nyhedsbureauet|fortæller til nyhedsbureauet|skriver nyhedsbureauet|ifølge tal fra|tal fra|billeder fra|rapporter fra|oplyser over for|siger over for|udtaler over for|forklarer over for|udtalte over for|sagde over for|ifølge oplysninger til|svar til|i et skriftligt svar til|kilder over for|spørgsmål fra|som citeres af|refereret af|henvendelse fra',
  inverted:
    'skriver|rapporterer|rapporterede|meddeler|meddelte|oplyser|oplyste|melder|meldte|siger|skrev|erfarer|citerer|beretter|fortæller',
  to: 'til|over for|overfor|med',
  tell: 'siger|sagde|sagt|fortæller|fortalte|fortalt|oplyser|oplyste|oplyst|udtaler|udtalte|bekræfter|bekræftede|bekræftet|forklarer|forklarede|skriver|meddeler|kommenterer|erkender|afslører|svarer|fastslår|interview|udtalelse|mail|tilføjer|beskriver|lyder|mailer|sms|meddelt|forklaret|afviser|afviste|dementerer|benægter|advarer|advarede|kritiserer|svaret|påpeger|henviser|fastholder|kommentar|forsikrer|tror|håber|lover|antyder|skriftligt|svar|udtalt|tilføjet|vurderer|vurderede|mener',
  report:
    'rapporterer|rapporterede|har rapporteret|skriver|skrev|citerer|citerede|erfarer|har erfaret|melder|meldte|beretter|oplyser|oplyste|meddeler|meddelte|har set|har talt|afslørede|omtaler|omtalte|beskriver|taler om|talte om|afslører|har oplyst|har meddelt|rapporteret|erfaret|nævner|noterer|har ikke kunnet|kunne ikke|bringer|bragte|viser|gengiver|har været i kontakt|har forsøgt|har kontaktet|har bedt|har spurgt|spurgte|har læst|har gennemgået|har interviewet|kan bekræfte|har fået bekræftet|har fået aktindsigt|har fået oplyst|får oplyst|har fået indsigt|så|var til stede|har opgjort|opgør|kan fortælle|kan afsløre|skriver at|refererer|henviser til|refererede til|har foretaget|har lavet|har søgt|har skrevet|havde skrevet|berettede|fortalte',
  say: 'siger|sagde',
  between: 'mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|også|tidligere|har|i|dag|går|aften|ligeledes',
  agency:
    'nyhedsbureauet|nyhedsbureau|nyhedsbureauerne|bureauet|telegrambureauet|statslige nyhedsbureau|billedbureauet|tv-stationen|tv-kanalen|nyhedskanalen|fotobureauet',
  glue: 'det|den|de|statslige|officielle|russiske|tyske|franske|kinesiske|iranske|tyrkiske|svenske|danske|norske|amerikanske|britiske|italienske|spanske|syriske|statskontrollerede|halvofficielle|og|japanske|nordkoreanske|sydkoreanske|palæstinensiske|uafhængige|ukrainske|hviderussiske|lokale|egyptiske|statsejede|et|en|flere|forskellige|nogle|andre|samstemmende',
  staff:
    'journalist|journalister|reporter|reportere|korrespondent|korrespondenter|fotograf|fotografer|medarbejder|medarbejdere|hold|udsendte|fotografen|kameramand',
  work: 'opgørelse|rundspørge|undersøgelse|billeder|video|analyse|oplysninger|interview|optælling|gennemgang|tal|beregninger|måling|spørgsmål|henvendelse|historie|telegram|nyhed|kilder|kilde|artikel|rapport|rapporter|foto|kortlægning',
  link: 'fra|af|på|for|hos|hos det',
  officer:
    'direktør|direktøren|chefredaktør|chefredaktøren|chef|formand|presseseskretær|ejer|personale|ansatte|ledelse|tillidsmand|bestyrelse|bestyrelsesformand|nyhedschef|ejere',
  office:
    'kontor|kontoret|redaktion|hovedkontor|bygning|hjemmeside|tjenester|kunder|studie|konto|hovedkontoret|redaktionen|lokaler|hus',
  harm: 'såret|dræbt|omkommet|døde|død|anholdt|fængslet|udvist|kidnappet|frigivet|løsladt|pris|prisen|lukket|lukker|lukke|lukning|forbyder|forbudt|forbud|køber|købt|opkøb|sagsøger|sagsøgt|strejke|fyrer|fyret|afskediger|fyringer|udnævnt|ansat|ansætter|angrebet|blokerer|blokeret|grundlagt|stiftet|fusion|fejrer|fylder|myrdet|tiltalt|dømt|truet|sælger|solgt|nedlægger|sparer|skærer|åbner|åbnede|afvist|nægtet|ramt|ødelagt|skifter|forlader|vinder|vandt|modtager|nedlægges|strejker|protesterer|omstrukturering|besparelser|fratræder|lukkes|udvider|outsourcer|såredes|får|fået|medarbejdere|ansatte|stillinger|job|ny|nye|jubilæum|pulitzer|bandlyst|ransaget|hacket|afdød|savnes|lancerer|flytter|tiltræder|efterfølger|overtaget|mishandlet|trues|udvises|tiltales|dømmes|overfaldet|tilbageholdt|stopper|fyringsrunde|evakueret|lukkede',
  itself: 'at den|at det selv|at dets|sin|sine|selv|at man',
  agent: 'af|fra',
  done: 'citeret|citeres|rapporteret|adspurgt|adspurgte|interviewet|kontaktet|samlet|indsamlet|offentliggjort|spredt|gengivet|refereret|set|gennemgået|verificeret|udsendt|omtalt|indhentet|bragt|opgjort|udarbejdet|bekræftet|beregnet|anslået|filmet|fotograferet|dokumenteret|vist|citerede|delt|foretaget|lavet|analyseret|oplyst|afsløret|publiceret|optaget|undersøgt|talt|spurgt|spurgte|kontaktede|refererede|beskrevet',
  auxiliary: 'har|havde',
  among: 'heriblandt|blandt andet|blandt andre|såsom|som',
  passed:
    'distribueret af|distribueret via|udsendt via|via|formidlet af|sendt via|leveret af|udsendt af|videresendt af',
  contribution:
    'med materiale fra|med bidrag fra|med oplysninger fra|med|med hjælp fra|i samarbejde med|med støtte fra|bidrag fra|med hjælp af|med bidrag af',
  contributed:
    'har bidraget til artiklen|bidrog til artiklen|bidrog til denne artikel|bidrog|bidraget|medvirket|medvirkede',
  credit: 'kilde|kilder|af|tekst|bureau|fra|redaktionen|via|nyhedsbureauet',
  quote:
    'siger|sagde|sagt|fortæller|fortalte|skriver|skrev|oplyser|oplyste|mener|mente|forklarer|forklarede|udtaler|udtalte|hævder|synes|vurderer|vurderede|konstaterer|fastslår|tilføjer|advarer|advarede|svarer|svarede|spørger|kommenterer|understreger|erkender|udbryder|fortsætter|ifølge|tror|påpeger|lover|kræver|lyder|lød|bekræfter|kalder|kaldte|beskriver|opfordrer|kritiserer|kritiserede|meddeler|tænker|håber|håbede|frygter|griner|råber|råbte|lovede|spår|gentager|gentog|hvisker|indrømmer|indrømmede|forsikrer|forsikrede|bedømmer|husker|noterer|slår|afslører|beklager|jubler|indskyder|uddyber|uddybede|opsummerer|redegør|medgiver|fremhæver|indvender|pointerer|lyder det fra|supplerer|spøger',
  person:
    'talsmand|talskvinde|talsperson|pressechef|kilde|kilder|embedsmand|minister|diplomat|vidne|vidner|beboer|beboere|indbygger|advokat|officer|rådgiver|analytiker|aktivist|læge|soldat|ekspert|forhandler|kommandør|lærer|landmand|fisker|butiksejer|nabo|overlevende|passager|chauffør|arbejder|studerende|mor|far|kvinde|mand|kone|bror|søster|søn|datter|dommer|anklager|betjent|sygeplejerske|demonstrant|frivillig|chef|direktør|præsident|formand|forkvinde|leder|folketingsmedlem|senator|borgmester|guvernør|statssekretær|ambassadør|træner|spiller|økonom|professor|forsker|ingeniør|brandmand|indsatsleder|efterforsker|biskop|præst|kollega|ven|veninde|ejer|turist|kaptajn|statsminister|udenrigsminister|vagtchef|politikommissær|havnechef|ordfører|politiinspektør|cheføkonom|overlæge|skipper',
  title:
    'præsident|statsminister|minister|fru|hr|hr.|dr|dr.|professor|general|oberst|kaptajn|kong|kongen|dronning|prins|prinsesse|pave|kardinal|biskop|udenrigsminister|finansminister|forsvarsminister|justitsminister|borgmester|direktør',
};
