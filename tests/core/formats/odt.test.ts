import { describe, expect, test } from '@jest/globals';
import { flatOdt, odt, odtParagraph } from '../../support/odt.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

const TITLE = 'Taubau in Nordö';
const FIRST = 'Die Seilerei in Nordö baut im Sommer ein Tau von 900 Metern, teilte ihr Meister Jon Ek mit.';
const SECOND = 'Es ist für den Hafen bestimmt. Das letzte so lange Tau lief im Jahr 1931 von der Bahn.';
const story = odt([`<text:h text:outline-level="1">${TITLE}</text:h>`, ...[FIRST, SECOND].map(odtParagraph)]);

async function only(bytes: Uint8Array | string) {
  const result = await readBytes(Buffer.from(bytes));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

describe('an OpenDocument text', () => {
  test.each([
    ['as an archive', story],
    ['as one file of XML', flatOdt(`<text:h>${TITLE}</text:h>`, ...[FIRST, SECOND].map(odtParagraph))],
  ])('%s is a text', async (_, bytes) => {
    const record = await only(bytes);
    expect(record.wire.format).toBe('text');
    expect(record.article.headlines?.[0]?.value).toBe(TITLE);
    expect(paragraphsIn(record)).toEqual([FIRST, SECOND]);
  });

  test('is named in the mail that it came with, and read', async () => {
    const result = await readBytes(
      Buffer.from(
        [
          'From: desk@borealis.example\r\nTo: wire@wire.example\r\nDate: Wed, 11 Mar 2026 08:00:00 +0100\r\nMessage-ID: <o1@borealis.example>\r\nSubject: Seilerei\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n',
          '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nText im Anhang.',
          `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="tau.odt"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(story).toString('base64')}`,
          '--b--\r\n',
        ].join('\r\n'),
      ),
    );
    const records = (result.ok ? result.items : []).flatMap((one) => (one.ok ? [one.record] : []));
    expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual(['Seilerei', TITLE]);
    expect(records[0]?.article.associations?.[0]?.renditions?.[0]?.title).toBe('tau.odt');
  });

  test('gives what is read on paper: lists, tables, spaces; no notes, comments, struck words', async () => {
    const record = await only(
      odt([
        odtParagraph(TITLE),
        `<text:tracked-changes><text:p>Gestrichenes</text:p></text:tracked-changes>`,
        `<text:p>${FIRST}<text:note><text:note-body><text:p>Fußnote</text:p></text:note-body></text:note><office:annotation><text:p>Stimmt das?</text:p></office:annotation> Es<text:s text:c="1"/>wiegt<text:tab/>drei Tonnen.</text:p>`,
        `<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Jahr</text:p></table:table-cell><table:table-cell><text:p>Meter</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>1931</text:p></table:table-cell><table:table-cell><text:p>700</text:p></table:table-cell></table:table-row></table:table>`,
        `<text:section><text:list><text:list-item><text:p>${SECOND}</text:p></text:list-item></text:list></text:section>`,
      ]),
    );
    const said = record.article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
    expect(said).toContain(`${FIRST} Es wiegt drei Tonnen.`);
    expect(said).toContain(SECOND);
    expect(said).toMatch(/1931\s+700/);
    expect(said).not.toMatch(/Gestrichenes|Fußnote|Stimmt/);
  });

  test('a spreadsheet is no article', async () => {
    const result = await readBytes(Buffer.from(odt([`<table:table/>`], 'spreadsheet')));
    expect(JSON.stringify(result)).toContain('unknown-format');
  });

  test('one that is cut says so', async () => {
    const result = await readBytes(Buffer.from(story).subarray(0, story.length - 100));
    expect(JSON.stringify(result)).toContain('archive-damaged');
  });
});
