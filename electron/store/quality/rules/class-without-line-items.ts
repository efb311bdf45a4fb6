import type { QualityRule } from '../rule.ts';

export const classWithoutLineItems: QualityRule = {
  id: 'class.withoutLineItems',
  entity: 'class',
  severity: 'note',
  title: 'Classes without line items',
  sentence: 'Nothing has been graded in these classes yet.',
  fix: 'Nothing needs to be done early in a term. Later, ask whether the teacher keeps grades elsewhere.',
  reads: ['class', 'lineItem'],
  query: `SELECT c.sourceKey, c.sourceSubkey, c.schoolKey FROM class AS c
    WHERE c.removedRun IS NULL AND NOT EXISTS (
      SELECT 1 FROM lineItem AS i WHERE i.classKey = c.sourceKey AND i.removedRun IS NULL)`,
};
