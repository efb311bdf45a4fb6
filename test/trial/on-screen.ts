import assert from 'node:assert/strict';
import { chromium, expect, type Page } from '@playwright/test';
import { launchOptions } from '../e2e/support/chromium.ts';
import { serveDistrict } from '../e2e/support/two-way-app.ts';
import { longestFrame, watchFrames } from './frames.ts';
import { workInLms } from './lms-work.ts';
import type { Trial } from './trial.ts';

/** A sync of a whole district, on a machine that is busy. */
const wholeSync = { timeout: 45 * 60_000 };
const soon = { timeout: 60_000 };

/** The main job in a browser, as its user does it. Throws at the first step that is not as it must be. */
export async function tryOnScreen(trial: Trial): Promise<void> {
  const { url, stop } = await serveDistrict(trial.district);
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(soon.timeout);
    await watchFrames(page);
    await page.goto(url);
    await playMainJob(page, trial);
  } finally {
    await browser.close();
    await stop();
  }
}

async function playMainJob(page: Page, trial: Trial): Promise<void> {
  const { district, work, standing, recordsAtPartner } = trial;
  const told: Trial['told'] = (step, figures) => trial.told(step, figures);
  const withFrames = async (step: string): Promise<void> =>
    told(step, { 'ms at most without an answer': await longestFrame(page) });

  async function isEmpty(step: string): Promise<void> {
    const before = standing();
    await syncToPlan(page);
    await expect(page.getByText('Both ends agree: there is nothing to write.')).toBeVisible(soon);
    assert.deepEqual(standing(), before);
    told(step);
  }

  const untouched = standing();
  await syncToPlan(page);
  assert.deepEqual(standing(), untouched);
  const first = await totalsOf(page);
  const all = first.reduce((sum, { create }) => sum + create, 0);
  assert.ok(first.every(({ target, update, removed }) => target === 'partner' && update + removed === 0));
  await withFrames('Sync now stops at a plan, and nothing is written');
  await lookAround(page, withFrames);
  await approve(page);
  await withFrames('the first plan is approved by name and written');
  assert.equal(recordsAtPartner(), all);
  assert.equal(standing().powerschool, untouched.powerschool);
  await openRun(page, 1, 2);
  await page.getByRole('button', { name: 'Show what was written' }).click();
  await expect(page.locator('[data-receipt]').first()).toContainText('PUT', soon);
  await withFrames('its receipts are there');
  await isEmpty('a further sync says that there is nothing to write');

  const { changed } = workInLms(district.sandbox, work);
  const before = standing();
  await syncToPlan(page);
  assert.deepEqual(standing(), before);
  const shown = await totalsOf(page);
  const to = (entity: string, column: 'create' | 'update'): number =>
    shown.find((total) => total.target === 'powerschool' && total.entity === entity)?.[column] ?? 0;
  assert.deepEqual(
    [to('lineItem', 'create'), to('lineItem', 'update'), to('result', 'create'), to('result', 'update')],
    [work.lineItems, 0, work.scores - changed, changed],
  );
  told('the plan shows exactly what the LMS added', { 'line items': work.lineItems, scores: work.scores });
  await approve(page);
  const applied = standing();
  assert.notEqual(applied.powerschool, before.powerschool);
  await withFrames('PowerSchool holds them');
  await isEmpty('a further sync says that there is nothing to write');

  await openRun(page, 2, 6);
  await page.getByRole('button', { name: 'Undo this sync' }).click();
  await expect(page.getByText('This plan takes an earlier sync back.')).toBeVisible(wholeSync);
  await approve(page);
  assert.deepEqual(standing(), before);
  told('undo leaves both sides byte for byte as they were');
  await isEmpty('a further sync says again that there is nothing to write');
}

/** Sync now, and on to its plan. */
async function syncToPlan(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('button', { name: 'Stop now' })).toBeVisible(soon);
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible(wholeSync);
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(page.locator('[data-side="partner"]')).toBeVisible(soon);
}

async function approve(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('Note').fill('Looked at three classes.');
  await page.getByRole('button', { name: 'Approve and write' }).click();
  await expect(page.getByText('Approved by Ada Admin')).toBeVisible(soon);
  await expect(page.locator('[data-plan-state="applied"]')).toBeVisible(wholeSync);
}

/** The run of a place in the list, the newest first, once so many runs are in it. */
async function openRun(page: Page, at: number, runs: number): Promise<void> {
  await page.getByRole('link', { name: 'Runs' }).click();
  // The head of the table is a row, too.
  await expect(page.getByRole('row')).toHaveCount(runs + 1, soon);
  await page.getByRole('row').nth(at).getByRole('link').click();
}

interface Total {
  readonly target: string;
  readonly entity: string;
  readonly create: number;
  readonly update: number;
  readonly removed: number;
}

/** What the screen says that a plan holds. */
async function totalsOf(page: Page): Promise<readonly Total[]> {
  await expect(page.locator('[data-total]').first()).toBeVisible(soon);
  const lines = await page.locator('[data-total]').all();
  return Promise.all(
    lines.map(async (line) => {
      const [target = '', entity = ''] = ((await line.getAttribute('data-total')) ?? '').split(' ');
      const figure = async (column: string): Promise<number> =>
        Number((await line.locator(`[data-column="${column}"]`).innerText()).replaceAll(',', ''));
      return {
        target,
        entity,
        create: await figure('create'),
        update: await figure('update'),
        removed: await figure('delete'),
      };
    }),
  );
}

/** A plan of a whole district is shown, unfolded, scrolled, narrowed down and thinned out, and put together again. */
async function lookAround(page: Page, withFrames: (step: string) => Promise<void>): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/screens/trial-plan-${scheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await longestFrame(page);
  await page
    .getByRole('button', { name: /^Show the classes/ })
    .first()
    .click();
  await expect(page.locator('[data-group]').first()).toBeVisible(soon);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('[data-group]').nth(30)).toBeVisible(soon);
  await withFrames('a school is unfolded');
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 600);
  await withFrames('it is scrolled');
  await page
    .getByRole('button', { name: /^Show the changes: .*results/ })
    .first()
    .click();
  await expect(page.locator('[data-item]').first()).toBeVisible(soon);
  await page.screenshot({ path: 'test-results/screens/trial-plan-changes.png' });
  await withFrames('the changes of a class are shown');
  await page.getByLabel('Records').selectOption('Results');
  await page.getByLabel('Class', { exact: true }).fill('math');
  await expect(page.locator('[data-group*="lineItem"]')).toHaveCount(0, soon);
  await withFrames('it is narrowed down');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page
    .getByRole('button', { name: /^Leave out: .* changes$/ })
    .first()
    .click();
  const putBack = page.getByRole('button', { name: /^Put back: .* changes$/ });
  await expect(putBack).toBeVisible(soon);
  await expect(page.getByRole('columnheader', { name: 'Left out' })).toBeVisible(soon);
  await putBack.click();
  await expect(page.getByRole('columnheader', { name: 'Left out' })).toHaveCount(0, soon);
  await withFrames('a whole school is left out, and put back');
}
