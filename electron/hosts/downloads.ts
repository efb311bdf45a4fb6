import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ExportDestination } from '../handlers/export-destination.ts';

/** Files that wait for the browser, each behind an address that works once. */
export interface Downloads extends ExportDestination {
  /** Sends the file that the path stands for and removes it; false where it stands for none, or not any more. */
  send(pathname: string, response: ServerResponse): Promise<boolean>;
  /** Removes what nobody took. */
  close(): Promise<void>;
}

const prefix = '/download/';
const keptForMs = 10 * 60_000;
/** What a crash left behind; another process may still be sending what is younger. */
const staleAfterMs = 24 * 60 * 60_000;

/** Keeps them in a private folder inside `root`. */
export function openDownloads(root: string): Downloads {
  const waiting = new Map<string, { readonly folder: string; readonly fileName: string; timer?: NodeJS.Timeout }>();
  const removing = removeStale(root);

  async function remove(token: string): Promise<void> {
    const found = waiting.get(token);
    waiting.delete(token);
    clearTimeout(found?.timer);
    if (found !== undefined) await rm(found.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  return {
    async choose(suggestedName) {
      await removing;
      const token = randomBytes(32).toString('base64url');
      const folder = join(root, randomBytes(12).toString('hex'));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return {
        folder,
        fileName: suggestedName,
        publish() {
          const timer = setTimeout(() => void remove(token), keptForMs).unref();
          waiting.set(token, { folder, fileName: suggestedName, timer });
          return `${prefix}${token}`;
        },
        discard: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
      };
    },
    async send(pathname, response) {
      if (!pathname.startsWith(prefix)) return false;
      const token = pathname.slice(prefix.length);
      const found = waiting.get(token);
      if (found === undefined) return false;
      // From now on nobody else gets it, though it may still be on its way.
      waiting.delete(token);
      clearTimeout(found.timer);
      const file = join(found.folder, found.fileName);
      try {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-length': String((await stat(file)).size),
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        });
        await pipeline(createReadStream(file), response);
      } catch {
        // The browser went away: it has no whole file, and exports again.
        response.destroy();
      } finally {
        await rm(found.folder, { recursive: true, force: true, maxRetries: 3 });
      }
      return true;
    },
    async close() {
      await Promise.all([...waiting.keys()].map(remove));
    },
  };
}

async function removeStale(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const folder = join(root, name);
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleAfterMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
