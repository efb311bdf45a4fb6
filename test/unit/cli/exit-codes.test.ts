import { describe, expect, it } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from '../../../electron/cli/exit-codes.ts';

describe('exit codes', () => {
  it.each([
    ['cli.usage', 'stop', 2],
    ['integration.invalidFile', 'stop', 2],
    ['integration.fixedAtCreation', 'stop', 2],
    ['integration.unknown', 'stop', 2],
    ['plugin.notAPlugin', 'stop', 2],
    ['records.unknownAttribute', 'stop', 2],
    ['record.unknown', 'stop', 2],
    ['run.unknown', 'stop', 2],
    ['run.locked', 'stop', 6],
    ['run.cancelled', 'stop', 130],
    ['integration.notReady', 'ask', 5],
    ['credentials.unavailable', 'ask', 5],
    ['auth.invalidClient', 'ask', 5],
    ['remote.unavailable', 'retry', 1],
    ['internal.unexpected', 'stop', 1],
  ] as const)('of the error %s (%s) is %i', (code, recovery, expected) => {
    expect(exitCodeOfError({ code, recovery })).toBe(expected);
  });

  it.each([
    ['succeeded', 0, null, 0],
    ['succeeded', 3, null, 3],
    ['guarded', 0, null, 4],
    ['cancelled', 0, null, 130],
    ['interrupted', 0, null, 1],
    ['failed', 0, { code: 'remote.unavailable', recovery: 'retry', message: '' }, 1],
    ['failed', 0, { code: 'tls.untrusted', recovery: 'ask', message: '' }, 5],
    ['failed', 0, { code: 'run.locked', recovery: 'stop', message: '' }, 6],
  ] as const)('of a run that %s with %i issues is %i', (status, issues, error, expected) => {
    expect(exitCodeOfRun({ status, issues, error })).toBe(expected);
  });
});
