import type { JSX } from 'preact';
import { Ask, Help, SettingsDialog } from './dialogs.tsx';
import type { DeskWord } from './reader.tsx';

export type Open =
  | { kind: 'help' }
  | { kind: 'settings' }
  | { kind: 'save' }
  | { kind: 'desk'; word: DeskWord; id: string; revision?: number };

interface OpenDialogProps {
  dialog: Open | null;
  onClose: () => void;
  /** The search of the page is to be kept under a name. */
  onSave: (name: string) => void;
  onDesk: (decision: { word: DeskWord; id: string; revision?: number }, reason: string, into: string) => void;
}

/** The one dialog that is open. */
export function OpenDialog({ dialog, onClose, onSave, onDesk }: OpenDialogProps): JSX.Element | null {
  switch (dialog?.kind) {
    case 'help':
      return <Help onClose={onClose} />;
    case 'settings':
      return <SettingsDialog onClose={onClose} />;
    case 'save':
      return (
        <Ask title="Save this search" label="Name" action="Save" required onClose={onClose} onDone={onSave} />
      );
    case 'desk':
      return (
        <Ask
          {...DESK[dialog.word]}
          label="Reason"
          danger={dialog.word === 'kill'}
          required={dialog.word === 'kill' || dialog.word === 'hold'}
          onClose={onClose}
          onDone={(reason, into) => {
            onDesk(dialog, reason, into);
          }}
        />
      );
    case undefined:
      return null;
  }
}

const DESK: Readonly<Record<DeskWord, { title: string; hint: string; action: string; also?: string }>> = {
  release: { title: 'Release', hint: 'Readers get it now, whatever it waited for.', action: 'Release now' },
  hold: { title: 'Hold', hint: 'Readers are told to take it down until it is released.', action: 'Hold' },
  kill: {
    title: 'Kill',
    hint: 'It ends for good, and everybody who had it is told.',
    action: 'Kill for good',
  },
  split: {
    title: 'Split',
    hint: 'It is no copy of another article: it is published on its own.',
    action: 'Split',
  },
  merge: {
    title: 'Merge',
    hint: 'It belongs to the story of another article.',
    action: 'Merge',
    also: 'Id of the other article',
  },
};

export const DONE: Readonly<Record<DeskWord, string>> = {
  release: 'Released',
  hold: 'Held',
  kill: 'Killed: readers are told',
  split: 'Split',
  merge: 'Merged',
};
