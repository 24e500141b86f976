/** Facts of real NewsML-G2 and NITF wires. */
import { holdFacts } from '../../support/facts.ts';

holdFacts(/^(?:newsml-g2|nitf)/, 30, [
  // the text stands in a note marked "not for publication": it must not be in the body
  { file: 'nitf/core-nitf-fishing.xml', fact: 'body_contains' },
  // counted as the p elements of the file: notes to the desks among them, a p of several lines as one
  { file: 'nitf/core-nitf-fishing.xml', fact: 'body_paragraphs' },
  { file: 'newsml-g2/core-ansa-newsmlg2-text.xml', fact: 'body_paragraphs' },
  { file: 'newsml-g2/core-stt_newsml_note_test.xml', fact: 'body_paragraphs' },
  { file: 'newsml-g2/cp-tables.newsml', fact: 'body_paragraphs' },
]);
