import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { queries } from '../../../../electron/connectors/powerschool/queries/all-queries.ts';
import { tables } from '../../../../electron/sandbox/powerschool/tables.ts';
import { buildPlugin } from '../../../../electron/setup/plugin/build-plugin.ts';
import type { BuildOptions } from '../../../../electron/setup/plugin/build-plugin.ts';
import { checkPackage } from '../../../../electron/setup/plugin/check-package.ts';
import { fieldsOf, pluginNeeds } from '../../../../electron/setup/plugin/plugin-needs.ts';
import { readPluginPackage } from '../../../../electron/setup/plugin/read-package.ts';
import { xteReads } from '../../../../electron/setup/plugin/xte-reads.ts';

const full = { gradeSync: true, changeColumns: true } as const;
const twoWay = { ...full, writes: true } as const;
const build = async (options: BuildOptions) => readPluginPackage(await buildPlugin(options));
const requested = async (options: BuildOptions) =>
  (await build(options)).manifest.fields.map(({ table, field }) => `${table}.${field}`);
const scopes = [
  full,
  twoWay,
  { gradeSync: true, changeColumns: false },
  { gradeSync: false, changeColumns: true },
] as const;

describe('buildPlugin', () => {
  it.each(scopes)('keeps every rule of PowerSchool (%o)', async (scope) => {
    const plugin = await build(scope);
    expect(checkPackage(plugin)).toEqual([]);
    expect(plugin.manifest).toMatchObject({
      name: 'Grade Sync',
      version: expect.stringMatching(/^[\d.]+$/),
      oauth: { accessLevelV1Api: 'READ' },
    });
    expect(plugin.files.map((file) => file.path)).toEqual(['plugin.xml', 'queries_root/gradesync.named_queries.xml']);
  });

  it('puts oauth, access_request and publisher in the order that every server takes', async () => {
    const [document] = (await build(full)).documents;
    expect(document?.root.children.map((child) => child.name)).toEqual(['oauth', 'access_request', 'publisher']);
  });

  it('brings the named queries unchanged', async () => {
    const plugin = await build(twoWay);
    const brought = plugin.queries.map(({ name, coreTable, flattened, description, args, columns, sql }) => {
      const plain = args.map((each) => [each.name, each.column, each.type, each.required]);
      return { name, coreTable, flattened, description, args: plain, columns, sql };
    });
    const wanted = Object.values(queries).map(({ name, coreTable, description, args, columns, sql }) => {
      const plain = args.map((each) => [each.name, each.column, each.isList === true ? 'array' : 'primitive', true]);
      return { name, coreTable, flattened: true, description, args: plain, columns, sql };
    });
    expect(brought).toEqual(wanted);
  });

  it('asks to view columns only, sorted, each once, and each existing on a server', async () => {
    const { manifest } = await build(full);
    expect(new Set(manifest.fields.map((field) => field.access))).toEqual(new Set(['ViewOnly']));
    const names = await requested(full);
    expect(names).toEqual([...new Set(names)].toSorted());
    const known = new Set(
      tables.flatMap((table) => Object.keys(table.fields).map((field) => `${table.name}.${field}`)),
    );
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(scopes)('asks for nothing that no query and no call reads or writes (%o)', async (scope) => {
    const needs = pluginNeeds(scope);
    const reads = [
      ...needs.queries.map((query) => fieldsOf(query)),
      ...needs.xteReads.map((read) => read.fields),
      [...needs.written],
    ];
    const names = await requested(scope);
    for (const removed of names) {
      const rest = new Set(names.filter((name) => name !== removed));
      const broken = reads.filter((fields) => fields.some((field) => !rest.has(field)));
      expect(broken.length, `${removed} could be left out`).toBeGreaterThan(0);
    }
    const all = new Set(names);
    expect(reads.flat().filter((field) => !all.has(field))).toEqual([]);
  });

  it('asks to write the gradebook in 2-Way Sync, the columns among it that PowerSchool fills itself, and nothing else', async () => {
    const fieldsOfAccess = async (options: BuildOptions) =>
      (await build(options)).manifest.fields
        .filter(({ access }) => access === 'FullAccess')
        .map(({ table, field }) => `${table}.${field}`);
    const written = await fieldsOfAccess(twoWay);
    expect(new Set(written.map((name) => name.split('.')[0]))).toEqual(
      new Set([
        'ASSIGNMENT',
        'ASSIGNMENTCATEGORYASSOC',
        'ASSIGNMENTSCORE',
        'ASSIGNMENTSCORECOMMENT',
        'ASSIGNMENTSECTION',
        'TEACHERCATEGORY',
      ]),
    );
    expect(written).toEqual(expect.arrayContaining(['ASSIGNMENT.CREATEDBYPLUGIN', 'ASSIGNMENTSCORE.WHOMODIFIEDID']));
    expect(await fieldsOfAccess({ ...twoWay, changeColumns: false })).not.toContain('ASSIGNMENTSCORE.WHOMODIFIEDID');
    expect(await fieldsOfAccess({ ...twoWay, gradeSync: false })).toEqual([]);
  });

  it('never asks for birthdays, addresses, lunch status or social security numbers', async () => {
    const personal = /SSN|LUNCH|DOB|GENDER|STREET|PHONE|ETHNIC|LASTFIRST|\.ENTRYDATE/;
    expect((await requested(full)).filter((name) => personal.test(name))).toEqual([]);
  });

  it('asks for nothing of the gradebook where only the roster is wanted', async () => {
    const plugin = await build({ gradeSync: false, changeColumns: true });
    expect(plugin.queries.filter((query) => !query.name.startsWith('org.gradesync.sync.roster.'))).toEqual([]);
    expect(plugin.manifest.fields.filter(({ table }) => /^ASSIGNMENT|^TEACHERCAT/.test(table))).toEqual([]);
    expect(plugin.queries).toHaveLength(9);
  });

  it('leaves out the queries for changes where the server has no such columns', async () => {
    const plugin = await build({ gradeSync: true, changeColumns: false });
    expect(plugin.queries.filter((query) => query.name.endsWith('_changed'))).toEqual([]);
    expect(
      (await requested({ gradeSync: true, changeColumns: false })).filter((name) => /WHENMODIFIED/.test(name)),
    ).toEqual([]);
    expect((await requested(full)).filter((name) => /WHENMODIFIED/.test(name))).toHaveLength(4);
  });

  it('asks for the columns of both calls to PowerTeacher Pro', async () => {
    const names = new Set(await requested(full));
    expect(xteReads.map((read) => read.call)).toEqual([
      'GET /ws/xte/teacher_category',
      'GET /ws/xte/section/assignment',
    ]);
    expect(names.has('ASSIGNMENT.CREATEDBYPLUGIN')).toBe(true);
    expect(names.has('TEACHERCATEGORY.CATEGORYTYPE')).toBe(true);
  });

  it.each([
    [undefined, undefined, 'READ'],
    ['25.2.0.0', undefined, 'READ'],
    ['25.2', undefined, 'READ'],
    ['25.10.1.0', undefined, 'READ'],
    ['26.1.0.0', undefined, 'READ'],
    ['25.1.9.9', undefined, null],
    ['24.12.0.0', undefined, null],
    ['9.2.4.0', 'READ', null],
    ['25.6.0.0', 'NONE', null],
    [undefined, 'NONE', null],
  ] as const)('on server %s with v1 %s asks for v1 access %s', async (serverVersion, v1, expected) => {
    const options = {
      ...full,
      ...(serverVersion === undefined ? {} : { serverVersion }),
      ...(v1 === undefined ? {} : { v1 }),
    };
    expect((await build(options)).manifest.oauth).toEqual({ accessLevelV1Api: expected });
  });

  it('gives the same bytes for the same options, and others for others', async () => {
    const [first, again] = [await buildPlugin(full), await buildPlugin(full)];
    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, await buildPlugin({ ...full, version: '9.9' }))).not.toBe(0);
  });

  it('takes names of 40 characters and versions of 20, and refuses longer ones', async () => {
    const name = 'n'.repeat(40);
    const version = `1.${'2'.repeat(18)}`;
    expect((await build({ ...full, name, version })).manifest).toMatchObject({ name, version });
    await expect(buildPlugin({ ...full, name: `${name}n` })).rejects.toMatchObject({ code: 'plugin.invalid' });
    await expect(buildPlugin({ ...full, name: '' })).rejects.toMatchObject({ code: 'plugin.invalid' });
    await expect(buildPlugin({ ...full, version: `${version}2` })).rejects.toMatchObject({ code: 'plugin.invalid' });
    await expect(buildPlugin({ ...full, version: '1.0-beta' })).rejects.toMatchObject({ code: 'plugin.invalid' });
  });

  it('writes names with characters that XML reserves', async () => {
    const name = 'A & B <"quoted"> \'x\'';
    expect((await build({ ...full, name })).manifest.name).toBe(name);
  });
});
