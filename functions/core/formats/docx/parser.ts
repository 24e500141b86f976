/** The text of a Word document (.docx): the one file of it that archive.ts takes out. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';

const reader = loadOnce(() => import('./reader.ts'));

const NAMESPACE =
  /^(?:http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/\d{4}\/main|http:\/\/purl\.oclc\.org\/ooxml\/wordprocessingml\/main)$/;

export const docx: FormatParser = {
  format: 'text',
  recognises: ({ root }) => root?.local === 'document' && NAMESPACE.test(root.namespace),
  parse: async (file) => (await reader()).parse(file),
};
