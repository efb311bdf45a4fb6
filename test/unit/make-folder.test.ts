import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../electron/make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes all that is missing, with the rights that were asked for, and takes what is there', () => {
    const target = join(folder, 'a b', 'ü', 'c');
    makeFolder(target, 0o700);
    makeFolder(target);
    expect(statSync(target).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a b')).mode & 0o777).toBe(0o700);
  });

  it('fails where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  });

  it.runIf(process.platform === 'linux')('comes to an end in a folder that takes no entries', () => {
    expect(() => makeFolder('/proc/grade-sync/below')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
