import { describe, expect, test } from '@jest/globals';
import { zipSync, strToU8 } from 'fflate';
import { docx, wordParagraph } from '../../support/docx.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

const TITLE = 'Harbour hall burns down';
const FIRST = 'The harbour hall of Alder Bay burned down on Monday night, the fire brigade of the town said.';
const SECOND = 'Nobody was hurt. The hall had been built in 1904 and stood empty for the last eleven years.';
const story = docx(...[TITLE, FIRST, SECOND].map(wordParagraph));

async function only(bytes: Uint8Array) {
  const result = await readBytes(bytes);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

function mail(text: string): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const parts = [
    ...(text === '' ? [] : [`Content-Type: text/plain\r\n\r\n${text}`]),
    `Content-Type: ${type}; name="hall.docx"\r\nContent-Disposition: attachment; filename="hall.docx"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(story).toString('base64')}`,
  ];
  return Buffer.from(
    `From: desk@cascade.example\r\nTo: wire@wire.example\r\nDate: Wed, 11 Mar 2026 08:00:00 -0700\r\nMessage-ID: <d1@cascade.example>\r\nSubject: Release\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
  );
}

describe('a Word document', () => {
  test('is a text, by itself', async () => {
    const { article, wire } = await only(story);
    expect(wire.format).toBe('text');
    expect(article.headlines?.[0]?.value).toBe(TITLE);
    expect(paragraphsIn({ article, wire })).toEqual([FIRST, SECOND]);
  });

  test('is the text of a mail that has no other', async () => {
    const { article, wire } = await only(mail(''));
    expect(wire.format).toBe('rfc822');
    expect(article.headlines?.[0]?.value).toBe(TITLE);
    expect(paragraphsIn({ article, wire })).toEqual([FIRST, SECOND]);
    expect(article.associations?.[0]?.renditions?.[0]?.title).toBe('hall.docx');
  });

  test('is an item beside the mail that says something of its own', async () => {
    const result = await readBytes(mail('Please find our release attached.'));
    const titles = (result.ok ? result.items : []).map(
      (one) => one.ok && one.record.article.headlines?.[0]?.value,
    );
    expect(titles).toEqual(['Release', TITLE]);
  });

  test('gives what is read on paper: no struck words, no codes of fields', async () => {
    const changed = `<w:p><w:r><w:t>${FIRST}</w:t></w:r><w:del><w:r><w:delText> Arson is likely.</w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> It was </w:t><w:tab/><w:t>lightning.</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`;
    const table = `<w:tbl><w:tr><w:tc>${wordParagraph('Built')}</w:tc><w:tc>${wordParagraph('1904')}</w:tc></w:tr></w:tbl>`;
    const record = await only(
      docx(
        wordParagraph(TITLE),
        changed,
        wordParagraph(SECOND),
        table,
        wordParagraph(FIRST.replace('Monday', 'Tuesday')),
      ),
    );
    const text = paragraphsIn(record).join('\n');
    expect(text).toContain(`${FIRST} It was lightning.`);
    expect(text).toContain('1904');
    expect(text).not.toMatch(/Arson|PAGE/);
  });

  test('that is no article is refused, and so is another Office document', async () => {
    expect(await readBytes(docx(wordParagraph('Alder')))).toMatchObject({
      ok: false,
      code: 'unknown-format',
    });
    const sheet = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<w/>') });
    expect(await readBytes(sheet)).toMatchObject({ ok: false, code: 'unknown-format' });
  });
});
