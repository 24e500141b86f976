/** RSS 1.0 and 0.90 (RDF Site Summary): items are siblings of the channel, identified by rdf:about. */
import { attribute, child, children } from '../text/xml.ts';
import { rssItemOf } from './feed/rss-item.ts';
import { parsed, type FormatParser, type ParsedItem } from './format.ts';

const VOCABULARY = /^http:\/\/(?:purl\.org\/rss\/|(?:my|channel)\.netscape\.com\/rdf\/)/;

export const rdf: FormatParser = {
  format: 'rdf',

  recognises(file) {
    const { root } = file;
    if (root?.local !== 'RDF') return false;
    return Object.entries(root.attributes).some(
      ([name, value]) => name.startsWith('xmlns') && VOCABULARY.test(value),
    );
  },

  *parse(file): Generator<ParsedItem> {
    const root = file.qualifiedXml;
    const channel = child(root, 'channel');
    for (const item of [...children(root, 'item'), ...children(channel, 'item')]) {
      yield parsed(rssItemOf(item, channel, attribute(item, 'about')));
    }
  },
};
