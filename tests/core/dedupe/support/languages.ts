/** Wire stories of our own in several languages and scripts: invented places, people and figures. */

export interface Sample {
  language: string;
  body: string;
  /** The story's names, and others that may stand in their place in another report of the same form. */
  names: readonly (readonly [string, string])[];
  /** A paragraph of another story, for a longer version. */
  more: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    language: 'en',
    body: `VESTERHAVN (Aurora) - The harbour council of Vesterhavn voted by 14 to 5 on Tuesday to spend 1,240 million crowns on a new breakwater, which engineers from Dunmore University say will protect the old town until 2075.

Mayor Ane Holt told reporters that 212 houses had been flooded in the storm of January 2019 and that the town could not wait for another winter. "We have counted the sandbags often enough," she said after the meeting in the fish hall.

Opposition leader Marek Dunn called the plan too dear for a town of 38,500 people. He had proposed a cheaper wall of 640 metres, which the Coastal Institute in Sandmark rejected as too low.

Work is to begin in May 2027 and will take 31 months, according to the builder Brandvik Marine. The state pays 60 percent of the bill, the province of Kolbria another 15 percent, and ships that call at the port will be charged 2.75 crowns a tonne.

Fishermen fear that the narrower entrance will keep larger boats away. Their chairman Tomas Reyle said that 47 of the 90 skippers were thinking of moving to Torvik, 26 kilometres to the north.`,
    names: [
      ['Vesterhavn', 'Grenholm'],
      ['Ane Holt', 'Ilse Carr'],
      ['Marek Dunn', 'Paul Venner'],
      ['Dunmore', 'Westbrook'],
      ['Sandmark', 'Lindal'],
      ['Brandvik Marine', 'Solheim Works'],
      ['Kolbria', 'Almora'],
      ['Tomas Reyle', 'Viktor Brae'],
      ['Torvik', 'Maravel'],
    ],
    more: `In other business the councillors agreed to keep the municipal library open on Sundays, raised the wages of ferry crews by four percent and asked the school board for a report on empty classrooms before the summer. A motion to rename the market square was put off.`,
  },
  {
    language: 'de',
    body: `GRENHOLM (Borealis) - Der Stadtrat von Grenholm hat am Dienstagabend mit 23 gegen 11 Stimmen beschlossen, das alte Heizkraftwerk an der Weidenau für 84,6 Millionen Euro umzubauen. Die Anlage soll von 2029 an rund 6.400 Haushalte mit Wärme aus Flusswasser versorgen.

Oberbürgermeisterin Friederike Kolbmann sagte nach der Sitzung, die Entscheidung sei überfällig gewesen. "Wir haben zwölf Jahre lang Gutachten gelesen, jetzt wird gebaut", erklärte sie im Rathaus. Der Kämmerer Tilo Werrhardt verwies auf Zuschüsse des Landes in Höhe von 31 Millionen Euro.

Kritik kam von der Bürgerliste. Deren Sprecher Jannis Ottenbach nannte die Berechnungen der Verwaltung unseriös und forderte einen Bürgerentscheid. Nach seinen Angaben haben bereits 4.180 Einwohner eine entsprechende Forderung unterschrieben.

Das Unternehmen Sturmfeld Technik aus Kaltenrode soll die Wärmepumpen liefern, die zusammen 18 Megawatt leisten. Der Umbau beginnt nach Auskunft der Stadtwerke im März 2027 und dauert voraussichtlich 22 Monate. Während dieser Zeit versorgt eine mobile Anlage die Krankenhäuser und die Universität.

Die Gewerkschaft begrüßte die Pläne, weil dadurch 57 Arbeitsplätze erhalten blieben. Naturschützer um die Biologin Margit Sennewald warnten dagegen vor einer Erwärmung des Flusses und verlangten eine neue Prüfung der Genehmigung.`,
    names: [
      ['Grenholm', 'Altenwerda'],
      ['Friederike Kolbmann', 'Sabine Trautwein'],
      ['Tilo Werrhardt', 'Konrad Esslinger'],
      ['Jannis Ottenbach', 'Lukas Rehborn'],
      ['Sturmfeld', 'Hohenthal'],
      ['Kaltenrode', 'Birkenau'],
      ['Margit Sennewald', 'Helga Dornbusch'],
      ['Weidenau', 'Salzach'],
    ],
    more: `Zuvor hatte der Rat eine höhere Hundesteuer abgelehnt und den Haushalt der Musikschule um ein Jahr verlängert. Über die Zukunft des Freibads soll erst nach den Sommerferien beraten werden, wenn das Ergebnis einer Umfrage unter den Vereinen vorliegt.`,
  },
  {
    language: 'fr',
    body: `MARAVEL (Delta) - Le conseil régional de Maravel a approuvé mardi, par 41 voix contre 19, la construction d'une ligne de tramway de 17,3 kilomètres entre la gare centrale et le port de Saint-Ansel, pour un coût estimé à 638 millions d'euros.

La présidente de la région, Élodie Garnisson, a salué un vote historique. "Nos habitants attendent ce projet depuis vingt-deux ans", a-t-elle déclaré à la presse. Les travaux doivent commencer en octobre 2027 et durer 46 mois, selon la société Travaux Lombrac, qui a remporté l'appel d'offres.

L'opposition dénonce une dépense excessive. Son chef de file, Bastien Corvoisier, estime que la facture dépassera 800 millions et a promis de saisir le tribunal administratif de Port-Esker. Il réclame également une consultation des 212.000 habitants de l'agglomération.

D'après l'étude du cabinet Mérivaux, le tramway transportera 54.000 voyageurs par jour et supprimera près de 9.500 trajets en voiture. Vingt-six stations sont prévues, dont sept dans le quartier populaire des Tilleroies, où le chômage atteint 18,4 pour cent.

Les commerçants du centre redoutent toutefois des années de chantier. Leur porte-parole, Noémie Astruc, demande un fonds d'indemnisation de 12 millions d'euros et l'exonération des taxes locales jusqu'en 2031.`,
    names: [
      ['Maravel', 'Brévanne'],
      ['Élodie Garnisson', 'Claire Montfaucon'],
      ['Bastien Corvoisier', 'Thierry Delmasque'],
      ['Saint-Ansel', 'Sainte-Olive'],
      ['Lombrac', 'Vauquelan'],
      ['Mérivaux', 'Castellard'],
      ['Tilleroies', 'Garancières'],
      ['Noémie Astruc', 'Sylvie Perronel'],
      ['Port-Esker', 'Valmorel'],
    ],
    more: `Les élus ont par ailleurs voté une subvention aux écoles de musique et reporté à l'automne le débat sur la fermeture des abattoirs. Une délégation d'agriculteurs a été reçue pendant la séance et doit rencontrer le préfet dans les prochains jours.`,
  },
  {
    language: 'es',
    body: `PUERTO ALMORA (Evergreen) - El Parlamento de Almora aprobó el martes, por 63 votos contra 48, una ley que obliga a las compañías mineras a pagar un canon de 4,75 pesos por tonelada de cobre, con el que el gobierno espera recaudar 920 millones al año.

La ministra de Hacienda, Rosaura Quintanal, afirmó que la medida permitirá construir 38 hospitales rurales antes de 2030. "La montaña es de todos", dijo ante los diputados tras una sesión de once horas. El presidente Evaristo Lomelín tiene previsto firmar la norma el viernes en la ciudad de Santa Ximena.

La patronal minera anunció que recurrirá la ley ante el Tribunal Constitucional. Su director, Gonzalo Berástegui, advirtió de que están en riesgo 17.400 empleos y aseguró que la empresa Cobres del Norte suspenderá una inversión de 2.300 millones en el yacimiento de Quebrada Honda.

Los sindicatos respaldaron la decisión, aunque reclamaron que el 35 por ciento de los ingresos se destine a los municipios afectados por el polvo. La dirigente Maritza Olavarrieta recordó que 126 trabajadores enfermaron el año pasado en las fundiciones.

El precio del metal subió un 1,8 por ciento después de la votación, hasta 9.640 dólares, según datos de la bolsa de Grenholm.`,
    names: [
      ['Almora', 'Cantabel'],
      ['Rosaura Quintanal', 'Beatriz Olmedilla'],
      ['Evaristo Lomelín', 'Fermín Zaldívar'],
      ['Gonzalo Berástegui', 'Ramiro Echenique'],
      ['Santa Ximena', 'San Leandro'],
      ['Cobres del Norte', 'Metales Andinos'],
      ['Quebrada Honda', 'Cerro Pardo'],
      ['Maritza Olavarrieta', 'Nieves Carballido'],
    ],
    more: `En la misma jornada los diputados rechazaron una propuesta para adelantar las elecciones locales y crearon una comisión que estudiará el estado de los puentes. La oposición abandonó la sala durante unos minutos en señal de protesta por la falta de intérpretes.`,
  },
  {
    language: 'nl',
    body: `LINDAL (Aurora) - De gemeenteraad van Lindal heeft dinsdagavond met 27 tegen 16 stemmen ingestemd met de bouw van een zeesluis van 410 miljoen euro bij de monding van de Vaarne. De sluis moet vanaf 2030 jaarlijks 13.200 schepen verwerken.

Wethouder Marijke Terbrugge sprak van een besluit waar de haven al vijftien jaar op wacht. "Zonder deze sluis verliezen wij de helft van onze overslag", zei zij na afloop van het debat. Volgens het bureau Hoogeland levert het project 2.450 banen op.

De oppositie vreest dat de kosten oplopen tot meer dan 550 miljoen. Fractieleider Sietse Wolthuis wees op de tunnel bij Noordermeer, die 38 procent duurder werd dan begroot. Hij wil dat het Rijk garant staat voor tegenvallers.

Bouwbedrijf Kempenaar begint in september 2027 met het baggeren van 6,8 miljoen kubieke meter zand. De werkzaamheden duren 34 maanden en worden stilgelegd zodra de zeehonden bij Zandplaat jongen krijgen, beloofde directeur Hidde Oosterveld.

Vissers uit Ravenoord krijgen samen 9,5 miljoen euro als schadeloosstelling. Hun voorzitster Griet Molenkamp noemde dat bedrag volstrekt onvoldoende en kondigde een rechtszaak aan.`,
    names: [
      ['Lindal', 'Oosterhaven'],
      ['Marijke Terbrugge', 'Annelies Vonder'],
      ['Sietse Wolthuis', 'Pieter Langerak'],
      ['Hoogeland', 'Westerveld'],
      ['Kempenaar', 'Dijkgraaf'],
      ['Hidde Oosterveld', 'Jelle Bontekoe'],
      ['Ravenoord', 'Zuiderwoud'],
      ['Griet Molenkamp', 'Lies Haverman'],
      ['Noordermeer', 'Achterlaan'],
      ['Vaarne', 'Linge'],
    ],
    more: `Eerder op de avond besloot de raad de parkeertarieven niet te verhogen en kreeg het zwembad uitstel van sluiting. Over de nieuwe bibliotheek wordt pas na de zomer gesproken, omdat de architect nog geen begroting heeft ingediend.`,
  },
  {
    language: 'sv',
    body: `TORVIK (Aurora) - Kommunfullmäktige i Torvik beslutade på tisdagen med 33 röster mot 24 att bygga en ny järnvägsbro över Almsundet för 2,9 miljarder kronor. Bron blir 1.140 meter lång och ska öppnas för trafik hösten 2031.

Kommunalrådet Signe Ekelöv kallade beslutet för en seger för hela länet. "Pendlarna har väntat på det här i arton år", sade hon till journalister efter mötet. Staten betalar 55 procent av kostnaden och regionen Kolbria ytterligare 20 procent.

Oppositionsrådet Henning Tallberg anser att kalkylen är för optimistisk. Han hänvisar till en rapport från konsultbolaget Granhult, enligt vilken grundläggningen kan bli 740 miljoner dyrare än beräknat på grund av leran vid Storholmen.

Byggbolaget Norrvall ska anställa 860 personer under de 52 månader som arbetet väntas ta. Första spadtaget tas i april 2027, uppger projektledaren Maj-Britt Sundelius, som tidigare ledde bygget av tunneln vid Lindal.

Båtklubbarna är kritiska till att den fria höjden bara blir 16,5 meter. Deras ordförande Torkel Brännström säger att 312 segelbåtar inte längre kommer att kunna nå hamnen och överväger att överklaga till mark- och miljödomstolen.`,
    names: [
      ['Torvik', 'Vesthamn'],
      ['Signe Ekelöv', 'Karin Ljungdal'],
      ['Henning Tallberg', 'Örjan Hedström'],
      ['Almsundet', 'Bredsundet'],
      ['Granhult', 'Stenmark'],
      ['Norrvall', 'Söderfors'],
      ['Maj-Britt Sundelius', 'Ann-Sofi Rosander'],
      ['Torkel Brännström', 'Gunnar Åkerman'],
      ['Storholmen', 'Lillö'],
    ],
    more: `Fullmäktige sade samtidigt nej till en höjning av avgifterna för simhallen och beslutade att skolan i Östra Vik får vara kvar i ytterligare två år. Frågan om ett nytt äldreboende återremitterades till socialnämnden för kompletterande utredning.`,
  },
];

