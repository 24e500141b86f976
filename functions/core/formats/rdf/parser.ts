/** RSS 1.0 and 0.90 (RDF Site Summary): items are siblings of the channel, identified by rdf:about. */
import { child, children } from '../../text/xml.ts';
import { withFaults, type FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const rssItems = loadOnce(() => import('../common/feed/rss-item.ts'));

const VOCABULARY = /^https?:\/\/(?:purl\.org\/rss\/|(?:my|channel)\.netscape\.com\/rdf\/)/;

export const rdf: FormatParser = {
  format: 'rdf',

  recognises(file) {
    const { root, head } = file;
    if (root?.local !== 'RDF') return false;
    // the namespace is missing, or stands further down
    if (/<channel[\s>]/.test(head) && /<(?:item|items|title)[\s>]/.test(head)) return true;
    return [...root.attributes].some(([name, value]) => name.startsWith('xmlns') && VOCABULARY.test(value));
  },

  async parse(file) {
    const { rssItemsOf } = await rssItems();
    const read = await file.xmlWithFaults('item');
    const { root } = read;
    const channel = child(root, 'channel');
    return withFaults(rssItemsOf([...children(root, 'item'), ...children(channel, 'item')], channel), read);
  },
};
