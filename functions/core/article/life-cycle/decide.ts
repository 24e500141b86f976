/**
 * What an incoming saying means for its article: a pure decision from how the article stands and what the item says of
 * itself. Rules and histories: docs/life-cycle.md.
 */
import type { Signal, Verdict } from '../record.ts';
import {
  ageAgainst,
  ageOfEnd,
  compareInbox,
  isSameVersion,
  isSurelyNewer,
  isSurelyOlder,
  reversed,
  type Age,
} from './order.ts';
import { inForce, isDated, isGivingOut, isOvertaken } from './questions.ts';
import { isEnd, type Saying } from './saying.ts';
import { seenRevision } from './seen.ts';
import { NOTHING, type Held, type Place, type Standing } from './standing.ts';

export interface Incoming extends Saying {
  /** It may not go yet. */
  held: boolean;
  /** It is withheld until a time, and takes down what is public until then. */
  returns: boolean;
  /** Its clock as it is written, RFC 3339: by it a file that comes again is told from news with the same words. */
  versionCreated: string | null;
}

/** What operators have to hear of, beside the receipt. */
export type Concern =
  /** A text or a withholding that does not say that it is newer came after a kill, or an end after newer text. */
  | 'kill-contradicted'
  /** An embargo on what is public already. */
  | 'embargo-after-publication';

export type Decision =
  | { kind: 'redelivery'; revision: number }
  | {
      kind: 'take';
      place: Exclude<Place, 'hidden'>;
      verdict: Exclude<Verdict, 'redelivery' | 'duplicate' | 'variant'>;
      signals: Signal[];
      concerns: Concern[];
      /** A kill that was said before: how it stands to texts its clock says, and not its new place in the inbox. */
      saidAgain?: boolean;
    };

type Taken = Extract<Decision, { kind: 'take' }>;

/** @param standing how the article stands; undefined when nothing is held of it */
export function decide(standing: Standing | undefined, incoming: Incoming): Decision {
  const known = standing ?? NOTHING;
  const again = redelivered(known, incoming);
  if (again !== undefined) return { kind: 'redelivery', revision: again };
  if (isEnd(incoming)) return decideEnd(known, incoming, isSaidAgain(known, incoming));
  return decideText(known, incoming);
}

/** The same sending again, unless it says anew what has been overtaken since. */
function redelivered(standing: Standing, incoming: Incoming): number | undefined {
  const { line, held } = standing;
  const revision = seenRevision(standing, incoming);
  // A kill without version and clock again: what waits to reinstate since is ended
  if (held !== null && !isDated(incoming) && isSaidAgain(standing, incoming)) return undefined;
  if (revision === undefined || revision === line?.revision || revision === held?.revision) return revision;
  const newest = held ?? line;
  if (newest === null) return revision;
  if (!isEnd(incoming)) {
    // This very file has taken the article down, this time, and what waited with it
    const tookDown = line?.status === 'withheld' && compareInbox(incoming.inbox, line.inbox) === 'same';
    if (incoming.returns && held === null && tookDown) return undefined;
    // An agency without versions takes back an edit: its clock must say so, for a retry has the old one
    const fresh = seenRevision(standing, incoming, incoming.versionCreated) === undefined;
    return fresh && isSurelyNewer(ageAgainst(incoming, newest)) ? undefined : revision;
  }
  if (line === null) return revision;
  // Killed again: what was withheld or reinstated since is ended once more
  if (isEnd(line))
    return line.status === 'withheld' && isSaidAgain(standing, incoming) ? undefined : revision;
  // The agency has taken back this very kill
  const same = seenRevision(standing, incoming, incoming.versionCreated) !== undefined;
  if (line.reinstates && incoming.versionCreated !== null && same) return revision;
  // A withholding that has a clock, and not a newer one: its agency has taken back this very one
  if (same && incoming.status === 'withheld' && incoming.versionCreated !== null) return revision;
  // A clock that is not believed moves with each receipt of the file
  if (same && line.clock !== null && isAhead(incoming)) return revision;
  const age = ageAgainst(incoming, line);
  const told = age.by !== 'inbox' || line.clock === null || incoming.clock === null;
  return age.order === 'newer' && told ? undefined : revision;
}

/** Its clock as it is written is later than what is believed of it. */
function isAhead({ clock, versionCreated }: Incoming): boolean {
  return clock !== null && versionCreated !== null && Date.parse(versionCreated) > clock.to;
}

/** A kill that the inbox had again after what stands: the agency insists, and no notification came twice. */
function isSaidAgain(standing: Standing, incoming: Incoming): boolean {
  const { line } = standing;
  if (incoming.status !== 'canceled' || seenRevision(standing, incoming) === undefined) return false;
  return line !== null && compareInbox(incoming.inbox, line.inbox) === 'newer';
}

