import type { IncomingHttpHeaders } from 'node:http';
import { loginPage } from './login-page.ts';
import type { TokenDesk } from './oauth.ts';
import { invalidToken, notFound, refusal } from './refusal.ts';
import type { InstalledPlugin, SandboxContext, SandboxHandler, SandboxResponse, SandboxSwitches } from './route.ts';
import type { Throttle } from './throttle.ts';

/** A request as it came over the wire, its body read whole. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export interface AnswerParts {
  readonly tokens: TokenDesk;
  readonly throttle: Throttle;
  /** Asked in this order; the first that knows the path answers. */
  readonly handlers: readonly SandboxHandler[];
  readonly context: SandboxContext;
}

/** Paths that answer without a token (reference §5.1). */
const open: ReadonlySet<string> = new Set(['/ws/v1/metadata', '/ws/v1/time']);

/** The right answer to a request: sign-in, token, pace, then whichever handler the path belongs to. */
export function answerTo(
  request: ReceivedRequest,
  { tokens, throttle, handlers, context }: AnswerParts,
): SandboxResponse {
  const { method, path, params, headers, bytes } = request;
  const { authorization } = headers;
  const { switches } = context;
  if (/^\/oauth\/access_token\/?$/.test(path)) {
    if (!switches.pluginsEnabled) return { status: 401, body: { error: 'invalid_client' } };
    return tokens.issue({
      method,
      authorization,
      contentType: headers['content-type'],
      params,
      body: bytes.toString('utf8'),
    });
  }
  if (!path.startsWith('/ws/')) return method === 'GET' ? loginPage() : notFound();
  const holder = switches.pluginsEnabled ? tokens.holder(authorization) : undefined;
  const plugin = holder === undefined ? undefined : asSwitched(holder, switches);
  if (plugin === undefined && !open.has(path)) return invalidToken();
  const refused = plugin === undefined ? undefined : throttle(plugin.id);
  if (refused !== undefined) return refused;
  let body: unknown;
  try {
    body = bytes.byteLength === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch {
    return refusal(400, 'The request body is not valid JSON');
  }
  for (const handler of handlers) {
    const answer = handler({ method, path, params, body, plugin }, context);
    if (answer !== undefined) return answer;
  }
  return notFound();
}

/** The plugin with what the switches take away from it. */
function asSwitched(plugin: InstalledPlugin, switches: SandboxSwitches): InstalledPlugin {
  const { v1Access, withheldColumns, writeAccess } = switches;
  const withheld = new Set(withheldColumns);
  const left = [...plugin.grants].filter(([column]) => !withheld.has(column));
  const isWhole = withheld.size === 0 && writeAccess;
  return {
    ...plugin,
    v1Access: v1Access ? plugin.v1Access : 'NONE',
    grants: isWhole ? plugin.grants : new Map(writeAccess ? left : left.map(([column]) => [column, 'ViewOnly'])),
  };
}
