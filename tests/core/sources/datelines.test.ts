/** Datelines as real pages print them, and lines that only look like them. */
import { describe, expect, test } from '@jest/globals';
import { tagSlot, type SourceSlot } from '../../../functions/core/sources/slot-text.ts';

/** "role id", with the words of the text at their offsets; speakers left out. */
function sourcesOf(text: string, language: string, slot: SourceSlot = 'body'): string[] {
  return tagSlot(text, slot, language)
    .sources.filter(({ role }) => role !== 'speaker')
    .map(({ id, role, start, end }) => `${role} ${id ?? '-'} ${text.slice(start, end)}`)
    .sort();
}

describe('an agency behind a country in brackets or an hour is in the dateline', () => {
  test.each([
    ['Riga (Latvia), May 3 (BNS) - The quay is open.', 'en', 'bns BNS'],
    ['Wa (UW/R), June 3, GNA – The quay is open.', 'en', 'gna GNA'],
    ['Toledo, Ohio, Mar 4, 2019 / 03:25 pm (AFP).- The quay is open.', 'en', 'afp AFP'],
    ['Rome, Jun 9, 2021 / 05:00 am America/Denver (ANSA).\n\nThe quay is open.', 'en', 'ansa ANSA'],
    ['ТОМСК, 9 февраля 2020, 08:14 — REGNUM Причал снова открыт.', 'ru', 'regnum REGNUM'],
  ])('%s', (text, language, source) => {
    expect(sourcesOf(text, language)).toEqual([`dateline ${source}`]);
  });
});

