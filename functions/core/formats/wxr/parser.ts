/** WordPress exports (WXR 1.0-1.2): RSS 2.0 with wp: elements, a whole site in one file. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const NAMESPACE = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/;

export const wxr: FormatParser = {
  format: 'wxr',

  recognises(file) {
    const { root } = file;
    if (root?.local !== 'rss') return false;
    // plugins declare the namespace on ordinary feeds too: what counts is that it is used
    return [...root.attributes].some(
      ([name, value]) =>
        name.startsWith('xmlns:') && NAMESPACE.test(value) && file.text.includes(`<${name.slice(6)}:`),
    );
  },

  parse: async (file) => (await reader()).parse(file),
};
