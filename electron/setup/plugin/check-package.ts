import { checkManifest } from './check-manifest.ts';
import { checkQueryFile } from './check-queries.ts';
import type { PluginPackage } from './plugin-package.ts';
import type { PluginProblem, Report } from './problem.ts';

/**
 * Every rule that a plugin breaks, as far as the file alone shows it; whether its tables and columns exist only the server knows.
 * Empty for a plugin that can be installed.
 */
export function checkPackage(plugin: PluginPackage): readonly PluginProblem[] {
  const problems: PluginProblem[] = [];
  const reportFor =
    (file: string): Report =>
    (rule, message, fix) =>
      problems.push({ file, rule, message, fix });
  for (const document of plugin.documents) {
    const report = reportFor(document.path);
    if (document.path === 'plugin.xml') checkManifest(document.root, report);
    else if (document.path.startsWith('queries_root/')) checkQueryFile(document, report);
  }
  checkPlaces(plugin, reportFor);
  checkNames(plugin, reportFor);
  return problems;
}

/** PowerSchool passes over query files that are not where and named as it looks for them. */
function checkPlaces(plugin: PluginPackage, reportFor: (file: string) => Report): void {
  const read = new Set(plugin.documents.map((document) => document.path));
  for (const { path } of plugin.files) {
    if (read.has(path) || !/named_queries\.xml$|^queries_root\//i.test(path)) continue;
    const fix = 'Put it directly into queries_root and end its name with .named_queries.xml.';
    reportFor(path)('queries.place', 'PowerSchool does not find this query file.', fix);
  }
}

function checkNames(plugin: PluginPackage, reportFor: (file: string) => Report): void {
  const seen = new Set<string>();
  for (const { file, name } of plugin.queries) {
    const key = name.toLowerCase();
    if (seen.has(key))
      reportFor(file)('query.name', `Query ${name}: the name is used twice.`, 'Rename one of the two.');
    seen.add(key);
  }
}
