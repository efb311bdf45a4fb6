import { describe, expect, it } from 'vitest';
import { buildPlugin } from '../../../../electron/setup/plugin/build-plugin.ts';
import { inspectPlugin } from '../../../../electron/setup/plugin/inspect-plugin.ts';
import { pluginInspection } from '../../../../shared/powerschool/plugin-inspection.ts';
import { pluginNeeds } from '../../../../electron/setup/plugin/plugin-needs.ts';
import { readPluginPackage } from '../../../../electron/setup/plugin/read-package.ts';
import { rawZip } from './raw-zip.ts';
import { bytesOf, manifest, queryFile } from './sample.ts';

const full = { gradeSync: true, changeColumns: true } as const;
const twoWay = { ...full, writes: true } as const;
const rosterOnly = { gradeSync: false, changeColumns: false } as const;
const needs = pluginNeeds(full);
/** Columns whose name says it. */
const plainNames = new Set(['room', 'description', 'grade level', 'status']);

describe('inspectPlugin', () => {
  it.each([full, twoWay, rosterOnly, { gradeSync: true, changeColumns: false }])(
    'finds that our own plugin lacks nothing and asks for nothing needless (%o)',
    async (scope) => {
      const inspection = await inspectPlugin(await buildPlugin(scope), pluginNeeds(scope));
      const nothing = { nothing: true, fields: [], queries: [], sentences: [] };
      expect(inspection.lacks).toEqual(nothing);
      expect(inspection.needless).toEqual(nothing);
      expect(inspection.problems).toEqual([]);
    },
  );

  it('says what a plugin is and asks for in plain words', async () => {
    const inspection = await inspectPlugin(await buildPlugin(full), needs);
    expect(inspection.plugin).toMatchObject({
      name: 'Grade Sync',
      version: expect.stringMatching(/^[\d.]+$/),
      container: 'zip',
      files: 2,
    });
    expect(inspection.signIn).toEqual({ oauth: true, v1: 'READ' });
    expect(inspection.queries).toHaveLength(16);
    const sentences = inspection.asks.map((ask) => ask.sentence);
    expect(sentences).toContain('Students: internal numbers, status, names, grade level, numbers, sign-in name — read');
    expect(sentences.filter((sentence) => /Table [A-Z]/.test(sentence))).toEqual([]);
  });

  it('has a word for every column of a plugin that writes, and calls no computer’s address a home address', async () => {
    const scope = { ...full, writes: true };
    const { asks } = await inspectPlugin(await buildPlugin(scope), pluginNeeds(scope));
    for (const { sentence, fields } of asks) {
      const words = sentence
        .replace(/^[^:]*: /, '')
        .replace(/ — .*/, '')
        .split(', ');
      const unnamed = new Set(fields.map((field) => field.toLowerCase().replaceAll('_', ' ')));
      expect(words.filter((word) => unnamed.has(word) && !plainNames.has(word))).toEqual([]);
      expect(words).not.toContain('address');
    }
  });

  it('answers in the shape that --json promises', async () => {
    const inspection = await inspectPlugin(bytesOf(manifest()), needs);
    expect(pluginInspection.parse(JSON.parse(JSON.stringify(inspection)))).toEqual(inspection);
  });

  it('lists what a foreign plugin lacks, as lines to add', async () => {
    const { lacks } = await inspectPlugin(bytesOf(manifest({ oauth: '' })), needs);
    expect(lacks.nothing).toBe(false);
    expect(lacks.fields).toHaveLength(needs.fields.length - 1);
    expect(lacks.fields.map((each) => each.line)).toContain(
      '<field table="ASSIGNMENTSCORE" field="SCOREPOINTS" access="ViewOnly"/>',
    );
    expect(lacks.queries.map((query) => query.reason)).toEqual(needs.queries.map(() => 'absent'));
    expect(lacks.sentences).toHaveLength(3);
    expect(lacks.sentences[0]).toContain('oauth');
  });

  it('lacks nothing more once the given lines are added', async () => {
    const { lacks } = await inspectPlugin(bytesOf(manifest()), needs);
    const lines = lacks.fields.map((each) => each.line).join('');
    const field = '<field table="STUDENTS" field="DCID" access="FullAccess"/>';
    const access = `<access_request>${field}${lines}</access_request>`;
    const again = await inspectPlugin(bytesOf(manifest({ access })), needs);
    expect(again.lacks.fields).toEqual([]);
    expect(again.needless.fields.map(({ line, reason }) => [line, reason])).toEqual([[field, 'readIsEnough']]);
  });

  it('sees that the plugin of the roster lacks the gradebook, and the other way round that it is needless', async () => {
    const roster = await inspectPlugin(await buildPlugin(rosterOnly), needs);
    expect(roster.lacks.queries.map((query) => query.name)).toEqual(
      [
        'scores',
        'scores_changed',
        'scores_of_changed_assignments',
        'assignments_changed',
        'assignment_categories_changed',
        'categories_changed',
        'category_excludes',
      ].map((name) => `org.gradesync.sync.gradebook.${name}`),
    );
    const both = await inspectPlugin(await buildPlugin(full), pluginNeeds(rosterOnly));
    expect(both.lacks.nothing).toBe(true);
    expect(both.needless.queries).toHaveLength(7);
    expect(both.needless.sentences.join(' ')).toContain('Scores: ');
  });

  it('sees that an import’s plugin may not write what 2-Way Sync writes, and that an import needs no plugin that may', async () => {
    const { lacks } = await inspectPlugin(await buildPlugin(full), pluginNeeds(twoWay));
    expect(lacks.fields.filter(({ access }) => access === 'FullAccess').map(({ line }) => line)).toContain(
      '<field table="ASSIGNMENTSCORE" field="SCOREPOINTS" access="FullAccess"/>',
    );
    expect(lacks.sentences.at(-1)).toMatch(/does not ask for \d+ columns that the integration writes/);
    const { needless, asks } = await inspectPlugin(await buildPlugin(twoWay), needs);
    expect(needless.fields.filter(({ reason }) => reason === 'readIsEnough').map(({ line }) => line)).toContain(
      '<field table="ASSIGNMENT" field="ASSIGNMENTID" access="FullAccess"/>',
    );
    expect(asks.filter(({ access }) => access === 'read and write').map(({ table }) => table)).toContain(
      'ASSIGNMENTSCORE',
    );
  });

  it('notices one of our queries in another version', async () => {
    const { documents, files } = await readPluginPackage(await buildPlugin(full));
    expect([documents.length, files.length]).toEqual([2, 2]);
    const [query] = needs.queries;
    const content = queryFile({
      attributes: `name="${query?.name}" coreTable="SCHOOLS" flattened="true"`,
      columns: '<column column="SCHOOLS.DCID">dcid</column>',
      sql: 'SELECT SCHOOLS.DCID FROM SCHOOLS ORDER BY SCHOOLS.DCID',
    });
    const bytes = rawZip([
      { path: 'plugin.xml', content: manifest() },
      { path: 'queries_root/a.named_queries.xml', content },
    ]);
    const { lacks } = await inspectPlugin(bytes, needs);
    expect(lacks.queries[0]).toEqual({ name: query?.name, reason: 'different' });
    expect(lacks.sentences.join(' ')).toContain('another version');
  });

  it('names what is asked for needlessly, writing included', async () => {
    const access = `<access_request><field table="STUDENTS" field="SSN" access="ViewOnly"/>
      <field table="STUDENTS" field="DCID" access="FullAccess"/></access_request>`;
    const oauth = '<oauth accessLevelV1Api="FULL"/>';
    const inspection = await inspectPlugin(bytesOf(manifest({ access, oauth })), needs);
    expect(inspection.needless.fields.map(({ field, reason }) => [field, reason])).toEqual([
      ['SSN', 'notNeeded'],
      ['DCID', 'readIsEnough'],
    ]);
    expect(inspection.needless.sentences).toEqual([
      'Students: social security number (SSN) — the integration does not read this.',
      'Students: it asks to write DCID; reading is enough.',
      'It may write through the core API (accessLevelV1Api FULL); READ is enough.',
    ]);
    expect(inspection.asks.map((ask) => ask.sentence)).toEqual([
      'Students: internal numbers — read and write',
      'Students: social security number — read',
    ]);
  });

  it('tells of pages, links, hosts and of an address that gets the credentials', async () => {
    const more = `<links><link display-text="Open"/></links><registration url="https://collect.example.org/x?y=z"/>`;
    const access = '<access_request><cdn_request><cdn name="cdn.example.org"/></cdn_request></access_request>';
    const bytes = rawZip([
      { path: 'plugin.xml', content: manifest({ more, access }) },
      { path: 'web_root/admin/home.html', content: '' },
      { path: 'user_schema_root/U_X.xml', content: '<x/>' },
    ]);
    const { brings } = await inspectPlugin(bytes, needs);
    expect(brings).toHaveLength(5);
    expect(brings.at(-1)).toMatch(/client id and secret to collect\.example\.org\.$/);
  });

  it('reports broken rules, and queries whose columns the plugin does not ask for', async () => {
    const bytes = rawZip([
      { path: 'plugin.xml', content: manifest({ publisher: '', access: '' }) },
      { path: 'queries_root/a.named_queries.xml', content: queryFile() },
    ]);
    const { problems } = await inspectPlugin(bytes, needs);
    expect(problems.map((problem) => problem.rule)).toEqual(['plugin.publisher', 'query.access']);
    expect(problems[1]?.message).toContain('STUDENTS.DCID');
  });
});
