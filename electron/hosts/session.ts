import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the loopback host. The token of the printed address lets one browser in, once; from then on the browser's cookie does,
 * so that a reload works and the address, which ends up in histories and terminals, is worth nothing.
 */
export interface LoopbackSession {
  readonly token: string;
  /** The `Set-Cookie` value for the first who brings the token; undefined for everybody else. */
  exchange(token: string): string | undefined;
  /** Whether a `Cookie` header holds the session. */
  admits(cookies: string | undefined): boolean;
}

/** Cookies do not tell ports apart: the name does. */
export function openSession(
  port: number,
  random: () => string = () => randomBytes(32).toString('base64url'),
): LoopbackSession {
  const token = random();
  const secret = random();
  const name = `grade-sync-${port}`;
  let used = false;
  return {
    token,
    exchange(given) {
      if (used || !isSame(given, token)) return undefined;
      used = true;
      return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admits: (cookies = '') =>
      cookies
        .split(';')
        .map((cookie) => cookie.trim())
        .some((cookie) => cookie.startsWith(`${name}=`) && isSame(cookie.slice(name.length + 1), secret)),
  };
}

/** Takes the same time whatever the difference. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
