/** The marks of XML that may be broken: what is a tag, what is text though it begins with "<". One pass, never throws. */

export interface XmlToken {
  kind: 'text' | 'stray' | 'cdata' | 'other' | 'start' | 'end';
  start: number;
  end: number;
  /** Qualified, as written; '' where there is none. */
  name: string;
  /** Of a start tag, as written with its white space, without a closing slash. */
  attributes: string;
  isEmpty: boolean;
}

/** No "<" within: a tag that is never closed ends with the next one, and reading stays as long as the text. */
const TAG = /<(\/?)([A-Za-z_][\w.:-]{0,100})((?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)>/y;
/** Quotes that do not match. */
const LOOSE_TAG = /<(\/?)([A-Za-z_][\w.:-]{0,100})((?:[\s/][^<>]*)?)>/y;

const CDATA = '<![CDATA[';

/**
 * The text in pieces. CDATA that is not closed ends with the element in which it stands.
 * @param text decoded XML, or a part of it
 */
export function* xmlTokens(text: string): Generator<XmlToken, void> {
  let from = 0;
  let last = '';
  // where each mark stands next, so that nothing is looked for twice
  const known = new Map<string, number>();
  const find = (mark: string, at: number): number => {
    const before = known.get(mark);
    if (before !== undefined && (before < 0 || before >= at)) return before;
    const found = text.indexOf(mark, at);
    known.set(mark, found);
    return found;
  };
  const token = (kind: XmlToken['kind'], start: number, end: number): XmlToken => {
    return { kind, start, end, name: '', attributes: '', isEmpty: false };
  };
  const special = (at: number): XmlToken | undefined => {
    if (text.startsWith(CDATA, at)) {
      const end = find(']]>', at);
      const next = find(CDATA, at + 1);
      // CDATA that holds the start of another was never closed
      if (end >= 0 && !(next >= 0 && next < end)) return token('cdata', at, end + 3);
      const close = last === '' ? -1 : find(`</${last}`, at);
      return close < 0 ? undefined : token('cdata', at, close);
    }
    const mark = text.startsWith('<!--', at)
      ? '-->'
      : text.startsWith('<?', at)
        ? '?>'
        : text.startsWith('<!DOCTYPE', at)
          ? '>'
          : undefined;
    const end = mark === undefined ? -1 : find(mark, at);
    return mark === undefined || end < 0 ? undefined : token('other', at, end + mark.length);
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
    if (at > from) yield token('text', from, at);
    const found = special(at) ?? tagAt(text, at) ?? token('stray', at, at + 1);
    if (found.kind === 'start' && !found.isEmpty) last = found.name;
    yield found;
    from = found.end;
  }
  if (from < text.length) yield token('text', from, text.length);
}

function tagAt(text: string, at: number): XmlToken | undefined {
  for (const pattern of [TAG, LOOSE_TAG]) {
    pattern.lastIndex = at;
    const [whole, slash, name = '', attributes = ''] = pattern.exec(text) ?? [];
    if (whole === undefined) continue;
    const isEmpty = slash === '' && attributes.endsWith('/');
    return {
      kind: slash === '/' ? 'end' : 'start',
      start: at,
      end: at + whole.length,
      name,
      attributes: isEmpty ? attributes.slice(0, -1) : attributes,
      isEmpty,
    };
  }
  return undefined;
}
