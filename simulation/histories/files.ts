/** Sayings as wire files, to be read by the real parsers. */
import { fileMarker, noteMarker, sayingMarker } from './markers.ts';
import { articleOf, uriOfArticle, type Clock, type Saying, type Text } from './saying.ts';
import { writtenText, type Written } from './texts.ts';

export interface WireFile {
  /** The key in the inbox. */
  key: string;
  bytes: Uint8Array;
}

/**
 * @param texts those of the history
 * @param copy tells the files of one saying that is delivered several times
 */
export function fileOf(saying: Saying, texts: readonly Text[], copy = 0): WireFile {
  const form = saying.form ?? 'ninjs';
  const text = texts.find(({ id }) => id === saying.text);
  const written = text === undefined ? undefined : writtenText(text);
  const again = copy === 0 ? '' : `-${copy}`;
  const extension = form === 'ninjs' ? 'json' : 'xml';
  const key = `incoming/${saying.provider}/${fileMarker(saying.id)}${again}.${extension}`;
  return { key, bytes: Buffer.from(WRITERS[form](saying, written)) };
}

const WRITERS: Record<
  NonNullable<Saying['form']>,
  (saying: Saying, written: Written | undefined) => string
> = { ninjs, rss, nitf };

const KILL_WORDS = 'MANDATORY KILL';

function ninjs(saying: Saying, written: Written | undefined): string {
  const { status, version, clock, embargo, says = [], kills } = saying;
  const note = noteOf(saying);
  const headline = headlineOf(saying, written);
  return JSON.stringify({
    uri: uriOf(saying),
    standard: { name: 'ninjs', version: '3.0' },
    type: 'text',
    language: 'en',
    pubStatus: status,
    slugline: `sim-${sayingMarker(saying.id)}`,
    altIds: [{ role: 'desk', value: `d-${sayingMarker(saying.id)}` }],
    ...(version === undefined ? {} : { version: String(version) }),
    ...(clock === undefined ? {} : { versionCreated: writtenClock(clock) }),
    ...(headline === undefined
      ? {}
      : { headlines: [{ role: 'main', contentType: 'text/plain', value: headline }] }),
    ...(written === undefined
      ? {}
      : {
          descriptions: [{ role: 'abstract', contentType: 'text/plain', value: written.headline }],
          bodies: [{ role: 'main', contentType: 'text/plain', value: written.paragraphs.join('\n\n') }],
        }),
    ...(embargo === undefined
      ? {}
      : { embargoedUntil: embargo === 'unreadable' ? 'once the minister has left' : iso(embargo.until) }),
    ...(note === undefined ? {} : { edNote: note }),
    ...(says.length === 0 ? {} : { signals: says }),
    ...(typeof kills === 'object' ? { evolvedfrom: uriOfArticle(`${saying.provider}/${kills.story}`) } : {}),
  });
}

/** A feed item: neither version nor embargo; an end only in words. */
function rss(saying: Saying, written: Written | undefined): string {
  const { clock } = saying;
  const body = written?.paragraphs.map((paragraph) => `&lt;p&gt;${paragraph}&lt;/p&gt;`).join('') ?? '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>',
    `<title>Simulated feed</title><link>https://${saying.provider}.example/</link>`,
    `<item><title>${headlineOf(saying, written) ?? 'Untitled'}</title>`,
    `<guid isPermaLink="false">${uriOf(saying)}</guid>`,
    ...(typeof clock === 'number' ? [`<pubDate>${new Date(clock).toUTCString()}</pubDate>`] : []),
    `<category>sim ${sayingMarker(saying.id)}</category>`,
    `<content:encoded>${body}</content:encoded>`,
    '</item></channel></rss>',
  ].join('\n');
}

/** A document of an agency's desk, which can say of another one that it is killed. */
function nitf(saying: Saying, written: Written | undefined): string {
  const { clock, status, kills } = saying;
  const management =
    typeof kills === 'object'
      ? ` management-status="killed" management-doc-idref="${uriOfArticle(`${saying.provider}/${kills.story}`)}"` +
        ' management-idref-status="canceled"'
      : status === 'usable'
        ? ''
        : ` management-status="${status}"`;
  const headline = headlineOf(saying, written) ?? '';
  const note = noteOf(saying);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<nitf><head><title>${headline}</title><docdata${management}>`,
    `<doc-id regsrc="SIM" id-string="${uriOf(saying)}"/>`,
    ...(clock === undefined ? [] : [`<date.issue norm="${basicClock(clock)}"/>`]),
    ...(note === undefined ? [] : [`<ed-msg info="${note}"/>`]),
    `<key-list><keyword key="sim ${sayingMarker(saying.id)}"/></key-list>`,
    `</docdata></head><body><body.head><hedline><hl1>${headline}</hl1></hedline></body.head><body.content>`,
    ...(written?.paragraphs ?? ['Kill the story.']).map((paragraph) => `<p>${paragraph}</p>`),
    '</body.content></body></nitf>',
  ].join('\n');
}

function uriOf(saying: Saying): string {
  return uriOfArticle(articleOf(saying));
}

/** A kill in words says so in its headline, and in the note where it has one. */
function headlineOf({ kills }: Saying, written: Written | undefined): string | undefined {
  if (kills === undefined) return written?.headline;
  return written === undefined ? `${KILL_WORDS}: see below` : `${KILL_WORDS}: ${written.headline}`;
}

function noteOf({ id, note, kills }: Saying): string | undefined {
  const reason = note === true ? `The desk asks for this ${noteMarker(id)}.` : undefined;
  if (kills === undefined) return reason;
  return reason === undefined ? `${KILL_WORDS}.` : `${KILL_WORDS}. ${reason}`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function writtenClock(clock: Clock): string {
  return typeof clock === 'number' ? iso(clock) : clock.day;
}

/** 20260311T080000Z */
function basicClock(clock: Clock): string {
  return typeof clock === 'number' ? iso(clock).replace(/[-:]|\.\d{3}/g, '') : clock.day.replaceAll('-', '');
}
