import { expect, type Page } from '@playwright/test';
import type { DraftFile, StepName } from '../../../shared/integration/draft.ts';

/** Opens the application with a draft that is filled in as far as given, at one of its steps. */
export async function openDraft(page: Page, url: string, patch: DraftFile, step: StepName): Promise<string> {
  const opened = page.waitForEvent('websocket');
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  const draftId = await page.evaluate(
    ([address, file]) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        const ask = (id: number, name: string, input: unknown): void =>
          socket.send(JSON.stringify({ id, name, input }));
        socket.addEventListener('open', () => ask(1, 'drafts.create', { copyOf: null }));
        socket.addEventListener('message', ({ data }) => {
          const message = JSON.parse(String(data)) as { id?: number; reply?: { value: { draftId: string } } };
          const made = message.reply?.value.draftId ?? '';
          if (message.id === 1) ask(2, 'drafts.update', { draftId: made, patch: file });
          if (message.id === 2) resolve(made);
        });
      }),
    [(await opened).url(), patch] as const,
  );
  await page.evaluate(([id, at]) => location.assign(`#/setup/${id}?step=${at}`), [draftId, step] as const);
  return draftId;
}
