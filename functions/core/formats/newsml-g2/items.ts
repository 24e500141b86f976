/** The elements that are items of NewsML-G2. */
export const ITEMS: ReadonlySet<string> = new Set([
  'newsItem',
  'packageItem',
  'conceptItem',
  'knowledgeItem',
  'planningItem',
  'catalogItem',
]);
