import { describe, expect, test } from '@jest/globals';
import { contradictingLanguage, detectLanguage, languageTag } from '../../../functions/core/text/language.ts';

describe('what a provider calls a language', () => {
  test.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['EN_us', 'en-US'],
    ['nl-nl', 'nl-NL'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    ['fre', 'fr'],
    ['ger', 'de'],
    ['ENG', 'en'],
    ['iw', 'he'],
    ['English', 'en'],
    ['français', 'fr'],
    ['Deutsch', 'de'],
    ['en-gb, fr', 'en-GB'],
    [' sv ', 'sv'],
  ])('%s is %s', (written, tag) => {
    expect(languageTag(written)).toBe(tag);
  });

  test.each([
    '',
    'x-default',
    'und',
    'mul',
    'zxx',
    'DEFAULT',
    'none',
    'unknown',
    'qqqq',
    'xq',
    'klingonese',
    '12',
    '../en',
  ])('"%s" is no language', (written) => {
    expect(languageTag(written)).toBeUndefined();
  });
});

describe('what a text is in', () => {
  test('letters of abbreviations are no words of another language', () => {
    const alert =
      "ALDER BAY (AP) — Town files challenge to the U.S. port agency's rules on who counts as a resident.";
    expect(detectLanguage(alert)).toBe('en');
  });

  test.each([
    [
      'en',
      'The council of Alder Bay voted on Monday evening to keep the night ferry running through the winter.',
    ],
    [
      'de',
      'Der Gemeinderat von Erlenbucht hat am Montagabend beschlossen, die Nachtfähre auch im Winter fahren zu lassen.',
    ],
    [
      'fr',
      'Le conseil municipal a décidé lundi soir de maintenir le ferry de nuit pendant tout l’hiver, malgré les coûts.',
    ],
    [
      'es',
      'El ayuntamiento decidió el lunes por la noche mantener el transbordador nocturno durante todo el invierno.',
    ],
    [
      'it',
      'Il consiglio comunale ha deciso lunedì sera di mantenere il traghetto notturno per tutta la stagione invernale.',
    ],
    [
      'nl',
      'De gemeenteraad heeft maandagavond besloten dat de nachtboot ook in de winter blijft varen, ondanks de kosten.',
    ],
    [
      'sv',
      'Kommunfullmäktige beslutade på måndagskvällen att nattfärjan ska fortsätta att gå även under vintern.',
    ],
    [
      'fi',
      'Kunnanvaltuusto päätti maanantai-iltana, että yölautta jatkaa liikennöintiään myös talven aikana, vaikka se on kallista.',
    ],
    [
      'ru',
      'Городской совет в понедельник вечером решил сохранить ночной паром на всю зиму, несмотря на расходы.',
    ],
    [
      'pt',
      'O conselho municipal decidiu na segunda-feira à noite manter o ferry noturno durante todo o inverno.',
    ],
    [
      'no',
      'Byrådet vedtok mandag kveld at nattferjen skal fortsette å gå gjennom vinteren, til tross for at det er dyrt.',
    ],
    [
      'da',
      'Byrådet besluttede mandag aften, at natfærgen skal fortsætte med at sejle hele vinteren, efter at det blev dyrere.',
    ],
    [
      'cs',
      'Městská rada v pondělí večer rozhodla, že noční trajekt bude navzdory nákladům v provozu po celou zimu.',
    ],
    [
      'pl',
      'Rada miasta zdecydowała w poniedziałek wieczorem, że prom nie będzie zawieszony na zimę, jak podano w komunikacie.',
    ],
    [
      'ca',
      "L'ajuntament va decidir dilluns al vespre mantenir el transbordador nocturn durant tot l'hivern malgrat els costos.",
    ],
    [
      'ro',
      'Consiliul local a decis luni seara să păstreze feribotul de noapte pe tot parcursul iernii, în ciuda costurilor.',
    ],
    [
      'tr',
      'Belediye meclisi pazartesi akşamı bu kararı aldı ve gece feribotu için daha çok para ayrıldığını söyledi.',
    ],
    ['uk', 'Міська рада в понеділок увечері вирішила зберегти нічний пором на всю зиму, попри її витрати.'],
    [
      'bg',
      'Общинският съвет реши в понеделник вечерта да запази нощния ферибот през цялата зима въпреки разходите.',
    ],
    [
      'el',
      'Το δημοτικό συμβούλιο αποφάσισε το βράδυ της Δευτέρας να διατηρήσει το νυχτερινό πλοίο όλο τον χειμώνα.',
    ],
    ['ar', 'قرر مجلس المدينة مساء الاثنين الإبقاء على العبارة الليلية طوال فصل الشتاء رغم التكاليف.'],
    ['zh', '市议会周一晚上决定，尽管费用高昂，仍将在整个冬季继续运营夜间渡轮。居民对这一决定表示欢迎。'],
    [
      'ko',
      '시의회는 월요일 저녁 비용에도 불구하고 겨울 내내 야간 페리를 계속 운항하기로 결정했다. 주민들은 환영했다.',
    ],
    [
      'ja',
      '市議会は月曜日の夜、費用がかかるにもかかわらず、冬の間も夜間フェリーの運航を続けることを決定した。町の人々は歓迎している。',
    ],
  ])('%s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each([
    '',
    'Goal!',
    '3-1 2-2 0-4',
    'X'.repeat(300),
    'Vale United 3, Kestrel Town 1 (Lund 12, Probst 45+1, Whitfield 88; Okoro 60 pen)',
  ])('nothing is claimed for "%s"', (text) => {
    expect(detectLanguage(text)).toBeUndefined();
  });
});

