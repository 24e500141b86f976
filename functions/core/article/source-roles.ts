/** Which of the names of an article say where it comes from. */
import type { SourceRole } from './record.ts';

/** Whether a name in this role is a source: an agency that is the news, or only named, is none. */
export function isSourceRole(role: SourceRole): boolean {
  return role !== 'subject' && role !== 'mention';
}
