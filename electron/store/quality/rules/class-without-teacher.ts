import type { QualityRule } from '../rule.ts';

export const classWithoutTeacher: QualityRule = {
  id: 'class.withoutTeacher',
  entity: 'class',
  severity: 'error',
  title: 'Classes without a teacher',
  sentence: 'Nobody owns the gradebook of these classes: their categories and line items are not read.',
  fix: 'Assign a lead teacher to the section in PowerSchool.',
  reads: ['class', 'enrollment'],
  query: `SELECT c.sourceKey, c.sourceSubkey, c.schoolKey FROM class AS c
    WHERE c.removedRun IS NULL AND NOT EXISTS (
      SELECT 1 FROM enrollment AS e WHERE e.classKey = c.sourceKey AND e.userKind = 0 AND e.removedRun IS NULL)`,
};
