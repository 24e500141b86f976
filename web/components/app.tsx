/**
 * The page. One file: all of its state and its commands meet here, and every part is a component of its own.
 */
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ArticleView, HeldList, Me, Row } from '../../functions/core/feed/contract.ts';
import { failureOf, type Api } from '../client/api.ts';
import { copy } from '../client/clipboard.ts';
import { cleanHtml, htmlText, paragraphs } from '../client/clean.ts';
import { formatAddress, searchOf, TABS } from '../state/address.ts';
import { toggled, type FilterName } from '../state/filters.ts';
import { itemsOf, neighbour } from '../state/items.ts';
import type { Command } from '../state/keys.ts';
import { asHtml, asText, bodyOf } from '../state/plain.ts';
import { withSearch, type Settings } from '../state/saved.ts';
import { dayOf } from '../state/time.ts';
import { isEnded } from '../state/wire.ts';
import { Rail } from './filter-bar.tsx';
import { Header, LostBar } from './header.tsx';
import { Health } from './health.tsx';
import { ListPane } from './list-pane.tsx';
import { alarm, titleOf } from './news.ts';
import { DONE, OpenDialog, type Open } from './open-dialog.tsx';
import { may, PageContext, useLatest, useMedia, useResource, type Page } from './page.ts';
import { Reader, type DeskWord } from './reader.tsx';
import { RecallBanners } from './recalls.tsx';
import { Splitter } from './splitter.tsx';
import { useKeys } from './use-keys.ts';
import { useAddress, useKept, useSaid } from './use-page-state.ts';
import { useRecalls } from './use-recalls.ts';
import { useWire } from './use-wire.ts';

interface AppProps {
  api: Api;
  signsIn: boolean;
  onSignIn: () => void;
}

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

  const command = async (
    { word, id, revision }: { word: DeskWord; id: string; revision?: number },
    reason: string,
    into: string,
  ): Promise<void> => {
    setDialog(null);
    const body = {
      ...(reason === '' ? {} : { reason }),
      ...(into === '' ? {} : { into }),
      // Only what was seen is let go
      ...(word === 'release' && revision !== undefined ? { revision } : {}),
    };
    const answer = await api.post(`/v1/articles/${encodeURIComponent(id)}/${word}`, body);
    say(failureOf(answer) ?? DONE[word]);
    held.reload();
    view.reload();
  };

  const closeDialog = (): void => {
    setDialog(null);
  };
  const list = (
    <ListPane
      wire={wire}
      held={held.data}
      items={items}
      selected={selected}
      seen={seen}
      onOpen={open}
      onFold={fold}
      onTop={(top) => {
        atTop.current = top;
        if (top && settings.autoUpdate && wire.waiting.length > 0) showNew();
      }}
      onEnd={loadOlder}
    />
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
        onDesk={(word, revision) => {
          if (address.article === null) return;
          setDialog({
            kind: 'desk',
            word,
            id: address.article,
            ...(revision === undefined ? {} : { revision }),
          });
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
          onDesk={(word, id, revision) => {
            setDialog({ kind: 'desk', word, id, revision });
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
      <OpenDialog
        dialog={dialog}
        onClose={closeDialog}
        onSave={(name) => {
          page.keep({ searches: withSearch(kept.searches, { name, search: searchOf(address) }) });
          closeDialog();
          say(`Saved as ${name}`);
        }}
        onDesk={(decision, reason, into) => {
          void command(decision, reason, into);
        }}
      />
    </PageContext.Provider>
  );
}

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

function popOut(url: string): void {
  window.open(url, 'newswire-ticker', 'popup,width=460,height=720');
}

function scrollReader(root: HTMLElement | null, direction: 1 | -1): void {
  const panel = root?.querySelector('.panel');
  panel?.scrollBy({ top: direction * panel.clientHeight * 0.85 });
}
