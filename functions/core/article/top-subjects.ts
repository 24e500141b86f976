/**
 * The names of the 17 top-level subjects of IPTC, in the words of the two vocabularies that share their codes:
 * subject codes (http://cv.iptc.org/newscodes/subjectcode/) and media topics (http://cv.iptc.org/newscodes/mediatopic/).
 * Data: top-subjects.json.
 */
import table from './top-subjects.json' with { type: 'json' };

const NAMES = new Map(table.subjects.map((subject) => [subject.code, subject]));

const TOP_LEVEL =
  /^http:\/\/cv\.iptc\.org\/newscodes\/(?<scheme>subjectcode|mediatopic)\/(?<top>\d\d)000000$/;

/** The English name of a top-level subject; undefined for every other concept: its name is what the wire says. */
export function topSubjectName(uri: string): string | undefined {
  const groups = TOP_LEVEL.exec(uri)?.groups;
  const subject = NAMES.get(groups?.top ?? '');
  return groups?.scheme === 'mediatopic' ? subject?.mediatopic : subject?.subjectcode;
}
