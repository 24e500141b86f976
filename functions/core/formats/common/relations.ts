/** Names of the relation between an item and an older one, whose place it takes. */
const REPLACES = /^(?:replaces|replacing|previousversion|supersedes|corrects)$/;

/** @param relation without its scheme, in lower case */
export function isReplacing(relation: string): boolean {
  return REPLACES.test(relation);
}
