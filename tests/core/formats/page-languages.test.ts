/** Pages in eight languages, as HTML and as the text that a scraper makes of them: the same article, without what stands around it. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

interface Page {
  language: string;
  headline: string;
  by: string;
  date: string;
  story: [string, string, string];
  /** A box within the story: its label and what it leads to. */
  box: [string, string];
  newsletter: string;
  copyright: string;
}

const PAGES: readonly Page[] = [
  {
    language: 'de',
    headline: 'Tarnkreuz öffnet seine Schleusen bei Nacht',
    by: 'Von Ines Holt',
    date: '6. März 2026, 18:40 Uhr',
    story: [
      'Die Schleusenwärter von Tarnkreuz wollen die oberen Tore bis zum Ende der Regatta auch bei Nacht öffnen und dafür nicht mehr als den üblichen Zoll verlangen.',
      'Rund vierzig Kähne hatten unterhalb der Stadt gewartet, seit das Wasser gefallen ist, und ihre Besitzer hatten den Kreis um einen Lotsen gebeten.',
      'Ein Treffen im alten Zollhaus soll in der nächsten Woche entscheiden, wer die Lampen bezahlt und ob die Tore auch am Sonntag offen bleiben.',
    ],
    box: ['Lesen Sie auch', 'Warum das Wasser im Kanal so früh gefallen ist'],
    newsletter: 'Abonnieren Sie unseren Newsletter und verpassen Sie keine Nachricht.',
    copyright: '© 2026 Tarnpost. Alle Rechte vorbehalten.',
  },
  {
    language: 'fr',
    headline: 'Croix-du-Tarn ouvre ses écluses pendant la nuit',
    by: 'Par Ines Holt',
    date: 'Publié le 6 mars 2026 à 18h40',
    story: [
      'Les éclusiers de Croix-du-Tarn ont décidé vendredi de laisser les portes hautes ouvertes la nuit jusqu’à la fin de la régate, sans demander plus que le péage habituel.',
      'Une quarantaine de péniches attendaient en aval de la ville depuis que l’eau a baissé, et leurs propriétaires avaient réclamé un pilote au canton.',
      'Une réunion dans l’ancienne maison du péage dira la semaine prochaine qui paiera les lampes, et si les portes resteront ouvertes aussi le dimanche.',
    ],
    box: ['À lire aussi', 'Pourquoi l’eau du canal a baissé si tôt cette année'],
    newsletter: 'Inscrivez-vous à notre newsletter pour ne rien manquer.',
    copyright: '© 2026 Tarnpost. Tous droits réservés.',
  },
  {
    language: 'es',
    headline: 'Cruz del Tarn abre sus esclusas por la noche',
    by: 'Por Ines Holt',
    date: '6 de marzo de 2026',
    story: [
      'Los guardas de las esclusas de Cruz del Tarn acordaron el viernes abrir las puertas altas por la noche hasta el final de la regata, sin pedir más que el peaje de siempre.',
      'Unas cuarenta barcazas esperaban más abajo de la ciudad desde que bajó el agua, y sus dueños habían pedido un práctico a la comarca.',
      'Una reunión en la vieja casa del peaje decidirá la próxima semana quién paga las lámparas y si las puertas se abren también los domingos.',
    ],
    box: ['Lea también', 'Por qué el agua del canal bajó tan pronto este año'],
    newsletter: 'Suscríbase a nuestro boletín y no se pierda ninguna noticia.',
    copyright: '© 2026 Tarnpost. Todos los derechos reservados.',
  },
  {
    language: 'pt',
    headline: 'Cruz do Tarn abre as eclusas durante a noite',
    by: 'Por Ines Holt',
    date: '6 de março de 2026',
    story: [
      'Os guardas das eclusas de Cruz do Tarn decidiram na sexta-feira abrir as portas altas durante a noite até ao fim da regata, sem pedir mais do que a portagem habitual.',
      'Cerca de quarenta barcaças esperavam abaixo da cidade desde que a água baixou, e os seus donos tinham pedido um piloto ao concelho.',
      'Uma reunião na velha casa da portagem vai decidir na próxima semana quem paga as lâmpadas e se as portas se abrem também ao domingo.',
    ],
    box: ['Leia também', 'Por que a água do canal baixou tão cedo este ano'],
    newsletter: 'Assine a nossa newsletter e não perca nenhuma notícia.',
    copyright: '© 2026 Tarnpost. Todos os direitos reservados.',
  },
  {
    language: 'it',
    headline: 'Croce del Tarn apre le chiuse durante la notte',
    by: 'di Ines Holt',
    date: '6 marzo 2026',
    story: [
      'I guardiani delle chiuse di Croce del Tarn hanno deciso venerdì di aprire le porte alte di notte fino alla fine della regata, senza chiedere più del solito pedaggio.',
      'Una quarantina di chiatte aspettava a valle della città da quando l’acqua è scesa, e i loro padroni avevano chiesto un pilota alla provincia.',
      'Una riunione nella vecchia casa del pedaggio deciderà la prossima settimana chi paga le lampade e se le porte si aprono anche la domenica.',
    ],
    box: ['Leggi anche', 'Perché l’acqua del canale è scesa così presto quest’anno'],
    newsletter: 'Iscriviti alla nostra newsletter per non perdere nessuna notizia.',
    copyright: '© 2026 Tarnpost. Tutti i diritti riservati.',
  },
  {
    language: 'nl',
    headline: 'Tarnkruis opent zijn sluizen in de nacht',
    by: 'Door Ines Holt',
    date: '6 maart 2026',
    story: [
      'De sluiswachters van Tarnkruis hebben vrijdag besloten de bovenste deuren tot het einde van de regatta ook in de nacht te openen, voor niet meer dan de gewone tol.',
      'Zo’n veertig schuiten lagen te wachten onder de stad sinds het water was gezakt, en hun eigenaars hadden de streek om een loods gevraagd.',
      'Een vergadering in het oude tolhuis beslist volgende week wie de lampen betaalt en of de deuren ook op zondag open mogen.',
    ],
    box: ['Lees ook', 'Waarom het water in het kanaal dit jaar zo vroeg zakte'],
    newsletter: 'Meld u aan voor onze nieuwsbrief en mis geen nieuws.',
    copyright: '© 2026 Tarnpost. Alle rechten voorbehouden.',
  },
  {
    language: 'sv',
    headline: 'Tarnkors öppnar sina slussar under natten',
    by: 'Av Ines Holt',
    date: '6 mars 2026',
    story: [
      'Slussvakterna i Tarnkors bestämde i fredags att de övre portarna ska vara öppna även på natten tills regattan är över, för inte mer än den vanliga tullen.',
      'Ett fyrtiotal pråmar hade väntat nedanför staden sedan vattnet sjönk, och deras ägare hade bett länet om en lots och ett ljus.',
      'Ett möte i det gamla tullhuset avgör nästa vecka vem som betalar lamporna och om portarna får öppnas också på söndagar.',
    ],
    box: ['Läs också', 'Därför sjönk vattnet i kanalen så tidigt i år'],
    newsletter: 'Prenumerera på vårt nyhetsbrev och missa inga nyheter.',
    copyright: '© 2026 Tarnpost. Alla rättigheter förbehålls.',
  },
  {
    language: 'ja',
    headline: 'ターン運河の水門、夜間も開放へ 町が決定',
    by: '',
    date: '2026年3月6日',
    story: [
      'ターン町の水門を管理する組合は金曜日、競艇大会が終わるまで上流側の水門を夜間も開放することを決めた。通行料はこれまでと変わらない。',
      '三月の初めに水位が下がってから、町の下流では約四十隻の船が待っており、船主たちは案内人と照明を郡に求めていた。',
      '照明の費用を誰が負担するか、また日曜日にも水門を開けるかどうかは、来週、古い料金所で開かれる会議で決まる。',
    ],
    box: ['関連記事', '運河の水位が今年早く下がった理由'],
    newsletter: 'ニュースレターに登録する',
    copyright: '© 2026 ターン新報',
  },
];

