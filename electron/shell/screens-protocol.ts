import { protocol } from 'electron';
import { answerPage } from '../hosts/page.ts';

const scheme = 'app';
const hostName = 'grade-sync';
/** The origin of every page of ours. */
export const screensOrigin = `${scheme}://${hostName}`;

/** Must be called before Electron is ready. */
export function registerScreensScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built screens from their folder and nothing beside it. */
export function serveScreens(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const { hostname, pathname } = new URL(request.url);
    if (hostname !== hostName || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, body } = await answerPage(folder, pathname);
    return new Response(body, { status, headers });
  });
}
