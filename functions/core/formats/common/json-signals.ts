/** Signals that JSON wires state as codes: IPTC's, Reuters' edStat, TT's updatetype, AP's editorial types. */
import type { Signal } from '../../article/record.ts';
import { array, flag, isObject, own, string } from './json.ts';

const SIGNALS: Readonly<Record<string, readonly Signal[]>> = {
  update: ['update'],
  u: ['update'],
  uv: ['update'],
  updatenotice: ['update'],
  correction: ['correction'],
  corrective: ['correction'],
  clarification: ['correction'],
  c: ['correction'],
  korr: ['correction'],
  rä: ['correction'],
  ra: ['correction'],
  kill: ['kill'],
  d: ['kill'],
  elimination: ['kill'],
  disregard: ['kill'],
  retraction: ['kill'],
  alert: ['alert'],
  newsalert: ['alert'],
  flash: ['alert'],
  bulletin: ['alert'],
  urgent: ['alert'],
  lead: ['lead', 'update'],
  writethru: ['writethru', 'update'],
  advisory: ['advisory'],
  test: ['test'],
  resend: ['resend'],
  retransmission: ['resend'],
  reinstated: ['reinstated'],
  replaces: ['replaces'],
  replace: ['replaces'],
};

/**
 * The signals among codes, qcodes ("sig:correction", "edStat:U"), objects with a code, and TT's object of
 * signals; codes of another meaning ("newscontent") are none.
 */
export function signalsOf(value: unknown): Signal[] {
  const found = array(value).flatMap((member): Signal[] => {
    if (!isObject(member)) return named(string(member));
    const codes = ['qcode', 'code', 'updatetype'].flatMap((name) => named(string(own(member, name))));
    return flag(own(member, 'retransmission')) ? [...codes, 'resend'] : codes;
  });
  return [...new Set(found)];
}

function named(written: string | undefined): Signal[] {
  const code =
    written
      ?.slice(written.lastIndexOf(':') + 1)
      .trim()
      .toLowerCase() ?? '';
  return Object.hasOwn(SIGNALS, code) ? [...(SIGNALS[code] ?? [])] : [];
}
