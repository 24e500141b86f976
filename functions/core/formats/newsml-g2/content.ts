/** contentSet: the body in whatever vocabulary it comes, its renditions, and what was not chosen. */
import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import type { ArticleType, RenditionResource } from '../../article/ninjs.ts';
import type { Warning } from '../../article/record.ts';
import { attribute, child, children, descendants, rawText, text } from '../../text/xml.ts';
import type { Body, ItemRendition, Paragraph, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { inHtmlWords, isOwnVocabulary } from '../common/vocabulary.ts';
import { readNitfBody } from '../nitf/body.ts';
import { blockText, toJson } from '../common/xml-values.ts';
import { lastPart } from './catalog.ts';
import { primaryTag, type Scope } from './concepts.ts';
import { altIdsOf } from './item-meta.ts';
import { withoutRepeats } from './repeats.ts';

interface Alternative {
  element: Element;
  kind: 'html' | 'nitf' | 'xml' | 'data';
  /** The vocabulary's root element. */
  root: Element | undefined;
  /** Of its text: asked for only where there is something to choose. */
  length: () => number;
}

/** @param meta what contentMeta says: a body that only repeats it is told apart from the story */
export function readContent(item: Element, scope: Scope, meta: Partial<WireItem>): Partial<WireItem> {
  const contentSet = child(item, 'contentSet');
  if (contentSet === undefined) return {};
  const alternatives = [
    ...children(contentSet, 'inlineXML').map(xmlAlternative),
    ...children(contentSet, 'inlineData').flatMap(dataAlternative),
  ];
  const chosen = alternatives.reduce<Alternative | undefined>(
    (best, one) => (best === undefined || score(one, scope) > score(best, scope) ? one : best),
    undefined,
  );
  const renditions = children(contentSet, 'remoteContent').map(readRendition);
  const others = alternatives.filter((one) => one !== chosen && one.length() > 0);
  // a place for a text without one is an empty text: without it the item might be news of itself alone
  const read: Partial<WireItem> =
    chosen === undefined ? {} : { body: { kind: 'text', text: '' }, ...readChosen(chosen, meta) };
  return present({
    ...read,
    type: meta.type ?? typeByContent(chosen, renditions),
    language: attribute(chosen?.element, 'lang') ?? attribute(chosen?.root, 'lang'),
    wordCount: alternatives
      .map(({ element }) => attribute(element, 'wordcount'))
      .find((count) => count !== undefined),
    renditions,
    altIds: children(contentSet, 'remoteContent').flatMap((remote) => altIdsOf(remote)),
    warnings: binaryWarnings(contentSet),
    extra: present({
      ...read.extra,
      alternatives:
        others.length === 0
          ? undefined
          : others.map(({ element, root }) =>
              present({
                contentType: attribute(element, 'contenttype'),
                language: attribute(element, 'lang') ?? attribute(root, 'lang'),
                rendition: attribute(element, 'rendition'),
                text: blockText(root ?? element),
              }),
            ),
    }),
  });
}

const HTML_PARTS = /^(?:p|div|section|article|table|ul|ol|pre|h[1-6]|blockquote)$/;

/** The vocabulary is told by the content: contenttype says xhtml+html, xhtml/xml, text/html and worse. */
function xmlAlternative(element: Element): Alternative {
  const root = children(element)[0];
  const name = root?.name.toLowerCase() ?? '';
  const kind =
    name === 'html' || name === 'body' || HTML_PARTS.test(name)
      ? 'html'
      : /nitf$/i.test(name)
        ? 'nitf'
        : 'xml';
  return { element, kind, root, length: () => (text(element) ?? '').length };
}

/** Inline data is text, or HTML in a CDATA section; binary data is none of ours. */
function dataAlternative(element: Element): Alternative[] {
  if (attribute(element, 'encoding') !== undefined) return [];
  return [{ element, kind: 'data', root: undefined, length: () => (text(element) ?? '').length }];
}

function binaryWarnings(contentSet: Element): Warning[] {
  return children(contentSet, 'inlineData').flatMap((element) => {
    const encoding = attribute(element, 'encoding');
    return encoding === undefined
      ? []
      : [{ code: 'inline-binary', detail: `inline data encoded as ${encoding} is only in the raw file` }];
  });
}

/** Text in the item's language before translations, then the richer vocabulary, then the longer text. */
function score({ element, kind, root, length: lengthOf }: Alternative, scope: Scope): number {
  const length = lengthOf();
  const language = attribute(element, 'lang') ?? attribute(root, 'lang');
  const native =
    language === undefined ||
    scope.language === undefined ||
    primaryTag(language) === primaryTag(scope.language);
  const rank = { html: 3, nitf: 3, data: 2, xml: 1 }[kind];
  return (length > 0 ? 1e9 : 0) + (native ? 1e8 : 0) + rank * 1e7 + Math.min(length, 1e7 - 1);
}

function readChosen({ element, kind, root }: Alternative, meta: Partial<WireItem>): Partial<WireItem> {
  if (kind === 'data') return { body: dataBody(rawText(element)) };
  if (root === undefined) {
    const line = rawText(element);
    return line.trim() === '' ? {} : { body: dataBody(line) };
  }
  if (kind === 'nitf') return readNitf(root);
  if (kind === 'html') return readHtml(element, root, meta);
  if (!DATA.test(root.name) && isOwnVocabulary([root])) return readOwnVocabulary(root, meta);
  if (descendants(root, 'p').length > 0) return { body: { kind: 'nodes', nodes: element.children } };
  return {
    body: { kind: 'paragraphs', paragraphs: lines(root) },
    extra: present({ inlineXml: { root: root.name, ...contentType(element), content: toJson(root) } }),
  };
}

/** Roots of data, whatever sentences there are in it: EventsML, SportsML, concepts. */
const DATA = /(?:^|:)(?:sports?-content|event(?:s|set)?|concept(?:s|set)?)$/i;

/** A story in an agency's own words for its parts. */
function readOwnVocabulary(root: Element, meta: Partial<WireItem>): Partial<WireItem> {
  const known = (meta.headlines ?? []).map(({ value }) => value);
  const { nodes, parts, removed } = inHtmlWords(root.children, known);
  return present({
    body: { kind: 'nodes' as const, nodes },
    headlines: parts.headline === undefined ? [] : [{ role: 'main', value: parts.headline }],
    by: meta.by === undefined ? parts.by : undefined,
    dateline:
      meta.dateline === undefined && parts.dateline !== undefined ? { text: parts.dateline } : undefined,
    removed: removed.map((words) => ({ text: words, reason: 'repeats-metadata' as const })),
  });
}

function contentType(element: Element): { contentType?: string } {
  return present({ contentType: attribute(element, 'contenttype') });
}

function dataBody(data: string): Body {
  return /<(?:p|br|div|table|ul|pre)\b[^<>]{0,200}>/i.test(data)
    ? { kind: 'html', html: data }
    : { kind: 'text', text: data };
}

function readNitf(root: Element): Partial<WireItem> {
  const title = text(child(root, 'head', 'title'));
  const read = readNitfBody(root);
  const headlines = read.headlines ?? [];
  return headlines.some(({ role }) => role === 'main') || title === undefined
    ? read
    : { ...read, headlines: [{ role: 'main', value: title }, ...headlines] };
}

function readHtml(element: Element, root: Element, meta: Partial<WireItem>): Partial<WireItem> {
  const body = child(root, 'body');
  // Stray text behind the body, or behind html, is text of the story too
  const parts =
    root.name === 'html' ? root.children.filter((node) => !isTag(node) || node.name !== 'head') : [root];
  const nodes = [...parts, ...element.children.filter((node) => node !== root)].flatMap((node) =>
    node === body ? body.children : [node],
  );
  const { kept, removed } = withoutRepeats(nodes, meta);
  const heading = text(child(root, 'head', 'title')) ?? removed.find(({ tag }) => tag === 'h1')?.text;
  return present({
    body: htmlBody(kept),
    headlines: heading === undefined ? [] : [{ role: 'main', value: heading }],
    removed: removed.map(({ text: repeated, reason }) => ({ text: repeated, reason })),
  });
}

/** Text straight in the body has line breaks for mark-up; a lone `p` that is set in columns is a table. */
function htmlBody(nodes: readonly ChildNode[]): Body | undefined {
  const elements = nodes.filter(isTag);
  const stray = nodes.filter((node) => isText(node) && node.data.trim() !== '');
  if (elements.length === 0 && stray.length === 0) return undefined;
  if (elements.length === 0) return { kind: 'text', text: nodes.map(rawText).join('') };
  const [only] = elements;
  if (elements.length === 1 && stray.length === 0 && only?.name === 'p' && isTabular(rawText(only)))
    only.name = 'pre';
  return { kind: 'nodes', nodes };
}

const FEWEST_TABLE_LINES = 6;

/** Columns are set with runs of spaces inside the lines (Reuters' tables and results). */
function isTabular(words: string): boolean {
  const all = words.split('\n').map((line) => line.trim());
  const filled = all.filter((line) => line !== '');
  const columns = filled.filter((line) => /\S {2,}\S/.test(line));
  return filled.length >= FEWEST_TABLE_LINES && columns.length * 2 >= filled.length;
}

/** Vocabularies of data (SportsML, EventsML ...): the words, one line for each element that holds some. */
function lines(root: Element): Paragraph[] {
  const found: Paragraph[] = [];
  let open: { holder: Element; heading: boolean; words: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) found.push({ kind: open.heading ? 'h2' : 'p', text: open.words.join(' ') });
    open = undefined;
  };
  const walk = (element: Element, parent: Element): void => {
    // Mixed content is one text; leaves of one parent ("home", "away") stand on one line
    const holder = element.children.some(isTag) ? element : parent;
    for (const node of element.children) {
      if (isText(node) && node.data.trim() !== '') {
        if (open?.holder !== holder) close();
        open ??= { holder, heading: element.name === 'name' && parent.name === 'event', words: [] };
        open.words.push(node.data.trim());
      } else if (isTag(node)) {
        if (node.name === 'br') close();
        walk(node, element);
      }
    }
  };
  walk(root, root);
  close();
  return found;
}

