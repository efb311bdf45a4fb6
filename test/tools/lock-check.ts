/**
 * Whether `npm ci` can install from the lock file everywhere: every optional dependency of a locked package must be locked itself, and
 * no host may be named. Usage: node test/tools/lock-check.ts [FILE]
 */
import { readFileSync } from 'node:fs';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

/** What is wrong with a lock file, a line each. */
export function lockProblems({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([place, { resolved, optionalDependencies = {} }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, place, name))
      .map((name) => `${name}, an optional dependency of ${place}, is not in the lock file`),
    ...(resolved !== undefined && /^https?:/.test(resolved) ? [`${place} names a host`] : []),
  ]);
}

/** Looks where Node would: beside the package, then in each folder above it. */
function isLocked(packages: Lock['packages'], place: string, name: string): boolean {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (Object.hasOwn(packages, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)) return true;
    if (folder === '') return false;
  }
}

if (import.meta.main) {
  const problems = lockProblems(JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8')) as Lock);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
