import { describe, expect, it } from 'vitest';
import { lockProblems } from '../../tools/lock-check.ts';

describe('lock check', () => {
  it('finds optional dependencies where Node would: beside a package or above it', () => {
    expect(
      lockProblems({
        packages: {
          '': {},
          'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0' } },
          'node_modules/a-linux': {},
          'node_modules/a/node_modules/b': { optionalDependencies: { 'b-linux': '1.0.0', 'a-linux': '1.0.0' } },
          'node_modules/a/node_modules/b-linux': {},
        },
      }),
    ).toEqual([]);
  });

  it('names what npm ci would miss, and hosts', () => {
    const packages = {
      'node_modules/a': { optionalDependencies: { 'a-windows': '1.0.0' } },
      'node_modules/b': { resolved: 'https://registry.example.org/b.tgz' },
    };
    expect(lockProblems({ packages })).toEqual([
      'a-windows, an optional dependency of node_modules/a, is not in the lock file',
      'node_modules/b names a host',
    ]);
  });
});
