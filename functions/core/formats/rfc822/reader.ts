/**
 * Mail (RFC 5322 and MIME). The text of the mail is an item; attachments that are wires themselves are items too
 * (read.ts sniffs them).
 */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { digest } from '../../article/identity.ts';
import type { EdNote, Warning } from '../../article/record.ts';
import { decodeUtf7 } from '../../text/charset.ts';
import { inlineText } from '../../text/html.ts';
import { repairMojibake } from '../../text/mojibake.ts';
import { LIMITS, ParseError, parsed, type FilePart, type ParsedItem } from '../common/format.ts';
import type { Body, ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { hasCaptionFields } from '../photo/parser.ts';
import { blocksOf } from '../text/blocks.ts';
import type { WireFile } from '../common/wire-file.ts';
import { formFields, type FormFields } from './form.ts';

/** Verdicts of the receiving server on the sender: what a source tag by address may be trusted with. */
const VERDICTS = /^(?:authentication-results|arc-authentication-results|received-spf|x-ses-[\w-]+-verdict)$/;
const NESTING = 20;

/** The text of the mail. @throws ParseError malformed-mail */
export async function parse(file: WireFile): Promise<Iterable<ParsedItem>> {
  const mail = await mailOf(file);
  const item = readMail(mail);
  // a mail that only carries files has nothing to say itself
  return item.body === undefined && mail.attachments.some((one) => !isPicture(one)) ? [] : [parsed(item)];
}

/** The attachments of the mail, without pictures that belong to its text. */
export async function partsOf(file: WireFile): Promise<readonly FilePart[]> {
  const { attachments } = await mailOf(file);
  return (
    attachments
      .slice(0, LIMITS.archiveEntries)
      .filter((attachment) => attachment.related !== true)
      // pictures that say nothing are signatures and logos
      .filter((attachment) => !isPicture(attachment) || hasCaptionFields(bytesOf(attachment)))
      .map((attachment, index): FilePart => ({
        label: attachment.filename ?? `attachment-${index + 1}`,
        bytes: bytesOf(attachment),
      }))
  );
}

const mails = new WeakMap<WireFile, Promise<Email>>();

function mailOf(file: WireFile): Promise<Email> {
  const known = mails.get(file);
  if (known !== undefined) return known;
  const mail = parseMail(file.bytes);
  mails.set(file, mail);
  return mail;
}

async function parseMail(bytes: Uint8Array): Promise<Email> {
  // blank lines and the envelope of a mailbox file stand before the headers
  let start = 0;
  while (
    start < bytes.length &&
    [0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf].includes(bytes[start] ?? -1)
  )
    start++;
  let content = bytes.subarray(start);
  if (String.fromCharCode(...content.subarray(0, 5)) === 'From ') {
    content = content.subarray(content.indexOf(0x0a) + 1);
  }
  try {
    const mail = await PostalMime.parse(content, { forceRfc822Attachments: true, maxNestingDepth: NESTING });
    return UTF_7.test(new TextDecoder('latin1').decode(content.subarray(0, HEAD_BYTES)))
      ? withoutUtf7(mail)
      : mail;
  } catch (error) {
    throw new ParseError('malformed-mail', error instanceof Error ? error.message : String(error));
  }
}

/** A charset that no library decodes any more. */
const UTF_7 = /charset\s?=\s?"?(?:unicode-1-1-)?utf-7\b/i;
const HEAD_BYTES = 65_536;

function withoutUtf7(mail: Email): Email {
  return {
    ...mail,
    ...(mail.text !== undefined && { text: decodeUtf7(mail.text) }),
    ...(mail.html !== undefined && { html: decodeUtf7(mail.html) }),
  };
}

function readMail(mail: Email): WireItem {
  const warnings: Warning[] = [];
  const repaired = (text: string, what: string): string => {
    const { text: good, repaired: places } = repairMojibake(text);
    if (places > 0) warnings.push({ code: 'mojibake-repaired', detail: `${what}: ${places} places` });
    return good;
  };
  const subject = repaired(mail.subject ?? '', 'subject').trim();
  const text = repaired(mail.text ?? '', 'text');
  const form = formFields(text);
  const { body, notes } = bodyOf(mail.html === undefined ? '' : repaired(mail.html, 'html'), text);
  const messageId = mail.messageId?.trim().replace(/^<|>$/g, '');
  const content = digest([subject, text, mail.html ?? '']).slice(0, 12);
  const date = header(mail, 'date') ?? receivedDate(mail);
  const sender = mail.from ?? mail.sender;
  const keywords = header(mail, 'keywords')?.split(/\s?[,;]\s?/) ?? [];
  const language = header(mail, 'content-language')?.split(',')[0];
  return {
    type: 'text',
    // different mails share a Message-ID more often than one would think
    ...(messageId === undefined || messageId === ''
      ? { idFrom: [sender?.address ?? '', subject, text, mail.html ?? '', date ?? ''] }
      : { id: `${messageId}/${content}` }),
    ...(date !== undefined && { versionCreated: date }),
    headlines: subject === '' ? [] : [{ role: 'main', value: subject }],
    ...(body !== undefined && { body }),
    edNotes: notes,
    keywords,
    ...(language !== undefined && { language }),
    ...priorityOf(mail),
    associations: picturesOf(mail, messageId ?? content),
    altIds: [...(mail.messageId === undefined ? [] : [{ role: 'message-id', value: mail.messageId.trim() }])],
    warnings,
    ...formItem(form),
    extra: {
      ...(sender !== undefined && { from: { name: sender.name, address: sender.address ?? '' } }),
      ...(mail.to !== undefined && {
        to: mail.to.map(({ name, address }) => ({ name, address: address ?? '' })),
      }),
      ...(mail.inReplyTo !== undefined && { inReplyTo: mail.inReplyTo }),
      ...(mail.references !== undefined && { references: mail.references }),
      ...verdictsOf(mail),
      ...(form !== undefined && { form: form.rest, ...(subject !== '' && { subject }) }),
    },
  };
}

/** HTML where it says as much as the text part; the signature below "-- " is no part of the story. */
function bodyOf(html: string, text: string): { body: Body | undefined; notes: EdNote[] } {
  const htmlLength = html === '' ? 0 : inlineText(html).length;
  if (htmlLength > 0 && htmlLength * 2 >= text.trim().length)
    return { body: { kind: 'html', html }, notes: [] };
  const signature = /^-- ?$/m.exec(text)?.index ?? text.length;
  const paragraphs = blocksOf(text.slice(0, signature)).map((block) => ({ text: block.text }));
  const below = text.slice(signature + 3).trim();
  return {
    body: paragraphs.length === 0 ? undefined : { kind: 'paragraphs', paragraphs },
    notes: below === '' ? [] : [{ role: 'signature', text: below, public: false }],
  };
}

/** Newsroom forms send a story as one JSON object; its fields say more than the mail around it. */
function formItem(form: FormFields | undefined): Partial<WireItem> {
  if (form === undefined) return {};
  return {
    ...(form.headline !== undefined && { headlines: [{ role: 'main', value: form.headline }] }),
    ...(form.abstract !== undefined && { descriptions: [{ role: 'abstract', value: form.abstract }] }),
    ...(form.slugline !== undefined && { slugline: form.slugline }),
    ...(form.by !== undefined && { by: form.by }),
    ...(form.priority !== undefined && { priority: form.priority }),
    ...(form.urgency !== undefined && { urgency: form.urgency }),
    ...(form.categories.length > 0 && { categories: form.categories }),
    ...(form.keywords.length > 0 && { keywords: form.keywords }),
    ...(form.body !== undefined && {
      body: /<\w[^<>]{0,200}>/.test(form.body)
        ? { kind: 'html' as const, html: form.body }
        : {
            kind: 'paragraphs' as const,
            paragraphs: blocksOf(form.body).map((block) => ({ text: block.text })),
          },
    }),
  };
}

function header(mail: Email, name: string): string | undefined {
  const value = mail.headers.find(({ key }) => key === name)?.value.trim();
  return value === undefined || value === '' ? undefined : value;
}

/** A mail without a date has that of the first server that took it. */
function receivedDate(mail: Email): string | undefined {
  const first = mail.headers.filter(({ key }) => key === 'received').at(-1)?.value;
  const date = first?.slice(first.lastIndexOf(';') + 1).trim();
  return date === undefined || date === '' ? undefined : date;
}

function priorityOf(mail: Email): { priority?: string } {
  const level = /^[1-5]/.exec(header(mail, 'x-priority') ?? '')?.[0];
  if (level !== undefined) return { priority: level };
  return /high/i.test(header(mail, 'importance') ?? '') ? { priority: '1' } : {};
}

function verdictsOf(mail: Email): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { key, value } of mail.headers) {
    if (VERDICTS.test(key)) (found[key] ??= []).push(value.replace(/\s+/g, ' '));
  }
  return found;
}

function isPicture({ mimeType }: Attachment): boolean {
  return mimeType.startsWith('image/');
}

function picturesOf(mail: Email, messageId: string): ItemAssociation[] {
  return mail.attachments.filter(isPicture).map((attachment, index) => {
    const name = attachment.filename ?? `picture-${index + 1}`;
    const contentId = attachment.contentId?.replace(/^<|>$/g, '');
    return {
      name,
      id: `${messageId}/${contentId ?? name}`,
      type: 'picture',
      ...(attachment.description !== undefined && { caption: attachment.description }),
      renditions: [
        {
          name: 'original',
          title: name,
          contentType: attachment.mimeType,
          sizeInBytes: bytesOf(attachment).length,
        },
      ],
    };
  });
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
