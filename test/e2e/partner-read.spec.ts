import { expect, test } from '@playwright/test';
import { startTwoWayApp, type TwoWayApp } from './support/two-way-app.ts';

let app: TwoWayApp;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  app = await startTwoWayApp(6);
});
test.afterAll(() => app.close());

test('the report of a sync says how much of the partner was read', async ({ page }) => {
  test.setTimeout(240_000);
  const { desk, sandbox } = app;
  await desk.sync();
  const changes = await desk.sync();
  sandbox.partner.switches.changes = 'refused';
  const whole = await desk.sync();
  const open = async (runId: string): Promise<void> => {
    await page.evaluate((hash) => location.assign(hash), `#/runs/${desk.integrationId}/${runId}`);
    await expect(page.getByRole('heading', { name: 'Report of a sync' })).toBeVisible();
  };
  await page.goto(app.url);
  await open(changes.report.runId);
  await expect(page.getByText('Only what had changed was read from the partner.')).toBeVisible();
  await open(whole.report.runId);
  await expect(
    page.getByText(/^Read whole from the partner: schools, .* because the partner does not answer the question/),
  ).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(scheme === 'light' ? { width: 1200, height: 800 } : { width: 1024, height: 700 });
    await page.screenshot({ path: `test-results/screens/partner-read-${scheme}.png` });
  }
});
