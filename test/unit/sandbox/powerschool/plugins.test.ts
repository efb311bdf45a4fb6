import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../electron/../shared/errors.ts';
import { openSandboxDatabase } from '../../../../electron/sandbox/powerschool/database.ts';
import { createPlugins } from '../../../../electron/sandbox/powerschool/plugins.ts';
import type { Plugins } from '../../../../electron/sandbox/powerschool/plugins.ts';
import { readPlugin } from '../../../../electron/sandbox/powerschool/read-plugin.ts';
import { manifestXml, pluginFile, queryXml, zipOf } from '../../../support/sandbox/plugin-file.ts';
import type { PluginParts, QueryParts } from '../../../support/sandbox/plugin-file.ts';

const dashboard = () => createPlugins(openSandboxDatabase(), Math.random);
const install = async (plugins: Plugins, parts: PluginParts = {}) =>
  plugins.install(await readPlugin(await pluginFile(parts)));
const refusalOf = async (parts: PluginParts): Promise<string> => {
  try {
    await install(dashboard(), parts);
    return 'installed';
  } catch (error) {
    return error instanceof AppError ? error.message : String(error);
  }
};
const studentIds: QueryParts = {
  name: 'org.example.app.roster.students',
  coreTable: 'students',
  columns: ['dcid=STUDENTS.DCID', 'name=STUDENTS.LASTFIRST'],
  sql: 'SELECT s.DCID, s.LASTFIRST FROM STUDENTS s ORDER BY s.DCID',
};
const problemsOf = async (query: Partial<QueryParts>) => {
  const plugin = await install(dashboard(), { queries: [queryXml({ ...studentIds, ...query })] });
  return plugin.problems.map(({ message }) => message).join(' ');
};
const contact = (attributes: string) => `<publisher name="Example"><contact ${attributes}/></publisher>`;

