import { describe, expect, it } from 'vitest';
import { openSession } from '../../../electron/hosts/session.ts';

describe('loopback session', () => {
  it('lets the first one in who brings the token, and nobody after', () => {
    const session = openSession(4000);
    const cookie = session.exchange(session.token);
    expect(cookie).toMatch(/^grade-sync-4000=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(session.exchange(session.token)).toBeUndefined();
  });

  it('does not use the token up on a wrong one', () => {
    const session = openSession(4000);
    expect(session.exchange(`${session.token}x`)).toBeUndefined();
    expect(session.exchange('')).toBeUndefined();
    expect(session.exchange(session.token)).toMatch(/^grade-sync-4000=/);
  });

  it('admits the cookie among others and no other cookie', () => {
    const session = openSession(4000);
    const [cookie = ''] = session.exchange(session.token)?.split(';') ?? [];
    expect(session.admits(`theme=dark; ${cookie}; x=1`)).toBe(true);
    expect(session.admits(`grade-sync-4000=${session.token}`)).toBe(false);
    expect(session.admits(cookie.replace('4000', '4001'))).toBe(false);
    expect(session.admits(`${cookie}x`)).toBe(false);
    expect(session.admits('grade-sync-4000=')).toBe(false);
    expect(session.admits(undefined)).toBe(false);
  });
});
