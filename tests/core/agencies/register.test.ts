import { describe, expect, test } from '@jest/globals';
import { mentionsIn } from '../../../functions/core/agencies/matcher.ts';
import {
  agencyUri,
  allAgencies,
  allAliases,
  findAgency,
  namesOf,
  UNNAMED_WIRES,
} from '../../../functions/core/agencies/register.ts';
import { OTHERWISE, SHARED } from '../../../functions/core/agencies/shared.ts';
import { tagSlot } from '../../../functions/core/sources/slot-text.ts';

describe('the register of agencies', () => {
  test('has sound concept codes, and no entry for wires without a name', () => {
    for (const agency of allAgencies()) expect(agencyUri(agency) ?? 'http://none').toMatch(/^http:\/\/\S+$/);
    expect(allAgencies().map(({ id }) => id)).not.toContain(UNNAMED_WIRES);
  });

  test('a name of several agencies says what decides between them', () => {
    const undeclared = allAliases()
      .filter(({ agencies, text }) => agencies.length > 1 && SHARED[text] === undefined)
      .map(({ text, agencies }) => `${text}: ${agencies.map(({ id }) => id).join(', ')}`);
    expect(undeclared).toEqual([]);
  });

  test('what decides is said of agencies that bear the name, and of names that are there', () => {
    const aliases = new Map(allAliases().map((alias) => [alias.text, alias]));
    for (const [name, deciders] of Object.entries(SHARED)) {
      for (const id of Object.keys(deciders)) {
        expect([name, aliases.get(name)?.agencies.map((agency) => agency.id)]).toEqual([
          name,
          expect.arrayContaining([id]),
        ]);
      }
    }
    expect(Object.keys(OTHERWISE).filter((name) => !aliases.has(name))).toEqual([]);
  });
});

/** A sentence for a name, in a language of its agency, that leaves no doubt. */
const SENTENCES: Readonly<Record<string, (name: string) => string>> = {
  en: (name) => `The valley road is open again, the harbour office told the news agency ${name} on Monday.`,
  fr: (name) => `La route de la vallée est rouverte, a déclaré le maire à l'agence ${name} lundi.`,
  de: (name) => `Die Talstraße ist wieder frei, sagte die Leiterin der Nachrichtenagentur ${name} am Montag.`,
  es: (name) => `La carretera del valle reabre, dijo la alcaldesa a la agencia ${name} el lunes.`,
  pt: (name) => `A estrada do vale reabriu, disse a autarca à agência ${name} na segunda-feira.`,
  it: (name) => `La strada della valle riapre, ha detto la sindaca all'agenzia ${name} lunedì.`,
  nl: (name) => `De dalweg is weer open, zegt de burgemeester tegen persbureau ${name}.`,
  sv: (name) => `Dalvägen är öppen igen, säger kommunalrådet till nyhetsbyrån ${name}.`,
  da: (name) => `Dalvejen er åben igen, siger borgmesteren til nyhedsbureauet ${name}.`,
  no: (name) => `Dalveien er åpen igjen, sier ordføreren til nyhetsbyrået ${name}.`,
};

const NAMES = allAgencies().flatMap((agency) =>
  namesOf(agency).map(({ text }) => ({ id: agency.id, name: text, languages: agency.languages })),
);

/** Not Turkish names: their capitals do not lead back to the same letters. */
const hasCapitals = (name: string): boolean => name.toUpperCase().toLowerCase() === name.toLowerCase();

describe('every name of the register', () => {
  test('is found in a sentence made for it, in every language of its agency that we read', () => {
    const missed = NAMES.flatMap(({ id, name, languages }) => {
      const readable = languages.filter((language) => SENTENCES[language] !== undefined);
      return (readable.length === 0 ? ['en'] : readable).flatMap((language) => {
        const text = SENTENCES[language]?.(name) ?? '';
        const found = tagSlot(text, 'body', language).sources.filter(({ role }) => role === 'attribution');
        const meant = found.some((tag) => tag.id === id || tag.candidates?.includes(id) === true);
        const inPlace = found.some(({ start, end }) => text.slice(start, end) === name);
        return meant && inPlace ? [] : [`${id} (${language}): ${name}`];
      });
    });
    expect(missed).toEqual([]);
  });

  test('is found as a credit, in whatever case it is written', () => {
    const missed = NAMES.flatMap(({ id, name }) =>
      [name, ...(hasCapitals(name) ? [name.toUpperCase()] : [])].flatMap((written) => {
        const [tag] = tagSlot(written, 'credit').sources;
        return tag?.id === id || tag?.candidates?.includes(id) === true ? [] : [`${id}: ${written}`];
      }),
    );
    expect(missed).toEqual([]);
  });

  test('is not found inside a longer word, an address or a handle', () => {
    const found = NAMES.filter(({ name }) =>
      /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d]+$/u.test(name),
    )
      .flatMap(({ name }) => [`x${name}`, `${name}x`, `@${name}`, `${name}@wire.example`, `www.${name}.com`])
      .flatMap((text) =>
        mentionsIn(`told ${text} on`, 'running')
          .filter(({ start, end }) => start > 4 && end - start > 0)
          .map(({ alias }) => `${alias.text} in ${text}`),
      )
      // "AFPx" may well begin with another name, as "PAP" and "PA" do
      .filter((hit) => !NAMES.some(({ name }) => hit.endsWith(` ${name}`)));
    expect(found).toEqual([]);
  });
});

test('an id finds its entry, an unknown one none', () => {
  expect(findAgency('afp')?.name).toBe('Agence France-Presse');
  expect(findAgency('nowhere')).toBeUndefined();
});
