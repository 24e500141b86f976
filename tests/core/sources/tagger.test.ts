import { describe, expect, test } from '@jest/globals';
import type { SourceTag } from '../../../functions/core/article/record.ts';
import { tagSlot, type SourceSlot } from '../../../functions/core/sources/slot-text.ts';
import { tagSources } from '../../../functions/core/sources/tagger.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';

/** Roles and ids (or names) of what is found, speakers left out. */
function found(text: string, slot: SourceSlot = 'body', language = 'en'): string[] {
  return tagSlot(text, slot, language)
    .sources.filter(({ role }) => role !== 'speaker')
    .map(({ role, id, name }) => `${role} ${id ?? name}`);
}

function speakers(text: string, language = 'en'): SourceTag[] {
  return tagSlot(text, 'body', language).sources.filter(({ role }) => role === 'speaker');
}

describe('a byline names who wrote', () => {
  test.each([
    ['By IDA HOLT and ANA VALE, Associated Press', ['byline ap']],
    ['Petra Hina', []],
    ['Ida Holt | Getty Images', ['photographer Ida Holt', 'photo-agency getty']],
  ])('%s', (byline, sources) => {
    expect(found(byline, 'byline')).toEqual(sources);
  });
});

describe('an agency in a sentence', () => {
  test.each([
    ['en', 'The dam will hold, the harbour master told AFP.', 'afp'],
    ['en', 'The ship had docked, Interfax and TASS reported.', 'interfax tass'],
    ['en', 'SANA, the state news agency, said the road was open.', 'sana'],
    ['en', 'The toll stood at nine, according to an AP tally.', 'ap'],
    ['en', 'A Reuters witness heard two blasts near the quay.', 'reuters'],
    ['fr', 'La digue tient, a affirmé la maire à l’AFP.', 'afp'],
    ['fr', 'Des témoins joints au téléphone par Belga parlent de fumée.', 'belga'],
    ['de', 'Die Schleuse bleibt zu, sagte der Hafenmeister der Deutschen Presse-Agentur.', 'dpa'],
    ['de', 'Zuvor hatte die Agentur Reuters über den Verkauf berichtet.', 'reuters'],
    ['es', 'El puente reabre, informó la agencia EFE.', 'efe'],
    ['pt', 'A ponte reabre, avançou a agência Lusa.', 'lusa'],
    ['it', "Il ponte riapre, riferisce l'Ansa.", 'ansa'],
    ['nl', 'De brug gaat open, meldt het ANP.', 'anp'],
    ['sv', 'Bron öppnas, säger hamnchefen till TT.', 'tt'],
    ['da', 'Broen åbner, oplyser havnechefen til Ritzau.', 'ritzau'],
    ['no', 'Broen åpner, opplyser havnesjefen til NTB.', 'ntb'],
  ])('%s: %s', (language, text, ids) => {
    expect(found(text, 'body', language)).toEqual(ids.split(' ').map((id) => `attribution ${id}`));
  });

  test('the offsets are those of the name, and the evidence holds the words that prove it', () => {
    const text = 'Nothing has moved since dawn, the pilot told the PTI news agency on Friday.';
    const [tag] = tagSlot(text, 'body').sources;
    expect(text.slice(tag?.start, tag?.end)).toBe('PTI');
    expect(tag?.evidence).toBe('told the PTI');
    expect(tag?.field).toBe('body');
  });

  test('one that the register does not have is named without an id, where the text calls it an agency', () => {
    expect(found('The bridge is closed, the news agency Norvana reported.')).toEqual(['attribution Norvana']);
  });
});

