import { describe, expect, it } from 'vitest';
import { FiqlError, fiqlToSql } from '../../../../electron/sandbox/powerschool/fiql.ts';
import type { FiqlElement } from '../../../../electron/sandbox/powerschool/fiql.ts';

const elements: ReadonlyMap<string, FiqlElement> = new Map([
  ['grade_level', { sql: 'GRADE_LEVEL', type: 'number', label: 'Grade_Level' }],
  ['name.last_name', { sql: 'LAST_NAME', type: 'text' }],
  ['status', { sql: 'STATUS', type: 'text', ignoreCase: true }],
  ['entry', { sql: 'ENTRYDATE', type: 'date' }],
  ['islate', { sql: 'ISLATE', type: 'boolean' }],
  ['description', { sql: 'DESCRIPTION', type: 'clob' }],
] as const);

const problemOf = (filter: string) => {
  try {
    return fiqlToSql(filter, elements).sql;
  } catch (error) {
    return error instanceof FiqlError ? [error.problem, error.message] : error;
  }
};

describe('fiql', () => {
  it('turns terms joined by a semicolon into bound conditions', () => {
    expect(fiqlToSql('grade_level=ge=-1;grade_level=lt=9;entry=gt=2026-08-01', elements)).toEqual({
      sql: '(GRADE_LEVEL >= ? AND GRADE_LEVEL < ? AND ENTRYDATE > ?)',
      values: [-1, 9, '2026-08-01'],
    });
  });

  it('takes names without regard to case', () => {
    expect(fiqlToSql('Grade_LEVEL=le=3', elements).sql).toBe('(GRADE_LEVEL <= ?)');
  });

  it('reads a star as a wildcard and nothing else as one', () => {
    expect(fiqlToSql('name.last_name==A?[b]*', elements)).toEqual({
      sql: '(LAST_NAME GLOB ?)',
      values: ['A[?][[]b]*'],
    });
  });

  it('reads a lone null character as null', () => {
    expect(fiqlToSql('name.last_name==\u0000', elements)).toEqual({ sql: '(LAST_NAME IS NULL)', values: [] });
  });

  it('folds case where the element says so', () => {
    expect(fiqlToSql('status==a', elements)).toEqual({ sql: '(upper(STATUS) = ?)', values: ['A'] });
  });

  it('takes true and false for a flag', () => {
    expect(fiqlToSql('islate==true', elements).values).toEqual([1]);
  });

  it.each([
    ['grade_level', 'syntax', 'Invalid query expression'],
    [
      'grade_level==1,grade_level==2',
      'number',
      "Invalid number '1,grade_level==2' passed for comparison to number field Grade_Level",
    ],
    ['(grade_level==1)', 'syntax', 'Invalid query expression'],
    ['shoe==7', 'unknownField', 'Invalid field shoe'],
    ['grade_level==x', 'number', "Invalid number 'x' passed for comparison to number field Grade_Level"],
    ['entry==soon', 'date', "Invalid date 'soon' passed for comparison to date field entry"],
    ['description==a', 'clob', 'Querying not supported against clob or blob field types'],
    ['name.last_name==', 'empty', 'Comparison to an empty string is not allowed for field name.last_name'],
  ])('refuses %s', (filter, problem, message) => {
    expect(problemOf(filter)).toEqual([problem, message]);
  });
});
