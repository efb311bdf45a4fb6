import type { Installation, Plugins } from './plugins.ts';
import { uuid } from './plugins.ts';
import type { SandboxResponse, SandboxSwitches } from './route.ts';

export interface TokenRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly params: URLSearchParams;
  readonly body: string;
}

/** Tokens of the client-credentials grant (reference §2). They die with their plugin's credentials. */
export interface TokenDesk {
  issue(request: TokenRequest): SandboxResponse;
  /** The enabled plugin whose living token this is. */
  holder(authorization: string | undefined): Installation | undefined;
  /** Ends a token before its time. */
  revoke(authorization: string | undefined): void;
}

interface Token {
  readonly pluginId: number;
  readonly clientSecret: string | null;
  readonly expires: number;
}

export function createTokenDesk(
  plugins: Plugins,
  switches: SandboxSwitches,
  now: () => Date,
  random: () => number,
): TokenDesk {
  const tokens = new Map<string, Token>();
  const living = ({ pluginId, clientSecret, expires }: Token): Installation | undefined => {
    const plugin = plugins.get(pluginId);
    const alive = expires > now().getTime() && plugin?.enabled === true && plugin.clientSecret === clientSecret;
    return alive ? plugin : undefined;
  };
  const forget = () => {
    for (const [text, token] of tokens) if (living(token) === undefined) tokens.delete(text);
  };

  return {
    issue(request) {
      if (request.method !== 'POST')
        return { status: 405, headers: { Allow: 'POST' }, body: { error: 'invalid_request' } };
      const plugin = identified(plugins, request.authorization);
      if (plugin === undefined) return { status: 401, body: { error: 'invalid_client' } };
      if (grantType(request) !== 'client_credentials')
        return { status: 400, body: { error: 'unsupported_grant_type' } };
      forget();
      const lifetime = switches.tokenLifetimeSeconds;
      const same = [...tokens].find(([, token]) => switches.reissueSameToken && token.pluginId === plugin.id);
      const [text, token] = same ?? [
        uuid(random),
        { pluginId: plugin.id, clientSecret: plugin.clientSecret, expires: now().getTime() + lifetime * 1000 },
      ];
      tokens.set(text, token);
      const left = Math.max(0, Math.ceil((token.expires - now().getTime()) / 1000));
      return {
        status: 200,
        headers: { 'Cache-Control': 'no-store' },
        body: {
          access_token: text,
          token_type: 'Bearer',
          expires_in: switches.expiresInAsNumber ? left : String(left),
        },
      };
    },
    holder(authorization) {
      const token = tokens.get(bearer(authorization));
      return token === undefined ? undefined : living(token);
    },
    revoke(authorization) {
      tokens.delete(bearer(authorization));
    },
  };
}

/** Basic only: the id and secret in the body are not looked at. */
function identified(plugins: Plugins, authorization: string | undefined): Installation | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [, clientId = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const plugin = plugins.byClientId(clientId);
  return plugin?.enabled === true && plugin.clientSecret === secret ? plugin : undefined;
}

function grantType({ params, body, contentType }: TokenRequest): string | null {
  const isForm = contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
  return (isForm ? new URLSearchParams(body).get('grant_type') : null) ?? params.get('grant_type');
}

function bearer(authorization: string | undefined): string {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
