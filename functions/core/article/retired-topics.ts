/** Media topics that the IPTC has retired, and those in their place. */
import type { Subject } from './ninjs.ts';
import table from './retired-topics.json' with { type: 'json' };

const SCHEME = 'http://cv.iptc.org/newscodes/mediatopic/';
const SUCCESSORS: ReadonlyMap<string, string> = new Map(
  table.topics.map(({ code, successor }) => [`${SCHEME}${code}`, `${SCHEME}${successor}`]),
);

/** The subjects, and behind each retired topic its successor: who filters by either finds the item. */
export function withSuccessors(subjects: readonly Subject[]): Subject[] {
  const all: Subject[] = [];
  for (const subject of subjects) {
    all.push(subject);
    const successor = SUCCESSORS.get(subject.uri ?? '');
    if (successor === undefined || subjects.some(({ uri }) => uri === successor)) continue;
    // the agency's name is that of the retired one
    const { name: _name, literal: _literal, ...rest } = subject;
    all.push({ ...rest, uri: successor });
  }
  return all;
}
