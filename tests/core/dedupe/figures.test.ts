/** Figures are compared by what they say: sign, value, currency, unit, day and time. */
import { describe, expect, it } from '@jest/globals';
import { compare } from '../../../functions/core/dedupe/compare.ts';
import { fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { figuresIn } from '../../../functions/core/dedupe/figures.ts';
import { inHouseStyle } from '../../../functions/core/dedupe/house-style.ts';
import { decide } from '../../../functions/core/dedupe/verdict.ts';
import { RULES } from '../../../functions/core/dedupe/evidence.ts';

const keysIn = (text: string, language: string): string[] =>
  figuresIn(inHouseStyle(text, language), language).map(({ key }) => key);

describe('what is no number to a reader', () => {
  it.each([
    ['zh', '他们一起千万不要万一'],
    ['zh', '数十人在场，几百名乘客'],
    ['ja', '三重県と四国で一般の人'],
  ])('is none in Han characters either (%s: %s)', (language, text) => {
    expect(keysIn(text, language)).toEqual([]);
  });
});

describe('two ways to write one figure', () => {
  it.each([
    // Signs
    ['en', 'fell by -1.24 points', 'fell by −1.24 points'],
    ['en', 'fell by –1.24 points', 'fell by ‒1.24 points'],
    ['en', 'at minus 7 degrees', 'at -7 degrees'],
    ['en', 'a result of (3.50)', 'a result of -3.5'],
    ['en', 'the index rose +1.24', 'the index rose 1.24'],
    ['ja', '▲1.2%の下落', '-1.2%の下落'],
    ['zh', '气温为零下7度', '气温为-7度'],
    ['ko', '기온은 영하 7도', '기온은 -7도'],
    // Currencies
    ['en', 'paid $5 for it', 'paid 5 dollars for it'],
    ['en', 'paid US$5 for it', 'paid USD 5 for it'],
    ['en', 'paid EUR 5 for it', 'paid 5 euros for it'],
    ['en', 'paid €5 for it', 'paid EUR5 for it'],
    ['en', 'paid A$5 for it', 'paid 5 Australian dollars for it'],
    ['de', 'zahlte 5 Euro dafür', 'zahlte 5 € dafür'],
    ['fr', 'payé 5 millions d’euros', 'payé 5 millions EUR'],
    ['es', 'pagó 5 millones de dólares', 'pagó 5 millones USD'],
    ['sv', 'betalade 5 kronor', 'betalade 5 SEK'],
    ['ru', 'заплатил 5 рублей', 'заплатил 5 руб. вчера'],
    ['ja', '5億円を払った', '¥5億を払った'],
    // Numbers in Han characters
    ['zh', '造成三百二十人受伤', '造成320人受伤'],
    ['zh', '二〇二六年七月十四日', '2026年7月14日'],
    ['zh', '一九九八年的风暴', '1998年的风暴'],
    ['zh', '损失三百五十万元', '损失350万元'],
    ['zh', '两千五百名乘客', '2500名乘客'],
    ['zh', '三千零五人', '3005人'],
    ['ja', '死者は七人となった', '死者は7人となった'],
    ['ja', '二百三十億円の支出', '230億円の支出'],
    ['ja', '百二十戸が浸水した', '120戸が浸水した'],
    // Magnitudes
    ['en', 'some 5 million people', 'some 5m people'],
    ['en', 'some 5 million people', 'some 5,000,000 people'],
    ['en', 'worth $1.5 billion', 'worth $1.5bn'],
    ['en', 'worth 3 lakh rupees', 'worth Rs 300,000'],
    ['de', '5 Mio. Euro', '5 Millionen Euro'],
    ['de', '5 Mio Euro', '5.000.000 Euro'],
    ['de', '2,5 Mrd. Euro', '2,5 Milliarden Euro'],
    ['fr', '2,5 milliards d’euros', '2 500 000 000 euros'],
    ['es', '5 mil personas', '5.000 personas'],
    ['it', '5mila persone', '5.000 persone'],
    ['pt', '5 milhões de reais', 'R$ 5 milhões'],
    ['nl', '5 miljoen euro', '5 mln euro'],
    ['da', '5 mio. kroner', '5 millioner kroner'],
    ['pl', '5 mln zł', '5 milionów złotych'],
    ['ru', '5 млн рублей', '5 миллионов рублей'],
    ['uk', '5 млрд гривень', '5 мільярдів гривень'],
    ['el', '5 εκατομμύρια ευρώ', '5.000.000 ευρώ'],
    ['tr', '5 milyon lira', '5.000.000 lira'],
    ['ar', '5 ملايين دولار', '5000000 دولار'],
    ['he', '5 מיליון שקלים', '5,000,000 שקל'],
    ['hi', '5 करोड़ रुपये', '50000000 रुपये'],
    ['zh', '3.5万人', '35000人'],
    ['ja', '3万5000人', '35,000人'],
    ['ko', '3만5천 명', '35000 명'],
    ['th', '5 ล้านบาท', '5,000,000 บาท'],
    // Separators
    ['en', 'a crowd of 1,085', 'a crowd of 1085'],
    ['de', 'eine Menge von 1.085', 'eine Menge von 1085'],
    ['fr', 'une foule de 1 085', 'une foule de 1.085'],
    ['de', 'eine Menge von 1 085', 'eine Menge von 1.085'],
    ['de', 'ein Plus von 1,50 Prozent', 'ein Plus von 1,5 Prozent'],
    ['en', 'a rate of 3-1/2 percent', 'a rate of 3.5 percent'],
    ['en', 'a rate of 3½ percent', 'a rate of 3 1/2 pct'],
    // Percent and points
    ['en', 'up 5 percent', 'up 5%'],
    ['en', 'up 5 percentage points', 'up 5 pct pts'],
    ['en', 'up 25 basis points', 'up 25 bps'],
    ['fr', 'hausse de 5 pour cent', 'hausse de 5 %'],
    ['sv', 'upp 5 procent', 'upp 5 %'],
    ['ru', 'на 5 процентов', 'на 5%'],
    ['tr', 'yüzde 5 arttı', '%5 arttı'],
    ['th', 'ร้อยละ 5', '5%'],
    ['ar', '٢٫٥ في المئة', '2.5%'],
    // Days and times
    ['en', 'on July 14, 2026', 'on 14 July 2026'],
    ['en', 'on the 14th of July', 'on July 14'],
    ['de', 'am 14. Juli 2026', 'am 14.07.2026'],
    ['de', 'am 14. Juli', 'am 14.07.'],
    ['es', 'el 14 de julio de 2026', 'el 14/07/2026'],
    ['fr', 'le 14 juillet à 10h30', 'le 14 juillet à 10:30'],
    ['ja', '7月14日10時30分', '7月14日10:30'],
    ['ko', '7월 14일', '7월14일'],
    ['en', 'at 10:30 a.m.', 'at 10.30am'],
    ['en', 'at 9 p.m.', 'at 21:00'],
    ['en', 'at 2230 GMT', 'at 22:30 GMT'],
    ['de', 'um 10.30 Uhr', 'um 10:30 Uhr'],
    // Digits and units
    ['ar', '٧ قتلى', '7 قتلى'],
    ['hi', '७ लोग', '7 लोग'],
    ['th', '๗ คน', '7 คน'],
    ['en', 'ran 5 kilometres', 'ran 5 km'],
    ['en', 'reached 20°C', 'reached 20 degrees Celsius'],
    ['en', 'between 2019-2024', 'between 2019–2024'],
    ['en', 'nine dead', '9 dead'],
  ])('%s: "%s" is "%s"', (language, one, other) => {
    expect(keysIn(one, language)).not.toEqual([]);
    expect(keysIn(other, language)).toEqual(keysIn(one, language));
  });
});

describe('two figures that look alike', () => {
  it.each([
    ['en', 'rose 1.24 percent', 'rose -1.24 percent'],
    ['en', 'paid $5', 'paid EUR 5'],
    ['en', 'paid $5', 'paid A$5'],
    ['en', 'paid 5 dollars', 'paid 5 euros'],
    ['sv', 'betalade 5 svenska kronor', 'betalade 5 norske kroner'],
    ['en', 'some 5 million', 'some 5 billion'],
    ['en', 'some 5 million', 'some 5'],
    ['de', '1 Milliarde Euro', '1 Billion Euro'],
    ['en', 'a price of 1,085', 'a price of 1.085'],
    ['de', 'ein Preis von 1,085', 'ein Preis von 1.085'],
    ['', '1,085', '1.085'],
    ['en', 'up 5 percent', 'up 5 percentage points'],
    ['en', 'up 5 percent', 'up 5 points'],
    ['en', 'up 5 basis points', 'up 5 points'],
    ['de', 'plus 5 Prozent', 'plus 5 Prozentpunkte'],
    ['fr', '5 % de hausse', '5 points de pourcentage'],
    ['ja', '5%の上昇', '5ポイントの上昇'],
    ['ko', '5% 상승', '5%포인트 상승'],
    ['ru', 'на 5 процентов', 'на 5 процентных пунктов'],
    ['en', 'on July 14', 'on July 15'],
    ['en', 'on July 14', 'on June 14'],
    ['en', 'at 10:30 a.m.', 'at 10:30 p.m.'],
    ['en', 'won 3-1', 'won 1-3'],
    ['en', 'three pounds ($3.50)', 'three pounds (-$3.50)'],
    ['en', 'ran 5 km', 'ran 5 miles'],
    ['en', 'after 5 days', 'after 5 weeks'],
    ['en', 'at 20°C', 'at 20°F'],
    ['ja', '5億円', '5万円'],
    ['zh', '5亿元', '5亿美元'],
    ['hi', '5 लाख रुपये', '5 करोड़ रुपये'],
    ['en', 'less than <5', 'more than >5'],
    ['ar', '7 ملايين', '7 مليارات'],
  ])('%s: "%s" is not "%s"', (language, one, other) => {
    expect(keysIn(one, language)).not.toEqual(keysIn(other, language));
  });
});

const bodyWith = (figure: string): string =>
  `Brandvik shares closed at ${figure} percent in Vesterhavn, as traders waited for the harbour council. ` +
  'The builder Ostrand Marine gained 2.5 percent, and the index of all 40 listed firms hardly moved. ' +
  'Dealers said that few orders had come in before the holiday, and that most banks would stay closed until Monday. ' +
  'The crown was little changed against other currencies of the north, said analyst Ilse Maren of the Grenholm bank.';

const sideOf = (figure: string) => ({ fingerprint: fingerprint({ body: bodyWith(figure) }).fingerprint });

it.each([
  ['a plus against a minus', '+1.24', '-1.24'],
  ['a rise against a fall under a typographic minus', '1.24', '−1.24'],
  ['a loss of money', '$12', '-$12'],
  ['another currency', '$12', 'EUR 12'],
  ['a magnitude', '12 million', '12 billion'],
  ['points against per cent', '12 percentage points and 3', '12'],
  ['another day', 'July 14', 'July 15'],
])('%s is a number that differs: published, and told so', (_what, one, other) => {
  const decision = decide(sideOf(other), sideOf(one));
  expect(decision).toMatchObject({ verdict: 'variant', rule: 'numbers-differ' });
  expect(RULES[decision.rule]).toContain('numbers differ');
});

it.each([
  ['the hyphen and the sign', '-1.24', '−1.24'],
  ['a dash for the sign', '-1.24', '–1.24'],
])('%s are one minus', (_what, one, other) => {
  const { numbers } = compare(sideOf(one).fingerprint, sideOf(other).fingerprint);
  expect(numbers.jaccard).toBe(1);
});

it('one figure in another form is none that differs: the text is told to be edited', () => {
  const edited = bodyWith('5 million').replace('hardly moved', 'did not move');
  const decision = decide({ fingerprint: fingerprint({ body: edited }).fingerprint }, sideOf('5m'));
  expect(decision).toMatchObject({ verdict: 'variant', rule: 'edited' });
});

it('a longer text that changes a figure is told by the figure', () => {
  const longer = `${bodyWith('1.3')} Trade in Sandmark begins again on Monday morning, and the harbour firms publish their results a week later, which most dealers said they would wait for.`;
  const decision = decide({ fingerprint: fingerprint({ body: longer }).fingerprint }, sideOf('1.2'));
  expect(decision).toMatchObject({ verdict: 'variant', rule: 'numbers-differ' });
});

it('a range has no minus', () => {
  const { numbers } = compare(sideOf('1.2-1.4').fingerprint, sideOf('-1.2').fingerprint);
  expect(numbers.jaccard).toBeLessThan(1);
});
