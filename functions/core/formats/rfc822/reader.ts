/**
 * Mail (RFC 5322 and MIME). The text of the mail is an item; attachments that are wires themselves are items too
 * (read.ts sniffs them).
 */
import PostalMime, { type Address, type Email } from 'postal-mime';
import { digest } from '../../article/identity.ts';
import type { EdNote, Warning } from '../../article/record.ts';
import { inlineText } from '../../text/html.ts';
import { repairMojibake } from '../../text/mojibake.ts';
import {
  LIMITS,
  ParseError,
  parsed,
  type FilePart,
  type ParseContext,
  type ParsedItem,
} from '../common/format.ts';
import type { Body, WireItem } from '../../article/wire-item.ts';
import type { WireFile } from '../common/wire-file.ts';
import { hasCaptionFields } from '../photo/parser.ts';
import { blocksOf } from '../text/blocks.ts';
import { bytesOf, filesOf, isPicture, isSigned } from './attachments.ts';
import { formFields, type FormFields } from './form.ts';
import { mailsIn } from './mailbox.ts';
import { mendMail } from './mend.ts';
import { aboveAndBelow } from './signature.ts';

/** Verdicts of the receiving server on the sender: what a source tag by address may be trusted with. */
const VERDICTS = /^(?:authentication-results|arc-authentication-results|received-spf|x-ses-[\w-]+-verdict)$/;
const NESTING = 20;

/** The text of the mail; nothing for a mailbox, whose mails are its parts. @throws ParseError malformed-mail */
export async function parse(file: WireFile, context: ParseContext): Promise<Iterable<ParsedItem>> {
  const { mails, mail, warnings } = await contentOf(file, context.charset);
  if (mails.length > 1 || mail === undefined) return [];
  const item = readMail(mail, warnings);
  const isBare = item.body === undefined && !mail.attachments.some(isPicture);
  if (!isBare || mail.attachments.length === 0) return [parsed(item)];
  return [{ ok: true, item, around: (text) => withText(item, text) }];
}

/** The attachments of the mail, without pictures that belong to its text; the mails of a mailbox. */
export async function partsOf(file: WireFile): Promise<readonly FilePart[]> {
  const { mails, mail } = await contentOf(file);
  if (mails.length > 1) return mails.map((bytes, index) => ({ label: `mail-${index + 1}`, bytes }));
  return (mail?.attachments ?? [])
    .slice(0, LIMITS.archiveEntries)
    .filter((attachment) => !isSigned(attachment))
    .map((attachment, index) => ({
      attachment,
      label: attachment.filename ?? `attachment-${index + 1}`,
      bytes: bytesOf(attachment),
    }))
    .filter(
      ({ attachment, bytes }) =>
        // pictures that say nothing are signatures and logos
        !isPicture(attachment) || (attachment.related !== true && hasCaptionFields(bytes)),
    )
    .map(({ label, bytes }) => ({ label, bytes }));
}

interface Content {
  /** More than one in a mailbox. */
  mails: readonly Uint8Array[];
  /** The only one. */
  mail: Email | undefined;
  warnings: readonly Warning[];
}

const contents = new WeakMap<WireFile, Promise<Content>>();

function contentOf(file: WireFile, charset?: string): Promise<Content> {
  const known = contents.get(file);
  if (known !== undefined) return known;
  const content = readContent(file.bytes, charset);
  contents.set(file, content);
  return content;
}

async function readContent(bytes: Uint8Array, charset: string | undefined): Promise<Content> {
  const mails = mailsIn(bytes);
  if (mails.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${mails.length} mails, ${LIMITS.items} are allowed`);
  }
  const [only, ...others] = mails;
  if (only === undefined || others.length > 0) return { mails, mail: undefined, warnings: [] };
  const mended = mendMail(only, charset, NESTING);
  try {
    const mail = await PostalMime.parse(mended.bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: NESTING,
    });
    return { mails, mail, warnings: mended.warnings };
  } catch (error) {
    throw new ParseError('malformed-mail', error instanceof Error ? error.message : String(error));
  }
}

/** A text that came as a file, with what its mail knows of it. The headline of the text says more than a subject. */
function withText(mail: WireItem, text: WireItem): WireItem {
  const [subject] = mail.headlines ?? [];
  const isNamed = (text.headlines ?? []).length > 0;
  const known = Object.fromEntries(Object.entries(mail).filter(([, value]) => value !== undefined));
  return {
    ...text,
    ...known,
    ...(isNamed && { headlines: text.headlines }),
    keywords: [...(text.keywords ?? []), ...(mail.keywords ?? [])],
    edNotes: [...(text.edNotes ?? []), ...(mail.edNotes ?? [])],
    associations: [...(text.associations ?? []), ...(mail.associations ?? [])],
    altIds: [...(text.altIds ?? []), ...(mail.altIds ?? [])],
    warnings: [...(text.warnings ?? []), ...(mail.warnings ?? [])],
    extra: {
      ...text.extra,
      ...mail.extra,
      ...(isNamed && subject !== undefined && { subject: subject.value }),
    },
  };
}

function readMail(mail: Email, mended: readonly Warning[]): WireItem {
  const warnings: Warning[] = [...mended];
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
    associations: filesOf(mail.attachments, messageId ?? content),
    altIds: [...(mail.messageId === undefined ? [] : [{ role: 'message-id', value: mail.messageId.trim() }])],
    warnings,
    ...formItem(form),
    extra: {
      ...(sender !== undefined && { from: personOf(sender) }),
      ...(mail.to !== undefined && { to: mail.to.map(personOf) }),
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
  const { story, signature } = aboveAndBelow(text);
  const paragraphs = blocksOf(story).map((block) => ({ text: block.text }));
  return {
    body: paragraphs.length === 0 ? undefined : { kind: 'paragraphs', paragraphs },
    notes: signature === '' ? [] : [{ role: 'signature', text: signature, public: false }],
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

function personOf({ name, address }: Address): { name: string; address: string } {
  return { name: repairMojibake(name).text, address: address ?? '' };
}
