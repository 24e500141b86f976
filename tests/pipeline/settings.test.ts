/** From newswire.config.json to the message: what is changed there shows at the next start. */
import { expect, test } from '@jest/globals';
import { readConfigFile } from '../../infra/config-file.ts';
import { withSettings } from '../support/settings.ts';
import { Newsroom, ninjsFile } from './support/newsroom.ts';

test('an agency that is changed in the settings, and one that is new, are known at the next start', async () => {
  const agencies = readConfigFile().agencies.map((agency) =>
    agency.id === 'aurora' ? { ...agency, zone: 'Pacific/Auckland' } : agency,
  );
  const fjord = { id: 'fjord', name: 'Fjord Wire', zone: 'Asia/Kolkata' };
  const newsroom = await withSettings({ agencies: [...agencies, fjord] }, (config) =>
    Newsroom.open({ context: { config } }),
  );
  try {
    const file = (uri: string) => ninjsFile({ uri, versioncreated: '2026-03-11T08:00:00' });
    await newsroom.take(['aurora', 'a.json', file('urn:x:a')], ['fjord', 'b.json', file('urn:x:b')]);
    expect((await newsroom.messages()).map(({ data }) => data.article.versionCreated)).toEqual([
      '2026-03-11T08:00:00+13:00',
      '2026-03-11T08:00:00+05:30',
    ]);
  } finally {
    await newsroom.close();
  }
});
