import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { download } from '../client/clipboard.ts';
import { KEYS, keyName } from '../state/keys.ts';
import { exportSearches, importSearches, type Theme } from '../state/saved.ts';
import { Icon } from './icons.tsx';
import { usePage } from './page.ts';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div class="dialog">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

export function Help({ onClose }: { onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(({ keys, command, does }) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{keyName(key)}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        Alt-click on any chip leaves its value out. Links keep the whole view: copy the address to share it.
      </p>
    </Dialog>
  );
}

const ZONES = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Oslo',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

export function SettingsDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { kept, set, keep, say } = usePage();
  const { settings, searches } = kept;
  const zones = [...new Set(['local', ...ZONES, settings.zone, ...Intl.supportedValuesOf('timeZone')])];
  const check = (key: 'soundAlerts' | 'soundKills' | 'flashTitle' | 'keys', label: string): JSX.Element => (
    <label class="check">
      <input
        type="checkbox"
        checked={settings[key]}
        onChange={({ currentTarget }) => {
          set({ [key]: currentTarget.checked });
        }}
      />
      {label}
    </label>
  );
  return (
    <Dialog title="Settings" onClose={onClose}>
      <div class="form">
        <label>
          Time zone
          <select
            value={settings.zone}
            onChange={({ currentTarget }) => {
              set({ zone: currentTarget.value });
            }}
          >
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone === 'local' ? 'Of this machine' : zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
        <label>
          Colours
          <select
            value={settings.theme}
            onChange={({ currentTarget }) => {
              set({ theme: themeOf(currentTarget.value) });
            }}
          >
            <option value="system">As the system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
        <label>
          Story
          <select
            value={settings.split}
            onChange={({ currentTarget }) => {
              set({ split: currentTarget.value === 'stack' ? 'stack' : 'side' });
            }}
          >
            <option value="side">Beside the list</option>
            <option value="stack">Below the list</option>
          </select>
        </label>
        {check('soundKills', 'Sound for kills')}
        {check('soundAlerts', 'Sound for alerts')}
        {check('flashTitle', 'Flash the title when the window is behind others')}
        {check('keys', 'Single letters are commands')}
        <fieldset>
          <legend>Saved searches</legend>
          <button
            type="button"
            disabled={searches.length === 0}
            onClick={() => {
              download('wire-searches.json', exportSearches(searches));
            }}
          >
            Export {searches.length}
          </button>
          <label class="file">
            Import a file
            <input
              type="file"
              accept="application/json,.json"
              onChange={({ currentTarget }) => {
                void currentTarget.files?.[0]?.text().then((text) => {
                  const merged = importSearches(searches, text);
                  if (merged === null) say('This file holds no searches.');
                  else keep({ searches: merged });
                });
              }}
            />
          </label>
        </fieldset>
      </div>
    </Dialog>
  );
}

function themeOf(value: string): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

interface AskProps {
  title: string;
  hint?: string;
  label: string;
  action: string;
  required: boolean;
  /** A second line, before the first. */
  also?: string;
  danger?: boolean;
  onDone: (text: string, also: string) => void;
  onClose: () => void;
}

/** Asks for a line or two before something is done. */
export function Ask(props: AskProps): JSX.Element {
  const { title, hint, label, action, required, also, danger = false, onDone, onClose } = props;
  const [text, setText] = useState('');
  const [other, setOther] = useState('');
  const ready = (!required || text.trim() !== '') && (also === undefined || other.trim() !== '');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onDone(text.trim(), other.trim());
        }}
      >
        {hint === undefined ? null : <p class="hint">{hint}</p>}
        {also === undefined ? null : (
          <label>
            {also}
            <input
              type="text"
              value={other}
              onInput={({ currentTarget }) => {
                setOther(currentTarget.value);
              }}
            />
          </label>
        )}
        <label>
          {label}
          <input
            type="text"
            autoFocus
            value={text}
            maxLength={500}
            onInput={({ currentTarget }) => {
              setText(currentTarget.value);
            }}
          />
        </label>
        <button type="submit" class={danger ? 'do danger' : 'do'} disabled={!ready}>
          {action}
        </button>
      </form>
    </Dialog>
  );
}
