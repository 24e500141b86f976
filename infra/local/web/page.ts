/** The page's files, as the bucket would give them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentTypeOf } from '../../../functions/page/put-page.ts';
import { unlessKnown, type WebAnswer, type WebRequest } from './answer.ts';

/** Instead of how people sign in: nobody has to. */
const CONFIG = Buffer.from(JSON.stringify({ signIn: null }));

const PACKED = new Set(['.css', '.html', '.js', '.json', '.map', '.mjs', '.svg', '.txt', '.webmanifest']);

export function pageAnswer(folder: string, { path, headers }: WebRequest): WebAnswer {
  const found = path === '/config.json' ? CONFIG : fileAt(folder, path);
  if (found === undefined) {
    const text = existsSync(folder)
      ? 'There is no such file.\n'
      : 'The page was not built: npm run build:web\n';
    const type = { 'content-type': 'text/plain; charset=utf-8' };
    return { status: 404, headers: type, cookies: [], body: Buffer.from(text) };
  }
  const name = path === '/' ? 'index.html' : path;
  const packs = PACKED.has(extname(name)) && (headers['accept-encoding'] ?? '').includes('gzip');
  const answer: WebAnswer = {
    status: 200,
    headers: {
      'content-type': contentTypeOf(name),
      'cache-control': 'no-cache',
      etag: `"${createHash('sha256').update(found).digest('base64url').slice(0, 22)}"`,
      ...(packs ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
    },
    cookies: [],
    body: packs ? gzipSync(found) : found,
  };
  return unlessKnown(answer, headers['if-none-match']);
}

function fileAt(folder: string, path: string): Buffer | undefined {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, plain === '/' ? 'index.html' : plain));
  if (plain.includes('\0') || !file.startsWith(folder + sep)) return undefined;
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
}
