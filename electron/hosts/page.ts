import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

/** In the built index.html it stands where the nonce of the page's styles goes; vite.config.ts puts it there. */
const noncePlace = '__STYLE_NONCE__';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface PageAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * What a request for a file of the screens gets, in either host: the file with our Content-Security-Policy, or 404 for all that is not
 * a file inside the folder. `sockets` is where the page may connect to beside its own origin.
 */
export async function answerPage(
  folder: string,
  pathname: string,
  sockets: readonly string[] = [],
): Promise<PageAnswer> {
  const nonce = randomBytes(16).toString('base64');
  const headers = pageHeaders(nonce, sockets);
  const file = fileInside(folder, pathname);
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || body === undefined) return { status: 404, headers, body: new Uint8Array() };
  const extension = extname(file);
  return {
    status: 200,
    headers: { ...headers, 'content-type': types[extension] ?? 'application/octet-stream' },
    body:
      extension === '.html'
        ? new TextEncoder().encode(body.toString('utf8').replaceAll(noncePlace, nonce))
        : new Uint8Array(body),
  };
}

/** The file that a path of an address stands for; undefined where it would leave the folder. */
export function fileInside(folder: string, pathname: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = join(folder, path === '/' ? 'index.html' : path);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file;
}

/** Nothing is allowed but what the screens need: their own scripts, styles, pictures and the way to the backend. */
function pageHeaders(nonce: string, sockets: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...sockets].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
