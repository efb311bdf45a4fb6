import { app, shell } from 'electron';
import { mayOpenOutside } from './external-links.ts';

/** No page of ours leads anywhere else: links on the list open in the person's browser, everything else is refused. */
export function confineContents(origin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
    // `event.url` of an app:// page has the origin "null" to the standard's parser: the whole beginning is compared, slash included.
    const refuseOthers = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!event.url.startsWith(`${origin}/`)) event.preventDefault();
    };
    contents.on('will-navigate', refuseOthers);
    contents.on('will-frame-navigate', refuseOthers);
    contents.on('will-redirect', refuseOthers);
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
