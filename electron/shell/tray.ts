import { join } from 'node:path';
import { dialog, Menu, nativeImage, nativeTheme, Tray } from 'electron';
import { reportOf } from '../../shared/errors.ts';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { trayMenu, type TrayActions } from './tray-menu.ts';

interface TrayParts {
  readonly client: Client;
  /** Where the icons lie. */
  readonly folder: string;
  /** Whether a schedule asks that the application stays when its window is closed. */
  readonly isWanted: () => boolean;
  readonly pauseSchedules: (isPaused: boolean) => void;
  readonly open: () => void;
  readonly quit: () => void;
  readonly platform?: NodeJS.Platform;
}

/** Keeps an icon in the system's tray for as long as a schedule asks for it, with what runs next. Returns how to take it away. */
export function keepTray({ client, folder, isWanted, platform = process.platform, ...does }: TrayParts): () => void {
  let tray: Tray | undefined;
  let cards: readonly HomeCard[] = [];
  let isPaused = false;
  let looks = 0;
  const syncing = new Set<string>();

  const actions: TrayActions = {
    open: does.open,
    quit: does.quit,
    syncNow: (integrationId) => void client.call('sync.start', { integrationId }).catch(tell),
    pause(paused) {
      isPaused = paused;
      does.pauseSchedules(paused);
      show();
    },
  };

  function show(): void {
    if (tray === undefined) return;
    tray.setToolTip(isPaused ? 'Grade Sync: scheduled syncs are paused' : 'Grade Sync');
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu({ cards, isPaused }, actions)));
  }

  async function look(): Promise<void> {
    if (!isWanted()) return remove();
    const own = ++looks;
    const found = await client.call('home.list', {});
    // A newer look knows better; by now the tray may not be wanted any more.
    if (own !== looks || !isWanted()) return;
    cards = found;
    syncing.clear();
    for (const { integrationId, state } of cards) if (state === 'syncing') syncing.add(integrationId);
    if (tray === undefined) {
      tray = new Tray(iconOf(folder, platform));
      // On macOS a click opens the menu.
      if (platform !== 'darwin') tray.on('click', does.open);
    }
    show();
  }

  function remove(): void {
    looks++;
    tray?.destroy();
    tray = undefined;
    if (!isPaused) return;
    // Without the menu nothing could let the schedules go on.
    isPaused = false;
    does.pauseSchedules(false);
  }

  // Where the integrations cannot be listed, Home says why; the menu stays as it was.
  const lookAgain = (): void => void look().catch(() => undefined);
  const repaint = (): void => tray?.setImage(iconOf(folder, platform));
  const stops = [
    client.on('home.changed', lookAgain),
    client.on('sync.progressed', ({ integrationId }) => {
      if (syncing.has(integrationId)) return;
      syncing.add(integrationId);
      lookAgain();
    }),
  ];
  nativeTheme.on('updated', repaint);
  lookAgain();
  return () => {
    for (const stop of stops) stop();
    nativeTheme.removeListener('updated', repaint);
    looks++;
    tray?.destroy();
    tray = undefined;
  };
}

/** On macOS the system colours the icon itself; elsewhere it has to stand out from a light or a dark bar. */
function iconOf(folder: string, platform: NodeJS.Platform) {
  const onDark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'tray-on-dark.png' : 'tray-on-light.png';
  return nativeImage.createFromPath(join(folder, platform === 'darwin' ? 'trayTemplate.png' : onDark));
}

/** There may be no window that could say it. */
function tell(error: unknown): void {
  const { message, fix = 'Open Grade Sync to see more.' } = reportOf(error);
  void dialog.showMessageBox({ type: 'warning', message, detail: fix });
}
