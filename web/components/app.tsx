import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ArticleView, HeldList, Me, Row } from '../../functions/core/feed/contract.ts';
import { flashTitle, sound, wakeSound } from '../client/alarm.ts';
import { failureOf, type Api } from '../client/api.ts';
import { copy } from '../client/clipboard.ts';
import { cleanHtml, htmlText, paragraphs } from '../client/clean.ts';
import { loadKept, onKeptElsewhere, storeKept } from '../client/keep.ts';
import { formatAddress, isStep, parseAddress, searchOf, TABS, type Address } from '../state/address.ts';
import { toggled, type FilterName } from '../state/filters.ts';
import { itemsOf, neighbour } from '../state/items.ts';
import { commandOf, type Command } from '../state/keys.ts';
import { asHtml, asText, bodyOf } from '../state/plain.ts';
import { withSearch, type Kept, type Settings } from '../state/saved.ts';
import { dayOf } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { Ask, Help, SettingsDialog } from './dialogs.tsx';
import { FilterBar, Rail } from './filter-bar.tsx';
import { Header, LostBar } from './header.tsx';
import { Health } from './health.tsx';
import { HeldStrip } from './held-strip.tsx';
import { WireList } from './list.tsx';
import { may, PageContext, useLatest, useMedia, useResource, type Page } from './page.ts';
import { Reader, type DeskWord } from './reader.tsx';
import { RecallBanners } from './recalls.tsx';
import { Splitter } from './splitter.tsx';
import { useRecalls } from './use-recalls.ts';
import { useWire } from './use-wire.ts';

interface AppProps {
  api: Api;
  signsIn: boolean;
  onSignIn: () => void;
}

type Open =
  { kind: 'help' } | { kind: 'settings' } | { kind: 'save' } | { kind: 'desk'; word: DeskWord; id: string };

