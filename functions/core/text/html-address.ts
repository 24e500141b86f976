/** Addresses that may stand in a page, and pictures that are none. */
import type { Element } from 'domhandler';
import { cleanCharacters } from './whitespace.ts';

export const LINKS = /^(?:https?|mailto|tel|ftp|news):/i;
export const PICTURES = /^(?:https?|cid|s3|urn):/i;

/** An address that may stand in a page: of an allowed scheme, or relative. */
export function safeAddress(written: string | undefined, schemes: RegExp): string | undefined {
  // browsers overlook white space and controls within the scheme
  const address = cleanCharacters(written ?? '')
    .replace(/[\u0000-\u001f\u00a0]/g, '')
    .trim()
    .replace(/ /g, '%20');
  if (address === '' || address.startsWith('\\')) return undefined;
  return !/^[^/?#]*:/.test(address) || schemes.test(address) ? address : undefined;
}

/** Pictures of one pixel count readers and show nothing. */
export function isBeacon({ width, height }: Element['attribs']): boolean {
  return [width, height].some((size) => size !== undefined && /^\s*[01](?:px)?\s*$/.test(size));
}
