/** The tag in which GuardDuty writes what it found in a file. Only its role may write it: the policy of the inbox says so. */
export const SCAN_TAG = 'GuardDutyMalwareScanStatus';
