/**
 * Names that mean several things, and the words that decide. An alias that two agencies bear must be here
 * (a test says so); one that also names a party, a state or a thing may be.
 */

/** Per alias and agency: places, peoples and things that stand near this agency's news. */
export const SHARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ANA: {
    'ana-mpa':
      'Greece Greek Athens Athènes Grèce grecque Griechenland griechische griechischen griega greca Atene Atenas Thessaloniki Piraeus Mitsotakis',
    'ana-za': 'South Africa African Johannesburg Pretoria Durban Cape Town Ramaphosa',
  },
  ANP: {
    anp: 'Netherlands Dutch Amsterdam Rotterdam Utrecht Eindhoven Hague Haag Nederland Nederlandse persbureau Pays-Bas néerlandaise Niederlande niederländische niederländischen holandesa neerlandesa olandese nederländska nederlandske hollandske',
    'anp-ne': 'Niger Niamey Nigérien nigérien nigérienne Agadez Zinder Maradi Tahoua',
  },
  APA: {
    apa: 'Austria Austrian Vienna Wien Graz Linz Salzburg Innsbruck Österreich österreichischen österreichische Autriche autrichienne austriaca austríaca Oostenrijkse österrikiska østrigske',
    'apa-az': 'Azerbaijan Azerbaijani Azeri Baku Karabakh Aliyev',
    apanews: 'Dakar Senegal Sénégal Abidjan Yaoundé Bamako Ouagadougou Niamey Africa Afrique africaine',
  },
  APS: {
    'aps-dz': 'Algeria Algerian Algiers Alger Algérie algérien algérienne Oran Tebboune',
    'aps-sn': 'Senegal Senegalese Dakar Sénégal sénégalais sénégalaise Thiès Saint-Louis Ziguinchor',
  },
  AGP: {
    'agp-gn': 'Guinea Guinean Conakry Guinée guinéen guinéenne Kankan Labé Nzérékoré Kindia Boké',
    'agp-ga': 'Gabon Gabonese Libreville gabonais gabonaise Franceville Port-Gentil Lambaréné Oyem',
  },
  CNA: {
    'cna-cy': 'Cyprus Cypriot Nicosia Limassol Larnaca Zypern Chypre',
    'cna-tw': 'Taiwan Taiwanese Taipei Kaohsiung Taichung Taïwan',
    'cna-catholic': 'Vatican Pope bishop bishops Catholic diocese archdiocese cardinal Rome Denver',
  },
  CNS: {
    cns: 'China Chinese Beijing Shanghai Peking Guangzhou',
    'cns-city': 'Angeles California Hollywood Burbank Pasadena Diego Anaheim',
  },
  IPN: {
    ipn: 'Moldova Moldovan Chisinau Chișinău Transnistria Sandu',
    interpressnews: 'Georgia Georgian Tbilisi Batumi Ossetia Abkhazia',
  },
  RNS: {
    rns: 'church churches religion religious pastor pastors bishop bishops evangelical Christian faith clergy rabbi',
    'rns-lse': 'plc PLC Plc shares dividend shareholders LSE Stock Exchange interim results',
  },
  Scanpix: {
    ritzau: 'Denmark Danish København Copenhagen Aarhus Odense Danmark dansk danske Ritzau',
    ntb: 'Norway Norwegian Oslo Bergen Trondheim Stavanger Norge norsk norske NTB',
  },
  'Central News Agency': { 'cna-tw': 'Taiwan Taipei' },
};

/** Of the agencies that share a name, those whose pictures are sold abroad. */
export const PICTURE_DESKS: ReadonlySet<string> = new Set(['anp', 'apa', 'lehtikuva']);

/**
 * Words that say an alias is NOT the agency: for a fair alias in the same sentence, for a risky one anywhere in
 * the text (in the same sentence where somebody "told X").
 */
export const OTHERWISE: Readonly<Record<string, string>> = {
  AA: 'battery batteries alcoholic alcoholics sobriety airline flight flights motorists breakdown',
  AAP: 'Kejriwal Delhi Punjab BJP Aadmi Mann Sisodia Atishi pediatrics pediatricians pediatrician paediatric pediatric',
  ACP: 'Caribbean Pacific Cotonou police commissioner',
  AGI: 'intelligence artificial OpenAI superintelligence model models income',
  AIM: 'shares junior Islamist missile listed Yaoundé',
  AKP: 'Erdogan Erdoğan Turkey Turkish Ankara Istanbul CHP',
  AMI: 'amis',
  ANA: 'airline airlines airways Nippon flight flights Tokyo Boeing nurses',
  ANI: 'Difference',
  ANP: 'Awami Pakhtunkhwa Peshawar petróleo oil Petrobras gás combustíveis Afghan Kabul',
  AP: 'Andhra Naidu Amaravati Jagan Vijayawada Visakhapatnam exam exams calculus placement coursework',
  APA: 'psychological psychologist psychologists psychiatric psychology',
  APP: 'download users smartphone',
  APS: 'bus transit',
  ATA: 'tennis carnet trucking',
  BNA: 'banco',
  Bloomberg: 'mayor Michael Mike terminal philanthropies',
  CNA: 'Singapore NewsAsia nursing Mediacorp nurses nurse',
  CNS: 'nervous neurons brain',
  CP: 'communist railway rail Kansas City railroad party cerebral palsy',
  'Dow Jones': 'points index industrial average Nasdaq S&P',
  Efe: 'Ambrose striker midfielder goalkeeper defender',
  Fars: 'province',
  GNA: 'Libya Libyan Tripoli Haftar Sarraj',
  IPS: 'officer officers cadre prisons inmates',
  ISNA: 'Society',
  MENA: 'region countries',
  MIA: 'airport Miami',
  PA: 'Pennsylvania Palestinian Palestinians Abbas Ramallah Hamas Philadelphia Pittsburgh Scranton Fatah system',
  PAP: 'Singapore smear cervical Lee Wong',
  PPI: 'inflation producer prices insurance mis-selling banks index pharmacy',
  PTI: 'Imran Tehreek Islamabad Lahore Pakistan Peshawar Rawalpindi Punjab',
  Petra: 'temple ruins Nabataean tourists Treasury',
  RIA: 'adviser advisers advisor advisors fiduciary',
  SANA: 'cabinet Sanaa',
  SDA: 'Adventist Adventists',
  SPA: 'resort agreement wellness',
  Sputnik: 'vaccine vaccines satellite satellites jab launch orbit',
  TAP: 'airline pipeline flight flights Airbus Adriatic',
  TT: 'Trinidad Tobago race racing rider riders table tennis Audi',
  UNI: 'students lecture campus',
  UPI: 'payment payments transaction transactions NPCI wallet merchants',
};
