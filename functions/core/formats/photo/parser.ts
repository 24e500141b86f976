/** Photos, by their magic numbers; what they say is in the metadata (IPTC-IIM, XMP, EXIF). */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { pictureKind } from './pixels.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const photo: FormatParser = {
  format: 'photo',
  recognises: (file) => file.family === 'binary' && pictureKind(file.bytes) !== undefined,
  parse: async (file, context) => (await reader()).parse(file, context),
};

/** Whether a picture says what it shows: pictures in mails are signatures and logos as often as news. */
export function hasCaptionFields(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 262_144));
  return (
    pictureKind(bytes) !== undefined &&
    (head.includes('Photoshop 3.0\0') ||
      head.includes('Raw profile type ') ||
      head.includes('http://ns.adobe.com/xap/1.0/') ||
      head.includes('<x:xmpmeta'))
  );
}
