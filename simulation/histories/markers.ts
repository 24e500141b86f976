/**
 * Words that stand nowhere else: by them the oracle finds any trace of a text, and of one saying beside its text, in
 * whatever leaves the system.
 */

/** Of a text: stands in its headline, in each paragraph, and in the abstract. Copies share it. */
export function textMarker(textId: string): string {
  return `${lettersOf(textId)}qzq`;
}

/** Of a saying: stands in slugline, alternative id and the like, and in the name of its file. */
export function sayingMarker(sayingId: string): string {
  return `zk${lettersOf(sayingId)}kz`;
}

/** Of the public note of a saying. */
export function noteMarker(sayingId: string): string {
  return `zj${lettersOf(sayingId)}jz`;
}

/** Of the name of a file. */
export function fileMarker(sayingId: string): string {
  return `zf${lettersOf(sayingId)}fz`;
}

/** Letters only: digits would be figures of the text. No marker is part of another. */
export function lettersOf(id: string): string {
  return Array.from(id.toLowerCase(), (sign) =>
    /\d/.test(sign) ? 'bdghlmnprs'[Number(sign)] : /[a-z]/.test(sign) ? `v${sign}` : 'x',
  ).join('');
}
