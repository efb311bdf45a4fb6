import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportSummary } from '../../../electron/store/export-api.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { checkOneRosterFiles, checkOneRosterZip } from '../../support/oneroster-package-checker.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 9, students: 150, defects: true });
  desk = openDistrictDesk(sandbox.describe().powerschool);
  await desk.sync('--quiet');
});
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

async function exported(format: string) {
  const out = temporaryFolder();
  const { stdout } = await desk.run('export', desk.integrationId, '--format', format, '--out', out, '--json');
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  const files = new Map(names.map((name) => [name, readFileSync(join(out, name))]));
  return { out, files, summary: JSON.parse(stdout) as ExportSummary };
}

describe('export of a synced district with defects', () => {
  it.each(['oneroster-1.1', 'oneroster-1.2'])(
    'as %s is taken by the strict check, zip and files alike',
    async (format) => {
      const { out, files, summary } = await exported(format);
      const checked = checkOneRosterFiles(files);
      expect(checked.problems).toEqual([]);
      expect(await checkOneRosterZip(readFileSync(join(out, 'oneroster.zip')))).toEqual(checked);
      for (const { name, rows } of summary.files.filter(
        ({ name: file }) => !/^(manifest\.csv|oneroster\.zip)$/.test(file),
      )) {
        expect({ name, rows: checked.tables[name.replace('.csv', '')]?.length }).toEqual({ name, rows });
      }
    },
  );

  it('accounts for every record: what is not in the package is in the notes', async () => {
    const { files, summary } = await exported('oneroster-1.2');
    const { tables } = checkOneRosterFiles(files);
    const copy = desk.contents();
    const leftOut = (file: string): number =>
      summary.notes
        .filter((note) => note.startsWith(`${file}.csv: `) && note.includes('left out, because'))
        .reduce((sum, note) => sum + Number(/: (\d+) ×/.exec(note)?.[1]), 0);
    for (const [entity, file] of [
      ['user', 'users'],
      ['lineItem', 'lineItems'],
      ['result', 'results'],
    ] as const) {
      expect(copy[entity]?.length).toBeGreaterThan(0);
      expect((tables[file]?.length ?? 0) + leftOut(file)).toBe(copy[entity]?.length);
    }
    expect(leftOut('lineItems')).toBeGreaterThan(0);
  });

  it('as csv holds every record', async () => {
    const { summary } = await exported('csv');
    const copy = desk.contents();
    const rowsOf = (name: string) => summary.files.find((file) => file.name === name)?.rows;
    expect(rowsOf('results.csv')).toBe(copy['result']?.length);
    expect(rowsOf('users.csv')).toBe(copy['user']?.length);
  });
});
