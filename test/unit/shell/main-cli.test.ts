import { describe, expect, it, vi } from 'vitest';
import { state } from '../../support/fake-electron.ts';

/** Tells the writer that all of it has been written, however it asked to be told. */
function callBack(rest: readonly unknown[]): true {
  for (const done of rest) if (typeof done === 'function') done();
  return true;
}

describe('packaged application started with --cli', () => {
  it('runs the command line, opens no window and ends with its exit status', async () => {
    let written = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk: unknown, ...rest: unknown[]) => {
      written += String(chunk);
      return callBack(rest);
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((_chunk: unknown, ...rest: unknown[]) => callBack(rest));
    process.argv = ['/app/grade-sync', '--cli', 'records', 'nonsense', '--json'];
    await import('../../../electron/main.ts');
    await vi.waitFor(() => expect(state.exitCode).toBe(2));
    vi.restoreAllMocks();
    expect(JSON.parse(written)).toMatchObject({ error: { code: 'cli.usage' } });
    expect(state.windows).toEqual([]);
  });
});
