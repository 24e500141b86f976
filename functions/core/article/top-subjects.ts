/**
 * The names of the 17 top-level subjects of IPTC, in the words of the two vocabularies that share their codes:
 * subject codes (http://cv.iptc.org/newscodes/subjectcode/) and media topics (http://cv.iptc.org/newscodes/mediatopic/).
 */

const SUBJECT_CODE = [
  'arts, culture and entertainment',
  'crime, law and justice',
  'disaster and accident',
  'economy, business and finance',
  'education',
  'environmental issue',
  'health',
  'human interest',
  'labour',
  'lifestyle and leisure',
  'politics',
  'religion and belief',
  'science and technology',
  'social issue',
  'sport',
  'unrest, conflicts and war',
  'weather',
] as const;

/** Where the younger vocabulary has another name. */
const MEDIA_TOPIC: Readonly<Record<number, string>> = {
  1: 'arts, culture, entertainment and media',
  3: 'disaster, accident and emergency incident',
  6: 'environment',
  12: 'religion',
  14: 'society',
  16: 'conflict, war and peace',
};

const TOP_LEVEL =
  /^http:\/\/cv\.iptc\.org\/newscodes\/(?<scheme>subjectcode|mediatopic)\/(?<top>\d\d)000000$/;

/** The English name of a top-level subject; undefined for every other concept: its name is what the wire says. */
export function topSubjectName(uri: string): string | undefined {
  const groups = TOP_LEVEL.exec(uri)?.groups;
  if (groups?.top === undefined) return undefined;
  const number = Number(groups.top);
  const name = SUBJECT_CODE[number - 1];
  return groups.scheme === 'mediatopic' ? (MEDIA_TOPIC[number] ?? name) : name;
}