describe('a text that contradicts the language it was assumed to be in', () => {
  const italian =
    'Il consiglio del porto ha deciso lunedì sera che il traghetto della notte resta anche in inverno, dopo mesi di proteste. ' +
    'Secondo il sindaco, la linea perde ogni anno più di quattrocentomila euro, ma non è stata mai così piena come nelle ultime settimane. ' +
    'Gli abitanti avevano dormito per tre notti nelle loro auto sul molo.';
  const english =
    'The harbour council voted on Monday evening to keep the night ferry running through the winter, after months of protest. ' +
    'It is not clear who will pay for the crossing, which has lost more than four hundred thousand a year, but the mayor said that he would find a way.';
  const norwegian =
    'Havnestyret vedtok mandag kveld at nattfergen skal gå også i vinter, etter flere måneder med protester. ' +
    'Det er ikke klart hvem som skal betale for overfarten, som har tapt mer enn fire millioner i året, men ordføreren sier at han vil finne en løsning.';
  const russian =
    'Совет порта проголосовал за то, чтобы ночной паром ходил и зимой, завершив многомесячный спор жителей с перевозчиком.';

  test.each([
    ['Italian for French', italian, 'fr', 'it'],
    ['English for Norwegian', english, 'nb', 'en'],
    ['English for French of Canada', english, 'fr-CA', 'en'],
    ['Russian for English', russian, 'en', 'ru'],
    ['English for Japanese', english, 'ja', 'en'],
  ])('%s', (_what, text, assumed, found) => {
    expect(contradictingLanguage(text, assumed)).toBe(found);
  });

  test.each([
    ['the assumed language', italian, 'it'],
    ['the assumed language in a country', english, 'en-GB'],
    ['a near relation', norwegian, 'da'],
    ['a written form of the assumed one', norwegian, 'nn'],
    ['a line', 'Il traghetto della notte resta anche in inverno', 'fr'],
    ['an assumed language of which nothing is known', english, 'mi'],
    ['results', 'Roma - Milan 2-1\nInter - Napoli 0-0\nLazio - Torino 3-2', 'fr'],
    ['a long quotation in another script', `${english} ${russian}`, 'en'],
    ['two languages', `${italian.slice(0, 200)} ${english}`, 'it'],
  ])('but not %s', (_what, text, assumed) => {
    expect(contradictingLanguage(text, assumed)).toBeUndefined();
  });
});
