/** Texts in invented words, so that two of them have nothing in common unless they are meant to. */
import { createHash } from 'node:crypto';
import { lettersOf, textMarker } from './markers.ts';
import type { Text } from './saying.ts';

export interface Written {
  headline: string;
  paragraphs: string[];
}

const SYLLABLES =
  'ba bre da dol fe fin go gra hu jal ke kor lu lim mar mo nel nu por pri quin ras rel sol sta tam tru ven vo wik zor'.split(
    ' ',
  );

/** Histories are about the same few texts. */
const known = new Map<string, Written>();

/** The headline and paragraphs of a text: about 80 words, so that its copies are known by it alone. */
export function writtenText(text: Text): Written {
  const key = JSON.stringify([text.id, text.nearTo, text.bytes]);
  const written = known.get(key) ?? write(text);
  known.set(key, written);
  return written;
}

function write(text: Text): Written {
  const root = text.nearTo ?? text.id;
  const marker = textMarker(text.id);
  const draw = drawer(root);
  const word = (): string =>
    Array.from({ length: 3 + draw(2) }, () => SYLLABLES[draw(SYLLABLES.length)] ?? '').join('');
  const sentence = (): string => {
    const [first = '', ...rest] = Array.from({ length: 11 }, word);
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}`;
  };
  // Two headlines have no word in common, not even its beginning
  const headline = `${Array.from({ length: 5 }, () => `${lettersOf(root)}${word()}`).join(' ')} ${marker}`;
  const paragraphs = Array.from({ length: 3 }, () => `${sentence()}. ${sentence()} ${marker}.`);
  if (text.nearTo !== undefined) {
    const more = drawer(text.id);
    const added = Array.from(
      { length: 9 },
      () => `${SYLLABLES[more(SYLLABLES.length)]}${SYLLABLES[more(SYLLABLES.length)]}`,
    );
    paragraphs.push(`The council of ${marker} denied ${added.join(' ')}.`);
  }
  for (let bytes = 0; bytes < (text.bytes ?? 0);) {
    const paragraph = Array.from({ length: 30 }, sentence).join('. ');
    paragraphs.push(`${paragraph} ${marker}.`);
    bytes += paragraph.length;
  }
  return { headline, paragraphs };
}

function drawer(name: string): (below: number) => number {
  let block = createHash('sha512').update(name).digest();
  let used = 0;
  return (below) => {
    if (used + 2 > block.length) {
      block = createHash('sha512').update(block).digest();
      used = 0;
    }
    const drawn = block.readUInt16BE(used);
    used += 2;
    return drawn % below;
  };
}
