/**
 * Nodes of HTML, XHTML or NITF to blocks: paragraphs, headings, preformatted text, and the boxes (tables, lists,
 * quotations, figures) around them. The allow-list is applied here; whatever it does not know is unwrapped.
 */
import { hasChildren, isTag, isText, type ChildNode, type Element } from 'domhandler';
import type { RemovedText } from './remarks.ts';
import { LINKS, PICTURES, isBeacon, safeAddress } from './html-address.ts';
import { headingTag, isCell, plainBlock, type Block, type Box, type TextTag } from './html-block.ts';
import { DASHES, withDashes } from './html-dashes.ts';
import { escapeHtml, escapeText } from './html-escape.ts';
import { PARENTS, holdsNoText, htmlName, isBoxTag, kindOf } from './html-names.ts';
import { bareText, hasOneParagraph, textBelow, visibleCharacters } from './html-nodes.ts';
import { ParagraphWriter } from './html-paragraph.ts';
import { withoutLeftEscapes } from './left-escapes.ts';
import { dedent, isTabular } from './lines.ts';
import { cleanCharacters, paragraphsOf, plainCharacters } from './whitespace.ts';

export interface Blocks {
  blocks: Block[];
  /** Characters of the source's text, white space not counted. */
  sourceCharacters: number;
  /** Text of embedded things (players, frames): gone, but told. */
  removed: RemovedText[];
}

/** Boxes deeper than this are unwrapped: no story nests so, and nobody could read it. */
const MAX_BOXES = 24;
const MAX_REMOVED = 300;

/** The blocks of a page, or of a part of one. */
export function blocksOfNodes(nodes: readonly ChildNode[]): Blocks {
  const reader = new BlockReader(nodes);
  return reader.read(nodes);
}

/** A node still to be read, or what is to be done after those before it. */
type Step = ChildNode | (() => void);

class BlockReader {
  readonly #writer = new ParagraphWriter();
  readonly #root: Block[] = [];
  /** Open boxes, the innermost last. */
  readonly #boxes: Box[] = [];
  readonly #removed: RemovedText[] = [];
  readonly #isOnlyParagraph: boolean;
  #tag: TextTag = 'p';
  #sourceCharacters = 0;
  /** Below a p element. */
  #isMarked = false;
  /** Below an element whose line breaks are content. */
  #lineByLine = false;

  constructor(nodes: readonly ChildNode[]) {
    this.#isOnlyParagraph = hasOneParagraph(nodes);
  }

  /** With a list of steps instead of recursion: markup may be nested as deep as its author likes. */
  read(nodes: readonly ChildNode[]): Blocks {
    const steps: Step[] = [];
    this.#pushPage(nodes, steps);
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if (typeof step === 'function') step();
      else if (isText(step)) this.#text(step.data);
      else if (isTag(step)) this.#element(step, steps);
      else if (hasChildren(step)) pushAll(step.children, steps);
    }
    this.#flush();
    return { blocks: this.#root, sourceCharacters: this.#sourceCharacters, removed: this.#removed };
  }

