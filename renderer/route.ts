import { useSyncExternalStore } from 'react';

/** Where one is, as the address's hash says it: every screen can be reloaded and gone back to. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'runs' | 'issues'; readonly integrationId: string }
  | { readonly screen: 'run'; readonly integrationId: string; readonly runId: string };

export function hrefOf(route: Route): string {
  if (route.screen === 'home') return '#/';
  const id = encodeURIComponent(route.integrationId);
  if (route.screen === 'run') return `#/runs/${id}/${encodeURIComponent(route.runId)}`;
  return `#/${route.screen}/${id}`;
}

/** Home for every hash that is none of ours. */
export function parseRoute(hash: string): Route {
  const [screen, integrationId, runId, ...more] = decode(hash);
  if (integrationId === undefined || more.length > 0) return { screen: 'home' };
  if (screen === 'runs' && runId !== undefined) return { screen: 'run', integrationId, runId };
  if ((screen === 'runs' || screen === 'issues') && runId === undefined) return { screen, integrationId };
  return { screen: 'home' };
}

function decode(hash: string): readonly string[] {
  try {
    return hash.replace(/^#\//, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return [];
  }
}

export const useRoute = (): Route => parseRoute(useSyncExternalStore(subscribe, () => location.hash));

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
