import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanBody, inlineText, parseHtml } from '../../../functions/core/text/html.ts';

const clean = (html: string): string => cleanBody({ kind: 'html', html }).html;
const plain = (html: string): string => cleanBody({ kind: 'html', html }).plain;

describe('the allow-list', () => {
  test.each([
    ['paragraphs and emphasis', '<p>A <em>b</em> <strong>c</strong> <b>d</b> <i>e</i></p>'],
    ['sub-headings', '<h2>The route</h2>\n<p>Text</p>\n<h3>Night boats</h3>\n<p>More</p>'],
    ['links', '<p>See <a href="https://port.example/a?b=1&amp;c=2">the plan</a>.</p>'],
    ['lists', '<ul><li>One</li><li>Two</li></ul>\n<ol><li>First</li></ol>'],
    ['a list in a list', '<ul><li>Boats<ul><li>Ferries</li><li>Tugs</li></ul></li></ul>'],
    [
      'tables',
      '<table><caption>Fares</caption><thead><tr><th>From</th><th>Fare</th></tr></thead>' +
        '<tbody><tr><td>Alder Bay</td><td>4.20</td></tr></tbody></table>',
    ],
    ['quotations', '<blockquote><p>We sail.</p></blockquote>'],
    ['line breaks', '<p>12 Quay Street<br>Alder Bay</p>'],
    [
      'pictures with their caption',
      '<figure><img src="https://port.example/a.jpg" alt="A ferry"><figcaption>At the berth</figcaption></figure>',
    ],
    ['indices', '<p>CO<sub>2</sub> and m<sup>2</sup></p>'],
    ['preformatted text', '<pre>Vale   3\nKestrel 10</pre>'],
  ])('keeps %s as they are', (_what, html) => {
    expect(clean(html)).toBe(html);
  });

  test.each([
    [
      'unknown wrappers, keeping their text',
      '<p>A <span class="x">b</span> <font>c</font></p>',
      '<p>A b c</p>',
    ],
    [
      'div and section, a paragraph each',
      '<div>A</div><section>B<div>C</div></section>',
      '<p>A</p>\n<p>B</p>\n<p>C</p>',
    ],
    ['scripts and styles with their text', '<p>A</p><script>b()</script><style>c{}</style>', '<p>A</p>'],
    [
      'handlers and every attribute that is not listed',
      '<p onclick="a()" class="b" style="c">A</p>',
      '<p>A</p>',
    ],
    ['comments', '<p>A<!-- b -->c</p>', '<p>Ac</p>'],
    ['iframes', '<p>A</p><iframe src="https://x.example"></iframe>', '<p>A</p>'],
    ['forms and buttons, keeping their text', '<form><button>Vote</button></form>', '<p>Vote</p>'],
    ['pictures of one pixel', '<p>A<img src="https://x.example/p.gif" width="1" height="1"></p>', '<p>A</p>'],
    [
      'the paragraph around a picture that stands alone',
      '<p>A</p><p><a href="https://x.example/"><img src="a.jpg" alt="B"></a></p>',
      '<p>A</p>\n<figure><a href="https://x.example/"><img src="a.jpg" alt="B"></a></figure>',
    ],
    ['a script that closes itself, and not what follows it', '<script src="a"/><p>B</p>', '<p>B</p>'],
    ['a list entry without a list', '<li>A</li>', '<p>A</p>'],
    ['a cell without a table', '<td>A</td><p>B</p>', '<p>A</p>\n<p>B</p>'],
    ['empty paragraphs and emphasis', '<p> </p><p>A<b> </b>b</p><ul></ul>', '<p>A b</p>'],
    ['emphasis in the same emphasis', '<p><b>A <b>b</b></b></p>', '<p><b>A b</b></p>'],
    [
      'tables that only lay out the page',
      '<table><tr><td><p>A</p><p>B</p><p>C</p></td></tr></table>',
      '<p>A</p>\n<p>B</p>\n<p>C</p>',
    ],
  ])('unwraps or drops %s', (_what, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java&#9;script:alert(1)',
    '&#106;avascript:alert(1)',
    '&#x01;javascript:alert(1)',
    'vbscript:x',
    'data:text/html;base64,PHNjcmlwdD4=',
    'file:///etc/passwd',
    'blob:https://x.example/1',
  ])('takes the link %j away and keeps its text', (href) => {
    expect(clean(`<p>Read <a href="${href}">this</a></p>`)).toBe('<p>Read this</p>');
    expect(clean(`<p>A<img src="${href}"></p>`)).toBe('<p>A</p>');
  });

  test.each([
    'https://a.example/x',
    'http://a.example',
    'mailto:desk@a.example',
    'tel:+4755',
    '/a/b?c=d:e',
    '#top',
  ])('keeps the link %j', (href) => {
    expect(clean(`<p><a href="${href}">x</a></p>`)).toBe(`<p><a href="${href}">x</a></p>`);
  });

  test('an attribute cannot end itself', () => {
    expect(clean(`<p><a href='https://a.example/"onmouseover="x'>y</a></p>`)).toBe(
      '<p><a href="https://a.example/&quot;onmouseover=&quot;x">y</a></p>',
    );
  });

  const TAGS = 'p div span b i a table tr td ul li h2 pre br script style img figure figcaption svg q'.split(
    ' ',
  );
  const markup = fc
    .array(
      fc.oneof(
        fc.constantFrom(...TAGS).map((tag) => `<${tag} href="javascript:x" onclick="x" src="data:x">`),
        fc.constantFrom(...TAGS).map((tag) => `</${tag}>`),
        fc.constantFrom('&lt;script&gt;', '&amp;', '<!--', '-->', '<![CDATA[', ']]>', '<', '>', '"', '\n\n'),
        fc.string({ maxLength: 12 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));
  const ALLOWED =
    /^<(?:\/?(?:p|h[1-6]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|em|strong|b|i|figure|figcaption|pre|sub|sup|a)|br|a href="[^"]*"|img src="[^"]*" alt="[^"]*")>$/;

  test('whatever comes in, only listed elements go out, balanced, and never a script', () => {
    fc.assert(
      fc.property(markup, (html) => {
        const made = clean(html);
        const tags = made.match(/<[^<>]*>/g) ?? [];
        for (const tag of tags) expect(tag).toMatch(ALLOWED);
        expect(tags.join('')).not.toMatch(/(?:href|src)="(?:javascript|data)/);
        const open: string[] = [];
        for (const tag of tags) {
          const name = /[a-z\d]+/.exec(tag)?.[0] ?? '';
          if (tag.startsWith('</')) expect(open.pop()).toBe(name);
          else if (name !== 'br' && name !== 'img') open.push(name);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('a paragraph of nothing but empty lines is none', () => {
    expect(clean('<p>x</p><p>\n\n</p>')).toBe('<p>x</p>');
  });

  test('what held nothing but an empty layout table goes with it', () => {
    expect(clean('<figure><table><tr><td></td></tr></table></figure>')).toBe('');
  });

  test('a table that stands in a row is a layout as one in a cell is', () => {
    const inner = '<table><tr><td>A</td></tr><tr><td>B</td></tr></table>';
    expect(clean(`<table><tr><td>x</td>${inner}</tr></table>`)).toBe(`<p>x</p>\n${inner}`);
    expect(clean(`<table><tr>${inner}</tr></table>`)).toBe(inner);
  });

  test('cleaning what is clean changes nothing but escapes, which go a layer at a time', () => {
    fc.assert(
      fc.property(markup, (html) => {
        fc.pre(!/\\|&(?!lt;|gt;)/.test(html));
        const once = clean(html);
        expect(clean(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('paragraphs', () => {
  test.each([
    ['two breaks in a row end a paragraph', '<p>A<br><br>B<br/>\n<br/>C</p>', 'A\n\nB\n\nC'],
    ['one break stays in it', '<p>A<br>B</p>', 'A\nB'],
    ['emphasis goes on behind the cut', '<p><b>A<br><br>B</b></p>', 'A\n\nB'],
    ['white space between elements is one space', '<p>A\n  <b> b </b>\n c</p>', 'A b c'],
    ['text without mark-up is cut at its empty lines', 'A b.\n\nC d.', 'A b.\n\nC d.'],
    ['so is text around emphasis', 'A <b>b</b>.\n\nC d.', 'A b.\n\nC d.'],
    ['text straight in a body too', '<html><body>A b.\n\nC d.</body></html>', 'A b.\n\nC d.'],
    ['a paragraph in a heading is the heading', '<h2><p>A</p></h2><p>B</p>', 'A\n\nB'],
    ['entities are characters', '<p>caf&eacute; &amp; bar &#8211; &lt;b&gt;</p>', 'café & bar – <b>'],
    ['text is NFC', '<p>cafe\u0301</p>', 'café'],
    [
      'no-break and thin spaces are spaces, zero-width ones nothing',
      '<p>10\u00a0000\u2009km\u200b\u00ad</p>',
      '10 000 km',
    ],
    ['escaped pseudo-elements are the signs they mean', '<p>1990<endash>1994</p>', '1990–1994'],
    [
      'tickers in angle brackets are text',
      '<p>Shares of <ABC.O> and <EUR=> fell</p>',
      'Shares of <ABC.O> and <EUR=> fell',
    ],
  ])('%s', (_rule, html, expected) => {
    expect(plain(html)).toBe(expected);
  });

  test('a table is a paragraph with a line for each row and a tab between cells', () => {
    expect(
      plain(
        '<p>Fares:</p><table><tr><th>From</th><th>Fare</th></tr><tr><td>Alder <b>Bay</b></td><td>4</td></tr></table>',
      ),
    ).toBe('Fares:\n\nFrom\tFare\nAlder Bay\t4');
  });

  test('each entry of a list is a paragraph', () => {
    expect(plain('<ul><li>One</li><li><p>Two</p><p>b</p></li></ul>')).toBe('One\n\nTwo\n\nb');
  });

  test('captions of pictures are in the HTML and not in the running text', () => {
    const html =
      '<p>A</p><figure><img src="a.jpg" alt=""><p>R. Lund</p><figcaption>A ferry</figcaption></figure>';
    expect(clean(html)).toContain('<figcaption>A ferry</figcaption>');
    expect(plain(html)).toBe('A');
  });

  test('breaks within a p stay there, and part its text', () => {
    const html = '<p>A<br><br>B</p>';
    expect(clean(html)).toBe(html);
    expect(plain(html)).toBe('A\n\nB');
    expect(clean('<div>A<br><br>B</div>')).toBe('<p>A</p>\n<p>B</p>');
  });

  test('a whole story in one p keeps its lines', () => {
    const html =
      '<p>\n   (AUR) - Fjordvik, March 11 - The harbour council has voted to keep\nthe night ferry running through the winter.\n   Around eighty islanders had slept in their cars on the quay since\nThursday.\n</p>';
    expect(plain(html).split('\n\n')).toHaveLength(2);
    expect(clean(html)).toMatch(/^<p>\(AUR\) - Fjordvik.* winter\.<br>Around eighty .*\.<\/p>$/);
  });

  test('lines of agate in one p are content', () => {
    const agate = 'Vale        3  1  0\nKestrel     2  2  0\nAlder Bay   1  3  0';
    expect(clean(`<p>${agate}</p>`)).toBe(`<pre>${agate}</pre>`);
  });

  test('lines that were wrapped by the serialiser are not', () => {
    expect(
      clean(
        '<p>\n      The council of Alder Bay voted on Monday\n      to keep the ferry running\n      through the winter.\n    </p><p>B</p>',
      ),
    ).toBe(
      '<p>The council of Alder Bay voted on Monday to keep the ferry running through the winter.</p>\n<p>B</p>',
    );
  });

  test('NITF names are their HTML equals; the headline stands in its own field', () => {
    expect(
      clean(
        '<body.content><hl1>Head</hl1><hl2>Sub</hl2><block><p>A <money>5</money></p></block></body.content>',
      ),
    ).toBe('<h2>Sub</h2>\n<p>A 5</p>');
  });

  test('plain text and paragraphs are escaped', () => {
    expect(cleanBody({ kind: 'text', text: 'A < B & C\n\n"D"' }).html).toBe(
      '<p>A &lt; B &amp; C</p>\n<p>"D"</p>',
    );
    expect(cleanBody({ kind: 'paragraphs', paragraphs: [{ kind: 'h2', text: ' A  &\nB ' }] }).html).toBe(
      '<h2>A &amp; B</h2>',
    );
  });

  test('words and characters are counted by us', () => {
    expect(cleanBody({ kind: 'html', html: '<p>It rained – again.</p><p>Twice.</p>' })).toMatchObject({
      wordCount: 4,
      charCount: 'It rained – again.\n\nTwice.'.length,
    });
  });
});

describe('the text-loss guard', () => {
  test('losing more than 2 % of the text is told, and what went is kept', () => {
    const body = cleanBody({
      kind: 'html',
      html: '<p>A short text.</p><object>The other half of it.</object>',
    });
    expect(body.warnings).toEqual([expect.objectContaining({ code: 'text-loss' })]);
    expect(body.lossRatio).toBeGreaterThan(0.5);
    expect(body.removed).toEqual([{ text: 'The other half of it.', reason: 'embedded' }]);
  });

  test('scripts, styles and the NITF headline are no text that could be lost', () => {
    const body = cleanBody({
      kind: 'html',
      html: '<hl1>Head</hl1><p>A</p><script>very(long, script, indeed)</script><style>a { b: c }</style>',
    });
    expect(body).toMatchObject({ lossRatio: 0, warnings: [], removed: [] });
  });

  test('no letter or digit is lost from any nesting of known and unknown elements', () => {
    const tags =
      'p div span b i em table tr td ul ol li h1 h3 pre blockquote figure figcaption person q center'.split(
        ' ',
      );
    const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
      leaf: fc.stringMatching(/^[a-z\d]{1,6} ?$/),
      tree: fc.oneof(
        { maxDepth: 6 },
        tie('leaf'),
        fc
          .tuple(fc.constantFrom(...tags), fc.array(tie('tree'), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
      ),
    }));
    fc.assert(
      fc.property(tree, (html) => {
        const letters = (text: string): string => text.replace(/<[^<>]*>|\s/g, '');
        expect(letters(clean(html))).toBe(letters(html));
        expect(cleanBody({ kind: 'html', html }).lossRatio).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile mark-up', () => {
  test.each([
    ['a hundred thousand nested div', `${'<div>'.repeat(100_000)}A`],
    ['a hundred thousand nested lists', `${'<ul><li>'.repeat(100_000)}A`],
    ['emphasis without end in every paragraph', `${'<b><i><em>'.repeat(5_000)}${'<p>A</p>'.repeat(5_000)}`],
    ['a flood of breaks', `A${'<br>'.repeat(200_000)}A`],
  ])('%s is read in bounded time and space', (_what, html) => {
    const body = cleanBody({ kind: 'html', html });
    expect(body.plain).toMatch(/^A/);
    expect(body.html.length).toBeLessThan(html.length * 2 + 1000);
  });
});

describe('a line of text', () => {
  test.each([
    ['tags go', 'A <b>bold</b> claim', 'A bold claim'],
    ['entities are decoded', 'Smith &amp; Sons&nbsp;Ltd', 'Smith & Sons Ltd'],
    ['a comparison is no tag', 'Profit < forecast & falling', 'Profit < forecast & falling'],
    ['a heart is no tag either', 'We <3 ferries', 'We <3 ferries'],
    ['line breaks are spaces', 'A<br/>b\nc', 'A b c'],
    ['paragraphs too', '<p>A</p><p>b</p>', 'A b'],
  ])('%s', (_rule, html, expected) => {
    expect(inlineText(html)).toBe(expected);
  });
});

test('a document without a tag is one text node', () => {
  expect(parseHtml('A')).toHaveLength(1);
});
