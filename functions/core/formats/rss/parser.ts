/** RSS 2.0, 0.91 and 0.92 (https://www.rssboard.org/rss-specification): one record an item, in the feed's order. */
import { child, children } from '../../text/xml.ts';
import { withFaults, type FormatParser } from '../common/format.ts';

export const rss: FormatParser = {
  format: 'rss',

  recognises(file) {
    return file.root?.local === 'rss';
  },

  async parse(file) {
    const { rssItemsOf } = await import('../common/feed/rss-item.ts');
    const read = await file.xmlWithFaults('item');
    const { root } = read;
    const channel = child(root, 'channel');
    return withFaults(rssItemsOf([...children(channel, 'item'), ...children(root, 'item')], channel), read);
  },
};
