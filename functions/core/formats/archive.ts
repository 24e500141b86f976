/**
 * gzip, zip, tar and any of them inside each other, expanded in memory and bounded: bytes, ratio, entries, depth.
 * Nothing is ever written to a disk, so an entry's name is a label for people and no path. An entry that cannot
 * be read is a fault of its own; its neighbours are read.
 */
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { LIMITS, type FilePart } from './common/format.ts';

export type ArchiveKind = 'gzip' | 'zip' | 'tar';

/** A file of an archive, or why it cannot be had. */
export type Expanded = ({ ok: true } & FilePart) | ArchiveFault;

export interface ArchiveFault {
  ok: false;
  label: string;
  /** archive-damaged, archive-encrypted, archive-ratio, archive-too-deep, too-large, too-many-entries, unknown-format */
  code: string;
  message: string;
}

/** What may still be expanded of one delivered file. */
interface Budget {
  bytes: number;
  entries: number;
}

/** Below this a high ratio is harmless. */
const RATIO_FROM = 1024 * 1024;
const METHOD_STORED = 0;
const METHOD_DEFLATE = 8;

const USTAR_AT = 257;

/** Tells an archive by its magic number; undefined for everything else. */
export function archiveKind(bytes: Uint8Array): ArchiveKind | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  return bytes[USTAR_AT] === 0x75 && ascii(bytes, USTAR_AT, 5) === 'ustar' ? 'tar' : undefined;
}

/**
 * All files of an archive, those of archives inside it included, in their order.
 * @param bytes an archive (see archiveKind); anything else gives itself
 * @param label name of the delivered file, for the labels of what is in it
 */
export async function expandArchive(bytes: Uint8Array, label = ''): Promise<Expanded[]> {
  const budget: Budget = { bytes: LIMITS.archiveBytes, entries: LIMITS.archiveEntries };
  const found: Expanded[] = [];
  for await (const entry of expand({ label: cleanLabel(label), bytes }, 0, budget)) found.push(entry);
  return found;
}

async function* expand(part: FilePart, depth: number, budget: Budget): AsyncGenerator<Expanded> {
  const kind = archiveKind(part.bytes);
  if (kind === undefined) {
    yield { ok: true, ...part };
    return;
  }
  if (depth >= LIMITS.archiveDepth) {
    yield fault(part.label, 'archive-too-deep', `over ${LIMITS.archiveDepth} archives in each other`);
    return;
  }
  if (kind === 'gzip') {
    const inner = gunzip(part, budget);
    if (!inner.ok) yield inner;
    // a .tar.gz is one archive, not two
    else if (archiveKind(inner.bytes) === 'tar') yield* members(inner, depth, budget, untar(inner, budget));
    else yield* expand(inner, depth + 1, budget);
    return;
  }
  yield* members(part, depth, budget, kind === 'zip' ? unzip(part, budget) : untar(part, budget));
}

async function* members(
  archive: FilePart,
  depth: number,
  budget: Budget,
  entries: AsyncIterable<Expanded>,
): AsyncGenerator<Expanded> {
  for await (const entry of entries) {
    if (--budget.entries < 0) {
      yield fault(archive.label, 'too-many-entries', `over ${LIMITS.archiveEntries} files in one archive`);
      return;
    }
    const label = [archive.label, cleanLabel(entry.label)].filter((name) => name !== '').join('/');
    if (entry.ok) yield* expand({ label, bytes: entry.bytes }, depth + 1, budget);
    else yield { ...entry, label };
  }
}

function gunzip({ label, bytes }: FilePart, budget: Budget): Expanded {
  const byRatio = Math.max(RATIO_FROM, bytes.length * LIMITS.archiveRatio);
  const allowed = Math.min(LIMITS.bytes, budget.bytes, byRatio);
  try {
    const inner = gunzipSync(bytes, { maxOutputLength: Math.max(1, allowed) });
    budget.bytes -= inner.length;
    return { ok: true, label: label.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'), bytes: inner };
  } catch (error) {
    if (errorCode(error) !== 'ERR_BUFFER_TOO_LARGE') return damaged(label, error);
    return allowed === byRatio ? tooDense(label) : tooLarge(label);
  }
}

async function* unzip(archive: FilePart, budget: Budget): AsyncGenerator<Expanded> {
  // CommonJS: in a bundle that is split it has no named exports
  const { fromBufferPromise, getFileNameLowLevel } = (await import('yauzl')).default;
  let zip: ZipFile;
  try {
    // names are not decoded by yauzl, which would refuse the whole archive for one "../../"
    zip = await fromBufferPromise(
      Buffer.from(archive.bytes.buffer, archive.bytes.byteOffset, archive.bytes.length),
      {
        decodeStrings: false,
        validateEntrySizes: false,
        // entries are read after all of them are known
        autoClose: false,
      },
    );
  } catch (error) {
    yield damaged('', error);
    return;
  }
  const files: { entry: Entry; label: string }[] = [];
  let broken: unknown;
  try {
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag: flags, fileNameRaw: name, extraFields } = entry;
      const label = getFileNameLowLevel(flags, name, extraFields, false);
      if (!isNoise(label)) files.push({ entry, label });
      // one more is told as too many
      if (files.length > LIMITS.archiveEntries) break;
    }
  } catch (error) {
    broken = error;
  }
  const document = DOCUMENTS.find(({ mark }) => files.some(({ label }) => label === mark));
  const wanted = document === undefined ? files : files.filter(({ label }) => label === document.text);
  if (document !== undefined && wanted.length === 0)
    yield fault('', 'unknown-format', 'an Office document without text');
  for (const { entry, label } of wanted) yield await zipMember(zip, entry, label, budget);
  if (broken !== undefined) yield damaged('', broken);
}

