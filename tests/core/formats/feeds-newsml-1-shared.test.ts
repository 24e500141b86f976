/** Facts of real NewsML 1 wires, feeds, WordPress exports, Ritzau's and Solita's XML. */
import { holdFacts } from '../../support/facts.ts';

holdFacts(/^(?:newsml-1|atom|rss|rdf|wordpress-wxr|ritzau-xml|solita-release)/, 13, [
  // the list counts the abstract of body.head, which is the cut beginning of the same text
  { file: 'newsml-1.2/belga-efe_belga.xml', fact: 'body_paragraphs' },
]);
