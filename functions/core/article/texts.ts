/** Body and descriptions of an item as ninjs has them. */
import { inlineText, type CleanBody } from '../text/html.ts';
import { prune } from './fields.ts';
import type { BodyText, Text } from './ninjs.ts';

/** The body as HTML and as plain text; none where it is empty. */
export function bodiesOf(body: CleanBody | undefined): BodyText[] {
  if (body === undefined || body.plain === '') return [];
  const { charCount, wordCount } = body;
  return [
    { role: 'main', contentType: 'text/html', charCount, wordCount, value: body.html },
    { role: 'main', contentType: 'text/plain', charCount, wordCount, value: body.plain },
  ];
}

/** Descriptions as plain text, each once, none empty. */
export function textsOf(texts: readonly Text[]): Text[] {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const value = inlineText(text.value);
    const key = `${text.role ?? ''}\n${value}`;
    if (value === '' || seen.has(key)) return [];
    seen.add(key);
    return [prune<Text>({ role: text.role, contentType: 'text/plain', value })];
  });
}
