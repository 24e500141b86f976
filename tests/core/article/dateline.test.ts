import { describe, expect, test } from '@jest/globals';
import { cityOfDateline, datelineOf, datelineOfText } from '../../../functions/core/article/dateline.ts';

describe('a dateline at the head of a text', () => {
  test.each([
    ['PARIS (AFP) - The dam held.', 'PARIS', null],
    ['HAYWARD, Calif. (AP) — The dam held.', 'HAYWARD', null],
    ['LONDON, Feb. 1, 2017 /PRNewswire/ -- The dam held.', 'LONDON', 'Feb. 1, 2017'],
    ['SYDNEY March 22 AAP - The dam held.', 'SYDNEY', 'March 22'],
    ['Nueva Delhi, 21 ene (EFE).- La presa aguanta.', 'Nueva Delhi', '21 ene'],
    ['MOSCOW, September 5. /TASS/. The dam held.', 'MOSCOW', 'September 5'],
    ['MOSCOW. Sept 5 (Interfax) - The dam held.', 'MOSCOW', 'Sept 5'],
    ['BRUXELLES 12/05 (BELGA) = Le barrage tient.', 'BRUXELLES', '12/05'],
    ['(ANSA) - ROMA, 12 OTT - La diga tiene.', 'ROMA', '12 OTT'],
    ['St. Gallen (sda) - Der Damm hält.', 'St. Gallen', null],
    ['BEIJING, July 23 (Xinhua) -- The dam held.', 'BEIJING', 'July 23'],
    ['Berlin (dpa) - Der Damm hält.', 'Berlin', null],
    ['Paris (ats afp) Le barrage tient.', 'Paris', null],
    ['PARIS (AFP) Le barrage tient.', 'PARIS', null],
    ['Ulm/Fürth (dpa/lby) - Der Damm hält.', 'Ulm/Fürth', null],
    ['Tel Aviv/Gaza (dpa) - Der Damm hält.', 'Tel Aviv/Gaza', null],
    ['PARIS/BERLIN, March 3 (Reuters) - The dam held.', 'PARIS/BERLIN', 'March 3'],
    ['Frankfurt (Oder) (dpa/bb) - Der Damm hält.', 'Frankfurt (Oder)', null],
    ['Rothenburg ob der Tauber (dpa/lby) - Der Damm hält.', 'Rothenburg ob der Tauber', null],
    ['Neustadt an der Weinstraße (dpa/lrs) - Der Damm hält.', 'Neustadt an der Weinstraße', null],
    ['Genf/Lausanne (awp) - Der Damm hält.', 'Genf/Lausanne', null],
    ['NORTON/LINDEN, May 5 (Reuters) - The dam held.', 'NORTON/LINDEN', 'May 5'],
    ['Halle (Saale) (dpa/sa) - Der Damm hält.', 'Halle (Saale)', null],
    ['Lyon, 1er déc 2018 (AFP) - Le barrage tient.', 'Lyon', '1er déc 2018'],
    ['TOKYO, Sept. 12, Kyodo - The dam held.', 'TOKYO', 'Sept. 12'],
    ['BASEL, Switzerland--(BUSINESS WIRE)--The dam held.', 'BASEL', null],
    ['London (CNN)The dam held.', 'London', null],
    ['ACCRA (XYZ) - The dam held.', 'ACCRA', null],
    ['Ciudad Real.- La presa aguanta.', 'Ciudad Real', null],
  ])('%s', (text, city, date) => {
    expect(datelineOf(text)).toMatchObject({ city, date });
  });

  test.each([
    'The dam (built in 1936) held.',
    'The mayor said the dam held. It was built in 1936.',
    'UPDATE 2 - The dam held.',
    '(Adds quote) - The mayor spoke - and left.',
    'Bürgermeisterin Ada Quill (SPD) hat den Damm besucht.',
    'Ada Quill (47) hat den Damm besucht.',
    'Der SC Ulm (1:2) - das war knapp.',
    'Halle (Saale) hat einen Damm.',
    'The Dam Safety Board (DSB) said the dam held.',
    'Ada Berg (SPD) lobte den Damm.',
    'Ada Berg (64) - die Bürgermeisterin - lobte den Damm.',
    'Alder Mining (ASX:ALD) rose.',
    'NATO - the alliance - held.',
    'By Ada Berg (AP) - The dam held.',
  ])('none: %s', (text) => {
    expect(datelineOf(text)).toBeUndefined();
  });
});

test.each([
  ['SYDNEY March 22 AAP -', 'SYDNEY'],
  ['STOCKHOLM, Aug 29, 2014 (AFP) -', 'STOCKHOLM'],
  ['GREENWICH, Conn.', 'GREENWICH'],
])('the city of a dateline given as one text: %s', (text, city) => {
  expect(cityOfDateline(text)).toBe(city);
});

describe('a dateline below the head', () => {
  test.each([
    ['a byline', 'By Ann Oak'],
    ['bullets', '* Ferry hits pier\n\n* Nobody hurt'],
    ['a sub-heading', 'Harbour to open again in May'],
  ])('stands under %s', (_name, head) => {
    const text = `${head}\n\nOAKPORT, Jan 4 (Aurora) - A ferry hit a pier.\n\nNobody was hurt.`;
    expect(datelineOfText(text)).toMatchObject({ city: 'OAKPORT', date: 'Jan 4' });
  });

  test.each([
    ['one of many briefs', 'In brief\n\nOAKPORT (Aurora) - One.\n\nELMHAM (Aurora) - Two.'],
    ['not under a sentence', 'A ferry hit a pier.\n\nOAKPORT (Aurora) - One.'],
    ['without an agency', 'By Ann Oak\n\nOAKPORT - A ferry hit a pier.'],
    ['nothing at all', ''],
  ])('is none: %s', (_name, text) => {
    expect(datelineOfText(text)).toBeUndefined();
  });
});
