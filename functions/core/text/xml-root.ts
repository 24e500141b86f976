/** The root element of an XML document, read from its head: by it a format is known before the whole is parsed. */
import { SaxesParser } from 'saxes';
import { ENTITIES } from './xml-document.ts';
import { localName } from './xml.ts';

/** How a document element is written. */
export interface XmlRoot {
  local: string;
  namespace: string;
  attributes: ReadonlyMap<string, string>;
}

/** Most root elements end within so many characters; what stands behind them need not be read. */
const HEAD_CHUNK = 256;

/** The root element's names, read from the head alone; undefined when the text does not begin as XML. */
export function sniffRoot(written: string): XmlRoot | undefined {
  return plainRoot(written) ?? parsedRoot(written);
}

/** A declaration at most, and a start tag of plain names and values: of nearly all wires. Others take the parser to read. */
const PLAIN_ROOT =
  /^(?:<\?xml version="1\.0"[^<>?]{0,100}\?>)?[ \t\r\n]{0,20}<([A-Za-z_][\w.:-]{0,100})((?:[ \n]{1,20}[A-Za-z_][\w.:-]{0,100}="[^"<&\t\r\n\ud800-\udfff]*")*)[ \t\r\n]{0,20}\/?>/;

function plainRoot(head: string): XmlRoot | undefined {
  const [, name, written = ''] = PLAIN_ROOT.exec(head) ?? [];
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (let at = 0, equals = written.indexOf('='); equals > 0; equals = written.indexOf('=', at)) {
    const end = written.indexOf('"', equals + 2);
    attributes.set(written.slice(at, equals).trim(), written.slice(equals + 2, end));
    at = end + 1;
  }
  return rootOf(name, attributes);
}

function rootOf(name: string, attributes: ReadonlyMap<string, string>): XmlRoot {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
  return {
    local: localName(name),
    namespace: attributes.get(prefix === '' ? 'xmlns' : `xmlns:${prefix}`) ?? '',
    attributes,
  };
}

function parsedRoot(written: string): XmlRoot | undefined {
  // XML has it in capitals alone; in small letters every character behind it would be an error of its own
  const head = written.replace(/<!doctype(?=\s)/i, '<!DOCTYPE');
  const parser = new SaxesParser({ xmlns: false, position: false });
  Object.assign(parser, { ENTITIES });
  let root: XmlRoot | undefined;
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) => {
    root ??= rootOf(name, new Map(Object.entries(attributes)));
  });
  for (let from = 0; from < head.length && root === undefined; from += HEAD_CHUNK) {
    parser.write(head.slice(from, from + HEAD_CHUNK));
  }
  return root;
}
