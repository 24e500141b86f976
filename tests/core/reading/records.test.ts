import { expect, test } from '@jest/globals';
import { readBytes } from '../../support/wires.ts';

test('a fault says once where it is', async () => {
  const result = await readBytes(Buffer.from('<?xml version="1.0"?>\n<nitf><body></head>'));
  if (result.ok) throw new Error('it was read');
  expect(result.message.split('(')).toEqual([
    expect.any(String),
    expect.stringMatching(/^line 2, column \d+\)$/),
  ]);
});

test('a fault tells what is wrong in a few lines, whatever names the file has', async () => {
  const name = 'n'.repeat(100_000);
  const g2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"';
  const files = [
    `<?xml version="1.0"?><nitf><body><${name}></body>`,
    `<?xml version="1.0"?><newsMessage ${g2}><itemSet><${name}/></itemSet></newsMessage>`,
    `<?xml version="1.0"?><${name}/>`,
  ];
  for (const file of files) {
    const result = await readBytes(Buffer.from(file));
    const faults = result.ok ? result.items.flatMap((item) => (item.ok ? [] : [item])) : [result];
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message.length).toBeLessThanOrEqual(400);
  }
});