describe('an agency before its place, or in a line with it, is in the dateline', () => {
  test.each([
    ['AFP, Khulna: Boatmen went back to the quay.', 'en', 'afp AFP'],
    ['ΑΠΕ-ΜΠΕ, Βόλος. Νέα αποβάθρα ανοίγει.', 'el', 'ana-mpa ΑΠΕ-ΜΠΕ'],
    ["APA-Banjul (Gambia) Gambia's boatmen went back to the quay.", 'en', 'apanews APA'],
    ['La Paz | AFP | Thursday 7/18/2024 - The quay is open.', 'en', 'afp AFP'],
    ['UPPSALA (TT)\nKajen har öppnat.', 'sv', 'tt TT'],
    ['MADRID, 11 (SERVIMEDIA)\n\nEl muelle abre.', 'es', 'servimedia SERVIMEDIA'],
    ['Palermo, 30 lug. (Adnkronos Salute) - Il molo riapre.', 'it', 'adnkronos Adnkronos'],
    ['5 августа, Гродно /Корр. БЕЛТА/. Причал снова открыт.', 'ru', 'belta БЕЛТА'],
    ['जयपुर, 14 अक्टूबर (भाषा) घाट फिर खुल गया।', 'hi', 'pti भाषा'],
    ['पटना, 2 जून (आईएएनएस)। घाट फिर खुल गया।', 'hi', 'ians आईएएनएस'],
    ['الدمام 9 محرم 1445 هـ واس\nافتتح الرصيف.', 'ar', 'spa واس'],
    ['कोटा [राजस्थान], 3 मई (एएनआई): घाट फिर खुल गया।', 'hi', 'ani एएनआई'],
    ['उदयपुर, 03 मई (वार्ता) घाट फिर खुल गया।', 'hi', 'uni वार्ता'],
    ['العين في 3 مايو/ وام / افتتح الرصيف.', 'ar', 'wam وام'],
    ['نابلس 3-5-2022 وفا- افتتح الرصيف.', 'ar', 'wafa وفا'],
    ['عمّان - رويترز\n\nافتتح الرصيف.', 'ar', 'reuters رويترز'],
    ['Reuters/Manila\n\nThe quay is open.', 'en', 'reuters Reuters'],
    ['Mumbai: (PTI) The quay is open again.', 'en', 'pti PTI'],
    ['St. Moritz (sda) Der Kai ist offen.', 'de', 'sda sda'],
    ['ТАСС, 3 мая. В Томске открыли причал.', 'ru', 'tass ТАСС'],
    ['РИГА, 3 мая — РИА Новости, Иван Петров. Причал открыт.', 'ru', 'ria РИА Новости'],
    ['（中央社華盛頓3日綜合外電報導）碼頭開放。', 'zh', 'cna-tw 中央社'],
    ['【新華社東京5月3日】埠頭が開いた。', 'ja', 'xinhua 新華社'],
    ['EFE / BARCELONA. El muelle abre.', 'es', 'efe EFE'],
    ['PTI | Kochi | Updated: June 3, 2021 18:02 IST\n\nThe quay is open.', 'en', 'pti PTI'],
    ['Kolkata: PTI: The quay is open again.', 'en', 'pti PTI'],
    ['Cork, Irlanda.- AFP\n\nEl muelle abre.', 'es', 'afp AFP'],
    ['Quito / AFP. El muelle abre.', 'es', 'afp AFP'],
    ['Kiev - AFP. Le quai ouvre.', 'fr', 'afp AFP'],
    ['TOLEDO, Ohio | (AP) The quay is open.', 'en', 'ap AP'],
    ['Steyr/Enns/Linz (APA) - Der Kai ist offen.', 'de', 'apa APA'],
    ['BELFAST (PA) — The quay is open.', 'en', 'pa PA'],
    ['TOBRUK (UrduPoint News / Sputnik - 4th April, 2019) The quay is open.', 'en', 'sputnik Sputnik'],
    ['ГЮМРИ, 3 МАЯ, АРМЕНПРЕСС. Причал открыт.', 'ru', 'armenpress АРМЕНПРЕСС'],
    ['ДУШАНБЕ, 03.05.2022 /НИАТ «Ховар»/. Причал открыт.', 'ru', 'khovar НИАТ «Ховар»'],
    ['BOISE, May 3 /PRNewswire-USNewswire/ -- The quay is open.', 'en', 'prnewswire PRNewswire-USNewswire'],
    ['أنقرة / الأناضول\n\nافتتح الرصيف.', 'ar', 'aa الأناضول'],
  ])('%s', (text, language, source) => {
    expect(sourcesOf(text, language)).toEqual([`dateline ${source}`]);
  });

  test('also in a dateline that the source gives apart', () => {
    expect(sourcesOf('PTI, Kochi', 'en', 'dateline')).toEqual(['dateline pti PTI']);
    expect(sourcesOf('Tripoli (Libya) (AFP)', 'en', 'dateline')).toEqual(['dateline afp AFP']);
  });
});

describe('agencies that stand alone in a line with their place are in the dateline', () => {
  test.each([
    ['Falun (TT)\n\nKajen har öppnat.', 'sv', ['tt TT']],
    ['Molde (NTB)\nKaien er åpen.', 'no', ['ntb NTB']],
    ['St. Gallen (sda)\n\nDer Kai ist offen.', 'de', ['sda sda']],
    ['İHA / Giresun\nİskele açıldı.', 'tr', ['iha İHA']],
    ['DHA / Eskişehir\nİskele açıldı.', 'tr', ['dha DHA']],
    ['STT–Reuters, Tukholma\n\nLaituri on auki.', 'fi', ['reuters Reuters', 'stt STT']],
    ['Paris, TT–AFP\n\nKajen har öppnat.', 'sv', ['afp AFP', 'tt TT']],
    ['Lund (TT–Ritzau)\n\nKajen har öppnat.', 'sv', ['ritzau Ritzau', 'tt TT']],
    ['Hanoi: AFP\nThe quay is open.', 'en', ['afp AFP']],
    ['Wien/Linz – apa/dpa – Der Kai ist offen.', 'de', ['apa apa', 'dpa dpa']],
    ['عجمان - وام:\nافتتح الرصيف.', 'ar', ['wam وام']],
    ['Wien/Linz. AFP | Der Kai ist offen.', 'de', ['afp AFP']],
    ['सूरत, दो अगस्त (भाषा) घाट फिर खुल गया।', 'hi', ['pti भाषा']],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources.map((source) => `dateline ${source}`));
  });
});

