import { parse } from 'csv-parse/sync';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appMigrations } from '../../../electron/integrations/migrations.ts';
import { openReportNotes } from '../../../electron/integrations/report-notes.ts';
import { reportCsv, worksheetRows } from '../../../electron/reports/report-csv.ts';
import { makeWorksheet, worksheetFingerprint } from '../../../electron/reports/worksheet.ts';
import { migrate } from '../../../electron/store/migrate.ts';
import { integrationConfigSchema, type Integration } from '../../../shared/integration/config.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { mappedEntities } from '../../../shared/integration/mapping/mapped-entities.ts';
import { targetAttributes } from '../../../shared/integration/mapping/attributes.ts';
import { worksheetContentSchema, type WorksheetContent } from '../../../shared/reports/worksheet.ts';

const twoWay = (more: object = {}): Integration => ({
  id: 'riverside',
  createdAt: '2026-11-26T00:00:00Z',
  config: integrationConfigSchema.parse({
    name: 'Riverside',
    mode: 'two-way',
    environment: 'test',
    gradeSync: { enabled: true },
    powerschool: { url: 'https://ps.example.org' },
    partner: { system: 'school-passport', url: 'https://sp.example.org' },
    masterFields: [...gradeExchangePreset()],
    ...more,
  }),
});

const empty = worksheetContentSchema.parse({});
const own = {
  mappings: {
    active: {
      student: [
        {
          target: 'email',
          sources: ['powerschool:U_DEF_EXT_STUDENTS.MAIL'],
          transforms: [{ kind: 'trim' }, { kind: 'case', to: 'lower' }],
        },
        { target: 'metadata.homeroom', sources: ['powerschool:STUDENTS.HOME_ROOM'] },
      ],
    },
  },
};

describe('the data-mapping worksheet', () => {
  let db: Database.Database;
  beforeEach(() => {
    db = new Database(':memory:');
    migrate(db, ':memory:', appMigrations);
  });
  afterEach(() => db.close());

  it('has every target attribute with source, transform, master and note, and is prepared and signed (C9)', () => {
    const notes = openReportNotes(db, () => new Date('2026-11-26T10:00:00Z'));
    const integration = twoWay(own);
    const signOff = {
      name: 'Ada Admin',
      role: 'Data manager',
      on: '2026-11-27',
      recordedAt: '2026-11-26T10:00:00.000Z',
      fingerprint: worksheetFingerprint(integration),
    };
    notes.changeWorksheet('riverside', (content) => ({
      ...content,
      call: { with: 'Ida Consultant', on: '2026-12-01', questions: 'Which login?' },
      notes: { student: { email: 'ask the help desk' } },
      signOffs: [signOff],
    }));
    const worksheet = makeWorksheet(integration, notes.worksheet('riverside'));

    expect(worksheet.entities.map(({ entity }) => entity)).toEqual([...mappedEntities]);
    for (const { entity, rows } of worksheet.entities) {
      const told = new Set(rows.map(({ attribute }) => attribute));
      expect(targetAttributes(entity).filter(({ name }) => !told.has(name))).toEqual([]);
    }
    const student = worksheet.entities.find(({ entity }) => entity === 'student')?.rows ?? [];
    expect(student.find(({ attribute }) => attribute === 'email')).toEqual({
      attribute: 'email',
      sources: ['U_DEF_EXT_STUDENTS.MAIL'],
      how: 'Trim spaces, then lower case',
      isOwn: true,
      master: 'powerschool',
      protectedBy: [],
      note: 'ask the help desk',
    });
    expect(student.find(({ attribute }) => attribute === 'metadata.homeroom')).toMatchObject({
      sources: ['STUDENTS.HOME_ROOM'],
      isOwn: true,
    });
    const score = worksheet.entities.find(({ entity }) => entity === 'result')?.rows;
    expect(score?.find(({ attribute }) => attribute === 'score')).toMatchObject({
      sources: ['ASSIGNMENTSCORE.SCOREPOINTS'],
      master: 'partner',
    });
    expect(worksheet.call).toEqual({ with: 'Ida Consultant', on: '2026-12-01', questions: 'Which login?' });
    expect(worksheet.signOffs).toEqual([
      { name: 'Ada Admin', role: 'Data manager', on: '2026-11-27', recordedAt: signOff.recordedAt, isCurrent: true },
    ]);
    const changed = makeWorksheet(twoWay(), notes.worksheet('riverside'));
    expect(changed.signOffs[0]?.isCurrent, 'a changed mapping was not signed').toBe(false);
  });

  it('leaves the gradebook out without Grade Sync, and names PowerSchool alone in an import', () => {
    const { config } = twoWay({ mode: 'import', partner: null, masterFields: [], gradeSync: {} });
    const { entities } = makeWorksheet({ id: 'a', createdAt: '', config }, empty);
    expect(entities.map(({ entity }) => entity)).not.toContain('result');
    expect(new Set(entities.flatMap(({ rows }) => rows.map(({ master }) => master)))).toEqual(new Set(['powerschool']));
  });

  it('goes with its integration and with no other', () => {
    const notes = openReportNotes(db, () => new Date());
    const change = (content: WorksheetContent) => ({ ...content, notes: { org: { name: 'x' } } });
    notes.changeWorksheet('a', change);
    notes.changeWorksheet('b', change);
    notes.forget('a');
    expect([notes.worksheet('a').notes, notes.worksheet('b').notes]).toEqual([{}, { org: { name: 'x' } }]);
  });

  it('comes back from a CSV parser as it is, with formulas disarmed and a mark on request', () => {
    const content = { ...empty, notes: { student: { email: '=HYPERLINK("x")\nand "more"' } } };
    const text = reportCsv(worksheetRows(makeWorksheet(twoWay(), content)), true);
    expect(text.startsWith('\u{FEFF}part,entity,')).toBe(true);
    const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
    expect(rows.find((row) => row['entity'] === 'student' && row['attribute'] === 'email')?.['note']).toBe(
      `'=HYPERLINK("x")\nand "more"`,
    );
    expect(reportCsv([['a']], false)).toBe('a\r\n');
  });
});
