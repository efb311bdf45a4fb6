import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { stringify } from 'csv-stringify/sync';
import { serveOulad } from './support/oulad-app.ts';

const [students, lineItems] = [200, 300];

/** One class of the Open University's form, so wide that nobody gives it: every student has a score on every line item. */
function writeWideClass(folder: string): void {
  const [code_module, code_presentation] = ['WWW', '2013J'];
  const write = (name: string, rows: readonly object[]) =>
    writeFileSync(join(folder, `${name}.csv`), stringify([...rows], { header: true }));
  const people = Array.from({ length: students }, (_, at) => ({ id_student: 10_000 + at }));
  const items = Array.from({ length: lineItems }, (_, at) => ({ id_assessment: 50_000 + at }));
  write('courses', [{ code_module, code_presentation, module_presentation_length: 268 }]);
  write(
    'studentInfo',
    people.map((person) => ({ code_module, code_presentation, ...person, gender: 'F', final_result: 'Pass' })),
  );
  write(
    'studentRegistration',
    people.map((person) => ({
      code_module,
      code_presentation,
      ...person,
      date_registration: -30,
      date_unregistration: '',
    })),
  );
  write(
    'assessments',
    items.map((item, at) => ({
      code_module,
      code_presentation,
      ...item,
      assessment_type: ['TMA', 'CMA'][at % 2],
      date: (at % 200) + 10,
      weight: 1,
    })),
  );
  write(
    'studentAssessment',
    items.flatMap((item, at) =>
      people.map((person, place) => ({
        ...item,
        ...person,
        date_submitted: 20,
        is_banked: 0,
        score: (at + place) % 101,
      })),
    ),
  );
}

/** Scrolls by a step a frame, and measures how long each frame took, in milliseconds. Runs in the page. */
async function scrolled({ by, frames }: { by: readonly [number, number]; frames: number }) {
  const grid = document.querySelector('[role="grid"]');
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const took: number[] = [];
  let most = 0;
  let last = await nextFrame();
  for (let at = 0; at < frames; at++) {
    grid?.scrollBy(...by);
    const now = await nextFrame();
    took.push(now - last);
    last = now;
    most = Math.max(most, grid?.querySelectorAll('[role="gridcell"]').length ?? 0);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const share = (part: number): number => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  return { median: share(0.5), p95: share(0.95), worst: share(1 - 1 / frames), cells: most };
}

const scroll = (page: Page, by: readonly [number, number], frames: number) => page.evaluate(scrolled, { by, frames });

test('a class of 200 students and 300 line items is scrolled both ways without a stutter', async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'grade-sync-wide-'));
  writeWideClass(folder);
  const app = await serveOulad(folder);
  try {
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Rostering', exact: true }).click();
    await page
      .getByRole('navigation', { name: 'Rostering' })
      .getByRole('link', { name: 'Classes', exact: true })
      .click();
    const link = page.getByRole('grid').locator('[role="gridcell"][data-column="sheet"]').first();
    await link.scrollIntoViewIfNeeded();
    await link.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
    const grid = page.getByRole('grid');
    await expect(grid).toHaveAttribute('aria-rowcount', String(students + 2));
    await expect.poll(async () => Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(lineItems);
    await expect(grid.locator('[role="gridcell"][data-column^="lineItem-"]').first()).toHaveText(/\d/);

    const figures = {
      down: await scroll(page, [0, 90], 60),
      across: await scroll(page, [130, 0], 200),
      both: await scroll(page, [-130, -90], 60),
    };
    test.info().annotations.push({ type: 'frames', description: JSON.stringify(figures) });
    for (const { cells, median } of Object.values(figures)) {
      // What shows and a little around it, of 60,000.
      expect(cells).toBeLessThan(900);
      // Generous, for a machine that is busy otherwise; on one that is not, it is 17.
      expect(median).toBeLessThan(100);
    }
    await expect(grid.locator('[role="gridcell"][data-column^="lineItem-"]').first()).toHaveText(/\d/);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