function decideEnd(standing: Standing, incoming: Incoming, saidAgain: boolean): Decision {
  const { line, held } = standing;
  const first = standing.lastRevision === 0;
  const verdict = incoming.status === 'canceled' ? 'kill' : first ? 'new' : 'update';
  const ends: Taken = {
    kind: 'take',
    place: 'end',
    verdict,
    signals: [],
    concerns: held !== null && !saidAgain && dropsNewer(incoming, held) ? ['kill-contradicted'] : [],
    saidAgain,
  };
  if (line === null) return ends;
  const age = ageAgainst(incoming, line);
  if (isEnd(line)) {
    if (incoming.status === line.status) {
      // Its clock may be behind that of a text that waits, which the inbox had before it: that goes all the same
      const overtakes = held !== null && isOvertaken(held, incoming, saidAgain);
      const stands =
        overtakes ||
        isHarderToTakeBack(incoming, line) ||
        (!saidAgain && reachesFurther(age, incoming, line));
      return age.order === 'older' && !stands ? late() : ends;
    }
    // A kill is the stronger of the two, unless the agency says that it has withheld since; said again, it insists
    if (incoming.status === 'canceled') {
      // By its clock as against a text: it may have that of its story, or its date
      const stands = saidAgain || !isSurelyOlder(ageOfEnd(incoming, line));
      return stands ? ends : late('kill-contradicted');
    }
    // In either order of taking: a kill that the inbox had after a withholding stands, whatever its clock
    const kills = inForce(line).filter(({ status }) => status === 'canceled');
    const isNewer = kills.every((kill) => isSurelyNewer(reversed(ageOfEnd(kill, incoming))));
    return isNewer ? ends : late('kill-contradicted');
  }
  if (age.order !== 'older') return ends;
  // A text that only came later takes no kill back, in whatever order the two are taken
  const stands = incoming.status === 'canceled' && !isSurelyOlder(age) && !line.reinstates;
  return stands ? { ...ends, concerns: ['kill-contradicted'] } : late('kill-contradicted');
}

/** Of two kills nobody says which is newer: what is surely newer than the one that stands may not be newer than this. */
function isHarderToTakeBack(kill: Incoming, line: Saying): boolean {
  if (kill.status !== 'canceled' || isSurelyOlder(ageAgainst(kill, line))) return false;
  if (kill.versionSequence === null && line.versionSequence !== null) return true;
  return line.clock !== null && (kill.clock === null || kill.clock.to > line.clock.to);
}

/** Its clock is the older one, and yet it ends what the inbox had between the two: that may be taken behind it. */
function reachesFurther({ by }: Age, end: Incoming, line: Saying): boolean {
  return by === 'clock' && compareInbox(end.inbox, line.inbox) === 'newer';
}

/** It may go with the kill only because nothing says that it is newer. */
function dropsNewer(incoming: Incoming, held: Held): boolean {
  const age = ageAgainst(incoming, held);
  return incoming.status === 'canceled' && age.order === 'older' && !isSurelyOlder(age) && !held.reinstates;
}

function decideText(standing: Standing, incoming: Incoming): Decision {
  const { line, held, told } = standing;
  if (line !== null) {
    const ages = inForce(line).map((one) => ({ one, age: ageAgainst(incoming, one) }));
    if (ages.some(({ age }) => age.order === 'older')) return late();
    const isKilled = ages.some(({ one, age }) => one.status === 'canceled' && !isSurelyNewer(age));
    if (isKilled && !incoming.reinstates) return late('kill-contradicted');
  }
  const isBehind = held !== null && ageAgainst(incoming, held).order === 'older';
  if (isBehind && held.returns === true && line?.status === 'withheld') return late();
  // Behind what is held it takes the place of what stands
  const { verdict, signals } = kindOf(isBehind ? (line ?? held) : (held ?? line), incoming);
  if (!incoming.held) return { kind: 'take', place: 'open', verdict, signals, concerns: [] };
  if (isBehind) return late();
  const sameText =
    line?.textHash === incoming.textHash || (incoming.textKey !== null && line?.textKey === incoming.textKey);
  // Also where it is being told: who told it may have died before anybody knew
  const isKnown = told.announced || isGivingOut(standing);
  const isPublic = isKnown && line?.status === 'usable' && sameText;
  return {
    kind: 'take',
    place: 'held',
    verdict,
    signals,
    concerns: isPublic ? ['embargo-after-publication'] : [],
  };
}

function late(...concerns: Concern[]): Taken {
  return { kind: 'take', place: 'aside', verdict: 'late', signals: [], concerns };
}

/** @param before what it takes the place of */
function kindOf(before: Saying | null, incoming: Incoming): Pick<Taken, 'verdict' | 'signals'> {
  if (before === null) return { verdict: 'new', signals: [] };
  if (isEnd(before)) return { verdict: 'update', signals: [] };
  if (isSilent(ageAgainst(incoming, before), incoming, before)) {
    return before.textHash === incoming.textHash
      ? { verdict: 'update', signals: ['metadata-only'] }
      : { verdict: 'correction', signals: ['silent-correction'] };
  }
  return { verdict: incoming.correction ? 'correction' : 'update', signals: [] };
}

/** The same version again, or the same clock where there are no versions, with something else in it. */
function isSilent({ by, order }: Age, incoming: Saying, before: Saying): boolean {
  if (isSameVersion(incoming, before)) return true;
  // The very item of the very file, which is read otherwise today
  if (by === 'inbox' && order === 'same' && incoming.inbox.key === before.inbox.key) return true;
  const sameClock =
    incoming.clock !== null && before.clock !== null && incoming.clock.from === before.clock.from;
  return by === 'inbox' && sameClock && incoming.clock?.from === incoming.clock?.to;
}
