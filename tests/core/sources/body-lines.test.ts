/** Credits, photo credits and datelines that stand within a body, and what only looks like them. */
import { describe, expect, test } from '@jest/globals';
import { tagSlot } from '../../../functions/core/sources/slot-text.ts';

/** "role id", in order, with the words of the text at their offsets; speakers left out. */
function sourcesOf(text: string, language = 'en'): string[] {
  return tagSlot(text, 'body', language)
    .sources.filter(({ role }) => role !== 'speaker')
    .map(({ id, role, start, end }) => `${role} ${id ?? '-'} ${text.slice(start, end)}`)
    .sort();
}

describe('a sign-off behind the last sentence is a credit', () => {
  test.each([
    ['The ferry runs again. (AAP, 3.4.2021)', 'en', ['credit aap AAP']],
    ['The ferry runs again. PTI GKS RTN', 'en', ['credit pti PTI']],
    ['The ferry runs again. [Reuters]', 'en', ['credit reuters Reuters']],
    ['The ferry runs again. Source: Kyodo', 'en', ['credit kyodo Kyodo']],
    ['Die Fähre verkehrt wieder. (red, APA/dpa)', 'de', ['credit apa APA', 'credit dpa dpa']],
    ['Die Fähre verkehrt wieder.\nABENDPOST ONLINE, dpa, AFP', 'de', ['credit afp AFP', 'credit dpa dpa']],
    ['El transbordador vuelve. EFE pgm/rt', 'es', ['credit efe EFE']],
    ['Färjan går igen. (TT-AFP)', 'sv', ['credit afp AFP', 'credit tt TT']],
    ['Le bac repart.\nAgences', 'fr', ['unnamed-wires unnamed-wires Agences']],
    ['Le bac repart.\n(mb avec ap)', 'fr', ['contribution ap ap']],
    ['Die Fähre verkehrt wieder. hol/dpa', 'de', ['credit dpa dpa']],
    ['Die Fähre verkehrt wieder.\n\nQuelle: sda/Si', 'de', ['credit sda sda']],
    ['Die Fähre verkehrt wieder.\n\n(Reuters, AFP, red)', 'de', ['credit afp AFP', 'credit reuters Reuters']],
    ['Il traghetto riparte.\n\n(Adnkronos)', 'it', ['credit adnkronos Adnkronos']],
    ['Prom znów kursuje.\n\nŹródło: PAP', 'pl', ['credit pap PAP']],
    ['The ferry runs again. PTI QW-LMN', 'en', ['credit pti PTI']],
    ['The ferry runs again. -APP/rzr-msp', 'en', ['credit app APP']],
    ['Die Fähre verkehrt wieder. (2207/11.05.2017) epd lnb tk', 'de', ['credit epd epd']],
    ['Le bac repart. -0- PANA AT/BEH/IS 9Mar2016', 'fr', ['credit panapress PANA']],
    ['El transbordador vuelve. NTX/RSV/LMN', 'es', ['credit notimex NTX']],
    ['El transbordador no vuelve hasta mayo (dpa).', 'es', ['credit dpa dpa']],
    ['Il traghetto riparte a maggio (ANSA).', 'it', ['credit ansa ANSA']],
    [
      'Lo dice un socio dei giovani imprenditori associati, anzi associazione giovani imprenditori (AGI).',
      'it',
      [],
    ],
    [
      'Das sagte sie der Deutschen Presse-Agentur (dpa).',
      'de',
      ['attribution dpa Deutschen Presse-Agentur (dpa)'],
    ],
    ['The ferry runs again.APP/hol', 'en', ['credit app APP']],
    ['Il traghetto riparte. (Hol/Dire)', 'it', ['credit dire Dire']],
    ['Ferja går igjen. (©NTB)', 'no', ['credit ntb NTB']],
    ['Feribot yeniden çalışıyor.\n\nKaynak: AA', 'tr', ['credit aa AA']],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('a credit names agencies, and who wrote is none', () => {
  test.each([
    ['The ferry runs. (Reporting by Reuters staff; editing by Ida Holt)', 'en', ['credit reuters Reuters']],
    ['The ferry runs. (Reporting by Petra Holt in Lerwick; Editing by Ida Holt)', 'en', []],
    ['Vuelve. (Reporte de Ida Holt. Editado por Ana Roca) Reuters', 'es', ['credit reuters Reuters']],
    ['Die Fähre fährt. (mit Agenturmeldungen von dpa)', 'de', ['contribution dpa dpa']],
    ['The ferry runs.\n\nWith wire reports from AP', 'en', ['contribution ap AP']],
    [
      'The ferry runs.\n\nPart of the material in this story was provided by Reuters.',
      'en',
      ['contribution reuters Reuters'],
    ],
    [
      'The ferry runs.\n\n(This is a syndicated, unedited story from a news feed, PTI)',
      'en',
      ['credit pti PTI'],
    ],
    [
      'The ferry runs.\n\nThis story was first published by The Associated Press.',
      'en',
      ['credit ap The Associated Press'],
    ],
    ['Le bac repart.\n\nI.-P. H. avec Reuters', 'fr', []],
    ['Le bac repart.\n\nI.H. avec Reuters', 'fr', ['contribution reuters Reuters']],
    ['Copyright 2021 Deutsche Presse-Agentur GmbH (dpa).', 'en', ['copyright dpa Deutsche Presse-Agentur']],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('a photo credit within a body has its place there, and is no news of the agency', () => {
  test.each([
    [
      'Boats in the bay. (Photo: Ida Holt/Reuters)',
      ['photo-agency reuters Reuters', 'photographer - Ida Holt'],
    ],
    ['Boats in the bay. Ida Holt/AFP', ['photo-agency afp AFP', 'photographer - Ida Holt']],
    [
      'Boats in the bay (AFP via Getty Images)',
      ['photo-agency afp AFP', 'photo-distributor getty Getty Images'],
    ],
    ['Boote in der Bucht | Bild: picture alliance', ['photo-agency picture-alliance picture alliance']],
    ['Boote in der Bucht. Foto: dpa', ['photo-agency dpa dpa']],
    ['AP Photo/Ida Holt\nThe bay is open again.', ['photo-agency ap AP Photo', 'photographer - Ida Holt']],
    ['Snow on the pass. (Sierra Nevada via AP)', ['photo-agency ap AP']],
    ['Boats in the bay. — AFP pic', ['photo-agency afp AFP']],
    ['Boats in the bay. ANI Photo', ['photo-agency ani ANI']],
    ['Barcos na baía. ANA HOLT/LUSA', ['photo-agency lusa LUSA', 'photographer - ANA HOLT']],
    ['Boten in de baai. © Belga', ['photo-agency belga Belga']],
    ['Le pont de Lervy. REUTERS - Ida Holt', ['photo-agency reuters REUTERS', 'photographer - Ida Holt']],
    ['Körfezde tekneler. (Fotoğraf: Ida Holt/AA)', ['photo-agency aa AA', 'photographer - Ida Holt']],
    ['Boats in the bay. (AFP/Getty)', ['photo-agency afp AFP', 'photo-distributor getty Getty']],
    ['Boote. Foto: Imago/Bucht Foto Services', ['photo-agency imago Imago']],
    ['Barcos en la bahía. Ida Holt (EFE)', ['photo-agency efe EFE', 'photographer - Ida Holt']],
    ['Foto LaPresse', ['photo-agency lapresse-it LaPresse']],
    ['Le bac à quai. (Photo Ida Holt. AFP)', ['photo-agency afp AFP', 'photographer - Ida Holt']],
    ['Boats in the bay. (Ida Holt/Bay Pilot via AP)', ['photo-agency ap AP', 'photographer - Ida Holt']],
    ['Кран в порту. Фото: ТАСС', ['photo-agency tass ТАСС']],
    ['Boote in der Bucht. Foto: Ida Holt/APA-FOTO', ['photo-agency apa APA-FOTO', 'photographer - Ida Holt']],
  ])('%s', (text, sources) => {
    expect(sourcesOf(text)).toEqual(sources);
  });
});

describe('a dateline or a byline is found behind other text', () => {
  test.each([
    ['(Adds quotes) By Ida Holt Feb 15 (Reuters) - The bay is open.', ['dateline reuters Reuters']],
    ['Bay opens\nJan 13 (ANI): The bay is open.', ['dateline ani ANI']],
    ['LERWAY (AP) — A bridge fell.\nNORVIK (AFP) — A tower rose.', ['dateline afp AFP', 'dateline ap AP']],
    ['Bay opens\nBy The Associated Press\nThe bay is open.', ['byline ap The Associated Press']],
    ['Rome, 12. (Stefani.) — Le roi est rentré.', ['dateline stefani Stefani']],
    ['Lerweg (KNA) Die Brücke ist wieder offen.', ['dateline kna KNA']],
    ['Lerweg. (dpa) Die Brücke ist wieder offen.', ['dateline dpa dpa']],
    ['Lerweg, 3.7. (sda) Die Brücke ist wieder offen.', ['dateline sda sda']],
    ['ЛЕРВИК, 3 июл - РИА Новости. Мост снова открыт.', ['dateline ria РИА Новости']],
    ['Lerwick (awp/ats) - Le pont est ouvert.', ['dateline awp awp', 'dateline sda ats']],
    ['Lerweg, mandag. /ritzau/ Broen er åben igen.', ['dateline ritzau ritzau']],
    ['Lerviken, fredag. (TT) Bron är öppen igen.', ['dateline tt TT']],
    ['Lerweg (pte/04.02.2016/06:15) - Die Brücke ist offen.', ['dateline pressetext pte']],
    ['La Cala, Perú | AFP | El puente está abierto.', ['dateline afp AFP']],
    ['LERWICK (Sapa) - The bay is open.', ['dateline sapa Sapa']],
    ['Lerweg, 4. Juni. (Telunion.) Die Brücke ist offen.', ['dateline telunion Telunion']],
    ['LERVY, 4 juin. (Ag. Telegr. Suisse.) — Le pont est ouvert.', ['dateline sda Ag. Telegr. Suisse']],
    ['LERWICK, March 4 (PA) - The bay is open.', ['dateline pa PA']],
    ['W. T. B. Berlin, 4. Nov. Das Schiff lief aus.', ['dateline wolff W. T. B.']],
    ['Lerweg i. L., 3.7.98 (sda) Die Brücke ist offen.', ['dateline sda sda']],
    ['LERMOOR, Tirol — (KNA) Die Brücke ist offen.', ['dateline kna KNA']],
    ['(epd/dpa) Die Brücke ist wieder offen.', ['dateline dpa dpa', 'dateline epd epd']],
    ['Port Lerwick, May 4/2023 (ENA) The bay is open.', ['dateline ena ENA']],
    ['ЛЕРВИК, 4 мая. /Корр. ТАСС Анна Орлова/. Мост открыт.', ['dateline tass ТАСС']],
    ['دبي في 3 يونيو / وام / أعيد فتح الجسر.', ['dateline wam وام']],
    ['/ritzau/ Broen er åben igen.', ['dateline ritzau ritzau']],
  ])('%s', (text, sources) => {
    expect(sourcesOf(text)).toEqual(sources);
  });
});

describe('a dateline without brackets', () => {
  test.each([
    ['Lervan, March 3, AZERTAC\nThe bay is open.', 'en', ['dateline azertac AZERTAC']],
    ['LERVAN. March 3. KAZINFORM. The bay is open.', 'en', ['dateline kazinform KAZINFORM']],
    ['Lervan, Jumada al-Awwal 3, 1446, SPA -- The bay is open.', 'en', ['dateline spa SPA']],
    ['Lervan, SANA – The bay is open.', 'en', ['dateline sana SANA']],
    ['LERVILLA, EFE. El puente reabre.', 'es', ['dateline efe EFE']],
    ['Lerviken/Norrlund TT. Bron är öppen.', 'sv', ['dateline tt TT']],
    ['LERWEG epd | Die Brücke ist offen.', 'de', ['dateline epd epd']],
    ['ROM ap/afp | Die Brücke ist offen.', 'de', ['dateline afp afp', 'dateline ap ap']],
    ['Лервик. 3 июля. Интерфакс - Мост открыт.', 'ru', ['dateline interfax Интерфакс']],
    ['LERWICK, Mich. | AP — The bay is open.', 'en', ['dateline ap AP']],
    ['BSS Lerwick, May 04, 2023 -- The bay is open.', 'en', ['dateline bss BSS']],
    ['BTA - The bay is open.', 'en', ['dateline bta BTA']],
    ['EFE.- El puente reabre.', 'es', ['dateline efe EFE']],
    ['AFP/Lerweg – Die Brücke ist offen.', 'de', ['dateline afp AFP']],
    ["ST. LERWICK'S, N.L. — The Canadian Press — The bay is open.", 'en', ['dateline cp The Canadian Press']],
    ['Лервик. 3 июля. УНИАН. Мост открыт.', 'uk', ['dateline unian УНИАН']],
    ['Brücke offen\nVon Ida Holt, dpa\nDie Brücke ist offen.', 'de', ['byline dpa dpa']],
    ['Lerviken/NTB: Broen er åpen.', 'no', ['dateline ntb NTB']],
    ['Lervy (ATS) Le pont est ouvert.', 'fr', ['dateline sda ATS']],
    ['Lerwick, PA – The bay is open.', 'en', []],
    ['Chapter 9 (AP) - Boats and bays', 'en', []],
    ['Norton, March 3, Petra. The bay is open.', 'en', []],
    ['Director AP. The bay is open.', 'en', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('Chinese, Japanese and Korean name the agency', () => {
  test.each([
    ['新华社西宁3月4日电 大桥重新开放。', 'zh', ['dateline xinhua 新华社']],
    ['（中央社記者林大明高雄4日電）大橋重新開放。', 'zh', ['dateline cna-tw 中央社']],
    ['【ソウル共同】橋が再開した。', 'ja', ['dateline kyodo 共同']],
    ['【3月4日 AFP】橋が再開した。', 'ja', ['dateline afp AFP']],
    ['[부산=뉴시스] 다리가 다시 열렸다.', 'ko', ['dateline newsis 뉴시스']],
    ['橋が再開した。（時事）', 'ja', ['credit jiji 時事']],
    ['大桥重新开放。（中新社）', 'zh', ['credit cns 中新社']],
    ['大桥重新开放。\n\n来源：新华社', 'zh', ['credit xinhua 新华社']],
    ['橋が再開した（写真：AFP）\n\n橋は三年前に閉鎖された。', 'ja', ['photo-agency afp AFP']],
    [
      '다리가 다시 열렸다. 사진=연합뉴스\n\n다리는 3년 전에 통제됐다.',
      'ko',
      ['photo-agency yonhap 연합뉴스'],
    ],
    ['大桥夜景。新华社记者 王丽 摄', 'zh', ['photo-agency xinhua 新华社']],
    ['ロイターによると橋が再開した。', 'ja', []],
    ['新华社的大楼在河边。', 'zh', []],
    ['【共同】の意味は辞書にある。', 'ja', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

test('a short name begins a dateline in its own language only', () => {
  expect(sourcesOf('AGI - Un ponte è crollato a Lervina.', 'it')).toEqual(['dateline agi AGI']);
  expect(sourcesOf('AGI - A bridge to better machines.', 'en')).toEqual([]);
});

test('a first name is an agency only where the text speaks of its country', () => {
  expect(sourcesOf('Laut Petra wird der Kuchen gut.', 'de')).toEqual([]);
  expect(sourcesOf('Laut Petra reist der König von Amman nach Akaba.', 'de')).toEqual([
    'attribution petra Petra',
  ]);
  expect(sourcesOf('Según la agencia Petra, el puerto sigue cerrado.', 'es')).toEqual([
    'attribution petra Petra',
  ]);
});

describe('no source', () => {
  test.each([
    'The effect is weak. (EPA, 2016)',
    'Each account is insured (up to $900)',
    'Thank you all. Petra',
    'He wants one thing only. AA!',
    'Photo: the author in her garden.',
    'The Port Authority (PA) - which runs the quay - closed it.',
    'Ida Holt (SPA): The guards lack vests.',
    'Feed (RSS)',
    'LERWICK (PA) - The bay is open.',
    'A framed print costs four pounds at Getty Images.',
    'He kept a photo of Petra in his boat.',
    'According to PTI Plumbing, the pipes were dry.',
    'Según Andina de Puentes, la obra es segura.',
    'LERWICK, PA — The bay is open.',
    'The PA said 900 of them had broken down (PA helpers only).',
    'Der Alamy-Kurs von Lerweg fiel am Montag.',
    'It was said by Ida Holt (SPA)',
    'He was fifth of nine (AP/Honors English) at school.',
    "Selon l'APS, syndicat de marins, le bac est trop vieux.",
    'According to UNI, a charity for divers, the bay is too shallow.',
  ])('%s', (text) => {
    expect(sourcesOf(text)).toEqual([]);
  });
});

describe('an agency above a report, with the day below it or a house before it, is credited', () => {
  test.each([
    ['Belga\nPublié le 09-08-2021 à 07h31\n\nLe bac repart.', 'fr', ['credit belga Belga']],
    ['ANP\n9 aug. 2021\n\nDe pont vaart weer.', 'nl', ['credit anp ANP']],
    [
      'EFE / Agencias\n9 de agosto de 2021\n\nEl transbordador vuelve.',
      'es',
      ['credit efe EFE', 'unnamed-wires unnamed-wires Agencias'],
    ],
    ['Par La Gazette du Léman avec AFP\n\nLe bac repart.', 'fr', ['contribution afp AFP']],
    ['La rédaction avec AFP\nLe bac repart.', 'fr', ['contribution afp AFP']],
    ['by AFP Staff Writers\n\nThe ferry runs again.', 'en', ['byline afp AFP']],
    ['door ANP\n\nDe pont vaart weer.', 'nl', ['byline anp ANP']],
    ['Belga\nDe pont vaart weer op 9 augustus 2021, zegt de schipper.', 'nl', []],
    ['PTI\nKochi, May 3: The ferry runs again.', 'en', ['credit pti PTI']],
    ['PTI\nThe ferry runs again.', 'en', []],
    ['Da Agência Brasil, em Natal\n\nA balsa volta.', 'pt', ['byline agenciabrasil Agência Brasil']],
    ['Do Recife, em Natal\n\nA balsa volta.', 'pt', []],
    ['by the ferry\n\nIt runs again.', 'en', []],
    ['Le batelier avec une barque de 1921\n\nLe bac repart.', 'fr', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('a notice below a report names its source', () => {
  test.each([
    ['(Our staff has not edited this story. Source: ANI)', 'en', ['credit ani ANI']],
    ['(The desk has changed the headline only. Source: IANS)', 'en', ['credit ians IANS']],
    [
      'Our Standards: The Thomson Reuters Trust Principles.',
      'en',
      ['credit reuters Thomson Reuters Trust Principles'],
    ],
    ['Theo AP', 'vi', ['credit ap AP']],
    ['(Our staff has not edited the notice. Source: the harbour)', 'en', []],
  ])('%s', (notice, language, sources) => {
    expect(sourcesOf(`The ferry runs again.\n\n${notice}`, language)).toEqual(sources);
  });
});

describe('a caption without a stop, of an older picture or with a label in another script, ends in its credit', () => {
  test.each([
    ['The ferry at the old quay © AFP', 'en', ['photo-agency afp AFP']],
    ['Il traghetto al molo vecchio © ANSA', 'it', ['photo-agency ansa ANSA']],
    [
      'El transbordador, en una foto de archivo - EUROPA PRESS',
      'es',
      ['photo-agency europapress EUROPA PRESS'],
    ],
    ['El transbordador, en una imagen de archivo. EFE', 'es', ['photo-agency efe EFE']],
    ['Le bac repart. [Keystone - Ida Holt]', 'fr', ['photo-agency sda Keystone', 'photographer - Ida Holt']],
    ['The ferry in March. — AFP/File', 'en', ['photo-agency afp AFP']],
    ['Credit: Alamy', 'en', ['photo-agency alamy Alamy']],
    ['Фото: Іда Гольт/УНІАН', 'uk', ['photo-agency unian УНІАН', 'photographer - Іда Гольт']],
    ['Пором / фото УНІАН', 'uk', ['photo-agency unian УНІАН']],
    [
      'Feri di dermaga. ANTARA FOTO/Ida Holt/wsj.',
      'id',
      ['photo-agency antara ANTARA', 'photographer - Ida Holt'],
    ],
    ['Chiếc phà ở bến. (Ảnh: TTXVN)', 'vi', ['photo-agency vna TTXVN']],
    [
      'フェリーに乗る人々＝３日、ローマ（ロイター＝共同）',
      'ja',
      ['photo-agency reuters ロイター', 'photo-distributor kyodo 共同'],
    ],
    ['フェリーの列＝３日午後、神戸市【時事】', 'ja', ['photo-agency jiji 時事']],
    ['© РИА Новости . Ида Гольт', 'ru', ['photo-agency ria РИА Новости', 'photographer - Ида Гольт']],
    ['All rights of the ferry © Holt', 'en', []],
    ['The ferry is back. Its quay © 2021 Holt', 'en', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('a last bracket may lead in whose the text is', () => {
  test.each([
    ['Chiếc phà chạy lại.\n\nThu Hà (Theo AFP)', 'vi', ['credit afp AFP']],
    ['Feribot yeniden çalışıyor (Kaynak: Reuters)', 'tr', ['credit reuters Reuters']],
    ['フェリーが再開した（共同）', 'ja', ['credit kyodo 共同']],
    ['フェリーが再開した（ロイター＝共同）', 'ja', ['credit kyodo 共同', 'credit reuters ロイター']],
    ['フェリーが再開した（有料）', 'ja', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});

describe('a name that ends a short text is no dateline, and a label before it tells a picture', () => {
  test.each([
    ['Færgen sejler igen klokken 20. /ritzau/', 'da', ['credit ritzau ritzau']],
    ['(AGI).', 'it', ['credit agi AGI']],
    ['Photo AFP', 'fr', ['photo-agency afp AFP']],
    ['File photo | PTI', 'en', ['photo-agency pti PTI']],
    ['EFE\nSevilla\n9 de agosto de 2021\n\nEl transbordador vuelve.', 'es', ['credit efe EFE']],
    ['Το πλοίο γύρισε.\n\nΜε πληροφορίες από ΑΠΕ-ΜΠΕ', 'el', ['credit ana-mpa ΑΠΕ-ΜΠΕ']],
    ['Паром вернулся.\n\nПо материалам ТАСС', 'ru', ['credit tass ТАСС']],
    ['PTI\nSevilla\nThe ferry is back.', 'en', []],
  ])('%s', (text, language, sources) => {
    expect(sourcesOf(text, language)).toEqual(sources);
  });
});
