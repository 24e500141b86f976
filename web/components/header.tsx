import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatAddress, START } from '../state/address.ts';
import type { Connection } from '../state/pace.ts';
import { clock } from '../state/time.ts';
import { Icon } from './icons.tsx';
import { may, useNow, usePage } from './page.ts';

interface HeaderProps {
  connection: Connection;
  waiting: number;
  muted: boolean;
  rail: boolean;
  onRail: () => void;
  searchBox: { current: HTMLInputElement | null };
  onShowNew: () => void;
  onMute: () => void;
  onTicker: () => void;
  onHelp: () => void;
  onSettings: () => void;
}

export function Header(props: HeaderProps): JSX.Element {
  const {
    connection,
    waiting,
    muted,
    rail,
    onRail,
    searchBox,
    onShowNew,
    onMute,
    onTicker,
    onHelp,
    onSettings,
  } = props;
  const { address, go, kept, set, me } = usePage();
  const { settings } = kept;
  const link = (view: 'wire' | 'health', label: string): JSX.Element => (
    <a
      class="view"
      href={formatAddress({ ...START, view })}
      aria-current={address.view === view ? 'page' : undefined}
      onClick={(event) => {
        event.preventDefault();
        go({ view, article: null });
      }}
    >
      {label}
    </a>
  );
  return (
    <header class="bar">
      <button
        type="button"
        class="icon"
        aria-pressed={rail}
        title="Filters and saved searches (f)"
        aria-label="Filters and saved searches"
        onClick={onRail}
      >
        <Icon name="rail" />
      </button>
      <nav aria-label="Views">
        {link('wire', 'Wire')}
        {may(me, 'wire:operate') || may(me, 'wire:desk') ? link('health', 'Health') : null}
      </nav>
      <SearchBox box={searchBox} />
      <Status connection={connection} />
      {waiting > 0 ? (
        <button type="button" class="new" onClick={onShowNew} title="Show them (n)">
          {waiting} new
        </button>
      ) : null}
      <span class="space" />
      <label class="switch" title="New articles appear by themselves (u)">
        <input
          type="checkbox"
          checked={settings.autoUpdate}
          onChange={({ currentTarget }) => {
            set({ autoUpdate: currentTarget.checked });
          }}
        />
        Auto
      </label>
      <button
        type="button"
        class="icon"
        aria-pressed={!muted}
        aria-label="Sounds"
        title={muted ? 'Sounds are off (m)' : 'Sounds are on (m)'}
        onClick={onMute}
      >
        <Icon name={muted ? 'muted' : 'sound'} />
      </button>
      <button
        type="button"
        class="icon wide-only"
        aria-label="Ticker"
        title="Pop out a ticker (t)"
        onClick={onTicker}
      >
        <Icon name="ticker" />
      </button>
      <button type="button" class="icon" aria-label="Settings" title="Settings (,)" onClick={onSettings}>
        <Icon name="settings" />
      </button>
      <button type="button" class="icon wide-only" aria-label="Keys" title="Keys (?)" onClick={onHelp}>
        <Icon name="help" />
      </button>
      <Clock zone={settings.zone} />
    </header>
  );
}

function SearchBox({ box }: { box: { current: HTMLInputElement | null } }): JSX.Element {
  const { address, go } = usePage();
  const [text, setText] = useState(address.query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What was typed here last: the page may come to it while more is being typed. */
  const asked = useRef(address.query);
  useEffect(() => {
    if (address.query !== asked.current) setText(address.query);
    asked.current = address.query;
  }, [address.query]);
  const search = (typed: string): void => {
    clearTimeout(timer.current);
    asked.current = typed.trim();
    go({ query: asked.current, view: 'wire' });
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(box.current?.value ?? text);
        box.current?.blur();
      }}
    >
      <input
        ref={box}
        type="search"
        name="q"
        value={text}
        placeholder='Search: words, "a phrase", -without, by:name   /'
        aria-label="Search the wire"
        autoComplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          clearTimeout(timer.current);
          const { value } = currentTarget;
          timer.current = setTimeout(() => {
            search(value);
          }, 300);
        }}
      />
    </form>
  );
}

function Status({ connection }: { connection: Connection }): JSX.Element {
  const words = {
    starting: 'Connecting',
    live: 'Live',
    lost: 'Connection lost',
    'signed-out': 'Signed out',
  }[connection.kind];
  return (
    <span class={`status ${connection.kind}`} role="status">
      {words}
    </span>
  );
}

function Clock({ zone }: { zone: string }): JSX.Element {
  const now = useNow();
  return (
    <time class="clock wide-only" title={zone === 'local' ? 'Time of this machine' : zone}>
      {clock(now, zone)}
    </time>
  );
}

/** Said plainly, over the whole width: what is on the page may be old. */
export function LostBar({
  connection,
  onSignIn,
}: {
  connection: Connection;
  onSignIn: () => void;
}): JSX.Element | null {
  const { kept } = usePage();
  const now = useNow(connection.kind === 'lost');
  if (connection.kind === 'lost') {
    const seconds = Math.max(0, Math.ceil((connection.retryAt - now) / 1000));
    return (
      <div class="lost" role="alert">
        Connection lost: nothing new since {clock(connection.since, kept.settings.zone)}. Trying again
        {seconds > 0 ? ` in ${seconds} s` : ' now'}.
      </div>
    );
  }
  if (connection.kind === 'signed-out') {
    return (
      <div class="lost" role="alert">
        Your session has expired: nothing new is shown.{' '}
        <button type="button" onClick={onSignIn}>
          Sign in again
        </button>
      </div>
    );
  }
  return null;
}
