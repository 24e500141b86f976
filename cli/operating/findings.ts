/** What a check of `wire doctor` says. */
export interface Finding {
  is: 'ok' | 'note' | 'wrong';
  says: string;
  /** Where it is not in order. */
  todo?: string;
}

export const ok = (says: string): Finding => ({ is: 'ok', says });
/** Worth knowing. */
export const note = (says: string, todo: string): Finding => ({ is: 'note', says, todo });
/** Something is lost or late, or will be. */
export const wrong = (says: string, todo: string): Finding => ({ is: 'wrong', says, todo });
