import type { QueryClient } from '@tanstack/react-query';
import type { RunProgress } from '../../shared/integration/run.ts';
import type { Client } from '../../shared/ipc/client.ts';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import { dataKey, draftsKey, homeKey } from './queries.ts';

/** Keeps what the screens show in step with the backend's events. Returns how to stop it. */
export function followEvents(client: Client, queries: QueryClient): () => void {
  const refresh = (): void => void queries.invalidateQueries({ queryKey: dataKey });
  const stops = [
    client.on('sync.progressed', (progress) => {
      queries.setQueryData<HomeCard[]>(homeKey, (cards) => cards?.map((card) => withProgress(card, progress)));
    }),
    client.on('sync.finished', refresh),
    client.on('home.changed', refresh),
    client.on('drafts.changed', () => void queries.invalidateQueries({ queryKey: draftsKey })),
    client.onConnection((connected) => {
      if (connected) refresh();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const withProgress = (card: HomeCard, progress: RunProgress): HomeCard =>
  card.integrationId === progress.integrationId ? { ...card, state: 'syncing', progress } : card;