export function App({ api, signsIn, onSignIn }: AppProps): JSX.Element {
  const [address, go] = useAddress();
  const [kept, keep] = useKept();
  const { settings } = kept;
  const set = useCallback(
    (change: Partial<Settings>) => {
      keep((before) => ({ ...before, settings: { ...before.settings, ...change } }));
    },
    [keep],
  );
  const [said, say] = useSaid();
  const [dialog, setDialog] = useState<Open | null>(null);
  const phone = useMedia('(max-width: 720px)');
  const me = useResource<Me>(api, '/v1/me', { every: 600_000 }).data;
  // On a phone the rail lies over the list: it is open while it is used
  const [drawer, setDrawer] = useState(false);
  const toggleRail = (): void => {
    if (phone) setDrawer(!drawer);
    else set({ rail: !settings.rail });
  };
  const isTicker = address.view === 'ticker';

  const atTop = useRef(true);
  const mayShow = (): boolean => (settings.autoUpdate || isTicker) && atTop.current;
  const recalls = useRecalls(api, me, say);
  const { wire, connection, showNew, loadOlder } = useWire(api, address, mayShow, (rows) => {
    recalls.hear(rows);
    if (!isTicker) alarm(rows, settings, pageTitle);
  });
  const held = useResource<HeldList>(api, may(me, 'wire:desk') && !isTicker ? '/v1/held' : null, {
    every: 3000,
  });

  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const selected = address.article ?? cursor;
  const ranked = address.query !== '';
  const today = dayOf(Date.now(), settings.zone);
  const items = useMemo(
    () => itemsOf(wire.lines, opened, settings.zone, today, ranked),
    [wire.lines, opened, settings.zone, today, ranked],
  );
  const rows = useMemo(() => wire.lines.map(({ row }) => row), [wire.lines]);
  const row = rows.find(({ id }) => id === address.article) ?? null;
  const view = useArticle(api, address.article, row);
  const pageTitle = (): string => titleOf(address, view.data, wire.waiting.length);

  useEffect(() => {
    document.title = pageTitle();
  });
  useEffect(() => {
    const { theme } = settings;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [settings.theme]);
  useEffect(() => {
    const { data } = view;
    if (data?.standing !== 'out') return;
    recalls.take(data.id, data.revision, 'opened');
    setSeen((before) => new Set([...before, `${data.id}.${data.revision}`]));
  }, [view.data?.id, view.data?.revision, view.data?.standing]);

  const open = useLatest((id: string) => {
    setCursor(id);
    go({
      article: id,
      view: isTicker ? 'ticker' : 'wire',
      tab: address.article === null ? 'text' : address.tab,
    });
  });
  const move = useLatest((step: 1 | -1) => {
    const next = neighbour(items, selected, step);
    if (next === null) return;
    setCursor(next);
    if (address.article !== null) go({ article: next });
  });
  const fold = useLatest((id: string) => {
    setOpened(
      (before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]),
    );
  });
  const filter = useLatest((name: FilterName, value: string, side: 'in' | 'out') => {
    go({ filters: toggled(address.filters, name, value, side), view: isTicker ? 'ticker' : 'wire' });
  });
  const copyStory = useLatest((how: 'text' | 'html') => {
    const { data } = view;
    if (data === null || data.standing === 'ended') return;
    const body = bodyOf(data);
    const plain = data.fields.body ?? body?.value ?? '';
    const clean = body?.isHtml === true ? cleanHtml(body.value) : paragraphs(plain);
    const text = asText(data, plain);
    void copy(text, how === 'html' ? asHtml(data, htmlText(clean)) : undefined).then((done) => {
      say(done ? `Copied as ${how === 'html' ? 'HTML' : 'text'}` : 'The browser does not allow copying');
      if (done) recalls.take(data.id, data.revision, 'copied');
    });
  });
  const scroller = useRef<HTMLDivElement>(null);
  const toTop = (): void => {
    scroller.current?.querySelector('.list')?.scrollTo({ top: 0 });
  };
  const showAll = useLatest(() => {
    showNew();
    toTop();
  });
  const ticker = useLatest(() => {
    const search = formatAddress({ ...address, view: 'ticker', article: null });
    popOut(`${location.pathname}${search}`);
  });
  const searchBox = useRef<HTMLInputElement>(null);

  const muted = !settings.soundAlerts && !settings.soundKills;
  const mute = useLatest(() => {
    set(muted ? { soundAlerts: true, soundKills: true } : { soundAlerts: false, soundKills: false });
    say(muted ? 'Sounds on' : 'Sounds off');
  });
  const close = (): void => {
    if (address.article !== null) go({ article: null });
    else if (address.query !== '') go({ query: '' });
    else setCursor(null);
  };
  const tab = (step: 1 | -1): void => {
    const next = TABS[TABS.indexOf(address.tab) + step];
    if (address.article !== null && next !== undefined) go({ tab: next });
  };
  const commands: Readonly<Record<Command, () => void>> = {
    next: () => {
      move(1);
    },
    previous: () => {
      move(-1);
    },
    open: () => {
      if (selected !== null) open(selected);
    },
    close,
    first: toTop,
    scroll: () => {
      scrollReader(scroller.current, 1);
    },
    'scroll-back': () => {
      scrollReader(scroller.current, -1);
    },
    search: () => {
      searchBox.current?.focus();
      searchBox.current?.select();
    },
    filters: toggleRail,
    'show-new': showAll,
    'auto-update': () => {
      set({ autoUpdate: !settings.autoUpdate });
      say(settings.autoUpdate ? 'New articles wait' : 'New articles appear by themselves');
    },
    'save-search': () => {
      setDialog({ kind: 'save' });
    },
    fold: () => {
      if (selected !== null) fold(selected);
    },
    'previous-tab': () => {
      tab(-1);
    },
    'next-tab': () => {
      tab(1);
    },
    'copy-text': () => {
      copyStory('text');
    },
    'copy-html': () => {
      copyStory('html');
    },
    split: () => {
      set({ split: settings.split === 'side' ? 'stack' : 'side' });
    },
    ticker,
    health: () => {
      go({ view: 'health', article: null });
    },
    wire: () => {
      go({ view: 'wire' });
    },
    mute,
    settings: () => {
      setDialog({ kind: 'settings' });
    },
    help: () => {
      setDialog({ kind: 'help' });
    },
  };
  useKeys(dialog !== null, settings.keys, commands);

  const page: Page = {
    api,
    me,
    signsIn,
    address,
    go,
    filter,
    kept,
    set,
    keep: (change) => {
      keep((before) => ({ ...before, ...change }));
    },
    say,
  };

  const command = async (word: DeskWord, id: string, reason: string, into: string): Promise<void> => {
    setDialog(null);
    const body = { ...(reason === '' ? {} : { reason }), ...(into === '' ? {} : { into }) };
    const answer = await api.post(`/v1/articles/${encodeURIComponent(id)}/${word}`, body);
    say(failureOf(answer) ?? DONE[word]);
    held.reload();
    view.reload();
  };

  const list = (
    <div class="list-pane">
      <FilterBar />
      <HeldStrip held={held.data?.held ?? []} selected={selected} />
      {wire.hints.map((hint) => (
        <p key={hint} class="note">
          {hint}
        </p>
      ))}
      {wire.count === null || !ranked ? null : (
        <p class="count" role="status">
          {wire.count.count}
          {wire.count.more ? '+' : ''} found
        </p>
      )}
      {wire.failure !== null && wire.lines.length === 0 ? <p class="note">{wire.failure}</p> : null}
      {!wire.loading && wire.failure === null && wire.lines.length === 0 ? (
        <p class="note">No articles.</p>
      ) : null}
      <WireList
        items={items}
        zone={settings.zone}
        selected={selected}
        seen={seen}
        dimmed={wire.loading && wire.lines.length > 0}
        onOpen={open}
        onFold={fold}
        onTop={(top) => {
          atTop.current = top;
          if (top && settings.autoUpdate && wire.waiting.length > 0) showNew();
        }}
        onEnd={loadOlder}
      />
    </div>
  );
  const reader =
    address.article === null ? null : (
      <Reader
        id={address.article}
        row={row}
        view={view}
        onClose={close}
        onMove={move}
        onCopy={copyStory}
        onDesk={(word) => {
          if (address.article !== null) setDialog({ kind: 'desk', word, id: address.article });
        }}
      />
    );
  const single = phone || isTicker;
  const hasRail = phone ? drawer && address.article === null : settings.rail && !isTicker;
  return (
    <PageContext.Provider value={page}>
      {isTicker ? null : (
        <Header
          connection={connection}
          waiting={wire.waiting.length}
          muted={muted}
          rail={hasRail}
          onRail={toggleRail}
          searchBox={searchBox}
          onShowNew={showAll}
          onMute={mute}
          onTicker={ticker}
          onHelp={commands.help}
          onSettings={commands.settings}
        />
      )}
      <LostBar connection={connection} onSignIn={onSignIn} />
      <RecallBanners recalls={recalls.open} onConfirm={recalls.confirm} />
      {address.view === 'health' ? (
        <Health
          held={held}
          onDesk={(word, id) => {
            setDialog({ kind: 'desk', word, id });
          }}
        />
      ) : (
        <main class={isTicker ? 'wire ticker' : 'wire'} ref={scroller}>
          <h1 class="hidden">Wire</h1>
          {hasRail ? (
            <Rail
              rows={rows}
              onSave={commands['save-search']}
              onChosen={() => {
                setDrawer(false);
              }}
            />
          ) : null}
          {single ? (
            (reader ?? list)
          ) : reader === null ? (
            list
          ) : (
            <Splitter
              stacked={settings.split === 'stack'}
              share={settings.share}
              onShare={(share) => {
                set({ share });
              }}
              first={list}
              second={reader}
            />
          )}
        </main>
      )}
      <div class="said" role="status" aria-live="polite">
        {said}
      </div>
      {dialog?.kind === 'help' ? (
        <Help
          onClose={() => {
            setDialog(null);
          }}
        />
      ) : null}
      {dialog?.kind === 'settings' ? (
        <SettingsDialog
          onClose={() => {
            setDialog(null);
          }}
        />
      ) : null}
      {dialog?.kind === 'save' ? (
        <Ask
          title="Save this search"
          label="Name"
          action="Save"
          required
          onClose={() => {
            setDialog(null);
          }}
          onDone={(name) => {
            page.keep({ searches: withSearch(kept.searches, { name, search: searchOf(address) }) });
            setDialog(null);
            say(`Saved as ${name}`);
          }}
        />
      ) : null}
      {dialog?.kind === 'desk' ? (
        <Ask
          {...DESK[dialog.word]}
          label="Reason"
          danger={dialog.word === 'kill'}
          required={dialog.word === 'kill' || dialog.word === 'hold'}
          onClose={() => {
            setDialog(null);
          }}
          onDone={(reason, into) => {
            void command(dialog.word, dialog.id, reason, into);
          }}
        />
      ) : null}
    </PageContext.Provider>
  );
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

const DONE: Readonly<Record<DeskWord, string>> = {
  release: 'Released',
  hold: 'Held',
  kill: 'Killed: readers are told',
  split: 'Split',
  merge: 'Merged',
};

/** Killed text goes with the row: it is not shown, and not kept. */
function useArticle(
  api: Api,
  id: string | null,
  row: Row | null,
): ReturnType<typeof useResource<ArticleView>> {
  const ended = row !== null && isEnded(row);
  return useResource<ArticleView>(api, id === null ? null : `/v1/articles/${encodeURIComponent(id)}`, {
    every: 5000,
    version: row === null ? '' : `${row.revision} ${row.event}`,
    forget: ended,
  });
}

function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(() => parseAddress(location.search));
  const current = useRef(address);
  useEffect(() => {
    const ended = new AbortController();
    addEventListener(
      'popstate',
      () => {
        current.current = parseAddress(location.search);
        setAddress(current.current);
      },
      { signal: ended.signal },
    );
    return () => {
      ended.abort();
    };
  }, []);
  const go = useCallback((change: Partial<Address>) => {
    const from = current.current;
    const to = { ...from, ...change };
    const text = formatAddress(to);
    if (text === formatAddress(from)) return;
    const url = `${location.pathname}${text}`;
    if (isStep(from, to)) history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    current.current = to;
    setAddress(to);
  }, []);
  return [address, go];
}

