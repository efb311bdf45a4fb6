import { columnsInWords, tableInWords } from './plain-words.ts';
import type { PluginInspection } from '../../../shared/powerschool/plugin-inspection.ts';
import type { FieldRequest, PluginPackage } from './plugin-package.ts';

/** The access request in plain words, one entry per table and kind of access, in the order of table names. */
export function describeAccess(fields: readonly FieldRequest[]): PluginInspection['asks'] {
  const groups = Map.groupBy(fields, ({ table, access }) => `${table} ${access}`);
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = [...new Set(group.map(({ field }) => field))].toSorted();
    const access = first.access === 'FullAccess' ? 'read and write' : 'read';
    const sentence = `${tableInWords(first.table)}: ${columnsInWords(names).join(', ')} — ${access}`;
    return { table: first.table, access, fields: names, sentence };
  });
}

/** What a plugin does beyond giving data to a program; whoever installs it should know. */
export function describeExtras({ manifest, files }: PluginPackage): string[] {
  const pages = files.filter((file) => file.path.startsWith('web_root/')).length;
  const tables = files.filter((file) => file.path.startsWith('user_schema_root/')).length;
  const titles = manifest.links.map((link) => link.displayText || link.title || link.path);
  return [
    ...(pages === 0 ? [] : [`It adds or changes pages of PowerSchool (${pages} files).`]),
    ...(tables === 0 ? [] : [`It adds tables to PowerSchool’s database (${tables} files).`]),
    ...(titles.length === 0 ? [] : [`It adds links to PowerSchool’s pages: ${titles.join(', ')}.`]),
    ...(manifest.cdns.length === 0 ? [] : [`Its pages load files from ${manifest.cdns.join(', ')}.`]),
    ...(manifest.registrationUrl === null
      ? []
      : [
          `On installation PowerSchool sends the plugin’s client id and secret to ${hostOf(manifest.registrationUrl)}.`,
        ]),
  ];
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'an address that cannot be read';
}
