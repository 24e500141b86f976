/** Languages of headlines, which have too few everyday words. */
import { describe, expect, test } from '@jest/globals';
import { languageByNgrams } from '../../../functions/core/text/language-by-ngrams.ts';
import { detectLanguage } from '../../../functions/core/text/language.ts';
import { readBytes } from '../../support/wires.ts';
import prose from './prose.json' with { type: 'json' };

const told = (text: string): string | undefined => detectLanguage(text) ?? languageByNgrams(text);

/** Bokmål is told as Norwegian. */
const TAGS: Readonly<Record<string, string>> = { nb: 'no' };

const NO_PROSE = [
  'Tolby 3 Wexmoor 1\nQuill 2 Harrow Bay 2\nOstrel 0 Velmouth 4',
  '1. Maren Oldfield (NOR) 21:04.3\n2. Tomas Reyl (CZE) 21:09.1\n3. Ilse Varnham (GER) 21:11.8',
  'AURX 12.40 +0.3\nBORL 88.10 -1.2\nCASC 7.05 0.0',
  'Sam Tarn b Oldfield 44\nJ Reyl c Varnham b Quill 12\nExtras 9\nTotal 265',
  'SMITH, John; GARCIA, Maria; NOVAK, Petr; ROSSI, Luca',
  'Madrid Barcelona Valencia Sevilla',
  'Tolby FC, Quill United, Real Ostrel, Dinamo Velmouth',
  'Velmouth',
];

describe('the language of a text that names none', () => {
  test.each(Object.entries(prose))(
    '%s: of headlines and paragraphs, never another one',
    (language, texts) => {
      const found = texts.map(told);
      const tag = TAGS[language] ?? language;
      expect(found.filter((one) => one !== undefined && one !== tag)).toEqual([]);
      expect(found.filter((one) => one === tag).length).toBeGreaterThanOrEqual(texts.length - 1);
    },
  );

  test.each(NO_PROSE)('names, prices and results have none: %s', (text) => {
    expect(told(text)).toBeUndefined();
  });

  test('an item of one line has it', async () => {
    const file =
      '<rss version="2.0"><channel><title>Delta</title><item><guid>d1</guid><title>TITLE</title></item></channel></rss>';
    const languageIn = async (title: string): Promise<string | undefined> => {
      const result = await readBytes(Buffer.from(file.replace('TITLE', title)), 'nobody');
      const [item] = result.ok ? result.items : [];
      return item?.ok === true ? item.record.article.language : 'unread';
    };
    expect(await languageIn('Deichbruch bei Wesselmoor: Hunderte müssen ihre Häuser verlassen')).toBe('de');
    expect(await languageIn('Les digues ont cédé près de Brévigny, des centaines d’habitants évacués')).toBe(
      'fr',
    );
    expect(await languageIn('Wesselmoor 3, Brévigny 1')).toBeUndefined();
  });
});
