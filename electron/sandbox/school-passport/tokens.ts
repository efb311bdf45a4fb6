import { randomUUID } from 'node:crypto';
import type { SandboxResponse } from '../powerschool/route.ts';

export interface HubClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Access to the hub (reference school-passport.md §10.1): credentials by HTTP Basic alone. */
export interface HubTokens {
  issue(authorization: string | undefined, form: string): SandboxResponse;
  isValid(authorization: string | undefined): boolean;
  revoke(authorization: string | undefined): void;
}

/** As in School Passport's own sample. */
const lifetimeSeconds = 7199;

export function openHubTokens(client: HubClient, now: () => Date): HubTokens {
  const expires = new Map<string, number>();
  const right = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
  return {
    issue(authorization, form) {
      if (authorization !== right) return { status: 401, body: { error: 'invalid_client' } };
      const params = new URLSearchParams(form);
      if (params.get('grant_type') !== 'client_credentials') {
        return { status: 400, body: { error: 'unsupported_grant_type' } };
      }
      const token = randomUUID();
      expires.set(token, now().getTime() + lifetimeSeconds * 1000);
      const scope = params.get('scope');
      return {
        status: 200,
        headers: { 'Cache-Control': 'no-store' },
        body: {
          access_token: token,
          token_type: 'bearer',
          expires_in: lifetimeSeconds,
          ...(scope === null ? {} : { scope }),
        },
      };
    },
    isValid: (authorization) => (expires.get(bearer(authorization)) ?? 0) > now().getTime(),
    revoke: (authorization) => void expires.delete(bearer(authorization)),
  };
}

const bearer = (authorization: string | undefined): string => /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