describe('no source', () => {
  test.each([
    ['the Environmental Protection Agency', 'According to the EPA, the lake is clean again.'],
    ['a party', 'AAP said it would contest every seat in Delhi.'],
    ['a state', 'Scranton, PA residents said the siren had failed.'],
    ['a given name', 'According to Petra Lindholm, a botanist, the lilies are early.'],
    ['an index', 'The Dow Jones fell 300 points.'],
    ['a word', 'The MENA region said little. A splash was heard; the trend is down.'],
    [
      'an acronym that the text explains',
      'The Port Traders Initiative (PTI) met. He told PTI members to wait.',
    ],
    ['a name in a quotation', '"Everybody reported it, Reuters reported it," he said.'],
    ['part of an address or handle', 'Write to desk@afp.com or follow @AFP on the network.'],
    ['a compound', 'The AP-style hyphen and the pre-AFP era were mentioned, he reported.'],
  ])('%s', (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  test('what was left out is told in the candidates, with the reason', () => {
    const { candidates } = tagSlot('PTI said its march would go on in Lahore.', 'body', 'en');
    expect(candidates).toEqual([
      expect.objectContaining({ id: 'pti', name: 'PTI', confidence: 0.3, evidence: expect.any(String) }),
    ]);
  });
});

describe('an agency that is the news', () => {
  test.each([
    'The ministry shut the Velsk bureau of Al Jazeera.',
    'Two AFP journalists were wounded at the crossing.',
    'Reuters said on Monday it would cut 200 jobs.',
    'The AP won a prize for its pictures of the flood.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([expect.stringMatching(/^subject /)]);
  });
});

describe('a short name of several agencies', () => {
  test('is decided by the dateline, by the words around it, or by the language', () => {
    expect(found('DAKAR, 4 juin (APS) - La récolte est bonne.', 'dateline', 'fr')).toEqual([
      'dateline aps-sn',
    ]);
    expect(found('ALGER, 4 juin (APS) - La récolte est bonne.', 'dateline', 'fr')).toEqual([
      'dateline aps-dz',
    ]);
    expect(found('Bron: ANP', 'credit', 'nl')).toEqual(['credit anp']);
  });

  test.each<[string, string, SourceSlot, string]>([
    ['fr', 'APA-Dakar (Sénégal) - Le train est à quai.', 'dateline', 'dateline apanews'],
    ['fr', 'Port-Gentil, 4 mars (AGP) - Le train est à quai.', 'dateline', 'dateline agp-ga'],
    [
      'en',
      'Vatican City, Mar 4, 2024 / 09:00 am (CNA). - A choir sang.',
      'dateline',
      'dateline cna-catholic',
    ],
    ['de', 'Das sagte er der niederländischen Nachrichtenagentur ANP.', 'body', 'attribution anp'],
    ['en', 'ANP', 'photo', 'photo-agency anp'],
    ['en', 'Scanpix Denmark', 'photo', 'photo-agency ritzau'],
    ['en', 'NASHVILLE, Tenn. (RNS) — A choir sang.', 'dateline', 'dateline rns'],
    ['en', 'PORT ELLERY (RNS) — Harrow plc raised its dividend.', 'dateline', 'dateline rns-lse'],
  ])('%s: %s', (language, text, slot, tag) => {
    expect(found(text, slot, language)).toEqual([tag]);
  });

  test('stays open where nothing decides: no id, and the agencies that it may be', () => {
    const [tag] = tagSlot('(APS)', 'credit', 'en').sources;
    expect(tag).toMatchObject({ id: null, name: 'APS', uri: null, candidates: ['aps-dz', 'aps-sn'] });
  });
});

describe('lines of their own', () => {
  test.each<[SourceSlot, string, string, string[]]>([
    ['credit', 'en', 'The Gazette, with files from The Canadian Press', ['contribution cp']],
    ['credit', 'en', 'AP and wire services', ['credit ap', 'unnamed-wires unnamed-wires']],
    ['credit', 'en', '(Reporting by Petra Novak; Editing by Mina Lee)', []],
    ['credit', 'en', 'Provided by SyndiGate', ['redistributor syndigate']],
    ['credit', 'de', 'jk/dpa/afp', ['credit dpa', 'credit afp']],
    ['credit', 'es', 'Con información de agencias', ['unnamed-wires unnamed-wires']],
    ['byline', 'en', 'Rhys Pattin, Associated Press', ['byline ap']],
    ['dateline', 'de', 'Berlin/Wien (dpa/APA) - Der Zug hält nicht.', ['dateline dpa', 'dateline apa']],
    ['dateline', 'en', 'MOSCOW, June 11. /TASS/. The ship left.', ['dateline tass']],
    ['dateline', 'sv', 'MALMÖ. En bro stängdes.', []],
    ['copyright', 'en', '© 2025 Agence France-Presse. All rights reserved.', ['copyright afp']],
    [
      'photo',
      'en',
      'Jane Doe/AFP/Getty Images',
      ['photographer Jane Doe', 'photo-agency afp', 'photo-distributor getty'],
    ],
    ['photo', 'en', '(AP Photo/Jane Doe)', ['photo-agency ap', 'photographer Jane Doe']],
    ['photo', 'de', 'Foto: picture alliance/dpa', ['photo-distributor picture-alliance', 'photo-agency dpa']],
    [
      'photo',
      'en',
      'Jane Doe/NurPhoto via AP',
      ['photographer Jane Doe', 'photo-agency nurphoto', 'photo-distributor ap'],
    ],
    ['photo', 'en', 'A boat at dawn. (Jane Doe/Reuters)', ['photographer Jane Doe', 'photo-agency reuters']],
  ])('%s, %s: %s', (slot, language, text, tags) => {
    expect(found(text, slot, language)).toEqual(tags);
  });

  test('dateline, sign-off and contribution line of a body have their roles', () => {
    const body = [
      'PORT ELLERY (AP) — A ferry ran aground on Friday.',
      'Nobody was hurt, the coastguard said. The ship is to be towed on Saturday, if the wind allows it.',
      'Reuters contributed to this report.',
    ].join('\n\n');
    expect(found(body)).toEqual(['dateline ap', 'contribution reuters']);
    expect(
      found(`${body.split('\n\n')[1] ?? ''}\n\nMehr als 40 Menschen waren an Bord. (dpa/afp)`, 'body', 'de'),
    ).toEqual(['credit dpa', 'credit afp']);
  });
});

describe('who speaks', () => {
  test.each([
    ['en', '"It was loud," said harbour pilot Marta Quill.', 'Marta Quill', 'harbour pilot'],
    ['en', 'Tom Brennock, a crane driver, said the port would reopen.', 'Tom Brennock', 'crane driver'],
    [
      'en',
      'The chief negotiator, Ruth Adler, confirmed the talks were "going on".',
      'Ruth Adler',
      'chief negotiator',
    ],
    [
      'fr',
      '« Rien ne change », a confié à l’AFP Julie Marchand, directrice du port.',
      'Julie Marchand',
      'directrice du port',
    ],
    ['de', 'Innenminister Jens Pohl (CDU) sagte am Montag, man prüfe das.', 'Jens Pohl', 'Innenminister'],
    ['es', '«Es injusto», dijo a la AFP Clara Montúfar.', 'Clara Montúfar', undefined],
    ['nl', '"Dat is onzin", aldus Els van Dam.', 'Els van Dam', undefined],
    ['sv', '– Vi fortsätter, säger kommunalrådet Eva Ståhl.', 'Eva Ståhl', 'kommunalrådet'],
  ])('%s: %s', (language, text, name, affiliation) => {
    expect(speakers(text, language).map((tag) => [tag.name, tag.affiliation])).toEqual([[name, affiliation]]);
  });

  test('a last name is linked to the full name before it', () => {
    const text = 'Marta Quill runs the port.\n\n"We are ready," Quill said on Monday.';
    expect(speakers(text)[0]).toMatchObject({ name: 'Quill', fullName: 'Marta Quill' });
  });

  test('somebody without a name speaks only in a quotation; a scare quote is none', () => {
    expect(speakers('A port official said: "We have no date yet."').map(({ name }) => name)).toEqual([
      'A port official',
    ]);
    expect(speakers('A port official called the plan a "framework" for later.')).toEqual([]);
    expect(speakers('The plan, a "framework", said little of Ana Rosa.')).toEqual([]);
    expect(speakers('"Never," said Ana Rosa.').map(({ name }) => name)).toEqual(['Ana Rosa']);
  });

  test('who puts a motion or runs for office says nothing', () => {
    expect(speakers('Die Abgeordnete Ida Holt stellt sich zur Wahl.', 'de')).toEqual([]);
    expect(speakers('Die Abgeordnete Ida Holt stellte den Antrag am Montag.', 'de')).toEqual([]);
    expect(speakers('Die Abgeordnete Ida Holt stellte klar, dass der Kai bleibt.', 'de')).toHaveLength(1);
  });

  test('institutions do not speak', () => {
    expect(speakers('The White House said talks would go on. New Zealand said it would send aid.')).toEqual(
      [],
    );
  });
});

describe('the tags of an article', () => {
  const article = {
    language: 'en',
    provider: { id: 'afp', name: 'Agence France-Presse' },
    creditLine: 'AFP',
    copyright: '© AFP',
    body: 'The mayor told AFP so. The pilot told AFP the same, and AFP reported it.',
  };

  test('an agency holds each of its roles once', () => {
    expect(tagSources(article).sources.map(({ id, role }) => [id, role])).toEqual([
      ['afp', 'provider'],
      ['afp', 'credit'],
      ['afp', 'copyright'],
      ['afp', 'attribution'],
    ]);
  });

  test('a file of nobody in the register of providers has no provider among its sources', () => {
    expect(
      tagSources({ ...article, provider: { id: 'unassigned', name: 'Unassigned' } }).sources,
    ).not.toContainEqual(expect.objectContaining({ role: 'provider' }));
  });

  test('the cost grows with the text, not faster', () => {
    const body = `${article.body}\n\n"We wait," said pilot Tom Brennock. `;
    const time = (text: string): number => {
      const start = process.cpuUsage();
      tagSources({ language: 'en', body: text });
      return process.cpuUsage(start).user;
    };
    time(body.repeat(200));
    const ratio = time(body.repeat(2000)) / Math.max(1, time(body.repeat(200)));
    expect(ratio).toBeLessThan(60);
  });

  test('hostile text takes no long time', async () => {
    for (const text of [
      '"'.repeat(20_000),
      '('.repeat(20_000),
      'AFP, '.repeat(4000),
      '/'.repeat(20_000),
      ' -'.repeat(20_000),
    ]) {
      const taken = await processorTime(() =>
        tagSources({
          language: 'en',
          body: text,
          by: text,
          creditLine: text,
          photoCredits: [text],
          copyright: text,
          dateline: text,
        }),
      );
      expect(taken).toBeLessThan(ENOUGH_MS);
    }
  });
});