function useKept(): [Kept, (change: (before: Kept) => Kept) => void] {
  const [kept, setKept] = useState(loadKept);
  const current = useRef(kept);
  useEffect(
    () =>
      onKeptElsewhere((other) => {
        current.current = other;
        setKept(other);
      }),
    [],
  );
  const change = useCallback((by: (before: Kept) => Kept) => {
    current.current = by(current.current);
    setKept(current.current);
    storeKept(current.current);
  }, []);
  return [kept, change];
}

function useSaid(): [string, (text: string) => void] {
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string) => {
    setSaid(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSaid('');
    }, 4000);
  }, []);
  return [said, say];
}

function useKeys(busy: boolean, letters: boolean, commands: Readonly<Record<Command, () => void>>): void {
  const press = useLatest((event: KeyboardEvent) => {
    wakeSound();
    if (busy || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    const writing = isWithin(target, 'input:not([type=checkbox]), textarea, select');
    const command = commandOf({
      key: event.key,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      writing,
      onControl: isWithin(target, 'button, a, summary, input'),
      letters,
    });
    if (command === null) return;
    event.preventDefault();
    if (writing && target instanceof HTMLElement) target.blur();
    else commands[command]();
  });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener('keydown', press, { signal });
    addEventListener('pointerdown', wakeSound, { signal });
    return () => {
      ended.abort();
    };
  }, [press]);
}