/** Scripts without capitals: no names can be told, numbers and sentences decide. */
export const CASELESS: readonly Omit<Sample, 'names'>[] = [
  {
    language: 'ar',
    body: `وافق مجلس مدينة المرفأ يوم الثلاثاء بأغلبية 27 صوتا مقابل 12 على بناء محطة جديدة لتحلية المياه بتكلفة 340 مليون دينار، ومن المتوقع أن تخدم المحطة 85000 أسرة بحلول عام 2030.

وقالت رئيسة المجلس بعد الجلسة إن السكان انتظروا هذا المشروع منذ 14 عاما، وأضافت أن الحكومة ستدفع 60 في المئة من التكاليف بينما تتحمل الشركة المنفذة الباقي على مدى 9 سنوات.

وانتقد زعيم المعارضة الخطة قائلا إن الأسعار سترتفع بنسبة 22 في المئة، وطالب بإجراء استفتاء بعد أن وقع 6300 مواطن على عريضة ضد المشروع خلال أسبوعين.

ويبدأ العمل في مارس 2027 ويستمر 31 شهرا وفقا لما أعلنته الشركة، التي تعتزم توظيف 740 عاملا من القرى المجاورة وتدريبهم في المعهد التقني على تشغيل المضخات وصيانتها.

وحذر الصيادون من أن المياه المالحة التي ستعاد إلى البحر قد تقتل الأسماك في الخليج، وطلبوا تعويضات قدرها 18 مليون دينار قبل بدء الحفر قرب الميناء القديم.`,
    more: `وفي شأن آخر قرر المجلس تمديد ساعات عمل المكتبة العامة خلال فصل الصيف، وأجل النظر في طلب تغيير اسم الساحة الرئيسية إلى الجلسة المقبلة بعد أن غادر عدد من الأعضاء القاعة احتجاجا على ضيق الوقت.`,
  },
  {
    language: 'hi',
    body: `नगर परिषद ने मंगलवार को 31 के मुकाबले 17 मतों से पुराने बांध की मरम्मत के लिए 640 करोड़ रुपये की योजना को मंजूरी दी। अधिकारियों के अनुसार इससे 92000 परिवारों को 2029 तक सिंचाई और पीने का पानी मिलेगा।

परिषद की अध्यक्ष ने बैठक के बाद कहा कि लोग इस काम का इंतजार 18 वर्षों से कर रहे थे। उन्होंने बताया कि राज्य सरकार कुल खर्च का 55 प्रतिशत देगी और बाकी रकम 12 वर्षों में चुकाई जाएगी।

विपक्ष के नेता ने योजना को बहुत महंगा बताया और कहा कि पानी का शुल्क 26 प्रतिशत बढ़ जाएगा। उनके अनुसार 7400 नागरिक इसके विरोध में हस्ताक्षर कर चुके हैं और जनमत संग्रह की मांग कर रहे हैं।

कंपनी ने बताया कि निर्माण कार्य अप्रैल 2027 में शुरू होगा और 28 महीने चलेगा। इसमें आसपास के गांवों के 860 मजदूरों को काम मिलेगा और उन्हें मशीन चलाने का प्रशिक्षण भी दिया जाएगा।

मछुआरों को डर है कि जलस्तर घटने से मछलियां मर जाएंगी। उनके संगठन ने खुदाई शुरू होने से पहले 23 करोड़ रुपये के मुआवजे की मांग की है और अदालत जाने की चेतावनी दी है।`,
    more: `परिषद ने इसके अलावा सार्वजनिक पुस्तकालय को रविवार के दिन भी खुला रखने का फैसला किया और बाजार के नए नाम पर चर्चा अगली बैठक तक टाल दी। कई सदस्यों ने समय की कमी पर नाराजगी जताई और सदन से बाहर चले गए।`,
  },
  {
    language: 'ja',
    body: `港湾都市の評議会は火曜日、賛成２３、反対１１で、老朽化した防波堤を総額１２４０億円で建て替える計画を承認した。新しい防波堤は２０３１年に完成し、旧市街の約６４００世帯を高潮から守る見通しである。

市長は会議の後、住民は十五年前からこの工事を待っていたと述べ、国が費用の６０パーセントを負担すると説明した。残りは県と市が９年間に分けて支払い、入港する船舶からも１トン当たり２７５円の使用料を集めるという。

野党の代表は、計画は人口３万８５００人の町には高すぎると批判した。代わりに長さ６４０メートルの低い堤防を提案したが、沿岸研究所は高さが足りないとして退けた。反対の署名はすでに４１８０人分に達している。

工事は２０２７年５月に始まり、３１か月かかる予定である。建設会社は周辺の村から８６０人を雇い、重機の運転を教える方針を示した。期間中、漁船は北側の仮の水路を通ることになる。

漁業者の団体は、入り口が狭くなると大型船が来なくなると心配している。会長によると、９０人の船長のうち４７人が２６キロ北の港に移ることを考えており、１８億円の補償を求めている。`,
    more: `評議会はこのほか、図書館を日曜日にも開くことを決め、市場の名前を変える提案は次の会議に先送りした。学校の空き教室の使い道については、夏休みの前に教育委員会が報告書をまとめることになった。`,
  },
];

export const ALL_SAMPLES: readonly Omit<Sample, 'names'>[] = [...SAMPLES, ...CASELESS];