describe('sandbox plugins', () => {
  it('keeps installed and enabled apart, and approves exactly the fields asked for', async () => {
    const plugins = dashboard();
    const fields = ['Students.dcid', 'ASSIGNMENTSCORE.SCOREPOINTS:FullAccess'];
    const plugin = await install(plugins, { fields, oauth: 'accessLevelV1Api="READ"' });
    expect(plugin.enabled).toBe(false);
    expect(plugins.setEnabled(plugin.id, true).enabled).toBe(true);
    expect([...plugin.grants]).toEqual([
      ['STUDENTS.DCID', 'ViewOnly'],
      ['ASSIGNMENTSCORE.SCOREPOINTS', 'FullAccess'],
    ]);
    expect(plugin.v1Access).toBe('READ');
  });

  it('takes a bare plugin.xml, and gives no credentials without oauth', async () => {
    const content = await readPlugin(Buffer.from(manifestXml({ oauth: null })));
    expect(dashboard().install(content)).toMatchObject({ name: 'Example', clientId: null, clientSecret: null });
  });

  it('refuses a zip whose plugin.xml is in a folder', async () => {
    const wrapped = await zipOf({ 'my-plugin/plugin.xml': manifestXml() });
    await expect(readPlugin(wrapped)).rejects.toMatchObject({ code: 'plugin.wrapped' });
  });

  it.each<[string, PluginParts, PluginParts, RegExp]>([
    ['name', { name: 'x'.repeat(40) }, { name: 'x'.repeat(41) }, /plugin name has 41/],
    ['empty name', { name: 'x' }, { name: '' }, /plugin name has 0/],
    ['version', { version: '1'.repeat(20) }, { version: '1'.repeat(21) }, /plugin version has 21/],
    ['version signs', { version: '1.2.3' }, { version: '1.2-beta' }, /digits and dots/],
    ['description', { description: 'x'.repeat(256) }, { description: 'x'.repeat(257) }, /description has 257/],
    ['publisher', {}, { publisher: '' }, /publisher with one contact/],
    [
      'email',
      { publisher: contact(`email="${'x'.repeat(40)}"`) },
      { publisher: contact(`email="${'x'.repeat(41)}"`) },
      /email has 41/,
    ],
    [
      'phone',
      { publisher: contact(`email="a" phone="${'1'.repeat(20)}"`) },
      { publisher: contact(`email="a" phone="${'1'.repeat(21)}"`) },
      /phone has 21/,
    ],
    ['access', { fields: ['CC.ID:FullAccess'] }, { fields: ['CC.ID:ReadOnly'] }, /ViewOnly or FullAccess/],
    [
      'field length',
      { fields: [`CC.${'X'.repeat(30)}`] },
      { fields: [`CC.${'X'.repeat(31)}`] },
      /field of an access request has 31/,
    ],
    ['v1 level', { oauth: 'accessLevelV1Api="FULL"' }, { oauth: 'accessLevelV1Api="ALL"' }, /NONE, READ or FULL/],
    [
      'query root',
      { queries: [] },
      { queries: [], queriesRoot: '<queries xmlns="http://example.org">' },
      /no namespace/,
    ],
  ])('enforces the rule on the %s at its border', async (_, good, bad, reason) => {
    expect(await refusalOf(good)).toBe('installed');
    expect(await refusalOf(bad)).toMatch(reason);
  });

  it('upgrades on a higher version only, disabled again, and keeps id and credentials', async () => {
    const plugins = dashboard();
    const first = await install(plugins, { version: '1.9' });
    plugins.setEnabled(first.id, true);
    await expect(install(plugins, { version: '1.9' })).rejects.toThrow('a higher version is needed');
    const second = await install(plugins, { version: '1.10' });
    expect(second).toMatchObject({
      id: first.id,
      clientId: first.clientId,
      clientSecret: first.clientSecret,
      enabled: false,
    });
  });

  it('gives new credentials after deleting and installing again', async () => {
    const plugins = dashboard();
    const first = await install(plugins);
    plugins.uninstall(first.id);
    const second = await install(plugins);
    expect(second.clientId).not.toBe(first.clientId);
    expect(second.clientSecret).not.toBe(first.clientSecret);
  });

  it.each([
    ['SHOES.SIZE', 'Invalid Table: SHOES'],
    ['USERS.ID', 'Invalid Column: USERS.ID'],
    ['STUDENTS.EMAIL', 'Invalid Column: STUDENTS.EMAIL'],
  ])('installs a plugin that asks for %s but does not enable it', async (field, reason) => {
    const plugins = dashboard();
    const plugin = await install(plugins, { fields: ['CC.ID', field] });
    expect(() => plugins.setEnabled(plugin.id, true)).toThrow(reason);
    expect(plugins.get(plugin.id)?.enabled).toBe(false);
  });

  it('refuses a query name that another plugin has, or that stands twice', async () => {
    const plugins = dashboard();
    await install(plugins, { name: 'First', queries: [queryXml(studentIds)] });
    await expect(install(plugins, { name: 'Second', queries: [queryXml(studentIds)] })).rejects.toThrow(
      'in use already',
    );
    expect(await refusalOf({ queries: [queryXml(studentIds), queryXml(studentIds)] })).toMatch(/in use already/);
  });

  it.each([
    ['four parts', 'org.example.app.students', /five parts/],
    ['the vendor’s namespace', 'com.powerschool.app.roster.students', /reserved/],
    ['201 characters', `org.example.app.roster.${'x'.repeat(178)}`, /200 characters/],
  ])('refuses a query name with %s', async (_, name, reason) => {
    expect(await refusalOf({ queries: [queryXml({ ...studentIds, name })] })).toMatch(reason);
  });

  it('finds nothing wrong with a right query', async () => {
    expect(await problemsOf({})).toBe('');
  });

  it.each<[string, Partial<QueryParts>, RegExp]>([
    ['fewer columns than the SELECT', { columns: ['dcid=STUDENTS.DCID'] }, /selects 2 columns and 1 are declared/],
    ['columns in another order', { columns: ['name=STUDENTS.LASTFIRST', 'dcid=STUDENTS.DCID'] }, /stands elsewhere/],
    ['an unknown column', { columns: ['dcid=STUDENTS.DCID', 'shoe=STUDENTS.SHOE'] }, /Invalid Column: STUDENTS.SHOE/],
    ['SQL that does not run', { sql: 'SELECT DCID, SHOE FROM STUDENTS' }, /does not run/],
    ['an undeclared bind', { sql: 'SELECT DCID, LASTFIRST FROM STUDENTS WHERE ID = :id ORDER BY 1' }, /binds id/],
    ['a view as its core table', { coreTable: 'teachers' }, /not a table/],
  ])('does not enable a plugin with a query with %s', async (_, change, reason) => {
    expect(await problemsOf(change)).toMatch(reason);
  });

  it('lets a declared column stand for a computed one', async () => {
    expect(await problemsOf({ sql: "SELECT s.DCID, s.LASTFIRST || '!' FROM STUDENTS s ORDER BY 1" })).toBe('');
  });
});