function isWithin(element: Element | null, selector: string): boolean {
  return element !== null && element.closest(selector) !== null;
}

function alarm(rows: readonly Row[], settings: Settings, title: () => string): void {
  const kill = rows.find(isEnded);
  const alert = rows.find((row) => row.flags.includes('alert') && row.event === 'published');
  if (kill !== undefined && settings.soundKills) sound('kill');
  else if (alert !== undefined && settings.soundAlerts) sound('alert');
  if (!settings.flashTitle) return;
  if (kill !== undefined) flashTitle(`KILLED ${kill.slug ?? kill.provider}`, title);
  else if (alert !== undefined) flashTitle(`ALERT ${alert.headline}`, title);
}

function titleOf({ view, query }: Address, story: ArticleView | null, waiting: number): string {
  const count = waiting === 0 ? '' : `(${waiting}) `;
  if (view === 'health') return `${count}Feed health`;
  if (story !== null && story.standing !== 'ended') {
    return `${count}${story.article.slugline ?? story.article.headlines?.[0]?.value ?? 'Story'}`;
  }
  return `${count}${query === '' ? 'Wire' : query}`;
}

function popOut(url: string): void {
  window.open(url, 'newswire-ticker', 'popup,width=460,height=720');
}

function scrollReader(root: HTMLElement | null, direction: 1 | -1): void {
  const panel = root?.querySelector('.panel');
  panel?.scrollBy({ top: direction * panel.clientHeight * 0.85 });
}
