/** RSS 2.0, 0.91 and 0.92 (https://www.rssboard.org/rss-specification): one record an item, in the feed's order. */
import { child, children } from '../../text/xml.ts';
import { withFaults, type FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const rssItems = loadOnce(() => import('../common/feed/rss-item.ts'));

export const rss: FormatParser = {
  format: 'rss',

  recognises({ root, head }) {
    // the root is missing
    return root?.local === 'rss' || (root?.local === 'channel' && /<item[\s>]/.test(head));
  },

  async parse(file) {
    const { rssItemsOf } = await rssItems();
    const read = await file.xmlWithFaults('item');
    const { root } = read;
    const channel = root.name === 'channel' ? root : child(root, 'channel');
    return withFaults(
      rssItemsOf([...new Set([...children(channel, 'item'), ...children(root, 'item')])], channel),
      read,
    );
  },
};
