/** One paragraph while it is written: its HTML and its plain text at once, white space collapsed across elements. */
import { escapeText } from './html-escape.ts';
import { joint } from './lines.ts';
import { cleanCharacters, evenSpaces } from './whitespace.ts';

/** An inline element that is open; `tag` is empty for one that is unwrapped. */
interface Inline {
  tag: string;
  start: string;
  /** Written already: an element without text is never written. */
  written: boolean;
}

/** What has nothing else in it is normalised as it is; most paragraphs are, and asking `normalize` takes longer. */
const NOT_ASCII = /[^\0-\x7f]/;

export class ParagraphWriter {
  #html = '';
  #plain = '';
  readonly #inlines: Inline[] = [];
  /** White space since the last text; a line break in it counts as one. */
  #space: '' | ' ' | '\n' = '';
  #breaks = 0;
  #raw = false;

  /** Begins the next paragraph; inline elements that are open stay so. @param raw white space is content (pre) */
  begin(raw: boolean): void {
    this.#html = '';
    this.#plain = '';
    this.#space = '';
    this.#breaks = 0;
    this.#raw = raw;
  }

  /** Line breaks since the last text. */
  get breaks(): number {
    return this.#breaks;
  }

  get isRaw(): boolean {
    return this.#raw;
  }

  text(text: string): void {
    const clean = cleanCharacters(text);
    if (this.#raw) {
      if (/\S/.test(clean)) this.#write(escapeText(clean), clean);
      else this.#rawSpace(clean);
      return;
    }
    const collapsed = evenSpaces(clean);
    const words = collapsed.trim();
    if (words === '') {
      if (collapsed !== '') this.#see(clean);
      return;
    }
    if (collapsed.startsWith(' ')) this.#see(clean.slice(0, clean.length - clean.trimStart().length));
    this.#write(escapeText(words), words);
    if (collapsed.endsWith(' ')) this.#see(clean.slice(clean.trimEnd().length));
  }

  /** Text that is clean already. */
  plainText(text: string): void {
    const words = text.trim();
    if (words === '' || this.#raw) {
      this.text(text);
      return;
    }
    if (text.startsWith(' ')) this.#see(' ');
    this.#write(words, words);
    if (text.endsWith(' ')) this.#see(' ');
  }

  #see(space: string): void {
    if (this.#space !== '\n') this.#space = space.includes('\n') ? '\n' : ' ';
  }

  /** An element with nothing but white space in it is written no more than an empty one. */
  #rawSpace(space: string): void {
    this.#html += space;
    this.#plain += space;
  }

  lineBreak(): void {
    if (this.#raw) this.#rawSpace('\n');
    else if (this.#html !== '') this.#breaks++;
  }

  /** An element without text, such as a picture. */
  atom(html: string): void {
    this.#write(html, '');
  }

  /** @param attributes of the start tag, with a leading space, escaped */
  open(tag: string, attributes = ''): void {
    const nested = this.#inlines.some((inline) => inline.tag === tag);
    this.#inlines.push({ tag: nested ? '' : tag, start: `<${tag}${attributes}>`, written: false });
  }

  close(): void {
    const inline = this.#inlines.pop();
    if (inline?.written === true) this.#html += `</${inline.tag}>`;
  }

  /** The paragraph so far. */
  end(): { html: string; plain: string } {
    for (const inline of this.#inlines.toReversed()) {
      if (inline.written) this.#html += `</${inline.tag}>`;
      inline.written = false;
    }
    const plain = this.#plain;
    return { html: this.#html, plain: NOT_ASCII.test(plain) ? plain.normalize('NFC') : plain };
  }

  #write(html: string, plain: string): void {
    if (this.#breaks > 0) {
      // more than two are a typist's white space
      const breaks = Math.min(this.#breaks, 2);
      this.#html += '<br>'.repeat(breaks);
      this.#plain += '\n'.repeat(breaks);
    } else if (this.#space !== '' && this.#html !== '') {
      const gap = this.#space === '\n' ? joint(this.#plain, plain) : ' ';
      this.#html += gap;
      if (this.#plain !== '') this.#plain += gap;
    }
    this.#space = '';
    this.#breaks = 0;
    for (const inline of this.#inlines) {
      if (inline.written || inline.tag === '') continue;
      this.#html += inline.start;
      inline.written = true;
    }
    this.#html += html;
    this.#plain += plain;
  }
}