describe('an edition of an agency is the agency', () => {
  test.each([
    ['Ростов. 2 мая. Интерфакс-Юг - Причал открыт.', 'ru', 'interfax Интерфакс-Юг'],
    ['СУДАК, 2 мая - РИА Новости Крым. Причал открыт.', 'ru', 'ria РИА Новости Крым'],
    ['ГРОДНО, 2 мая - Sputnik Беларусь. Причал открыт.', 'ru', 'sputnik Sputnik Беларусь'],
    ['Vinh (TTXVN/Vietnam+) - Bến cảng đã mở.', 'vi', 'vna TTXVN'],
  ])('%s', (text, language, source) => {
    expect(sourcesOf(text, language)).toEqual([`dateline ${source}`]);
  });
});

describe('a Chinese report that is taken from a telegram has the agency in its dateline', () => {
  test.each([
    ['据新华社电 码头开放。', 'zh', 'xinhua 新华社'],
    ['据新华社南宁8月1日电 码头开放。', 'zh', 'xinhua 新华社'],
    ['综合中新社电 码头开放。', 'zh', 'cns 中新社'],
  ])('%s', (text, language, source) => {
    expect(sourcesOf(text, language)).toEqual([`dateline ${source}`]);
  });
});

describe('no dateline', () => {
  test.each([
    ['Grafik: AFP\nDer Kai ist offen.', 'de'],
    ['सूरत, दो नावें (भाषा) घाट फिर खुल गया।', 'hi'],
    ['Foto (dpa)\n\nDer Kai ist offen.', 'de'],
    ['Holt (SPA)\n\nThe quay is open.', 'en'],
    ['据新华社记者了解，电力已经恢复。', 'zh'],
    ['DHA / Ege\nİskele açıldı.', 'tr'],
    ['Reuters, Bloomberg: boatmen went back to the quay.', 'en'],
    ['Ida Holt (AFP)\nThe quay is open.', 'en'],
    ['PA-Anlage (Miete) Die Halle verleiht sie.', 'de'],
    ['Minister Ida Holt (Labour), who has left, met the AP - a party.', 'en'],
    ['REUTERS/Ida Holt\n\nThe quay is open.', 'en'],
    ['REUTERS/Ida Holt. The quay is open.', 'en'],
    ['LANCASTER (PA) — The quay is open.', 'en'],
    ['القاهرة / الجيزة\n\nافتتح الرصيف.', 'ar'],
    ['उदयपुर, 3 मई (राजद) घाट फिर खुल गया।', 'hi'],
    ['Спутник, 3 мая. Клуб победил.', 'ru'],
    ['Sonderangebot: (SPA) Der Kai.', 'de'],
    ['（台北3日）碼頭開放。', 'zh'],
    ['SPA, Bath: Three nights from 300 pounds.', 'en'],
    ['The train of 12.30 (PA) is late.', 'en'],
  ])('%s', (text, language) => {
    expect(sourcesOf(text, language).filter((source) => source.startsWith('dateline'))).toEqual([]);
  });
});

test('a Korean line of rights names who holds them', () => {
  expect(sourcesOf('부두가 다시 열렸다.\n\n<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>', 'ko')).toEqual([
    'copyright yonhap 연합뉴스',
  ]);
});

test('a byline may have the day of the report behind it', () => {
  expect(
    sourcesOf('By: Press Trust of India | Kochi | Posted: May 8, 2015 2:10 pm\n\nThe quay.', 'en'),
  ).toEqual(['byline pti Press Trust of India']);
});

test('a credit stands before who put it on the page, and staff may have a desk', () => {
  expect(sourcesOf('The quay is open.\n\nSource: Xinhua| 2018-05-03 20:14:51|Editor: huaxia', 'en')).toEqual([
    'credit xinhua Xinhua',
  ]);
  expect(sourcesOf('The quay.\n\nAP Business Writer Ida Holt in Detroit contributed.', 'en')).toEqual([
    'contribution ap AP',
  ]);
});
