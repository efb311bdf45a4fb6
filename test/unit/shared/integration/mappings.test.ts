import { describe, expect, it } from 'vitest';
import { integrationConfigSchema } from '../../../../shared/integration/config.ts';
import { parseCustomField } from '../../../../shared/integration/mapping/custom-fields.ts';
import { customFieldsOf, mappingSetSchema } from '../../../../shared/integration/mappings.ts';

const problemsOf = (set: unknown): readonly string[] =>
  mappingSetSchema.safeParse(set).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the mappings of an integration', () => {
  it('take each target once per entity', () => {
    const twice = [
      { target: 'username', sources: ['email'] },
      { target: 'username', sources: ['identifier'] },
    ];
    expect(problemsOf({ student: twice })).toEqual([expect.stringContaining('student.1.target')]);
    expect(problemsOf({ student: [twice[0]], teacher: [twice[1]] })).toEqual([]);
  });

  it('let one source feed several targets', () => {
    const list = ['username', 'metadata.login'].map((target) => ({ target, sources: ['email'] }));
    expect(problemsOf({ student: list })).toEqual([]);
  });

  it('refuse what is no attribute, no field and no entity', () => {
    expect(problemsOf({ student: [{ target: 'role', sources: ['email'] }] })).toHaveLength(1);
    expect(problemsOf({ student: [{ target: 'username', sources: ['nonsense'] }] })).toHaveLength(1);
    expect(problemsOf({ result: [{ target: 'comment', sources: ['powerschool:A.B'] }] })).toHaveLength(1);
    expect(problemsOf({ pupil: [] })).toHaveLength(1);
    expect(problemsOf({ student: [{ target: 'username', sources: ['powerschool:A.B; DROP'] }] })).toHaveLength(1);
  });

  it('want steps that make a value first, with the sources they need', () => {
    const of = (sources: string[], ...transforms: unknown[]) =>
      problemsOf({ student: [{ target: 'username', sources, transforms }] }).length;
    expect(of([])).toBe(1);
    expect(of(['email', 'identifier'])).toBe(1);
    expect(of(['email', 'identifier'], { kind: 'firstNonEmpty' })).toBe(0);
    expect(of(['email'], { kind: 'trim' }, { kind: 'constant', value: 'x' })).toBe(1);
    expect(of(['email'], { kind: 'template', text: '{email}{identifier}' })).toBe(1);
    expect(of(['email', 'identifier'], { kind: 'template', text: '{email}' })).toBe(1);
    expect(of(['email'], { kind: 'dateFormat', to: 'YYYY' })).toBe(1);
  });

  it('take line items, results and categories only with Grade Sync', () => {
    const base = { name: 'A', mode: 'import', powerschool: { url: 'https://ps.example.org' } };
    for (const entity of ['lineItem', 'result', 'category']) {
      const target = entity === 'result' ? 'comment' : 'title';
      for (const which of ['active', 'draft']) {
        const mappings = { [which]: { [entity]: [{ target, sources: [target] }] } };
        const without = integrationConfigSchema.safeParse({ ...base, mappings });
        expect(without.error?.issues[0]?.path).toEqual(['mappings', which, entity]);
        expect(integrationConfigSchema.safeParse({ ...base, mappings, gradeSync: { enabled: true } }).success).toBe(
          true,
        );
      }
    }
  });

  it('name PowerSchool’s columns with their table, or the entity’s own table', () => {
    expect(parseCustomField('student', 'U_DEF_EXT_STUDENTS.login')).toEqual({
      table: 'U_DEF_EXT_STUDENTS',
      column: 'LOGIN',
    });
    expect(parseCustomField('student', ' Alert_Medical ')).toEqual({ table: 'STUDENTS', column: 'ALERT_MEDICAL' });
    expect(parseCustomField('student', 'a.b.c')).toBeUndefined();
    expect(parseCustomField('student', 'x'.repeat(31))).toBeUndefined();
    expect(parseCustomField('result', 'A.B')).toBeUndefined();
    const set = mappingSetSchema.parse({
      student: [
        { target: 'username', sources: ['powerschool:u_x.b'] },
        { target: 'metadata.b', sources: ['powerschool:U_X.B'] },
      ],
    });
    expect(customFieldsOf(set)).toEqual(new Map([['student', [{ table: 'U_X', column: 'B' }]]]));
  });
});
