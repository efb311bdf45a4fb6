import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../../electron/cli/records-csv.ts';
import { disarm } from '../../../electron/store/export/csv-text.ts';
import { flatColumns } from '../../../electron/store/export/flat-record.ts';
import type { OneRosterRecord } from '../../../electron/store/reader-api.ts';

const record: OneRosterRecord = {
  sourcedId: 'lineItem-1-2',
  status: 'active',
  dateLastModified: '2026-11-20T08:00:00.000Z',
  title: '=HYPERLINK("http://example.org")',
  description: 'two\nlines, "quoted"',
  resultValueMax: -5,
  class: { sourcedId: 'class-9', type: 'class' },
  metadata: { scoreType: 'POINTS', weight: -1.5, note: '@cmd' },
  identifiers: { powerSchool: '1#2' },
};

describe('records as CSV', () => {
  it('has the attributes by name, then further metadata, then the identifier (S32)', () => {
    const header = flatColumns('lineItem', ['weight', 'scoreType', 'note']);
    expect(header.slice(0, 4)).toEqual(['sourcedId', 'status', 'dateLastModified', 'title']);
    expect(header.slice(-3)).toEqual(['metadata.note', 'metadata.weight', 'identifiers.powerSchool']);
    expect(header.filter((name) => name === 'metadata.scoreType')).toHaveLength(1);
    expect(new Set(header).size).toBe(header.length);
  });

  it('comes back from a CSV parser as it was, formulas disarmed', () => {
    const columns = flatColumns('lineItem', Object.keys(record.metadata));
    const [row] = parse(csvRow(columns) + csvRow(columns, record), { columns: true });
    expect(row).toMatchObject({
      sourcedId: 'lineItem-1-2',
      title: '\'=HYPERLINK("http://example.org")',
      description: 'two\nlines, "quoted"',
      dueDate: '',
      resultValueMax: '-5',
      class: 'class-9',
      'metadata.note': "'@cmd",
      'metadata.weight': '-1.5',
      'identifiers.powerSchool': '1#2',
    });
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1+cmd', "'-1+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
    ['\r=1', "'\r=1"],
    ['-7.5', '-7.5'],
    [-7.5, '-7.5'],
    ['plain', 'plain'],
    [null, ''],
    [true, 'true'],
    [['07', '08'], '07,08'],
  ])('writes %j as %j', (value, text) => {
    expect(disarm(value)).toBe(text);
  });
});
