import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk } from '../../support/district-desk.ts';

async function issuesOf(defects: boolean) {
  const sandbox = await startSandbox({ seed: 4, students: 120, defects });
  const { url, clientId, clientSecret } = sandbox.describe().powerschool;
  const desk = openDistrictDesk({ url, clientId, clientSecret });
  try {
    const { status, report } = await desk.sync('--quiet');
    const { stdout } = await desk.run('issues', desk.integrationId, '--json');
    const { issues } = JSON.parse(stdout) as { readonly issues: readonly { readonly code: string }[] };
    return { status, report, codes: issues.map(({ code }) => code) };
  } finally {
    desk.remove();
    await sandbox.close();
  }
}

describe('issues of the sandbox district', () => {
  it('are none in a sound one', async () => {
    const { status, report, codes } = await issuesOf(false);
    expect({ status, issues: report.issues, codes }).toEqual({ status: 0, issues: 0, codes: [] });
  });

  it('name each record that breaks a rule of names, score types, categories or scores (S4, S6, S12, S13)', async () => {
    const { status, report, codes } = await issuesOf(true);
    expect({ status, run: report.status }).toEqual({ status: 3, run: 'succeeded' });
    const counted = Object.fromEntries(
      [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
    );
    const { 'category.titleTooLong': tooLong = 0, 'category.titleNotUnique': notUnique, ...others } = counted;
    // A category is blamed once per section of its teacher's, a doubtful pair twice.
    expect(tooLong).toBeGreaterThan(0);
    expect(notUnique).toBe(2 * tooLong);
    expect(others).toEqual({
      'lineItem.titleTooLong': 1,
      'lineItem.scoreTypeCase': 1,
      'lineItem.noCategory': 1,
      'lineItem.dueOutsideTerm': 1,
      'result.scoreOutOfRange': 2,
      'result.notEnrolled': 1,
      'result.copiesDisagree': 1,
    });
  });
});
