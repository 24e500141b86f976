/** The files of a mail: what they are called, what they are, how large. */
import type { Attachment } from 'postal-mime';
import type { ItemAssociation } from '../../article/wire-item.ts';
import { repairMojibake } from '../../text/mojibake.ts';
import { pictureKind } from '../photo/pixels.ts';

/** Of files that are sent as mere bytes, by the end of their names. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  csv: 'text/csv',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  xml: 'application/xml',
  json: 'application/json',
  zip: 'application/zip',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
};
const MERE_BYTES = /^(?:application\/(?:octet-stream|binary|x-download|force-download|unknown|download)|)$/;

/** Frames of a mail and no files: the signature of its sender, a mail that stands for itself. */
export function isSigned({ mimeType }: Attachment): boolean {
  return /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/.test(mimeType);
}

/** A picture by its bytes, else by what it is called: programs send pictures as mere bytes. */
export function isPicture(attachment: Attachment): boolean {
  return typeOf(attachment).startsWith('image/');
}

/** Every file that came with a mail, whether or not it is read as an item too. */
export function filesOf(attachments: readonly Attachment[], mailId: string): ItemAssociation[] {
  return attachments
    .map((attachment, index) => ({ attachment, index }))
    .filter(({ attachment }) => !isSigned(attachment) && !isForwarded(attachment))
    .map(({ attachment, index }) => {
      const contentType = typeOf(attachment);
      const kind = /^(?:image|audio|video)(?=\/)/.exec(contentType)?.[0];
      const name =
        readable(attachment.filename) ?? `${kind === 'image' ? 'picture' : 'attachment'}-${index + 1}`;
      const contentId = attachment.contentId?.replace(/^<|>$/g, '');
      const caption = readable(attachment.description);
      return {
        name,
        id: `${mailId}/${contentId ?? name}`,
        ...(kind !== undefined && {
          type: kind === 'image' ? 'picture' : kind === 'audio' ? 'audio' : 'video',
        }),
        ...(caption !== undefined && { caption }),
        renditions: [{ name: 'original', title: name, contentType, sizeInBytes: bytesOf(attachment).length }],
      };
    });
}

/** A mail within a mail is an item, and has no name. */
function isForwarded({ mimeType, filename }: Attachment): boolean {
  return mimeType === 'message/rfc822' && (filename ?? '') === '';
}

function typeOf(attachment: Attachment): string {
  const declared = attachment.mimeType.toLowerCase();
  const bytes = bytesOf(attachment);
  const shown = pictureKind(bytes) ?? magicOf(bytes);
  if (shown !== undefined) return shown;
  if (!MERE_BYTES.test(declared)) return declared;
  const ending = /\.(\w{1,5})$/.exec(attachment.filename ?? '')?.[1]?.toLowerCase() ?? '';
  return TYPES[ending] ?? 'application/octet-stream';
}

function magicOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (/^RIFF[^]{4}WEBP/.test(head)) return 'image/webp';
  return head.startsWith('%PDF-') ? 'application/pdf' : undefined;
}

function readable(written: string | null | undefined): string | undefined {
  const text = repairMojibake(written ?? '').text.trim();
  return text === '' ? undefined : text;
}

export function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