function typeByContent(
  chosen: Alternative | undefined,
  renditions: readonly ItemRendition[],
): ArticleType | undefined {
  if (chosen !== undefined) return 'text';
  for (const { contentType = '' } of renditions) {
    if (contentType.startsWith('image/')) return 'picture';
    if (contentType.startsWith('video/')) return 'video';
    if (contentType.startsWith('audio/')) return 'audio';
  }
  return undefined;
}

function readRendition(remote: Element, index: number): ItemRendition {
  const name = lastPart(attribute(remote, 'rendition') ?? attribute(remote, 'renditionuri'));
  const duration = durationOf(remote);
  return {
    name: name === '' ? `rendition-${index + 1}` : name,
    ...present({
      href: attribute(remote, 'href') ?? attribute(remote, 'residref'),
      contentType: attribute(remote, 'contenttype'),
      title: text(child(remote, 'altText')) ?? text(child(remote, 'title')),
      width: attribute(remote, 'width'),
      height: attribute(remote, 'height'),
      sizeInBytes: attribute(remote, 'size'),
      format: lastPart(attribute(remote, 'format')) || undefined,
      duration,
      aspectRatio: attribute(remote, 'videoaspectratio'),
      videoCodec: lastPart(attribute(remote, 'videocodec')) || undefined,
      frameRate: attribute(remote, 'videoframerate'),
      bitrate: bitrateOf(remote),
      resources: children(remote, 'channel').map(readChannel),
    }),
  };
}