  #text(written: string): void {
    const characters = plainCharacters(written);
    if (characters !== undefined) {
      this.#sourceCharacters += characters;
      if (characters > 0) this.#cutAtBreaks();
      this.#writer.plainText(written);
      return;
    }
    const text = withoutLeftEscapes(withDashes(written));
    this.#sourceCharacters += visibleCharacters(text);
    if (this.#lineByLine) {
      const [first = '', ...more] = text.split(/\n[^\S\n]*\n\s*/);
      this.#running(first);
      for (const paragraph of more) {
        this.#flush();
        this.#running(paragraph);
      }
    } else this.#running(text);
  }

  #running(text: string): void {
    if (/\S/.test(text)) this.#cutAtBreaks();
    this.#writer.text(text);
  }

  /** Two breaks end a paragraph, but for one that the source has marked as one. */
  #cutAtBreaks(): void {
    if (this.#writer.breaks > 1 && !this.#isMarked) this.#flush();
  }

  #element(element: Element, steps: Step[]): void {
    const name = element.name.toLowerCase();
    const dash = DASHES[name];
    if (dash !== undefined) this.#writer.text(dash);
    const kind = kindOf(name);
    switch (kind) {
      case undefined:
        pushAll(element.children, steps);
        return;
      case 'drop':
        this.#drop(element, name);
        return;
      case 'break':
        this.#writer.lineBreak();
        pushAll(element.children, steps);
        return;
      case 'image':
        this.#image(element);
        return;
      case 'inline':
        this.#inline(element, name, steps);
        return;
      case 'page':
        this.#flush();
        steps.push(() => {
          this.#flush();
        });
        this.#pushPage(element.children, steps);
        return;
      case 'box':
        this.#box(element, htmlName(name), steps);
        return;
      case 'heading':
      case 'pre':
      case 'flow':
        this.#paragraph(element, name, kind, steps);
    }
  }

  #paragraph(element: Element, name: string, kind: 'heading' | 'pre' | 'flow', steps: Step[]): void {
    if (this.#writer.isRaw) {
      // a block within pre is another line of it
      this.#writer.lineBreak();
      pushAll(element.children, steps);
      return;
    }
    const outer = this.#tag;
    const tag = kind === 'flow' ? outer : kind === 'pre' ? 'pre' : headingTag(htmlName(name));
    this.#flush(tag);
    if (name === 'p' && this.#isSetInLines(element)) return;
    const wasMarked = this.#isMarked;
    this.#isMarked = name === 'p';
    steps.push(() => {
      this.#flush(outer);
      this.#isMarked = wasMarked;
    });
    pushAll(element.children, steps);
  }

  /** Agate, tables and whole stories that stand in one p: there the line breaks are content. */
  #isSetInLines(paragraph: Element): boolean {
    const written = this.#tag === 'p' ? bareText(paragraph.children) : undefined;
    const text = written === undefined ? undefined : withoutLeftEscapes(written);
    if (text === undefined || (text.match(/\n/g)?.length ?? 0) < 2 || !/\S/.test(text)) return false;
    const isTable = isTabular(text.split('\n'));
    if (!this.#isOnlyParagraph && !isTable) return false;
    if (isTable) this.#plainText(text);
    else {
      this.#sourceCharacters += visibleCharacters(text);
      const lines = paragraphsOf(text);
      // it stays the one paragraph that the source has made of it
      this.#add({ tag: 'p', html: lines.map(escapeText).join('<br>'), plain: lines.join('\n\n') });
    }
    return true;
  }

  #plainText(text: string): void {
    this.#sourceCharacters += visibleCharacters(text);
    for (const plain of paragraphsOf(text)) this.#add(plainBlock(plain));
  }

  /** Children of a page-like element; text straight in it, without any mark-up around, has its own line breaks. */
  #pushPage(nodes: readonly ChildNode[], steps: Step[]): void {
    const bare = bareText(nodes);
    if (bare !== undefined) {
      if (/\S/.test(bare)) this.#plainText(withoutLeftEscapes(bare));
      return;
    }
    const outer = this.#lineByLine;
    const hasEmptyLines = nodes.some(
      (node) => isText(node) && /\S/.test(node.data) && /\n[^\S\n]*\n/.test(node.data),
    );
    this.#lineByLine = hasEmptyLines;
    steps.push(() => {
      this.#lineByLine = outer;
    });
    pushAll(nodes, steps);
  }

  #inline(element: Element, name: string, steps: Step[]): void {
    const href = name === 'a' ? safeAddress(element.attribs.href, LINKS) : '';
    if (href === undefined) {
      pushAll(element.children, steps);
      return;
    }
    this.#writer.open(name, name === 'a' ? ` href="${escapeHtml(href)}"` : '');
    steps.push(() => {
      this.#writer.close();
    });
    pushAll(element.children, steps);
  }

  #image({ attribs }: Element): void {
    const type = attribs['mime-type'] ?? attribs['media-type'] ?? 'image';
    const src = safeAddress(attribs.src ?? attribs.source, PICTURES);
    if (src === undefined || !type.startsWith('image') || isBeacon(attribs)) return;
    const alt = cleanCharacters(attribs.alt ?? attribs['alternate-text'] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    this.#cutAtBreaks();
    this.#writer.atom(`<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`);
  }

  #box(element: Element, tag: string, steps: Step[]): void {
    this.#flush('p');
    const parent = this.#boxes.at(-1);
    const parents = PARENTS[tag];
    const fits = parents === undefined || (parent !== undefined && parents.includes(parent.tag));
    if (!fits || !isBoxTag(tag) || this.#boxes.length >= MAX_BOXES) {
      steps.push(() => {
        this.#flush();
      });
      pushAll(element.children, steps);
      return;
    }
    const box: Box = { tag, blocks: [] };
    this.#add(box);
    this.#boxes.push(box);
    const wasLineByLine = this.#lineByLine;
    this.#lineByLine = false;
    steps.push(() => {
      this.#flush();
      this.#boxes.pop();
      this.#lineByLine = wasLineByLine;
      const siblings = this.#target;
      if (box.blocks.length === 0 && !isCell(box)) siblings.splice(siblings.indexOf(box), 1);
    });
    pushAll(element.children, steps);
  }

  #drop(element: Element, name: string): void {
    if (holdsNoText(name)) return;
    const text = textBelow(element).replace(/\s+/g, ' ').trim();
    if (text === '') return;
    this.#sourceCharacters += visibleCharacters(text);
    this.#removed.push({ text: text.slice(0, MAX_REMOVED).toWellFormed(), reason: 'embedded' });
  }

  get #target(): Block[] {
    return this.#boxes.at(-1)?.blocks ?? this.#root;
  }

  #add(block: Block): void {
    this.#target.push(block);
  }

  /** Ends the paragraph and begins another one. */
  #flush(next: TextTag = this.#tag): void {
    const { html, plain } = this.#writer.end();
    if (this.#writer.isRaw) {
      const lines = dedentLines(html);
      const hasContent = /\S/.test(plain) || lines.includes('<img');
      if (hasContent) this.#add({ tag: 'pre', html: lines, plain: dedentLines(plain) });
    } else if (html !== '') this.#add({ tag: this.#tag, html, plain });
    this.#tag = next;
    this.#writer.begin(next === 'pre');
  }
}

function pushAll(nodes: readonly ChildNode[], steps: Step[]): void {
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node !== undefined) steps.push(node);
  }
}

/** Keeps indentation that differs from line to line. */
function dedentLines(text: string): string {
  return dedent(text.split('\n')).join('\n');
}
