/**
 * What the scan for malware says of a file, where the stage asks for one, and what follows. Only what was found clean is
 * read; everything else is refused with a code, and stays in the inbox. Pure. docs/adr/0060.
 */

/** Nothing of the file was read: its scan has not ended. It comes again, and nothing has failed. */
export class NotScannedYetError extends Error {
  override readonly name = 'NotScannedYetError';
  readonly code = 'not-scanned-yet';
}

/** So long after its arrival a file waits for its verdict. */
export const SCAN_PATIENCE_MS = 8 * 60 * 1000;

/**
 * Seconds until a file that waits for its verdict comes again: small ones have it after some seconds. Together they are
 * the patience, so the receive behind the last is the one that decides; what is left of the queue's eight is for failures.
 */
const WAIT_SECONDS = [5, 15, 40, 120, 300] as const;

/** @param receives how often the message was received, this time included */
export function scanWaitSeconds(receives: number): number {
  return WAIT_SECONDS[Math.max(0, receives - 1)] ?? 300;
}

export type Verdict =
  { kind: 'clean' } | { kind: 'waits' } | { kind: 'refused'; code: ScanCode; message: string };

export type ScanCode = 'malware' | 'not-scanned' | 'scan-denied' | 'scan-failed' | 'scan-unsupported';

/** Not copied to quarantine: that bucket is not scanned, and the inbox keeps every version. */
const SCAN_CODES: Readonly<Record<ScanCode, true>> = {
  malware: true,
  'not-scanned': true,
  'scan-denied': true,
  'scan-failed': true,
  'scan-unsupported': true,
};

export function isScanCode(code: string): code is ScanCode {
  return Object.hasOwn(SCAN_CODES, code);
}

/**
 * @param status the value of the tag, undefined where there is none
 * @param ageMs since the inbox had the file: what is replayed is as old as it was, and does not wait again
 */
export function verdictOf(status: string | undefined, ageMs: number): Verdict {
  const refused = (code: ScanCode, message: string): Verdict => ({ kind: 'refused', code, message });
  switch (status) {
    case 'NO_THREATS_FOUND':
      return { kind: 'clean' };
    case 'THREATS_FOUND':
      return refused('malware', 'GuardDuty found malware in it; nothing of it was read');
    case 'UNSUPPORTED':
      return refused(
        'scan-unsupported',
        'GuardDuty does not scan it: a password, too many or too deep archives, or too large',
      );
    case 'ACCESS_DENIED':
      return refused(
        'scan-denied',
        'GuardDuty could not read it: look at the role of the scan, and its plan',
      );
    case undefined:
      return ageMs < SCAN_PATIENCE_MS
        ? { kind: 'waits' }
        : refused('not-scanned', 'GuardDuty has not said in time what it found; have it scanned, and replay');
    default:
      return refused('scan-failed', `its scan ended with ${status}; have it scanned again, and replay`);
  }
}
