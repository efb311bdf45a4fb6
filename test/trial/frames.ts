import type { Page } from '@playwright/test';

declare global {
  // oxlint-disable-next-line no-var -- Only `var` declares a property of the page's global object.
  var longestFrame: number;
}

/** Keeps an eye on how long the page goes without drawing, from its next load on. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let last = 0;
    globalThis.longestFrame = 0;
    const frame = (now: number): void => {
      if (last > 0) globalThis.longestFrame = Math.max(globalThis.longestFrame, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** The longest time without an answer since this was last asked, in whole milliseconds. */
export const longestFrame = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const longest = Math.round(globalThis.longestFrame);
    globalThis.longestFrame = 0;
    return longest;
  });
