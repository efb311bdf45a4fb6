import type { PluginContent, PluginProblem, QueryContent } from './plugin-content.ts';
import { problem } from './plugin-content.ts';

const file = 'plugin.xml';
const accessLevels: ReadonlySet<string> = new Set(['ViewOnly', 'FullAccess']);
const v1Levels: ReadonlySet<string> = new Set(['NONE', 'READ', 'FULL']);

/** Breaches that make the server refuse the installation (reference §3.2, §3.6). What its tables decide comes at enabling. */
export function brokenRules(content: PluginContent): PluginProblem[] {
  return [
    ...content.problems,
    ...manifestProblems(content),
    ...accessProblems(content),
    ...content.queries.flatMap(queryProblems),
  ];
}

function manifestProblems({ name, version, description, publisher, oauth }: PluginContent): PluginProblem[] {
  const v1 = oauth?.accessLevelV1Api ?? 'NONE';
  return [
    ...length('plugin name', name, 1, 40),
    ...length('plugin version', version, 0, 20),
    ...(/^[\d.]*$/.test(version) ? [] : [invalid('The plugin version may hold digits and dots only.')]),
    ...length('plugin description', description, 0, 256),
    ...(publisher === null
      ? [invalid('The element publisher with one contact is required.')]
      : [
          ...length('publisher name', publisher.name, 1, 100),
          ...length('contact email', publisher.email, 1, 40),
          ...length('contact phone', publisher.phone, 0, 20),
        ]),
    ...(v1Levels.has(v1) ? [] : [invalid(`accessLevelV1Api must be NONE, READ or FULL, not ${v1}.`)]),
  ];
}

function accessProblems({ fields }: PluginContent): PluginProblem[] {
  return fields.flatMap(({ table, field, access }) => [
    ...length('table of an access request', table, 1, 30),
    ...length('field of an access request', field, 1, 30),
    ...(accessLevels.has(access)
      ? []
      : [invalid(`The access to ${table}.${field} must be ViewOnly or FullAccess, not ${access}.`)]),
  ]);
}

function queryProblems(query: QueryContent): PluginProblem[] {
  const wrong = (message: string) => problem(query.file, 'Invalid Query', `${query.name}: ${message}`);
  const problems: PluginProblem[] = [];
  if (!/^[A-Za-z]\w*(\.\w+){4}$/.test(query.name)) problems.push(wrong('a query name has five parts.'));
  if (query.name.length > 200) problems.push(wrong('a query name has at most 200 characters.'));
  if (query.name.toLowerCase().startsWith('com.powerschool')) problems.push(wrong('com.powerschool is reserved.'));
  if (query.summary.length > 50) problems.push(wrong('a summary has at most 50 characters.'));
  if (query.columns.length === 0) problems.push(wrong('a query names its columns.'));
  if (!/^\s*(SELECT|WITH)\b/i.test(query.sql)) problems.push(wrong('the SQL must be a SELECT.'));
  for (const { alias } of query.columns) {
    if (!/^\w+(\.\w+)?$/.test(alias)) problems.push(wrong(`the alias ${alias} is not valid.`));
  }
  for (const { name, type, casing } of query.args) {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) problems.push(wrong(`the argument name ${name} is not valid.`));
    if (type !== 'primitive' && type !== 'array')
      problems.push(wrong(`the type of ${name} must be primitive or array.`));
    if (!['upper', 'lower', 'none'].includes(casing)) problems.push(wrong(`the casing of ${name} is not valid.`));
  }
  return problems;
}

const invalid = (message: string) => problem(file, 'Invalid Plugin', message);

function length(what: string, text: string, least: number, most: number): PluginProblem[] {
  const characters = Array.from(text).length;
  if (characters >= least && characters <= most) return [];
  return [invalid(`The ${what} has ${characters} characters; ${least} to ${most} are allowed.`)];
}

/** Compares `1.10` and `1.9` part by part as numbers; missing parts are zero. */
export function compareVersions(left: string, right: string): number {
  const parts = (version: string) => version.split('.').map(Number);
  const [a, b] = [parts(left), parts(right)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
