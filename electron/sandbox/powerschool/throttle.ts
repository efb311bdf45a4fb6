import type { SandboxResponse, SandboxSwitches } from './route.ts';

/** Refuses a plugin's request that comes too soon after its last accepted one (reference §4.3); undefined lets it pass. */
export type Throttle = (pluginId: number) => SandboxResponse | undefined;

export function createThrottle(switches: SandboxSwitches, now: () => Date): Throttle {
  const lastAccepted = new Map<number, number>();
  return (pluginId) => {
    const time = now().getTime();
    const wait = switches.minimumIntervalMs - (time - (lastAccepted.get(pluginId) ?? Number.NEGATIVE_INFINITY));
    if (switches.minimumIntervalMs > 0 && wait > 0)
      return tooManyRequests(switches.throttleStatus, Math.ceil(wait / 1000));
    lastAccepted.set(pluginId, time);
    return undefined;
  };
}

export function tooManyRequests(status: number, seconds: number): SandboxResponse {
  return {
    status,
    headers: { 'Retry-After': String(seconds) },
    body: { message: `Too many requests. Please wait ${seconds} seconds before sending another request.` },
  };
}
