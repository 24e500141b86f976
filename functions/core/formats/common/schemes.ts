/**
 * Codes of controlled vocabularies to concept URIs. JSON wires name a scheme by URL, by a qcode alias or by a
 * nickname, and bring no catalog; the IPTC NewsCodes among them are known by heart.
 */

import { STANDARD_SCHEMES } from '../newsml-g2/aliases.ts';

const SUBJECT_CODES = 'http://cv.iptc.org/newscodes/subjectcode/';
const MEDIA_TOPICS = 'http://cv.iptc.org/newscodes/mediatopic/';

/** Nicknames that feeds give the IPTC vocabularies, beside the aliases of the catalog; codes have eight digits. */
const NICKNAMES: Readonly<Record<string, string>> = {
  mediatopic: MEDIA_TOPICS,
  mediatopics: MEDIA_TOPICS,
  iptc_mediatopics: MEDIA_TOPICS,
  iptc: SUBJECT_CODES,
  subjectcode: SUBJECT_CODES,
  iptc_subject_code: SUBJECT_CODES,
  iptc_subject: SUBJECT_CODES,
};

/**
 * The URI of scheme and code: joined where the scheme is a URL or urn, resolved where it is known; an unknown
 * scheme gives the qcode `<scheme>:<code>`, which the normaliser makes a urn.
 */
export function conceptOf(scheme: string, code: string): string {
  const alias = scheme.trim();
  const local = code.trim();
  if (/^(?:https?|urn|tag|info):/i.test(alias)) {
    // some say the scheme twice: as URL or as alias of the code
    const resolved = local.startsWith(alias) ? local : qcodeOf(local);
    if (resolved?.startsWith(alias) === true) return resolved;
    return /[/#=:]$/.test(alias) ? `${alias}${local}` : `${alias}/${local}`;
  }
  const nickname = /^\d{8}$/.test(local) ? NICKNAMES[alias.toLowerCase()] : undefined;
  const base = nickname ?? STANDARD_SCHEMES.get(alias.toLowerCase());
  return base !== undefined && /^[\w.~-]+$/.test(local) ? `${base}${local}` : `${alias}:${local}`;
}

const QCODE = /^([A-Za-z][\w.-]{0,39}):([^\s/][^\s]*)$/;

/** A qcode ("medtop:20000065") as a URI or, of an unknown scheme, unchanged; undefined for what is no qcode. */
export function qcodeOf(written: string): string | undefined {
  const match = QCODE.exec(written.trim());
  if (match === null) return undefined;
  const [, alias = '', code = ''] = match;
  return /^(?:urn|tag|info|https?)$/i.test(alias) ? written.trim() : conceptOf(alias, code);
}

/** An IPTC subject code by its form alone: eight digits, the first two 01-17 (media topics begin at 20000000). */
export function bareSubjectCode(code: string): string | undefined {
  return /^(?:0[1-9]|1[0-7])\d{6}$/.test(code.trim()) ? `${SUBJECT_CODES}${code.trim()}` : undefined;
}

/** A media topic by its form alone: of the numbers that are given out, for more would take in dates ("20240315"). */
export function bareMediaTopic(code: string): string | undefined {
  return /^2000[01]\d{3}$/.test(code.trim()) ? `${MEDIA_TOPICS}${code.trim()}` : undefined;
}
