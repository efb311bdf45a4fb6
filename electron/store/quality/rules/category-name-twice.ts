import type { QualityRule } from '../rule.ts';

/** S12. The copies of one category for several classes (S14) are one category here. */
export const categoryNameTwice: QualityRule = {
  id: 'category.nameTwice',
  entity: 'category',
  severity: 'error',
  title: 'Categories of one teacher with the same name',
  sentence: 'A category’s name must be unique for its teacher; capital letters and spaces do not count.',
  fix: 'Rename or merge one of the two in PowerTeacher Pro.',
  reads: ['category'],
  query: `WITH named AS MATERIALIZED (
      SELECT DISTINCT ownerKey, sourceKey, fold(title) AS name FROM category WHERE removedRun IS NULL AND ownerKey IS NOT NULL AND title <> ''),
    twice AS MATERIALIZED (SELECT ownerKey, name FROM named GROUP BY ownerKey, name HAVING count(*) > 1)
    SELECT c.sourceKey, c.sourceSubkey, c.schoolKey FROM named
      JOIN twice USING (ownerKey, name) JOIN category AS c ON c.sourceKey = named.sourceKey AND c.removedRun IS NULL`,
};
