/** A story of a few sentences below a long menu is an article; what else stands on such pages is none. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

const MENU: Record<string, string> = {
  en: 'Home|News|Region|Courts|Sport|Rowing|Chess|Money|Farming|Culture|Books|Stage|Motoring|Houses|Jobs|Notices|Letters|Cartoons|Quiz|Recipes|Archive|Shop|Log in|Search',
  de: 'Start|Region|Land|Welt|Gericht|Rudern|Schach|Geld|Bühne|Bücher|Wohnen|Stellen|Anzeigen|Leserbriefe|Rätsel|Rezepte|Archiv|Laden|Anmelden|Suche|Merkliste|Ausgaben|Reisen|Garten',
  es: 'Portada|Comarca|País|Mundo|Tribunales|Remo|Ajedrez|Dinero|Campo|Teatro|Libros|Hogar|Empleo|Anuncios|Cartas|Juegos|Recetas|Archivo|Tienda|Entrar|Buscar|Jardín|Viajes|Agenda',
  pl: 'Start|Region|Kraj|Świat|Sądy|Wiosła|Szachy|Pieniądze|Wieś|Teatr|Książki|Dom|Praca|Ogłoszenia|Listy|Quiz|Przepisy|Archiwum|Sklep|Zaloguj|Szukaj|Ogród|Wyprawy|Kalendarz',
  uk: 'Початок|Область|Країна|Світ|Суди|Веслування|Шахи|Гроші|Село|Театр|Книги|Дім|Робота|Оголошення|Листи|Вікторина|Рецепти|Архів|Крамниця|Увійти|Пошук|Сад|Мандри|Календар',
  ja: 'トップ|地域|国内|世界|裁判|ボート|将棋|お金|農業|舞台|読書|住まい|求人|広告|投書|クイズ|料理|過去記事|売店|ログイン|検索|園芸|旅|予定',
  ko: '처음|지역|나라|세계|법원|조정|바둑|돈|농업|무대|책|집|일자리|광고|편지|퀴즈|요리|지난 기사|가게|로그인|검색|정원|여행|일정',
};

async function readPage(language: string, lines: readonly string[]): Promise<ArticleRecord | string> {
  const words = (MENU[language] ?? '').split('|');
  const menu = [
    ...words,
    ...words.map((word, at) => `${word} ${words.at(at - 1) ?? ''}`),
    ...words.map((word, at) => `${words.at(at - 2) ?? ''} ${word} 2`),
  ];
  const text = [...menu, ...lines, ...menu.slice(1, 18), '© 2026'].join('\n');
  const result = await readBytes(Buffer.from(text), 'evergreen', 'page.txt');
  if (!result.ok) return result.code;
  const [item] = result.items;
  return item?.ok === true ? item.record : (item?.code ?? 'nothing');
}

describe('a story of a few sentences below a long menu is an article', () => {
  test.each<[string, string, string[], string[], Partial<ArticleRecord['article']>]>([
    [
      'with author and date',
      'en',
      ['Rowers find message in a bottle', 'By Ida Fenn', '9 March 2026'],
      [
        'Two rowers who were out on Lake Orrin on Sunday have found a bottle with a message from 1951.',
        'It asks whoever reads it to write to a school in Tarn.',
      ],
      { by: 'By Ida Fenn', firstCreated: '2026-03-09T00:00:00Z' },
    ],
    [
      'with a date alone',
      'uk',
      ['У Тарнові відновили рух трамваїв', '9 березня 2026'],
      [
        'У понеділок у Тарнові після ремонту мосту відновили рух трамваїв, який був зупинений з осені.',
        'Перші вагони вийшли на лінію о шостій ранку.',
      ],
      { firstCreated: '2026-03-09T00:00:00Z' },
    ],
    [
      'in a script without spaces, with the time in its signs',
      'ja',
      ['湖で瓶の手紙が見つかる', '2026年3月9日 午後6時05分'],
      [
        '9日、織林湖でボートをこいでいた2人が、1951年に書かれた手紙の入った瓶を見つけました。',
        '手紙には、読んだ人は学校に知らせてほしいと書かれていました。',
      ],
      { firstCreated: '2026-03-09T18:05:00Z' },
    ],
    [
      'in Korean, whose words go on behind their stems',
      'ko',
      ['호수에서 병에 든 편지 발견', '김하늘 기자', '2026년 3월 9일'],
      [
        '9일 오림 호수에서 배를 젓던 두 사람이 1951년에 쓴 편지가 든 병을 발견했다고 경찰이 밝혔다.',
        '편지에는 읽는 사람이 학교에 알려 달라고 적혀 있었다.',
      ],
      { firstCreated: '2026-03-09T00:00:00Z' },
    ],
    [
      'without either, right below its headline',
      'es',
      ['El molino de Tarn abre sus puertas en abril'],
      [
        'El viejo molino de Tarn, cerrado desde hace nueve años por el mal estado del tejado, abre de nuevo sus puertas el primer domingo de abril con una muestra de herramientas y una visita a la rueda, según ha informado el museo.',
      ],
      {},
    ],
    [
      'with a picture between its paragraphs',
      'de',
      ['Ruderer finden Flaschenpost im Orrinsee', 'Von Ida Fenn', '09.03.2026'],
      [
        'Zwei Ruderer haben am Sonntag im Orrinsee eine Flaschenpost gefunden, die 1951 geschrieben worden ist.',
        'Der Brief geht jetzt an die Schule, deren Kinder ihn damals ins Wasser geworfen haben.',
      ],
      { by: 'Von Ida Fenn' },
    ],
  ])('%s', async (kind, language, head, story, fields) => {
    const [first = '', ...more] = story;
    const lines = kind.startsWith('with a picture') ? [first, 'Foto: Ida Fenn/dpa', ...more] : story;
    const record = await readPage(language, [...head, ...lines]);
    if (typeof record === 'string') throw new Error(record);
    expect(record.article.headlines?.[0]?.value).toBe(head[0]);
    expect(paragraphsIn(record)).toEqual(story);
    expect(record.article).toMatchObject(fields);
  });
});

describe('no article is', () => {
  test.each<[string, string, string[]]>([
    [
      'a thing that is sold',
      'en',
      [
        'Orrin rowing jacket',
        '£84.00',
        'The Orrin rowing jacket keeps wind and spray out on long days and dries within an hour, so that rowers who train twice a day need only one of them.',
        'Choose a size',
        'Add to basket',
      ],
    ],
    [
      'a word to the visitors of a site below its own title',
      'en',
      [
        'Letters to the editor of the Orrin Post',
        'Letters to the editor are welcome on any matter that the Post has written about, and we print those that are signed and short; you can send yours until Thursday.',
      ],
    ],
    [
      'the same in German',
      'de',
      [
        'Leserbriefe an den Boten von Orrin',
        'Leserbriefe an den Boten sind zu allem willkommen, worüber hier geschrieben wird, doch bitte mit vollem Namen und nicht länger als eine halbe Seite, damit viele in die Ausgabe am Samstag passen.',
      ],
    ],
    [
      'who somebody is',
      'en',
      [
        'Ida Fenn, Chief Rowing Reporter',
        'Ida Fenn has been the chief rowing reporter of the Post since 2011 and has covered four Olympic regattas, two of them from a boat of her own, for which she was twice named reporter of the year.',
      ],
    ],
    [
      'a list of stories with their dates',
      'pl',
      [
        'Wioślarze znaleźli list w butelce',
        '9 marca 2026',
        'Dwoje wioślarzy znalazło w niedzielę na jeziorze list w butelce z 1951 roku, podała straż wodna w komunikacie wysłanym do gazety.',
        'Młyn otwiera swoje drzwi w kwietniu',
        '8 marca 2026',
        'Stary młyn otwiera w kwietniu swoje drzwi po dziewięciu latach, jak w poniedziałek ogłosiło muzeum, które prowadzi go razem z gminą.',
      ],
    ],
    [
      'a list of headlines above what the house says of itself',
      'en',
      [
        'Rowers find message in a bottle',
        '9 March 2026',
        'Old mill at Tarn to open in April',
        '8 March 2026',
        'The Orrin Post was founded in 1883 by rowers and has been printed in Quay Lane ever since, with a message in a bottle as the sign above its door.',
      ],
    ],
  ])('%s', async (_, language, lines) => {
    expect(await readPage(language, lines)).toBe('unknown-format');
  });
});
