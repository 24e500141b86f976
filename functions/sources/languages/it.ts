import type { Lexicon } from './lexicon.ts';

export const it: Lexicon = {
  language: 'it',
  before:
    "secondo|secondo l'|secondo la|secondo quanto riferisce|secondo quanto riferito da|secondo quanto riportato da|secondo quanto riporta|citato da|citata da|citati da|citando|citato dall'|citata dall'|citati dall'|citato dalla|citata dalla|intervistato da|intervistata da|intervistato dall'|intervistata dall'|interpellato da|interpellata da|interpellato dall'|interpellata dall'|parlando con|parlando con l'|parlando all'|parlando alla|in un'intervista a|in un'intervista all'|intervista a|intervista all'|intervista con|in una dichiarazione a|dichiarazioni a|dichiarazioni all'|sentito da|sentita da|sentito dall'|sentita dall'|sentiti dall'|contattato da|contattata da|contattato dall'|contattata dall'|raggiunto da|raggiunta da|raggiunto dall'|raggiunta dall'|riportato da|riportata da|riportate da|riportato dall'|riportata dall'|diffuso dall'|diffusa dall'|stando a|stando all'|stando alla|a quanto apprende|a quanto apprende l'|quanto apprende|quanto apprende l'|come riferisce|come riporta|riferito dall'|riferita dall'|rilanciato dall'|rilanciata dall'|rilanciato da|conteggio dell'|visionato dall'|in possesso dell'|fonti citate dall'|a margine con l'|conversando con l'|colloquio con l'|ripreso dall'|ripresa dall'|lo riferisce l'|pubblicato dall'|dalle informazioni dell'|secondo un conteggio dell'|in un' intervista ad|intervista ad|dichiarazioni ad|parlando ad|a renderlo noto è|a riferirlo è|a riportarlo è|a darne notizia è|a scriverlo è|ne dà notizia|ne dà conto|lo scrive|lo scrive l'|rispondendo all'|in una nota all'|stando a quanto riferisce|secondo fonti dell'|fonti sentite da|fonti sentite dall'",
  inverted:
    'riferisce|riporta|scrive|rende noto|informa|ha riferito|ha riportato|apprende|spiega|sottolinea|fa sapere|lo riferisce|lo riporta|aggiunge|ha reso noto|ha constatato|rilancia|precisa|annuncia|ha scritto|riferiscono|riportano|dice|cita|dà notizia|dà conto|rende noto|ha anticipato|anticipa|rivela|lancia|ha lanciato|evidenzia|batte',
  to: "all'|alla|allo|al|a|ai|con l'|con la|con|ad|all' agenzia",
  tell: 'detto|dichiarato|spiegato|raccontato|riferito|confermato|affermato|dice|spiega|racconta|afferma|conferma|sottolinea|dichiara|commenta|commentato|confidato|sapere|sottolineato|aggiunto|parlato|ribadito|assicurato|precisato|rivelato|ammesso|anticipato|svelato|intervista|dichiarazioni|riferisce|disse|hanno|osserva|assicura|rivela|precisa|illustrato|parla',
  report:
    'riferisce|riporta|scrive|ha riferito|ha riportato|ha scritto|cita|ha citato|citando|apprende|ha appreso|ha constatato|rilancia|ha potuto verificare|ha visionato|riferiscono|riportano|ha raccolto|ha verificato|riferiva|ha potuto constatare|ha intervistato|parla|parlava|parla invece|ha anticipato|aveva anticipato|anticipa|rivela|ha rivelato|precisa|ha precisato|dà notizia|ha dato notizia|dava notizia|dà conto|stima|sostiene|aggiunge|ha aggiunto|ha confermato|conferma|non ha potuto verificare|ha diffuso|diffonde|pubblica|ha pubblicato|ha contato|indica|attribuisce|evoca|aveva riferito|aveva riportato',
  say: 'ha detto|afferma|rende noto|ha reso noto|dice',
  between:
    'ha|anche|oggi|ieri|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|inoltre|poi|in|serata',
  agency:
    "agenzia|agenzia di stampa|l'agenzia|agenzie|agenzia ufficiale|agenzia di notizie|agenzia statale|agenzia fotografica|emittente|tv|agenzia giornalistica|agenzie di stampa|agenzia d'informazione",
  glue: "la|il|lo|l'|le|gli|i|di|d'|stampa|ufficiale|statale|russa|cinese|iraniana|siriana|turca|tedesca|francese|spagnola|britannica|americana|locale|nazionale|internazionale|notizie|semiufficiale|stato|polacca|giapponese|ungherese|e|palestinese|saudita|austriaca|svizzera|belga|portoghese|pubblica|semi-ufficiale|governativa|delle|dalle|alle|diverse|varie|alcune|altre|due",
  staff:
    'giornalista|giornalisti|giornaliste|fotografo|fotografa|fotografi|corrispondente|corrispondenti|reporter|inviato|inviata|inviati|cronista|cronisti|cameraman|videomaker|troupe|fotoreporter|operatore',
  work: 'conteggio|bilancio|calcolo|calcoli|sondaggio|immagini|video|foto|analisi|inchiesta|dati|intervista|dispaccio|lancio|elaborazione|stime|informazioni',
  link: "dell'|della|di|del|per l'|per|dall'|dalla",
  officer:
    'presidente|direttore|direttrice|direzione|amministratore|ad|portavoce|dipendenti|redazione|cdr|capo|azionisti|sindacato|comitato|vertici|dirigente',
  office: 'ufficio|uffici|sede|redazione|palazzo|sito|servizio|account|abbonati|clienti|azioni',
  harm: 'ferito|feriti|ferita|ucciso|uccisi|uccisa|morto|morta|morti|arrestato|arrestati|arrestata|fermato|fermata|espulso|espulsi|espulsa|rapito|rapita|liberato|liberata|premio|premi|premiato|premiata|chiuso|chiude|chiusura|chiudere|vietato|vieta|sospeso|sospende|acquistato|acquista|acquisisce|causa|sciopero|licenziati|licenziamenti|nominato|nominata|nomina|attaccato|aggredito|aggredita|aggrediti|bloccato|blocca|fondata|fusione|celebra|compie|anniversario|tagli|vendita|venduta|assassinato|condannato|minacce|assume|esuberi|annuncia|annunciato|annunciava|vende|vendono|apre|aperto|aperta|inaugura|taglia|tagliano|dimette|dimissioni|cambio|vertice|respinti|respinto|danneggiato|danneggiata|multa|multato|accusa|accusato|elimina|stato di agitazione|licenzia|entra|passa|lascia|lasciano|sostituisce',
  itself: 'che la sua|che i suoi|che un suo|in una nota|di aver|di avere|sua|suoi|che due suoi',
  agent: "da|dall'|dalla|dal|dagli|dallo|di|dell'",
  done: 'citato|citata|citati|citate|sentito|sentita|sentiti|sentite|intervistato|intervistata|intervistati|interpellato|interpellata|interpellati|contattato|contattata|contattati|raggiunto|raggiunta|raggiunti|riportato|riportata|riportati|riportate|diffuso|diffusa|diffusi|diffuse|rilanciato|rilanciata|rilanciate|lanciato|lanciata|pubblicato|pubblicata|pubblicati|pubblicate|riferito|riferita|ripreso|ripresa|riprese|visionato|visionata|raccolto|raccolta|raccolti|raccolte|anticipato|anticipata|verificato|verificati|ottenuto|compilati|consultati|consultato|consultata|battuta|battuto|rivelato|rivelata|elaborati',
  auxiliary: 'aveva|ha',
  among: 'tra cui|fra cui|tra le quali|tra queste|come|compresa|comprese',
  passed:
    'diffuso da|distribuito da|trasmesso da|inviato da|via|fornito da|veicolato da|tramite|diffuso tramite|diramato da',
  contribution:
    "con informazioni di|con informazioni da|con informazioni dalla|con informazioni dell'|con|con il contributo di|con fonti|con notizie di|con la collaborazione di|con materiale di|con dispacci di|informazioni di|con agenzie|con le agenzie",
  contributed:
    'ha contribuito a questo articolo|hanno contribuito a questo articolo|ha collaborato a questo articolo',
  credit:
    'fonte|fonti|di|testo|agenzia|agenzie|credito|redazione|da|redazione con|articolo di|via|tratto da|a cura di|pubblicato da',
  quote:
    'detto|ha detto|dice|dichiarato|dichiara|spiegato|spiega|raccontato|racconta|affermato|afferma|aggiunto|aggiunge|sottolineato|sottolinea|commentato|commenta|osservato|osserva|riferito|confermato|conferma|ribadito|ribadisce|assicurato|assicura|precisato|precisa|annunciato|annuncia|scritto|scrive|concluso|conclude|ricordato|ricorda|denunciato|denuncia|avvertito|avverte|ammesso|ammette|rivelato|rivela|sostiene|sostenuto|replicato|replica|risposto|risponde|chiesto|chiede|lamentato|lamenta|evidenziato|evidenzia|rimarcato|promesso|insistito|insiste|attaccato|accusato|accusa|definito|secondo|disse|prosegue|proseguito|continua|rassicurato|auspicato|auspica|puntualizzato|rilevato|rileva|tuona|confida|sbotta',
  person:
    'portavoce|fonte|fonti|funzionario|funzionaria|funzionari|ministro|ministra|diplomatico|diplomatica|testimone|testimoni|residente|abitante|avvocato|avvocata|ufficiale|consigliere|consigliera|analista|attivista|medico|dottore|dottoressa|soldato|esperto|esperta|negoziatore|negoziatrice|comandante|insegnante|agricoltore|agricoltrice|pescatore|commerciante|vicino|vicina|sopravvissuto|sopravvissuta|passeggero|passeggera|autista|operaio|operaia|studente|studentessa|madre|padre|moglie|marito|fratello|sorella|figlio|figlia|uomo|donna|giudice|procuratore|procuratrice|poliziotto|agente|infermiera|infermiere|manifestante|volontario|volontaria|direttore|direttrice|presidente|capo|deputato|deputata|senatore|senatrice|sindaco|sindaca|governatore|governatrice|segretario|segretaria|ambasciatore|ambasciatrice|allenatore|allenatrice|giocatore|giocatrice|economista|professore|professoressa|ricercatore|ricercatrice|scienziato|scienziata|ingegnere|pompiere|vescovo|prete|parroco|collega|amico|amica|proprietario|proprietaria|turista|capitano|leader|responsabile|assessore|assessora|premier|dirigente|delegato|delegata|rappresentante',
  title:
    'presidente|primo|prima|ministro|ministra|signor|signora|sig|sig.|dott|dott.|dottor|dottoressa|prof|prof.|professor|generale|colonnello|capitano|comandante|re|regina|principe|principessa|papa|cardinale|monsignor|don|padre|senatore|senatrice|deputato|deputata|sindaco|sindaca|governatore|il|la|cancelliere|segretario|segretaria|direttore|direttrice|premier',
};
