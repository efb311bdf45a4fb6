import { describe, expect, it, vi } from 'vitest';
import { state } from '../../support/fake-electron.ts';

describe('packaged application started with --cli', () => {
  it('runs the command line, opens no window and ends with its exit status', async () => {
    let written = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk, done) => {
      written += String(chunk);
      if (typeof done === 'function') done();
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((_chunk, done) => {
      if (typeof done === 'function') done();
      return true;
    });
    process.argv = ['/app/grade-sync', '--cli', 'records', 'nonsense', '--json'];
    await import('../../../electron/main.ts');
    await vi.waitFor(() => expect(state.exitCode).toBe(2));
    vi.restoreAllMocks();
    expect(JSON.parse(written)).toMatchObject({ error: { code: 'cli.usage' } });
    expect(state.windows).toEqual([]);
  });
});
