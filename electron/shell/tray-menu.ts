import type { MenuItemConstructorOptions } from 'electron';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';

/** What the menu is made of. */
interface TrayState {
  readonly cards: readonly Pick<HomeCard, 'integrationId' | 'name' | 'state' | 'nextSync'>[];
  readonly isPaused: boolean;
}

export interface TrayActions {
  open(): void;
  syncNow(integrationId: string): void;
  pause(isPaused: boolean): void;
  quit(): void;
}

/** Per integration what is next and a way to sync it now; below, what concerns them all. */
export function trayMenu({ cards, isPaused }: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const perIntegration = cards.flatMap((card): MenuItemConstructorOptions[] => [
    { type: 'separator' },
    { label: plain(`${card.name}: ${whatIsNext(card, isPaused)}`), enabled: false },
    {
      label: plain(`Sync ${card.name} now`),
      enabled: card.state !== 'syncing',
      click: () => actions.syncNow(card.integrationId),
    },
  ]);
  return [
    { label: 'Open Grade Sync', click: () => actions.open() },
    ...perIntegration,
    { type: 'separator' },
    {
      label: 'Pause scheduled syncs',
      type: 'checkbox',
      checked: isPaused,
      click: () => actions.pause(!isPaused),
    },
    { label: 'Quit Grade Sync', click: () => actions.quit() },
  ];
}

function whatIsNext({ state, nextSync }: TrayState['cards'][number], isPaused: boolean): string {
  if (state === 'syncing') return 'syncing now';
  if (isPaused) return 'scheduled syncs are paused';
  return nextSync === null ? 'syncs when you start it' : `next sync ${moment(nextSync)}`;
}

const moment = ({ at, zone }: NonNullable<HomeCard['nextSync']>): string =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** In a menu `&` marks the letter that follows it; a name may have one of its own. */
const plain = (label: string): string => label.replaceAll('&', '&&');