/** Archives that are one document: what they are known by, and the one file that has its text (docx/, odt/). */
const DOCUMENTS = [
  { mark: '[Content_Types].xml', text: 'word/document.xml' },
  { mark: 'META-INF/manifest.xml', text: 'content.xml' },
] as const;

async function zipMember(zip: ZipFile, entry: Entry, label: string, budget: Budget): Promise<Expanded> {
  if (entry.isEncrypted()) return fault(label, 'archive-encrypted', 'the file is encrypted in its archive');
  const method = entry.compressionMethod;
  if (method !== METHOD_STORED && method !== METHOD_DEFLATE) {
    return fault(label, 'archive-damaged', `compression method ${method} is not supported`);
  }
  const size = entry.uncompressedSize;
  if (size > Math.min(LIMITS.bytes, budget.bytes)) return tooLarge(label);
  if (size > RATIO_FROM && size > entry.compressedSize * LIMITS.archiveRatio) return tooDense(label);
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry, { decodeFileData: false })) {
      if (chunk instanceof Uint8Array) chunks.push(chunk);
    }
    const packed = Buffer.concat(chunks);
    // the size that the entry claims is the most that it gets: a lie shows as an error, not as memory
    const bytes =
      method === METHOD_STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    if (bytes.length !== size || crc32(bytes) !== entry.crc32) {
      return fault(label, 'archive-damaged', 'size or checksum is not what the archive says');
    }
    budget.bytes -= size;
    return { ok: true, label, bytes };
  } catch (error) {
    return damaged(label, error);
  }
}

async function* untar(archive: FilePart, budget: Budget): AsyncGenerator<Expanded> {
  const { unpackTar } = await import('modern-tar');
  let headers = 0;
  const large: string[] = [];
  try {
    const entries = await unpackTar(archive.bytes, {
      filter: ({ name, type, size }) => {
        headers++;
        if ((type ?? 'file') !== 'file' || isNoise(name) || headers > LIMITS.archiveEntries) return false;
        if (size > LIMITS.bytes) large.push(name);
        return size <= LIMITS.bytes;
      },
    });
    for (const { header, data } of entries) {
      if (data === undefined) continue;
      budget.bytes -= data.length;
      if (budget.bytes < 0) yield tooLarge(header.name);
      else if (data.length !== header.size)
        yield fault(header.name, 'archive-damaged', 'the file is cut off');
      else yield { ok: true, label: header.name, bytes: data };
    }
  } catch (error) {
    yield damaged('', error);
  }
  for (const name of large) yield tooLarge(name);
  if (headers > LIMITS.archiveEntries) {
    yield fault('', 'too-many-entries', `over ${LIMITS.archiveEntries} files in one archive`);
  }
}

/** Folders and what operating systems add by themselves. */
function isNoise(name: string): boolean {
  return name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$)/.test(name);
}

/** A name without the parts that would lead out of a folder: it is only shown, but may be logged or copied. */
function cleanLabel(name: string): string {
  return name
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part))
    .join('/')
    .slice(-200);
}

function fault(label: string, code: string, message: string): ArchiveFault {
  return { ok: false, label, code, message };
}

function tooLarge(label: string): ArchiveFault {
  return fault(label, 'too-large', `more than ${LIMITS.bytes} bytes after decompression`);
}

function tooDense(label: string): ArchiveFault {
  return fault(label, 'archive-ratio', `expands to over ${LIMITS.archiveRatio} times its size`);
}

function damaged(label: string, error: unknown): ArchiveFault {
  return fault(label, 'archive-damaged', error instanceof Error ? error.message : String(error));
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
