/**
 * Changes to sample wires that keep enough of their form to get deep into the parsers: by the grammar of XML and
 * JSON, by lines, by bytes, and by wrapping into archives. All are pure functions of the sample and the generator.
 */
import type { Random } from './random.ts';
import { ANY } from './mutations/any.ts';
import { encodeOddly, flip, wrap } from './mutations/bytes.ts';
import { JSONS } from './mutations/json.ts';
import { LINES } from './mutations/lines.ts';
import { LARGEST, type Mutation } from './mutations/mutation.ts';
import { XML } from './mutations/xml.ts';

function mutationsFor(text: string): readonly Mutation[] {
  const head = text.slice(0, 300).trimStart();
  if (head.startsWith('<')) return [...XML, ...XML, ...ANY, ...LINES];
  if (head.startsWith('{') || head.startsWith('[')) return [...JSONS, ...JSONS, ...ANY];
  return [...LINES, ...LINES, ...ANY];
}

/** One to four changes of a sample, as bytes, at most LARGEST of them. */
export function mutate(sample: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.08)) return cap(flip(sample, random));
  const decode = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
  // As bytes one to one, so that multi-byte characters and charsets survive, or as what they say
  const asText = random.chance(0.7);
  let text = asText ? new TextDecoder().decode(sample) : decode(sample);
  const donor = asText ? new TextDecoder().decode(other) : decode(other);
  for (let count = random.size(4); count > 0; count--) {
    text = random.pick(mutationsFor(text))(text, random, donor).slice(0, LARGEST);
  }
  const bytes = asText && !random.chance(0.05) ? new TextEncoder().encode(text) : encodeOddly(text, random);
  return cap(wrap(cap(bytes), random));
}

function cap(bytes: Uint8Array): Uint8Array {
  return bytes.length > LARGEST ? bytes.subarray(0, LARGEST) : bytes;
}