async function record(text: string): Promise<ArticleRecord> {
  const result = await readBytes(new TextEncoder().encode(text));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

function html({ language, headline, by, date, story, box, newsletter, copyright }: Page): string {
  const [first, second, third] = story;
  return `<!DOCTYPE html><html lang="${language}"><head><title>${headline}</title></head><body>
<nav><a href="/1">Tarnpost</a><a href="/2">Regatta</a><a href="/3">Video</a></nav>
<article><h1>${headline}</h1>${by === '' ? '' : `<p>${by}</p>`}<p>${date}</p><p>${first}</p><p>${second}</p>
<div class="box"><h4>${box[0]}</h4><a href="/4">${box[1]}</a></div><p>${third}</p><p>${newsletter}</p></article>
<footer><p>${copyright}</p></footer></body></html>`;
}

function text({ headline, by, date, story, box, newsletter, copyright }: Page): string {
  const [first, second, third] = story;
  return [
    'Tarnpost',
    'Regatta',
    'Video',
    headline,
    by,
    date,
    first,
    second,
    ...box,
    third,
    newsletter,
    copyright,
  ]
    .filter((line) => line !== '')
    .join('\n\n');
}

describe.each(PAGES.map((page) => [page.language, page] as const))('a page in %s', (_language, page) => {
  test.each([
    ['HTML', html(page)],
    ['text', text(page)],
  ])('as %s', async (_kind, bytes) => {
    const found = await record(bytes);
    const { article } = found;
    expect({
      headline: article.headlines?.[0]?.value,
      by: article.by?.replace(/^\p{L}+ (?=Ines)/u, '') ?? '',
      date: article.firstCreated?.slice(0, 10),
      paragraphs: paragraphsIn(found),
    }).toEqual({
      headline: page.headline,
      by: page.by === '' ? '' : 'Ines Holt',
      date: '2026-03-06',
      paragraphs: page.story,
    });
  });
});
