import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { openDistrictDesk } from '../support/district-desk.ts';
import { openDistrict } from '../support/sandbox/open-district.ts';
import { serve } from './support/served-app.ts';

const folder = fileURLToPath(new URL('../fixtures/strings/', import.meta.url));
const people: readonly Record<string, string>[] = parse(readFileSync(`${folder}names_a.csv`, 'utf8'), {
  columns: true,
});

/** One name of each language, and some that would do harm where a text is taken for more than a text. */
const names: readonly (readonly [given: string, family: string])[] = [
  ...[...Map.groupBy(people, (person) => person['locale']).values()].map(
    ([first]) => [first?.['given_name'] ?? '', first?.['family_name'] ?? ''] as const,
  ),
  ['<img src=x onerror="document.title=1">', 'Markup'],
  ['=1+1', 'Formula'],
  [`Robert'); DROP TABLE user;--`, 'Quote'],
  ['Right\u202eLeft', 'Override'],
  ['👩🏽‍🚀', '𝒵ë̃ro\u200dJoin'],
];

async function take(page: Page): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  return readFileSync(await (await coming).path());
}

/** A cell that a spreadsheet would compute is led by an apostrophe. */
const plain = (cell: unknown): string => (typeof cell === 'string' ? cell : '').replace(/^'(?=[=+\-@])/u, '');

test('names of every script come through sync, list, search, sheet and export unharmed, and nothing in them is obeyed', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const district = await openDistrict({ seed: 9, students: 2 * names.length, scoresPerStudent: 20 });
  const keys = district.db
    .prepare<[], number>('SELECT DCID FROM STUDENTS WHERE ENROLL_STATUS = 0 ORDER BY DCID')
    .pluck()
    .all();
  const rename = district.db.prepare('UPDATE STUDENTS SET FIRST_NAME = ?, LAST_NAME = ? WHERE DCID = ?');
  const given = keys.slice(0, names.length).map((key, at) => {
    const [first = '', last = ''] = names[at] ?? [];
    rename.run(first, last, key);
    return { first, last };
  });
  const desk = openDistrictDesk(district);
  await desk.sync('--quiet');
  const { child, url } = await serve(desk.profile);
  const title = /Grade Sync/;
  page.on('dialog', () => expect('a dialog of a script').toBe('none'));
  try {
    await page.goto(url);
    await page.getByRole('link', { name: 'Rostering', exact: true }).click();
    const list = page.getByRole('grid', { name: 'Students' });
    await expect(list.getByRole('row').nth(3)).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);

    for (const { first, last } of given) {
      await page.keyboard.press('ControlOrMeta+k');
      const box = page
        .getByRole('dialog')
        .getByRole('combobox')
        .or(page.getByRole('dialog').getByRole('textbox'))
        .first();
      await box.fill(last.length > 1 ? last : first);
      await expect(page.getByRole('dialog').getByText(last, { exact: false }).first(), last).toBeVisible();
      await page.keyboard.press('Escape');
    }

    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('checkbox', { name: /Yes, export up to/ }).check();
    const csv: readonly string[][] = parse(await take(page), { record_delimiter: '\r\n' });
    await page.getByRole('radio', { name: /Excel/ }).check();
    await page.getByRole('checkbox', { name: /Yes, export up to/ }).check();
    const [sheet] = (await readXlsx(await take(page))).sheets;
    const excel = sheet?.rows ?? [];
    for (const rows of [csv, excel] as readonly (readonly unknown[])[][]) {
      const cells = rows.map((row) => row.map(plain).join('\u0000'));
      for (const { first, last } of given) {
        expect(
          cells.filter((row) => row.includes(first) && row.includes(last)),
          `${first} ${last}`,
        ).not.toEqual([]);
      }
    }
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Gradebook', exact: true }).click();
    const items = page.getByRole('grid', { name: 'Line items' });
    await items.locator('[role="gridcell"][data-column="class"] a').first().click();
    await page.getByRole('link', { name: 'Open the gradebook sheet' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
    const student = page.getByRole('grid').locator('[aria-rowindex="3"] [data-column="student"]');
    const shown = (await student.textContent()) ?? '';
    expect(
      given.some(({ first, last }) => shown.includes(first) && shown.includes(last)),
      shown,
    ).toBe(true);
    expect(await page.title()).toMatch(title);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    desk.remove();
    await district.close();
  }
});
