import { useSyncExternalStore } from 'react';

/**
 * Every screen and its address. What begins with a colon is a parameter, and the screens of an integration have `integrationId`. Adding
 * a screen is a line here and one in `screens.tsx`: the compiler names what is missing.
 */
const patterns = {
  home: '',
  gallery: 'gallery',
  galleryApp: 'gallery/:app',
  setup: 'setup/:draftId',
  runs: 'runs/:integrationId',
  run: 'runs/:integrationId/:runId',
  compare: 'compare/:integrationId/:from/:to',
  plans: 'plan/:integrationId',
  plan: 'plan/:integrationId/:planId',
  remap: 'remap/:integrationId',
  issues: 'issues/:integrationId',
  rostering: 'rostering/:integrationId/:view',
  gradebook: 'gradebook/:integrationId/:view',
  sheet: 'sheet/:integrationId/:classSourcedId',
  quality: 'quality/:integrationId',
  help: 'help/:topic',
  settings: 'settings/:integrationId/:section',
  exports: 'exports/:integrationId',
  appearance: 'appearance',
  reports: 'reports/:integrationId/:report',
} as const;

type Patterns = typeof patterns;
export type ScreenName = keyof Patterns;

type ParamsOf<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? ParamsOf<Head> | ParamsOf<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never;
/** What a screen's address says. */
export type ScreenParams<N extends ScreenName> = { readonly [K in ParamsOf<Patterns[N]>]: string };

/** Where one is, as the address's hash says it: every screen can be reloaded and gone back to. */
export type Route = {
  [N in ScreenName]: {
    readonly screen: N;
    /** What the screen itself keeps in its address: filters, an open record. */
    readonly query?: Readonly<Record<string, string>>;
  } & ScreenParams<N>;
}[ScreenName];

export function hrefOf(route: Route): string {
  const params = route as unknown as Readonly<Record<string, string>>;
  const path = patterns[route.screen]
    .split('/')
    .map((part) => (part.startsWith(':') ? encodeURIComponent(params[part.slice(1)] ?? '') : part))
    .join('/');
  const query = new URLSearchParams(route.query).toString();
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** Home for every hash that is none of ours. */
export function parseRoute(hash: string): Route {
  const [path = '', search] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const parts = decode(path);
  for (const screen of Object.keys(patterns) as ScreenName[]) {
    const params = match(patterns[screen].split('/').filter(Boolean), parts);
    if (params === undefined) continue;
    const query = search === undefined ? {} : { query: Object.fromEntries(new URLSearchParams(search)) };
    // SAFETY: the pattern of this very screen named the parameters.
    return { screen, ...params, ...query } as Route;
  }
  return { screen: 'home' };
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = part;
    else if (expected !== part) return undefined;
  }
  return params;
}

/** A part that cannot be decoded belongs to no screen. */
function decode(path: string): readonly string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return ['%'];
  }
}

/** Goes to a screen. `replace`: without a step to go back by. */
export function navigate(route: Route, { replace = false } = {}): void {
  const hash = hrefOf(route);
  if (hash === location.hash) return;
  if (!replace) location.hash = hash;
  else {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

let last: { readonly hash: string; readonly route: Route } | undefined;

/** The same object as long as the address is the same. */
function currentRoute(): Route {
  if (last?.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) };
  return last.route;
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, currentRoute);

let guard: ((hash: string) => void) | undefined;

/** Until it is released, no screen is left: `onLeave` is told where it was to go. */
export function guardRoute(onLeave: (hash: string) => void): () => void {
  guard = onLeave;
  return () => {
    if (guard === onLeave) guard = undefined;
  };
}

function subscribe(changed: () => void): () => void {
  const go = (): void => {
    const wanted = location.hash;
    if (guard === undefined || last === undefined || wanted === last.hash) return changed();
    history.replaceState(null, '', last.hash === '' ? '#/' : last.hash);
    guard(wanted);
  };
  addEventListener('hashchange', go);
  return () => removeEventListener('hashchange', go);
}