/** Bits a second, as G2 has them; ninjs wants the unit. */
function bitrateOf(remote: Element): string | undefined {
  const bits = attribute(remote, 'videoavgbitrate') ?? attribute(remote, 'audiobitrate');
  return bits === undefined ? undefined : `${bits} bps`;
}

/** A channel of a medium: a sound track in a language, subtitles. */
function readChannel(channel: Element): RenditionResource {
  return present({
    role: lastPart(attribute(channel, 'role') ?? attribute(channel, 'roleuri')) || undefined,
    title: text(child(channel, 'title')) ?? text(child(channel, 'name')) ?? attribute(channel, 'chnlid'),
    language: attribute(channel, 'language'),
    contentType: attribute(channel, 'contenttype'),
  });
}

/** Seconds by default; frames and other units cannot be told without the frame rate. */
function durationOf(remote: Element): string | number | undefined {
  const written = attribute(remote, 'duration');
  const unit = lastPart(attribute(remote, 'durationunit')).toLowerCase();
  if (written === undefined) return undefined;
  if (unit === '' || unit === 'seconds' || unit === 'normalplaytime' || unit === 'timecode') return written;
  if (unit === 'milliseconds') return Number(written) / 1000;
  const rate = Number((attribute(remote, 'videoframerate') ?? '').split('/')[0]);
  return unit === 'editunit' && rate > 0 ? Number(written) / rate : undefined;
}
