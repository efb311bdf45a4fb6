import { AppShell } from '@mantine/core';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../shared/ipc/client.ts';
import { ClientContext, useClient } from './api/client-context.ts';
import { followEvents } from './api/live.ts';
import { createQueryClient, homeQuery } from './api/queries.ts';
import { AppHeader } from './app-header.tsx';
import { AppNavigation } from './app-navigation.tsx';
import { ConnectionBanner } from './components/connection-banner.tsx';
import { AppearanceProvider } from './features/appearance/appearance-provider.tsx';
import { Finder } from './features/finder/finder.tsx';
import { MissedNotice } from './features/schedule/missed-notice.tsx';
import { ShortcutsSheet } from './features/shortcuts/shortcuts-sheet.tsx';
import { ShowShortcutsContext } from './features/shortcuts/show-shortcuts.ts';
import { useShortcutKeys } from './features/shortcuts/use-shortcut-keys.ts';
import { hrefOf, useRoute, type Route } from './route.ts';
import { Screen } from './screens.tsx';

interface Props {
  readonly client: Client;
  /** What the page's policy wants to see on a style that is made at run time. */
  readonly nonce?: string;
}

export function App({ client, nonce }: Props) {
  const [queries] = useState(createQueryClient);
  useEffect(() => followEvents(client, queries), [client, queries]);
  return (
    <QueryClientProvider client={queries}>
      <ClientContext.Provider value={client}>
        <AppearanceProvider nonce={nonce}>
          <Shell />
        </AppearanceProvider>
      </ClientContext.Provider>
    </QueryClientProvider>
  );
}

function Shell() {
  const route = useRoute();
  const home = useQuery(homeQuery(useClient()));
  const [chosen, choose] = useState<string>();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isFinderOpen, setFinderOpen] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const showShortcuts = useCallback(() => setSheetOpen(true), []);
  useShortcutKeys({ find: () => setFinderOpen(true), shortcuts: showShortcuts });
  const cards = home.data ?? [];
  const wanted = 'integrationId' in route ? route.integrationId : chosen;
  const inUse = cards.find(({ integrationId }) => integrationId === wanted) ?? cards[0];
  return (
    <ShowShortcutsContext value={showShortcuts}>
      <AppShell
        header={{ height: 60 }}
        navbar={{ width: 220, breakpoint: 'md', collapsed: { mobile: !isMenuOpen } }}
        padding={{ base: 'md', md: 'xl' }}
      >
        <a className="gs-skip" href="#content" onClick={focusContent}>
          Skip to the content
        </a>
        <AppShell.Header className="gs-shell-header">
          <AppHeader
            cards={cards}
            inUse={inUse}
            onChoose={(integrationId) => {
              choose(integrationId);
              if ('integrationId' in route) location.hash = hrefOf(sameScreenOf(route, integrationId));
            }}
            isMenuOpen={isMenuOpen}
            onFind={() => setFinderOpen(true)}
            onToggleMenu={() => setMenuOpen((open) => !open)}
          />
        </AppShell.Header>
        <AppShell.Navbar p="sm" className="gs-shell-navbar" aria-label="Screens">
          <AppNavigation route={route} integrationId={inUse?.integrationId} onNavigate={() => setMenuOpen(false)} />
        </AppShell.Navbar>
        <Finder integrationId={inUse?.integrationId} isOpen={isFinderOpen} onClose={() => setFinderOpen(false)} />
        <ShortcutsSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
        <AppShell.Main id="content" tabIndex={-1}>
          <div className="gs-page">
            <ConnectionBanner />
            {inUse === undefined ? null : <MissedNotice card={inUse} isShown={'integrationId' in route} />}
            <Screen route={route} />
          </div>
        </AppShell.Main>
      </AppShell>
    </ShowShortcutsContext>
  );
}

/** A run belongs to its integration: of another one, the list of runs is shown. */
function sameScreenOf(route: Route, integrationId: string): Route {
  if (route.screen === 'run') return { screen: 'runs', integrationId };
  if (route.screen === 'sheet') return { screen: 'rostering', integrationId, view: 'classes' };
  if (!('integrationId' in route)) return route;
  // An open record and filters belong to the integration, too.
  const { query: _query, ...rest } = route;
  return { ...rest, integrationId };
}

/** The hash is the route: the link moves the focus and leaves the address alone. */
function focusContent(event: React.MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}
