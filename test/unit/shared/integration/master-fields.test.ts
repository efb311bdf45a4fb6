import { describe, expect, it } from 'vitest';
import {
  generateMasterFields,
  gradeExchangeGaps,
  gradeExchangePreset,
  replacedBy,
} from '../../../../shared/integration/grade-exchange.ts';
import {
  clearedAttributes,
  masterAttributes,
  ownedAttributes,
} from '../../../../shared/integration/master-attributes.ts';
import { masterFieldsSchema, ownerOf, type MasterField } from '../../../../shared/integration/master-fields.ts';
import { mergeDecision, type Incoming } from '../../../../shared/integration/merge-rule.ts';

const rule = (application: 'powerschool' | 'partner', mode: 'master' | 'doNotOverride' = 'master'): MasterField => ({
  entity: 'student',
  attribute: 'email',
  application,
  mode,
});

describe('master fields', () => {
  it('refuse two masters, two rules of one end, and what is no attribute', () => {
    const bad = (rules: unknown) => masterFieldsSchema.safeParse(rules).error?.issues.length ?? 0;
    expect(bad([rule('powerschool'), rule('partner')])).toBe(1);
    expect(bad([rule('powerschool'), rule('powerschool', 'doNotOverride')])).toBe(1);
    expect(bad([rule('powerschool'), rule('partner', 'doNotOverride')])).toBe(0);
    expect(bad([{ ...rule('partner'), attribute: 'shoeSize' }])).toBe(1);
  });

  it('give the roster to PowerSchool, the gradebook to the partner and relationships to nobody by the preset', () => {
    const rules = gradeExchangePreset();
    expect(masterFieldsSchema.safeParse(rules).success).toBe(true);
    expect(gradeExchangeGaps(rules, true)).toEqual([]);
    expect(ownerOf(rules, 'student', 'email')).toBe('powerschool');
    expect(ownerOf(rules, 'lineItem', 'title')).toBe('partner');
    for (const attribute of ['enrollment', 'otherEnrollments', 'rosters', 'studentContacts']) {
      expect(ownerOf(rules, 'student', attribute)).toBeNull();
    }
    expect(clearedAttributes('class')).toEqual(['schoolId', 'students', 'otherStaff', 'calendars']);
  });

  it('list what is missing for grade exchange, and cleared properties that have a rule', () => {
    const rules = gradeExchangePreset().filter(({ entity, attribute }) => entity !== 'course' || attribute !== 'title');
    const cleared: MasterField = { entity: 'course', attribute: 'rosters', application: 'powerschool', mode: 'master' };
    expect(gradeExchangeGaps([...rules, cleared], true)).toEqual([
      { entity: 'course', application: 'powerschool', missing: ['title'], toClear: ['rosters'] },
    ]);
    expect(gradeExchangeGaps([], false).map(({ entity }) => entity)).not.toContain('result');
  });

  it('are generated for many attributes at once, and rules in the way give way', () => {
    const generation = {
      entity: 'student',
      application: 'partner',
      mode: 'master',
      attributes: ownedAttributes('student'),
    } as const;
    expect(replacedBy([rule('powerschool')], generation)).toBe(1);
    const rules = generateMasterFields([rule('powerschool')], generation);
    expect(masterFieldsSchema.safeParse(rules).success).toBe(true);
    expect(ownerOf(rules, 'student', 'email')).toBe('partner');
    expect(rules).toHaveLength(masterAttributes('student').length - clearedAttributes('student').length);
  });
});

describe('mergeDecision', () => {
  const incoming = (more: Partial<Incoming> = {}): Incoming => ({
    entity: 'student',
    attribute: 'email',
    from: 'powerschool',
    isEqual: false,
    hasValue: true,
    isCurrentEmpty: false,
    owner: 'partner',
    supplied: new Set(['partner'] as const),
    ...more,
  });

  it('takes the value of the master', () => {
    expect(mergeDecision([rule('powerschool')], incoming())).toBe('take');
  });

  it('keeps the value of another master, and takes another end’s only until the master has supplied one', () => {
    expect(mergeDecision([rule('partner')], incoming())).toBe('keep');
    expect(mergeDecision([rule('partner')], incoming({ supplied: new Set() }))).toBe('takeProvisionally');
  });

  it('takes the value of an end that is not to be overridden, and keeps it from others', () => {
    expect(mergeDecision([rule('powerschool', 'doNotOverride')], incoming())).toBe('take');
    expect(mergeDecision([rule('partner', 'doNotOverride')], incoming())).toBe('keep');
    expect(mergeDecision([rule('partner', 'doNotOverride')], incoming({ supplied: new Set(), owner: null }))).toBe(
      'take',
    );
  });

  it('does nothing where the values are equal', () => {
    expect(mergeDecision([], incoming({ isEqual: true }))).toBe('nothing');
  });

  it('fills what is empty, updates what the same end supplied, and asks where another did', () => {
    expect(mergeDecision([], incoming({ isCurrentEmpty: true }))).toBe('take');
    expect(mergeDecision([], incoming({ owner: 'powerschool' }))).toBe('take');
    expect(mergeDecision([], incoming())).toBe('conflict');
  });

  it('merges relationships source by source', () => {
    expect(mergeDecision([], incoming({ attribute: 'rosters' }))).toBe('union');
  });
});
