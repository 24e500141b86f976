/** The tag of one name: who is meant by it, and the words that prove it. */
import type { SourceRole, SourceTag } from '../../article/record.ts';
import type { Mention } from '../../agencies/matcher.ts';
import { agencyUri, UNNAMED_WIRES } from '../../agencies/register.ts';
import { agenciesMeant, type Context } from '../context.ts';

/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** What is known of a name but whose it is. */
export type Finding = Pick<SourceTag, 'role' | 'field' | 'start' | 'end' | 'evidence' | 'confidence'>;

const MAX_EVIDENCE = 160;
/** Characters of a text that are searched first for the words that decide between agencies. */
const HEAD = 600;

/** The words that prove a source, as long as a tag quotes them. */
export function evidenceIn(text: string, from = 0, to = text.length): string {
  return text.slice(from, Math.min(to, from + MAX_EVIDENCE));
}

/**
 * The tag of a name of the register; without an id where it may be that of several agencies.
 * @param text the line or body that holds the mention
 */
export function tagOfMention(
  text: string,
  { alias, start, end }: Mention,
  finding: Finding,
  context: Context,
): SourceTag {
  const agencies = agenciesMeant(alias, { ...context, role: finding.role }, text.slice(0, HEAD));
  const name = text.slice(start, end);
  const [agency] = agencies;
  return agency !== undefined && agencies.length === 1
    ? {
        id: agency.id,
        name,
        uri: agencyUri(agency),
        ...finding,
        role: agency.id === UNNAMED_WIRES ? 'unnamed-wires' : finding.role,
      }
    : { id: null, name, uri: null, ...finding, confidence: 0.5, candidates: agencies.map(({ id }) => id) };
}

/** The tag of a person, or of a house that the register does not have. */
export function tagOfName(name: string, finding: Finding): SourceTag {
  return { id: null, name, uri: null, ...finding };
}

/** A name of the register that nothing proves to be a source, and why. */
export function candidateOf(text: string, { alias, start, end }: Mention, reason: string): SourceTag {
  const [agency] = alias.agencies;
  const sole = alias.agencies.length === 1 ? agency : undefined;
  const role: SourceRole = agency?.id === UNNAMED_WIRES ? 'unnamed-wires' : 'attribution';
  return {
    id: sole?.id ?? null,
    name: text.slice(start, end),
    role,
    uri: sole === undefined ? null : agencyUri(sole),
    field: 'body',
    start,
    end,
    evidence: reason,
    confidence: 0.3,
  };
}
