/** What is read as text before it is clean: bodies as sources have them, and what reading them had to say. */
import type { ChildNode } from 'domhandler';

/**
 * A body as the source has it.
 * - nodes: parsed XML or HTML (a body element's children); cleaned by the allow-list in html.ts
 * - html: a string of HTML (CDATA, escaped HTML, JSON value)
 * - text: plain text; an empty line (or an indented line, where `indented`) starts a paragraph
 * - paragraphs: plain text that the parser has cut already; `kind` h2 for a sub-heading, pre for tabular text,
 *   li for an entry of a list (those that follow each other are one list)
 */
export type Body =
  | { kind: 'nodes'; nodes: readonly ChildNode[] }
  | { kind: 'html'; html: string }
  | { kind: 'text'; text: string }
  | { kind: 'paragraphs'; paragraphs: readonly Paragraph[] };

export interface Paragraph {
  kind?: 'p' | 'h2' | 'pre' | 'li';
  text: string;
}
